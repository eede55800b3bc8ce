using ContactCenter.Channels.Twilio.Text;

namespace ContactCenter.Channels.Twilio.Tests.Text;

public sealed class CustomerTextTests
{
    [Theory]
    [InlineData("one\r\n\ttwo 👍 è", "one\r\n\ttwo 👍 è")]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("\u001b[31mred\u0007", "\uFFFD[31mred\uFFFD")]
    [InlineData("\u0085\u009f", "\uFFFD\uFFFD")]
    public void Control_characters_become_visible_and_harmless(string text, string clean) => CustomerText.Clean(text).ShouldBe(clean);

    [Theory]
    [InlineData(null, null)]
    [InlineData("\r\n", null)]
    [InlineData("30003", "30003")]
    [InlineData("30003\r\nX-Evil: 1", "30003X-E")]
    public void A_word_has_no_line_breaks_and_a_bound(string? text, string? word) => CustomerText.Word(text, 8).ShouldBe(word);
}
