using System.Text;
using ContactCenter.Sip.Rtp.Packets;

namespace ContactCenter.Sip.Tests.Rtp.Packets;

public sealed class RtcpTests
{
    [Fact]
    public void A_compound_that_is_written_is_read_as_it_was()
    {
        var block = new ReportBlock(9, 64, -5, 0x0001_0002, 33, 0xAABB_CCDD, 65_536);
        var buffer = new byte[512];
        var writer = new RtcpWriter(buffer);
        writer.SenderReport(new SenderInfo(7, 0x0102_0304_0506_0708, 160, 2, 320), block);
        writer.Description(7, "me@here"u8);
        writer.Application(7, 3, "TEST"u8, [1, 2, 3, 4]);
        writer.Bye(7);

        var reader = new RtcpReader(buffer.AsSpan(0, writer.Length));
        reader.TryRead(out var report).ShouldBeTrue();
        report.TryGetSender(out var sender).ShouldBeTrue();
        sender.ShouldBe(new SenderInfo(7, 0x0102_0304_0506_0708, 160, 2, 320));
        report.TryGetReport(9, out var read).ShouldBeTrue();
        read.ShouldBe(block);
        report.TryGetReport(8, out _).ShouldBeFalse();
        reader.TryRead(out var description).ShouldBeTrue();
        description.TryGetCanonicalName(out var name).ShouldBeTrue();
        Encoding.ASCII.GetString(name).ShouldBe("me@here");
        reader.TryRead(out var application).ShouldBeTrue();
        application.TryGetApplication(out var letters, out var data).ShouldBeTrue();
        (Encoding.ASCII.GetString(letters), Convert.ToHexString(data), application.Count).ShouldBe(("TEST", "01020304", 3));
        reader.TryRead(out var bye).ShouldBeTrue();
        bye.SaysBye(7).ShouldBeTrue();
        bye.SaysBye(8).ShouldBeFalse();
        reader.TryRead(out _).ShouldBeFalse();
        reader.IsBroken.ShouldBeFalse();
    }

    [Fact]
    public void A_name_of_any_length_ends_on_a_word_with_a_zero_behind_it()
    {
        for (var length = 0; length <= 255; length++)
        {
            var buffer = new byte[300];
            Array.Fill(buffer, (byte)0xFF);
            var writer = new RtcpWriter(buffer);
            writer.Description(1, new byte[length]);

            (writer.Length % 4).ShouldBe(0);
            writer.Length.ShouldBeGreaterThan(4 + 4 + 2 + length);
            buffer[writer.Length - 1].ShouldBe((byte)0);
            var reader = new RtcpReader(buffer.AsSpan(0, writer.Length));
            reader.TryRead(out var packet).ShouldBeTrue();
            packet.TryGetCanonicalName(out var name).ShouldBeTrue();
            name.Length.ShouldBe(length);
        }
    }

    [Fact]
    public void A_report_of_reduced_size_is_taken()
    {
        var reader = new RtcpReader(Convert.FromHexString("81CD000300000001000000020ABC0000"));

        reader.TryRead(out var packet).ShouldBeTrue();
        packet.Type.ShouldBe(RtcpType.TransportFeedback);
        packet.Ssrc.ShouldBe(1u);
    }

    [Theory]
    [InlineData("80C9")]
    [InlineData("80C90002000000010000")] // longer than the datagram
    [InlineData("40C9000100000001")] // version 1
    [InlineData("A0C9000100000001")] // padding that is not there
    [InlineData("A0C900020000000100000003")] // padding of three octets
    [InlineData("A0C90002000000010000000480C9000100000001")] // padding before the last packet
    public void What_is_not_whole_ends_the_reading(string datagram)
    {
        var reader = new RtcpReader(Convert.FromHexString(datagram));

        reader.TryRead(out _).ShouldBeFalse();
        reader.IsBroken.ShouldBeTrue();
    }

    [Fact]
    public void Packets_beyond_the_bound_are_not_read()
    {
        var reader = new RtcpReader([.. Enumerable.Repeat(Convert.FromHexString("80C9000100000001"), RtcpReader.MaxPackets + 1).SelectMany(static p => p)]);
        var read = 0;
        while (reader.TryRead(out _))
        {
            read++;
        }

        read.ShouldBe(RtcpReader.MaxPackets);
        reader.IsBroken.ShouldBeTrue();
    }

    [Fact]
    public void More_blocks_announced_than_there_are_are_not_read()
    {
        var reader = new RtcpReader(Convert.FromHexString("9FC9000100000001"));

        reader.TryRead(out var packet).ShouldBeTrue();
        packet.TryGetReport(1, out _).ShouldBeFalse();
        packet.TryGetSender(out _).ShouldBeFalse();
    }

    [Fact]
    public void The_time_of_a_report_is_of_NTP()
    {
        SenderInfo.ToNtp(new DateTimeOffset(1970, 1, 1, 0, 0, 0, 500, TimeSpan.Zero)).ShouldBe((2_208_988_800UL << 32) | 0x8000_0000);
    }
}
