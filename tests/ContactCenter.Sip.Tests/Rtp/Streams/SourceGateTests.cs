using System.Net;
using ContactCenter.Sip.Rtp.Streams;

namespace ContactCenter.Sip.Tests.Rtp.Streams;

public sealed class SourceGateTests
{
    private static readonly SocketAddress Signalled = At("192.0.2.1", 4_000);
    private static readonly SocketAddress Real = At("198.51.100.7", 5_000);
    private static readonly SocketAddress Stray = At("203.0.113.9", 6_000);

    [Fact]
    public void The_signalled_address_is_taken_at_once_and_no_other_after_it()
    {
        var gate = New();
        SourceGate.Same(gate.Destination, Signalled).ShouldBeTrue();
        gate.Take(Signalled, 1, 10, false).ShouldBe(SourceVerdict.Taken);
        gate.MayTake(Real, isEncrypted: false).ShouldBeFalse();
        gate.Take(Real, 1, 11, false).ShouldBe(SourceVerdict.Refused);
        gate.Take(Real, 1, 12, false).ShouldBe(SourceVerdict.Refused);
        SourceGate.Same(gate.Destination, Signalled).ShouldBeTrue();
    }

    [Fact]
    public void Another_address_is_learned_after_two_packets_in_sequence_and_then_kept()
    {
        var gate = New();
        gate.Take(Real, 1, 65_535, false).ShouldBe(SourceVerdict.OnProbation);
        gate.Take(Real, 1, 0, false).ShouldBe(SourceVerdict.Taken);
        SourceGate.Same(gate.Destination, Real).ShouldBeTrue();
        gate.Take(Signalled, 1, 1, false).ShouldBe(SourceVerdict.Refused);
        gate.Take(At("198.51.100.7", 5_001), 1, 1, false).ShouldBe(SourceVerdict.Refused, "another port of the same host");
    }

    [Fact]
    public void A_stray_packet_moves_nothing_and_the_real_one_is_learned_after_it()
    {
        var gate = New();
        gate.Take(Stray, 9, 500, false).ShouldBe(SourceVerdict.OnProbation);
        gate.Take(Real, 1, 10, false).ShouldBe(SourceVerdict.OnProbation);
        gate.Take(Stray, 9, 501, false).ShouldBe(SourceVerdict.OnProbation, "another one came in between");
        gate.Take(Real, 1, 11, false).ShouldBe(SourceVerdict.OnProbation);
        gate.Take(Real, 2, 12, false).ShouldBe(SourceVerdict.OnProbation, "another source in RTP's sense");
        SourceGate.Same(gate.Destination, Signalled).ShouldBeTrue();
        gate.Take(Real, 2, 13, false).ShouldBe(SourceVerdict.Taken);
    }

    [Fact]
    public void An_authentic_packet_needs_no_second_one()
    {
        var gate = New();
        gate.Take(Real, 1, 10, isAuthentic: true).ShouldBe(SourceVerdict.Taken);
        gate.Take(Stray, 1, 11, isAuthentic: true).ShouldBe(SourceVerdict.Refused, "learned once");
    }

    [Fact]
    public void Where_it_is_allowed_an_authentic_packet_moves_the_source_again()
    {
        var gate = New(follows: true);
        gate.Take(Real, 1, 10, true).ShouldBe(SourceVerdict.Taken);
        gate.MayTake(Stray, isEncrypted: true).ShouldBeTrue();
        gate.Take(Stray, 1, 11, isAuthentic: false).ShouldBe(SourceVerdict.Refused);
        gate.Take(Stray, 1, 12, isAuthentic: true).ShouldBe(SourceVerdict.Taken);
        SourceGate.Same(gate.Destination, Stray).ShouldBeTrue();
    }

    [Fact]
    public void Strictly_only_the_signalled_address_counts()
    {
        var gate = New(learns: false);
        gate.MayTake(Real, isEncrypted: false).ShouldBeFalse();
        gate.Take(Real, 1, 10, false).ShouldBe(SourceVerdict.Refused);
        gate.Take(Real, 1, 11, true).ShouldBe(SourceVerdict.Refused);
        gate.Take(Signalled, 1, 12, false).ShouldBe(SourceVerdict.Taken);
    }

    [Fact]
    public void Another_signalled_address_begins_anew_and_the_same_one_does_not()
    {
        var gate = New();
        gate.Take(Real, 1, 10, true);
        gate.Signal(At("192.0.2.1", 4_000)).ShouldBeFalse();
        SourceGate.Same(gate.Destination, Real).ShouldBeTrue();
        gate.Signal(Stray).ShouldBeTrue();
        SourceGate.Same(gate.Destination, Stray).ShouldBeTrue();
        gate.Take(Real, 1, 11, false).ShouldBe(SourceVerdict.OnProbation);
    }

    [Fact]
    public void Without_a_signalled_address_nothing_is_sent_until_one_is_learned()
    {
        var gate = new SourceGate(learns: true, followsAuthentic: false);
        gate.Signal(null).ShouldBeFalse();
        gate.Destination.ShouldBeNull();
        gate.IsOfHost(Real).ShouldBeFalse();
        gate.Take(Real, 1, 10, true).ShouldBe(SourceVerdict.Taken);
        gate.IsOfHost(At("198.51.100.7", 5_001)).ShouldBeTrue();
        gate.IsOfHost(Stray).ShouldBeFalse();
    }

    [Fact]
    public void Addresses_of_IPv6_are_told_apart_by_their_host()
    {
        var gate = new SourceGate(learns: true, followsAuthentic: false);
        gate.Signal(At("2001:db8::1", 4_000));
        gate.IsOfHost(At("2001:db8::1", 4_001)).ShouldBeTrue();
        gate.IsOfHost(At("2001:db8::2", 4_000)).ShouldBeFalse();
    }

    private static SourceGate New(bool learns = true, bool follows = false)
    {
        var gate = new SourceGate(learns, follows);
        gate.Signal(Signalled).ShouldBeTrue();
        return gate;
    }

    private static SocketAddress At(string host, int port) => new IPEndPoint(IPAddress.Parse(host), port).Serialize();
}
