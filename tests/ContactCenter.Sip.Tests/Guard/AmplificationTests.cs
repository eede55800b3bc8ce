using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ContactCenter.Sip.Authentication;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace ContactCenter.Sip.Tests.Guard;

/// <summary>What an address is sent that somebody else has forged: bytes on the wire, with the headers of IP and UDP, while nobody there ever answers.</summary>
public sealed class AmplificationTests(ITestOutputHelper output) : IDigestSecrets
{
    private const int Headers = 28;
    private static readonly string Large = string.Concat(Enumerable.Repeat("a=and more of it\r\n", 40));
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    public ValueTask<DigestSecret?> FindAsync(string realm, string user, CancellationToken cancellationToken) => ValueTask.FromResult<DigestSecret?>(null);

    private static readonly (string What, int Copies)[] Forged =
    [
        ("answer", 1), ("answer", 3), ("answer", 7), ("ring", 7), ("ring and refuse", 7), ("ring reliably", 7), ("refuse", 1), ("refuse", 7),
        ("REGISTER", 1), ("REGISTER", 11), ("OPTIONS", 11), ("MESSAGE", 11), ("BYE", 11), ("malformed", 11), ("overflow", 11),
    ];

    [Fact]
    public async Task A_stranger_is_never_sent_more_than_came_from_its_address()
    {
        var all = await Task.WhenAll(Forged.Select(async f => (f.What, f.Copies, Measured: await MeasureAsync(f.What, f.Copies, isTrusted: false))));
        foreach (var (what, copies, (sent, got)) in all)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured {what} × {copies}: {sent} bytes in, {got} out, {(double)got / sent:0.00}"));
            got.ShouldBeLessThanOrEqualTo(sent, $"{what} × {copies}");
        }
    }

    [Fact]
    public async Task Without_the_guard_it_would_be()
    {
        var all = await Task.WhenAll(new[] { "answer", "refuse", "REGISTER" }.Select(async what => (What: what, Measured: await MeasureAsync(what, 1, isTrusted: true))));
        foreach (var (what, (sent, got)) in all)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured without the guard, {what} × 1: {sent} bytes in, {got} out, {(double)got / sent:0.00}"));
            got.ShouldBeGreaterThan(sent, what);
        }
    }

    [Fact]
    public async Task A_strangers_call_gets_through_rings_and_is_proven_by_its_ACK()
    {
        await using var here = new Phone(time: _time);
        await using var there = new Phone(time: _time, with: static o => o.Guard.Trusted.Clear());
        there.OnCall = static async call =>
        {
            await call.Call.ProgressAsync(180);
            await Task.CompletedTask;
        };
        var first = await here.CallAsync(there.Uri);
        await PassUntilAsync(() => there.Endpoint.Figures.Calls == 1);
        var rings = first.NextAsync<SipCallEvent.Progressed>();
        await PassUntilAsync(() => rings.IsCompleted);
        (await rings).Response.Status.ShouldBe(180); // after some repeats of the INVITE
        await first.Call.HangUpAsync();
        await PassUntilAsync(() => first.Over.IsCompleted);

        there.OnCall = static call => call.Call.AnswerAsync(static response => response.Body(Encoding.ASCII.GetBytes(Large), "application/sdp"));
        var second = await here.CallAsync(there.Uri);
        await PassUntilAsync(() => second.Over.IsCompleted || there.Endpoint.Figures.Calls > 0);
        var answered = second.NextAsync<SipCallEvent.Established>();
        await PassUntilAsync(() => answered.IsCompleted);
        (await answered).By.Body.Length.ShouldBe(Large.Length);
        await second.Call.HangUpAsync();
        await second.Over.WaitAsync(TimeSpan.FromSeconds(30));

        there.OnCall = static call => call.Call.ProgressAsync(180);
        var third = await here.CallAsync(there.Uri);
        (await third.NextAsync<SipCallEvent.Progressed>()).Response.Status.ShouldBe(180); // at once: no time has passed
    }

    [Fact]
    public async Task A_phone_nobody_knows_registers_and_is_proven_by_its_digest()
    {
        var registrar = new SipRegistrar(new SipRegistrarOptions { Domain = "pbx.test" }, new Everybody(), _time);
        await using var there = new Phone(time: _time, with: static o => o.Guard.Trusted.Clear());
        there.OnRequest = request => registrar.RegisterAsync(request);
        await using var here = new Phone(time: _time);
        await using var registration = new SipRegistration(
            here.Endpoint, new SipRegistrationOptions { Registrar = SipUri.Parse($"sip:{there.Address}"), Address = SipUri.Parse("sip:anna@pbx.test"), Credentials = SipCredentials.Of("anna", "secret") }, _time);
        await PassUntilAsync(() => registration.State == SipRegistrationState.Registered);
        var response = await here.Endpoint.RequestAsync(Request(SipMethod.Options, there.Address, body: null)).WaitAsync(TimeSpan.FromSeconds(30)); // no time passes
        response.IsFinal.ShouldBeTrue();
    }

    private async Task PassUntilAsync(Func<bool> holds)
    {
        for (var i = 0; !holds(); i++)
        {
            i.ShouldBeLessThan(3_000);
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(10);
        }
    }

    private async Task<(long Sent, long Got)> MeasureAsync(string what, int copies, bool isTrusted)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var registrar = new SipRegistrar(new SipRegistrarOptions { Domain = "pbx.test" }, this, time);
        await using var phone = new Phone(time: time, with: o =>
        {
            if (!isTrusted)
            {
                o.Guard.Trusted.Clear();
            }

            o.MaxTransactions = 100;
        });
        phone.OnRequest = request => request.Request.Method == SipMethod.Register ? registrar.RegisterAsync(request) : request.AnswerAsync(404);
        phone.OnCall = async call =>
        {
            if (what.StartsWith("ring", StringComparison.Ordinal))
            {
                await call.Call.ProgressAsync(180);
                await call.Call.ProgressAsync(183, static r => r.Body(Encoding.ASCII.GetBytes(Large), "application/sdp"), isReliable: what == "ring reliably");
            }

            if (what.EndsWith("refuse", StringComparison.Ordinal))
            {
                await call.Call.RefuseAsync(486);
            }
            else if (what == "answer")
            {
                await call.Call.AnswerAsync(static r => r.Body(Encoding.ASCII.GetBytes(Large), "application/sdp"));
                await call.Call.HangUpAsync(); // its BYE waits for the ACK that never comes
            }
        };
        using var victim = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var (sent, got) = (0L, 0L);
        for (var copy = 0; copy < copies; copy++)
        {
            var message = Message(what, phone.Address, (IPEndPoint)victim.Client.LocalEndPoint!);
            for (var many = what == "overflow" ? 30 : 1; many > 0; many--)
            {
                await victim.SendAsync(what == "overflow" ? Message("OPTIONS", phone.Address, (IPEndPoint)victim.Client.LocalEndPoint!, many) : message, phone.Address);
                sent += message.Length + Headers;
            }

            await PassAsync(1);
        }

        await PassAsync(80); // past every timer
        while (victim.Available > 0)
        {
            got += (await victim.ReceiveAsync()).Buffer.Length + Headers;
        }

        return (sent, got);

        async Task PassAsync(int halfSeconds)
        {
            await Task.Delay(20);
            for (; halfSeconds > 0; halfSeconds--)
            {
                time.Advance(TimeSpan.FromMilliseconds(500));
                await Task.Delay(3);
            }
        }
    }

    private static byte[] Message(string what, IPEndPoint to, IPEndPoint from, int number = 1)
    {
        var method = what switch
        {
            "answer" or "ring" or "refuse" or "ring reliably" or "ring and refuse" => SipMethod.Invite,
            "malformed" => SipMethod.Options,
            _ => SipMethod.Of(Encoding.ASCII.GetBytes(what == "overflow" ? "OPTIONS" : what)),
        };
        var builder = Request(method, to, method == SipMethod.Invite ? "v=0" : null).ToBuilder();
        builder.Set(SipHeaderName.CSeq, new SipCSeq((uint)number, method).ToString());
        if (what == "ring reliably")
        {
            builder.Set(SipHeaderName.Supported, "100rel");
        }

        if (what == "BYE")
        {
            builder.Set(SipHeaderName.To, "<sip:x@y>;tag=guessed");
        }

        var bytes = builder.Build().WithTopVia(new SipVia("UDP", "127.0.0.1", from.Port, $"z9hG4bK{number}")).ToArray();
        return what == "malformed" ? [.. Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(bytes).Replace("CSeq: 1 ", "CSeq: x ", StringComparison.Ordinal))] : bytes;
    }

    private static SipRequest Request(SipMethod method, IPEndPoint to, string? body)
    {
        var builder = SipRequest.Create(method, SipUri.Parse($"sip:x@{to}"), SipAddress.Parse("<sip:anna@pbx.test>;tag=1"), SipAddress.Parse("<sip:anna@pbx.test>"), "one", 1).Set(SipHeaderName.Contact, "<sip:a@127.0.0.1>");
        return (body is null ? builder : builder.Body(Encoding.ASCII.GetBytes(body), "application/sdp")).Build();
    }

    private sealed class Everybody : IDigestSecrets
    {
        public ValueTask<DigestSecret?> FindAsync(string realm, string user, CancellationToken cancellationToken) => ValueTask.FromResult<DigestSecret?>(DigestSecret.FromPassword("secret"));
    }
}
