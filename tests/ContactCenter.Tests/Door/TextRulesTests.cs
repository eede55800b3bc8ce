using ContactCenter.Channels;
using ContactCenter.Door;

namespace ContactCenter.Tests.Door;

public sealed class TextRulesTests
{
    [Theory]
    [InlineData("Sento odore di gas", "Sento odore di gas")]
    [InlineData("a\nb\tc", "a\nb\tc")]
    [InlineData("a\r\nb\rc\r", "a\nb\nc\n")]
    [InlineData("a\0b\u0007c\u001b[31md\u007f\u0085e", "abc[31mde")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("😀 è \u202e", "😀 è \u202e")]
    [InlineData("", "")]
    public void Text_keeps_what_can_be_read_and_loses_control_characters(string text, string expected)
    {
        TextRules.Clean(text, 100, out var isCut).ShouldBe(expected);
        isCut.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0xD83D)]
    [InlineData(0xDE00)]
    public void An_unpaired_surrogate_becomes_a_replacement_character(int unit)
    {
        // Not as text in the attribute: the compiler would write it as UTF-8, where it does not exist.
        TextRules.Clean($"a{(char)unit}b{(char)unit}", 100, out _).ShouldBe("a\uFFFDb\uFFFD");
        TextRules.Clean($"{(char)0xDE00}{(char)0xD83D}", 100, out _).ShouldBe("\uFFFD\uFFFD");
    }

    [Fact]
    public void A_cut_never_splits_a_character()
    {
        TextRules.Clean("ab😀c", 3, out var isCut).ShouldBe("ab");
        isCut.ShouldBeTrue();
        TextRules.Clean("ab😀c", 4, out isCut).ShouldBe("ab😀");
        isCut.ShouldBeTrue();
        TextRules.Clean("ab😀c", 5, out isCut).ShouldBe("ab😀c");
        isCut.ShouldBeFalse();
    }

    [Fact]
    public void What_a_channel_hands_in_is_bounded()
    {
        TextRules.FindFault(Message()).ShouldBeNull();
        TextRules.FindFault(Message() with { ProviderId = "" })!.ShouldContain("provider's id has 0");
        TextRules.FindFault(Message() with { ProviderId = new string('x', 257) })!.ShouldContain("257");
        TextRules.FindFault(Message() with { From = Address.Phone("") })!.ShouldContain("sender's address has 0");
        TextRules.FindFault(Message() with { From = Address.Phone(new string('1', 321)) })!.ShouldContain("321");
        TextRules.FindFault(Message() with { Thread = new string('x', 257) })!.ShouldContain("thread has 257");
        TextRules.FindFault(Message() with { Media = [.. Enumerable.Repeat(new MediaReference(new Uri("https://example.com"), "image/png"), 11)] })!.ShouldContain("11 media");
    }

    private static InboundMessage Message() => new()
    {
        Endpoint = CenterFixture.Endpoint,
        ProviderId = "SM1",
        From = Address.Phone("+393331112222"),
        Text = "x",
    };
}
