using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sip.Tests.Transport;

public sealed class SipTransportsTests
{
    private static readonly SipRequest Options = SipRequest.Create(
        SipMethod.Options, SipUri.Parse("sip:us@127.0.0.1"), SipAddress.Parse("<sip:them@127.0.0.1>;tag=theirs"), SipAddress.Parse("<sip:us@127.0.0.1>"), "call-2", 3).Build()
        .WithTopVia(new SipVia("TCP", "127.0.0.1", 5070, "z9hG4bKone"));

    [Theory]
    [InlineData(SipTransportKind.Tcp)]
    [InlineData(SipTransportKind.Tls)]
    [InlineData(SipTransportKind.WebSocket)]
    [InlineData(SipTransportKind.SecureWebSocket)]
    public async Task Two_endpoints_talk_over_one_connection_that_either_may_use(SipTransportKind kind)
    {
        using var certificate = Certificate("127.0.0.1");
        await using var here = new End(kind, certificate);
        await using var there = new End(kind, certificate);
        var flow = here.Transports.To(kind, there.Address, "127.0.0.1")!;
        flow.Send(Options.ToArray()).ShouldBeTrue(); // before it is open
        var (back, request) = await there.Next();
        request.ToString().ShouldBe(Options.ToString());
        (back.Kind, back.Remote.Address, back.IsOpen).ShouldBe((kind, IPAddress.Loopback, true));
        back.Send(SipResponse.For((SipRequest)request, 200, null, "t").ToArray()).ShouldBeTrue();
        (await here.Next()).Message.ToString().ShouldBe("SIP/2.0 200 OK");
        here.Transports.To(kind, there.Address, "127.0.0.1").ShouldBeSameAs(flow);
        (here.Transports.Connections, there.Transports.Connections, flow.SentByPort).ShouldBe((1, 1, here.Address.Port));
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_is_not_believed()
    {
        using var certificate = Certificate("elsewhere.test");
        await using var here = new End(SipTransportKind.Tls, certificate);
        await using var there = new End(SipTransportKind.Tls, certificate, judge: null);
        var flow = there.Transports.To(SipTransportKind.Tls, here.Address, "127.0.0.1")!;
        flow.Send(Options.ToArray());
        (await there.Closed()).ShouldBeSameAs(flow);
        flow.Send(Options.ToArray()).ShouldBeFalse();
        (await here.Closed()).ShouldNotBeNull();
        here.Messages.ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_must_show_a_certificate_and_has_none_is_not_heard()
    {
        using var certificate = Certificate("127.0.0.1");
        await using var here = new End(SipTransportKind.Tls, certificate, requires: true);
        await using var stranger = new End(SipTransportKind.Tls, null);
        stranger.Transports.To(SipTransportKind.Tls, here.Address, "127.0.0.1")!.Send(Options.ToArray());
        await stranger.Closed();
        here.Messages.ShouldBe(0);
        await using var friend = new End(SipTransportKind.Tls, certificate);
        friend.Transports.To(SipTransportKind.Tls, here.Address, "127.0.0.1")!.Send(Options.ToArray());
        (await here.Next()).Message.ToString().ShouldBe(Options.ToString());
    }

    [Fact]
    public async Task Nobody_listening_is_told_as_a_connection_that_closes()
    {
        await using var here = new End(SipTransportKind.Tcp, null);
        IPEndPoint nobody;
        await using (var gone = new End(SipTransportKind.Tcp, null))
        {
            nobody = gone.Address;
        }

        var flow = here.Transports.To(SipTransportKind.Tcp, nobody, "x")!;
        (await here.Closed()).ShouldBeSameAs(flow);
        here.Transports.To(SipTransportKind.Tcp, nobody, "x").ShouldNotBeSameAs(flow); // it is tried anew
    }

    [Fact]
    public async Task Two_line_ends_are_answered_with_one_and_rubbish_ends_the_connection()
    {
        await using var here = new End(SipTransportKind.Tcp, null);
        using var peer = new TcpClient();
        await peer.ConnectAsync(here.Address);
        var stream = peer.GetStream();
        await stream.WriteAsync("\r\n\r\n"u8.ToArray());
        var buffer = new byte[16];
        (await stream.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(2);
        await stream.WriteAsync("OPTIONS sip:x SIP/2.0\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n"u8.ToArray());
        await here.Closed();
    }

    [Fact]
    public async Task One_connection_too_many_is_refused_and_a_message_that_does_not_go_on_ends_its_own()
    {
        await using var here = new End(SipTransportKind.Tcp, null);
        using var first = new TcpClient();
        using var second = new TcpClient();
        using var third = new TcpClient();
        await first.ConnectAsync(here.Address);
        await second.ConnectAsync(here.Address);
        await here.UntilAsync(t => t.Connections == 2);
        await third.ConnectAsync(here.Address);
        (await third.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(0);
        await first.GetStream().WriteAsync(Encoding.ASCII.GetBytes("OPTIONS sip:x SIP/2.0\r\nVia: "));
        while (here.Transports.Connections == 2)
        {
            await Task.Delay(100); // what was written arrives meanwhile
            here.Time.Advance(TimeSpan.FromSeconds(6)); // the other one may be silent for a quarter of an hour
            here.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(14));
        }

        await here.Closed();
        second.Client.Poll(0, SelectMode.SelectRead).ShouldBeFalse();
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>Transports that listen, with what comes in.</summary>
    private sealed class End : ISipReceiver, IAsyncDisposable
    {
        private readonly Channel<(SipFlow Flow, SipMessage Message)> _messages = Channel.CreateUnbounded<(SipFlow, SipMessage)>();
        private readonly Channel<SipFlow> _closed = Channel.CreateUnbounded<SipFlow>();
        private readonly DateTimeOffset _start;

        public End(SipTransportKind kind, X509Certificate2? certificate, RemoteCertificateValidationCallback? judge = null, bool requires = false)
        {
            _start = Time.GetUtcNow();
            // The test's own root: a certificate is believed when it is this one and for the name that was asked.
            judge ??= (_, shown, _, errors) => shown?.GetCertHashString() == certificate?.GetCertHashString() && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
            Transports = new SipTransports(
                new SipTransportSettings(
                    [new SipListenOptions(kind, new IPEndPoint(IPAddress.Loopback, 0))], null, new SipTlsOptions { Certificate = certificate, RequiresClientCertificate = requires, Judge = judge }, SipLimits.Default)
                {
                    MaxConnections = 2,
                },
                this,
                Time,
                new FakeLogger());
            Transports.Start();
        }

        public FakeTimeProvider Time { get; } = new();

        public TimeSpan Elapsed => Time.GetUtcNow() - _start;

        public SipTransports Transports { get; }

        public int Messages => _messages.Reader.Count;

        public IPEndPoint Address => Transports.Listening[0].Address;

        public Task<(SipFlow Flow, SipMessage Message)> Next() => _messages.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        public Task<SipFlow> Closed() => _closed.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        public async Task UntilAsync(Func<SipTransports, bool> holds)
        {
            for (var i = 0; !holds(Transports); i++)
            {
                i.ShouldBeLessThan(3_000);
                await Task.Delay(10);
            }
        }

        public ValueTask DisposeAsync() => Transports.DisposeAsync();

        void ISipReceiver.Received(SipFlow flow, ReadOnlySpan<byte> message) => _messages.Writer.TryWrite((flow, SipParser.TryParse(message, SipLimits.Default, out var parsed, out _) ? parsed : throw new FormatException()));

        void ISipReceiver.Received(SipFlow flow, in SipStreamItem item)
        {
            if (item.Message is { } message)
            {
                _messages.Writer.TryWrite((flow, message));
            }
        }

        void ISipReceiver.Closed(SipFlow flow) => _closed.Writer.TryWrite(flow);
    }
}
