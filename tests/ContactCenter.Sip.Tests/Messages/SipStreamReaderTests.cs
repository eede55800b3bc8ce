using System.Text;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

public sealed class SipStreamReaderTests
{
    private static readonly string Bye =
        "BYE sip:a@h SIP/2.0\r\nv: SIP/2.0/TCP h;branch=z9hG4bK1\r\nf: <sip:a@h>;tag=1\r\nt: <sip:b@h>;tag=2\r\ni: c1\r\nCSeq: 2 BYE\r\nl: 0\r\n\r\n";

    private static readonly string Stream =
        "\r\n\r\n" + Bye + Samples.Invite + "\r\n" + Bye.Replace("l: 0", "l :\r\n 3", StringComparison.Ordinal) + "abc" + "\r\n\r\n\r\n\r\n"
        + Bye.Replace("\r\n", "\n", StringComparison.Ordinal) + Bye.Replace("<sip:a@h>", "<a@h", StringComparison.Ordinal) + Samples.Invite;

    private static readonly string[] Expected =
        ["Ping", "BYE 0", $"INVITE {Samples.Sdp.Length}", "BYE 3", "Ping", "Ping", "BYE 0", "Fault HeaderValue", $"INVITE {Samples.Sdp.Length}"];

    [Fact]
    public void A_stream_is_the_same_however_it_is_cut_in_two()
    {
        var bytes = Encoding.UTF8.GetBytes(Stream);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Read(SipStreamSide.Accepted, bytes[..cut], bytes[cut..]).ShouldBe(Expected, ignoreOrder: false, $"cut at {cut}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(536)]
    public void A_stream_is_the_same_in_pieces_of_any_size(int size) =>
        Read(SipStreamSide.Accepted, [.. Encoding.UTF8.GetBytes(Stream).Chunk(size)]).ShouldBe(Expected);

    [Fact]
    public void One_line_end_is_an_answer_where_we_ping()
    {
        Read(SipStreamSide.Connected, "\r\n"u8.ToArray(), "\r"u8.ToArray(), "\n"u8.ToArray(), Encoding.UTF8.GetBytes(Bye)).ShouldBe(["Pong", "Pong", "BYE 0"]);
        Read(SipStreamSide.Accepted, "\r\n"u8.ToArray(), Encoding.UTF8.GetBytes(Bye), "\r\n"u8.ToArray(), "\r\n"u8.ToArray()).ShouldBe(["BYE 0", "Ping"]);
    }

    [Theory]
    [InlineData("l: 0\r\n", "", "Lost ContentLength 400")]
    [InlineData("l: 0", "l: 0\r\nContent-Length: 0", "Lost RepeatedHeader 400")]
    [InlineData("l: 0", "l: 0\r\nL: 7", "Lost RepeatedHeader 400")]
    [InlineData("l: 0", "l: -1", "Lost ContentLength 400")]
    [InlineData("l: 0", "l: 0x10", "Lost ContentLength 400")]
    [InlineData("l: 0", "l: 4294967296", "Lost ContentLength 400")]
    [InlineData("l: 0", "l: 65536", "Lost BodyTooLarge 413")]
    [InlineData("l: 0", "l: 65530", "Lost Limit 513")]
    [InlineData("BYE sip:a@h SIP/2.0", "GET / HTTP/1.1", "Lost StartLine ")]
    public void Where_the_end_of_a_message_cannot_be_told_the_stream_is_lost(string part, string instead, string expected)
    {
        var text = Bye.Replace(part, instead, StringComparison.Ordinal).Replace(part.StartsWith("BYE", StringComparison.Ordinal) ? "l: 0\r\n" : "?", "", StringComparison.Ordinal) + Bye + Bye;
        foreach (var size in new[] { 1, 10, 10_000 })
        {
            Read(SipStreamSide.Accepted, [.. Encoding.UTF8.GetBytes(text).Chunk(size)]).ShouldBe([expected], ignoreOrder: false, "nothing is read behind it");
        }
    }

    [Fact]
    public void A_head_without_an_end_is_given_up_and_no_more_than_it_is_held()
    {
        var limits = SipLimits.Default with { HeadBytes = 1_024 };
        var reader = new SipStreamReader(limits, SipStreamSide.Accepted);
        var piece = Encoding.UTF8.GetBytes("X: " + new string('x', 95) + "\r\n");
        var lost = 0;
        for (var sent = 0; sent < 100; sent++)
        {
            ReadOnlySpan<byte> input = piece;
            while (reader.TryRead(ref input, out var item))
            {
                item.Kind.ShouldBe(SipStreamItemKind.Lost);
                lost++;
            }

            input.IsEmpty.ShouldBeTrue();
            reader.HeldBytes.ShouldBeLessThanOrEqualTo(1_028);
        }

        lost.ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_held_between_messages()
    {
        var reader = new SipStreamReader(SipLimits.Default, SipStreamSide.Accepted);
        ReadOnlySpan<byte> input = Encoding.UTF8.GetBytes(Bye + Bye[..20]);
        reader.TryRead(ref input, out _).ShouldBeTrue();
        reader.TryRead(ref input, out _).ShouldBeFalse();
        reader.HeldBytes.ShouldBe(20);
        input = Encoding.UTF8.GetBytes(Bye[20..]);
        reader.TryRead(ref input, out _).ShouldBeTrue();
        reader.HeldBytes.ShouldBe(0);
    }

    internal static List<string> Read(SipStreamSide side, params byte[][] pieces)
    {
        var reader = new SipStreamReader(SipLimits.Default, side);
        var found = new List<string>();
        foreach (var piece in pieces)
        {
            ReadOnlySpan<byte> input = piece;
            while (reader.TryRead(ref input, out var item))
            {
                found.Add(item switch
                {
                    { Message: { } message } => $"{message.CSeq.Method} {message.Body.Length}",
                    { Kind: SipStreamItemKind.Lost } => $"Lost {item.Fault!.Code} {item.Fault.Status}",
                    { Fault: { } fault } => $"Fault {fault.Code}",
                    _ => item.Kind.ToString(),
                });
            }

            input.IsEmpty.ShouldBeTrue("what was not read is kept by the reader");
        }

        return found;
    }
}
