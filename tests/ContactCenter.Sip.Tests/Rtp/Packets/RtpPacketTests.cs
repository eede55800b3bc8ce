using ContactCenter.Sip.Rtp.Packets;

namespace ContactCenter.Sip.Tests.Rtp.Packets;

public sealed class RtpPacketTests
{
    // Version 2, padding, extension of one word (0xBEDE), two sources, marker, type 96; payload AA BB CC, three octets of padding.
    private const string Full = "B2E0123400000ABCDEADBEEF0000000100000002BEDE000210FF32AABBCC0000AABBCC000003";

    [Fact]
    public void Every_part_of_a_packet_is_found()
    {
        RtpPacket.Read(Convert.FromHexString(Full), out var packet).ShouldBe(RtpFault.None);

        packet.Marker.ShouldBeTrue();
        packet.PayloadType.ShouldBe((byte)96);
        packet.Sequence.ShouldBe((ushort)0x1234);
        packet.Timestamp.ShouldBe(0xABCu);
        packet.Ssrc.ShouldBe(0xDEADBEEF);
        packet.SourceCount.ShouldBe(2);
        packet.Source(1).ShouldBe(2u);
        packet.ExtensionProfile.ShouldBe(0xBEDE);
        Convert.ToHexString(packet.Payload).ShouldBe("AABBCC");
        packet.PaddingSize.ShouldBe(3);
        packet.HeaderSize.ShouldBe(32);
    }

    [Fact]
    public void Elements_of_the_short_form_are_found_past_others_and_padding()
    {
        RtpPacket.Read(Convert.FromHexString(Full), out var packet).ShouldBe(RtpFault.None);

        packet.TryFindElement(1, out var first).ShouldBeTrue();
        Convert.ToHexString(first).ShouldBe("FF");
        packet.TryFindElement(3, out var third).ShouldBeTrue();
        Convert.ToHexString(third).ShouldBe("AABBCC");
        packet.TryFindElement(2, out _).ShouldBeFalse();
    }

    [Fact]
    public void Elements_of_the_long_form_are_found_and_may_be_empty()
    {
        RtpPacket.Read(Convert.FromHexString("90000001000000010000000110000002050007020102FF00"), out var packet).ShouldBe(RtpFault.None);

        packet.TryFindElement(5, out var empty).ShouldBeTrue();
        empty.Length.ShouldBe(0);
        packet.TryFindElement(7, out var seventh).ShouldBeTrue();
        Convert.ToHexString(seventh).ShouldBe("0102");
        packet.TryFindElement(255, out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("9000000100000001000000011000000105FF0000", 5)] // longer than the extension
    [InlineData("90000001000000010000000110000001050A0000", 5)]
    [InlineData("900000010000000100000001BEDE00011F000000", 1)] // 16 octets in three
    [InlineData("900000010000000100000001BEDE0001F0FF10AA", 1)] // 15 ends it
    [InlineData("900000010000000100000001123400011000AA00", 1)] // neither form
    [InlineData("800000010000000100000001", 1)]
    public void An_element_that_is_not_whole_is_not_found(string datagram, int id)
    {
        RtpPacket.Read(Convert.FromHexString(datagram), out var packet).ShouldBe(RtpFault.None);

        packet.TryFindElement(id, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", RtpFault.Short)]
    [InlineData("8000000100000001000000", RtpFault.Short)]
    [InlineData("400000010000000100000001", RtpFault.Version)]
    [InlineData("C00000010000000100000001", RtpFault.Version)]
    [InlineData("8200000100000001000000010000000100000", RtpFault.Sources)]
    [InlineData("900000010000000100000001BEDE00", RtpFault.Extension)]
    [InlineData("900000010000000100000001BEDEFFFF", RtpFault.Extension)]
    [InlineData("A00000010000000100000001", RtpFault.Padding)] // none there
    [InlineData("A0000001000000010000000100", RtpFault.Padding)] // a count of 0
    [InlineData("A00000010000000100000001AA03", RtpFault.Padding)] // more than there is
    public void What_is_no_packet_is_refused_by_name(string datagram, object fault) =>
        RtpPacket.Read(Convert.FromHexString(datagram.Length % 2 == 0 ? datagram : datagram[..^1]), out _).ShouldBe((RtpFault)fault);

    [Fact]
    public void A_header_that_is_written_is_read_as_it_was()
    {
        Span<byte> octets = stackalloc byte[14];
        new RtpHeader(101, 65_535, uint.MaxValue, 7, Marker: true).Write(octets);
        RtpPacket.Read(octets, out var packet).ShouldBe(RtpFault.None);

        (packet.PayloadType, packet.Sequence, packet.Timestamp, packet.Ssrc, packet.Marker, packet.Payload.Length).ShouldBe(((byte)101, (ushort)65_535, uint.MaxValue, 7u, true, 2));
    }

    [Theory]
    [InlineData("0001", DatagramKind.Stun)]
    [InlineData("16FE", DatagramKind.Dtls)]
    [InlineData("8000", DatagramKind.Rtp)]
    [InlineData("80C8", DatagramKind.Rtcp)]
    [InlineData("81CF", DatagramKind.Rtcp)]
    [InlineData("80E0", DatagramKind.Rtp)] // marker and type 96
    [InlineData("80BF", DatagramKind.Rtp)]
    [InlineData("FF00", DatagramKind.Other)]
    [InlineData("80", DatagramKind.Other)]
    public void What_shares_a_port_is_told_apart_by_its_first_octets(string datagram, object kind) =>
        Datagrams.KindOf(Convert.FromHexString(datagram)).ShouldBe((DatagramKind)kind);
}
