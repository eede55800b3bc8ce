using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Logging.Testing;

namespace ContactCenter.Sip.Tests.Transport;

public sealed class UdpTransportTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Datagrams_come_with_the_address_seen_and_go_out_by_the_port_that_listens(string address)
    {
        var receiver = new Received();
        await using var transport = new UdpTransport(new IPEndPoint(IPAddress.Parse(address), 0), static _ => "us.test", receiver, new FakeLogger());
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Parse(address), 0));
        await peer.SendAsync("hello"u8.ToArray(), transport.Local);
        var (flow, text) = await receiver.Next();
        (text, flow.Remote, flow.Local, flow.Kind).ShouldBe(("hello", (IPEndPoint)peer.Client.LocalEndPoint!, transport.Local, SipTransportKind.Udp));
        flow.Send("and back"u8.ToArray()).ShouldBeTrue();
        var back = await peer.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(30));
        (Encoding.ASCII.GetString(back.Buffer), back.RemoteEndPoint).ShouldBe(("and back", transport.Local));
        transport.To((IPEndPoint)peer.Client.LocalEndPoint!).ShouldBeSameAs(flow);
    }

    [Fact]
    public async Task A_peer_that_is_not_there_or_a_receiver_that_throws_ends_nothing()
    {
        var receiver = new Received { Throws = true };
        await using var transport = new UdpTransport(new IPEndPoint(IPAddress.Loopback, 0), static _ => "us.test", receiver, new FakeLogger());
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using (var gone = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)))
        {
            transport.To((IPEndPoint)gone.Client.LocalEndPoint!).Send("x"u8.ToArray()).ShouldBeTrue();
        }

        await peer.SendAsync("one"u8.ToArray(), transport.Local);
        await receiver.Next();
        receiver.Throws = false;
        await peer.SendAsync("two"u8.ToArray(), transport.Local);
        (await receiver.Next()).Text.ShouldBe("two");
    }

    private sealed class Received : ISipReceiver
    {
        private readonly Channel<(SipFlow Flow, string Text)> _messages = Channel.CreateUnbounded<(SipFlow, string)>();

        public bool Throws { get; set; }

        public Task<(SipFlow Flow, string Text)> Next() => _messages.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        void ISipReceiver.Received(SipFlow flow, ReadOnlySpan<byte> message)
        {
            var throws = Throws;
            _messages.Writer.TryWrite((flow, Encoding.ASCII.GetString(message)));
            if (throws)
            {
                throw new InvalidOperationException("a bug");
            }
        }

        void ISipReceiver.Received(SipFlow flow, in SipStreamItem item) => throw new NotSupportedException();

        void ISipReceiver.Closed(SipFlow flow) => throw new NotSupportedException();
    }
}
