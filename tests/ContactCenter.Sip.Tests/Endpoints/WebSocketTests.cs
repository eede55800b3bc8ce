using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Tests.Endpoints;

/// <summary>A phone in Python that knows RFC 6455 and RFC 7118 and nothing of ours. Our own ends talk to each other in SipTransportsTests and SipEndpointTests.</summary>
public sealed class WebSocketTests
{
    [Theory]
    [InlineData(SipTransportKind.WebSocket)]
    [InlineData(SipTransportKind.SecureWebSocket)]
    public async Task A_phone_in_a_browser_registers_and_is_called_by_its_connection(SipTransportKind kind)
    {
        using var certificate = Certificate();
        var path = new TaskCompletionSource<SipReturnPath>();
        await using var pbx = new Phone(kind, with: o => o.Tls.Certificate = certificate)
        {
            OnRequest = async request =>
            {
                await request.AnswerAsync(200);
                path.TrySetResult(request.ReturnPath);
            },
        };
        var python = RunAsync(pbx, kind, "call");
        var way = await path.Task.WaitAsync(TimeSpan.FromSeconds(60));
        way.Transport.ShouldBe(kind);
        var call = new PhoneCall(await pbx.Endpoint.CallAsync(
            SipUri.Parse("sip:py@df7jal23ls0d.invalid;transport=ws"), SipAddress.Parse("<sip:pbx@pbx.test>"), static r => r.Body("offer"u8.ToArray(), "application/sdp"), path: way));
        await call.NextAsync<SipCallEvent.Established>();
        await call.Call.HangUpAsync();
        (await call.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByUs);
        (await python).ShouldEndWith("got BYE sip:py@df7jal23ls0d.invalid;transport=ws SIP/2.0\ndone\n");
        pbx.Endpoint.Figures.Malformed.ShouldBe(0);
    }

    [Theory]
    [InlineData("protocol", "done\n")]
    [InlineData("unmasked", "done\n")]
    [InlineData("large", "closed 1009\ndone\n")]
    [InlineData("plain", "done\n")]
    public async Task What_is_no_WebSocket_for_SIP_is_refused_and_ended(string what, string told)
    {
        await using var pbx = new Phone(SipTransportKind.WebSocket);
        (await RunAsync(pbx, SipTransportKind.WebSocket, what)).ShouldEndWith(told);
        for (var i = 0; pbx.Endpoint.Figures.Connections > 0; i++)
        {
            i.ShouldBeLessThan(1_000);
            await Task.Delay(10);
        }
    }

    private static async Task<string> RunAsync(Phone pbx, SipTransportKind kind, string what)
    {
        var start = new ProcessStartInfo(
            "python3", [Path.Combine(AppContext.BaseDirectory, "Endpoints", "WebSocketPhone.py"), pbx.Address.Port.ToString(CultureInfo.InvariantCulture), kind == SipTransportKind.WebSocket ? "ws" : "wss", what])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await output + await errors);
        return await output;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
