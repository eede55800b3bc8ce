using System.Text;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

public sealed class SipMultipartTests
{
    [Fact]
    public void Parts_are_found_with_their_headers()
    {
        var parts = Read(
            "preamble\r\n--b1\r\nContent-Type: application/sdp\r\nContent-Disposition: session;\r\n handling=required\r\n\r\nv=0\r\n\r\n--b1 \t\r\n"
            + "c: application/pidf+xml\r\nContent-ID: <x@h>\r\n\r\n<a>--b1</a>\r\n--b10\r\n--b1\r\n\r\n\r\n--b1\r\nX-Only: headers\r\n\r\n--b1--\r\nepilogue --b1\r\n");

        parts.Length.ShouldBe(4);
        parts[0].ContentType!.Is("application/sdp").ShouldBeTrue();
        parts[0].Header(SipHeaderName.ContentDisposition).ShouldBe("session; handling=required");
        Text(parts[0]).ShouldBe("v=0\r\n");
        parts[1].Header("content-id").ShouldBe("<x@h>");
        Text(parts[1]).ShouldBe("<a>--b1</a>\r\n--b10", "a boundary begins its line and ends it");
        parts[2].Headers.ShouldBeEmpty();
        parts[2].ContentType.ShouldBeNull();
        Text(parts[2]).ShouldBe("");
        parts[3].Header("X-Only").ShouldBe("headers");
    }

    [Fact]
    public void Line_feeds_alone_end_lines_too() =>
        Read("--b1\nContent-Type: text/plain\n\nhello\n--b1--").Select(Text).ShouldBe(["hello"]);

    [Fact]
    public void Parts_in_a_part_are_read_by_another_call()
    {
        var outer = Read("--b1\r\nContent-Type: multipart/alternative;boundary=\"in ner\"\r\n\r\n--in ner\r\n\r\none\r\n--in ner\r\n\r\ntwo\r\n--in ner--\r\n\r\n--b1--\r\n");
        SipMultipart.TryRead(outer[0].Body, outer[0].ContentType!, SipLimits.Default, out var inner, out var fault).ShouldBeTrue(fault);
        inner.Select(Text).ShouldBe(["one", "two"]);
    }

    [Theory]
    [InlineData("multipart/mixed;boundary=b1", "", "does not end with the boundary b1")]
    [InlineData("multipart/mixed;boundary=b1", "--b1--", "or has no parts")]
    [InlineData("multipart/mixed;boundary=b1", "--b1\r\n\r\nx", "does not end")]
    [InlineData("multipart/mixed;boundary=b1", "--b1\r\n\r\nx\r\n--b1\r\n", "does not end")]
    [InlineData("multipart/mixed;boundary=b1", "--b1\r\nno colon\r\n\r\nx\r\n--b1--", "Part 1 has a header")]
    [InlineData("multipart/mixed;boundary=b1", "--b1\r\nX: \0\r\n\r\nx\r\n--b1--", "Part 1 has a header")]
    [InlineData("multipart/mixed", "--b1\r\n\r\nx\r\n--b1--", "is missing")]
    [InlineData("multipart/mixed;boundary=\"\"", "--b1\r\n\r\nx\r\n--b1--", "is missing")]
    [InlineData("multipart/mixed;boundary=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "--b", "longer than 70")]
    public void What_says_it_has_parts_and_has_none_is_a_fault(string type, string body, string expected)
    {
        SipMediaType.TryParse(type, out var media).ShouldBeTrue();
        SipMultipart.TryRead(Encoding.UTF8.GetBytes(body), media!, SipLimits.Default, out var parts, out var fault).ShouldBeFalse();
        parts.ShouldBeEmpty();
        fault!.ShouldContain(expected);
    }

    [Fact]
    public void There_are_no_more_parts_than_the_limit()
    {
        var body = string.Concat(Enumerable.Repeat("--b1\r\n\r\nx\r\n", 16));
        Read(body + "--b1--").Length.ShouldBe(16);
        SipMediaType.TryParse("multipart/mixed;boundary=b1", out var type).ShouldBeTrue();
        SipMultipart.TryRead(Encoding.UTF8.GetBytes(body + "--b1\r\n\r\n\r\n--b1--"), type!, SipLimits.Default, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe("There are more than 16 parts.");
    }

    [Fact]
    public void A_body_of_one_piece_is_one_part()
    {
        SipMultipart.TryRead(Samples.Request(Samples.Invite), SipLimits.Default, out var parts, out _).ShouldBeTrue();
        parts.ShouldHaveSingleItem().ContentType!.Is("application/sdp").ShouldBeTrue();
        Text(parts[0]).ShouldBe(Samples.Sdp);
        SipMultipart.TryRead(Samples.Request(Samples.Invite).ToBuilder().NoBody().Build(), SipLimits.Default, out parts, out _).ShouldBeTrue();
        parts.ShouldBeEmpty();
    }

    private static string Text(SipBodyPart part) => Encoding.UTF8.GetString(part.Body.Span);

    private static System.Collections.Immutable.ImmutableArray<SipBodyPart> Read(string body)
    {
        var message = Samples.Request(Samples.Invite).ToBuilder().Body(Encoding.UTF8.GetBytes(body), "multipart/mixed; boundary=b1").Build();
        SipMultipart.TryRead(message, SipLimits.Default, out var parts, out var fault).ShouldBeTrue(fault);
        return parts;
    }
}
