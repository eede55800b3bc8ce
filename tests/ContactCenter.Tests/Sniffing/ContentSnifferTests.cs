using System.Text;
using ContactCenter.Sniffing;

namespace ContactCenter.Tests.Sniffing;

public sealed class ContentSnifferTests
{
    [Theory]
    [InlineData("FFD8FFE000104A464946", "image/jpeg")]
    [InlineData("89504E470D0A1A0A0000000D", "image/png")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("474946383761", "image/gif")]
    [InlineData("52494646240000005745425056503820", "image/webp")]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("00000018667479706D703432", "video/mp4")]
    [InlineData("000000206674797069736F6D", "video/mp4")]
    [InlineData("0000001C667479704D345620", "video/mp4")]
    [InlineData("0000001866747970336770340000", "video/3gpp")]
    [InlineData("00000020667479704D344120", "audio/mp4")]
    [InlineData("4F67675300020000", "audio/ogg")]
    [InlineData("2321414D520A", "audio/amr")]
    [InlineData("4944330300000000", "audio/mpeg")]
    [InlineData("FFFB90640000", "audio/mpeg")]
    [InlineData("FFF39064000000", "audio/mpeg")]
    [InlineData("504B0304140006000800", ContentSniffer.Unknown)] // an archive, or an office document
    [InlineData("4D5A900003000000", ContentSniffer.Unknown)] // a program
    [InlineData("7F454C4602010100", ContentSniffer.Unknown)]
    [InlineData("52494646240000005741564566", ContentSniffer.Unknown)]
    [InlineData("FFFFFFFFFFFF", ContentSniffer.Unknown)]
    [InlineData("FFFE3C0068007400", ContentSniffer.Unknown)] // UTF-16, which nobody has to guess
    [InlineData("68656C6C6F00776F726C64", ContentSniffer.Unknown)]
    [InlineData("C3280A", ContentSniffer.Unknown)]
    [InlineData("", ContentSniffer.Unknown)]
    public void A_content_is_what_its_first_bytes_say(string hex, string type) => ContentSniffer.Sniff(Convert.FromHexString(hex)).ShouldBe(type);

    [Theory]
    [InlineData("Buongiorno, la caldaia è rotta.\r\n\t– Mario", "text/plain")]
    [InlineData("\uFEFFwith a mark", "text/plain")]
    [InlineData("<html><script>alert(1)</script>", "text/plain")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "text/plain")]
    [InlineData("BEGIN:VCARD\r\nVERSION:3.0", "text/vcard")]
    [InlineData("\uFEFFbegin:vcard\nVERSION:4.0", "text/vcard")]
    public void Text_is_text_and_markup_is_no_more(string text, string type) => ContentSniffer.Sniff(Encoding.UTF8.GetBytes(text)).ShouldBe(type);

    [Fact]
    public void A_character_that_is_cut_by_the_end_of_what_is_looked_at_is_no_fault()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            var text = Encoding.UTF8.GetBytes(new string('a', shift) + string.Concat(Enumerable.Repeat("🔥è€", 1_000)));
            ContentSniffer.Sniff(text.AsSpan(0, ContentSniffer.Length)).ShouldBe("text/plain");
        }
    }

    [Fact]
    public void Only_formats_without_script_are_shown_as_pictures()
    {
        ContentSniffer.IsPicture("image/png").ShouldBeTrue();
        ContentSniffer.IsPicture("image/svg+xml").ShouldBeFalse();
        ContentSniffer.IsPicture("text/plain").ShouldBeFalse();
    }
}
