using System.Net;
using System.Text;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Tests.Transactions;

/// <summary>A way to a peer that keeps what is sent on it.</summary>
internal sealed class FakeFlow(SipTransportKind kind = SipTransportKind.Udp, string remote = "192.0.2.7:5070") : SipFlow
{
    public List<SipMessage> Sent { get; } = [];

    public bool Fails { get; set; }

    public override SipTransportKind Kind => kind;

    public override IPEndPoint Remote { get; } = IPEndPoint.Parse(remote);

    public override IPEndPoint Local { get; } = new(IPAddress.Parse("192.0.2.1"), 5060);

    public override string SentByHost => "192.0.2.1";

    public override int SentByPort => 5060;

    public override bool Send(ReadOnlyMemory<byte> message)
    {
        SipParser.TryParse(message.Span, SipLimits.Default, out var parsed, out var fault).ShouldBeTrue($"{fault} in {Encoding.UTF8.GetString(message.Span)}");
        Sent.Add(parsed!);
        return !Fails;
    }

    /// <summary>What was sent since this was asked last, as start lines.</summary>
    public string Said()
    {
        var said = string.Join(", ", Sent.Select(static m => m.ToString()));
        Sent.Clear();
        return said;
    }
}
