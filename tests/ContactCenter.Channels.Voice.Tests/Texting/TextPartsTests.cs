using System.Text;
using ContactCenter.Channels.Voice.Texting;

namespace ContactCenter.Channels.Voice.Tests.Texting;

public sealed class TextPartsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Hello")]
    [InlineData("😀")]
    public void A_short_text_is_one_part(string text) => TextParts.Of(text).ShouldBe(text.Length == 0 ? [] : [text]);

    [Fact]
    public void A_long_text_is_cut_behind_words_into_parts_that_fit_and_are_the_text_together()
    {
        var text = string.Concat(Enumerable.Range(0, 600).Select(static i => $"parola{i} è "));
        var parts = TextParts.Of(text);
        parts.Length.ShouldBeGreaterThan(5);
        parts.ShouldAllBe(static p => Encoding.UTF8.GetByteCount(p) <= TextParts.MaxOctets);
        string.Concat(parts).ShouldBe(text);
        parts.ShouldAllBe(static p => p.EndsWith(' '));
    }

    [Theory]
    [InlineData("👩‍👩‍👧", 400)]
    [InlineData("é", 1_000)]
    [InlineData("ab", 2_000)]
    public void Letters_stay_whole(string letter, int count)
    {
        var text = string.Concat(Enumerable.Repeat(letter, count));
        var parts = TextParts.Of(text);
        string.Concat(parts).ShouldBe(text);
        parts.ShouldAllBe(p => Encoding.UTF8.GetByteCount(p) <= TextParts.MaxOctets);
        parts.ShouldAllBe(p => letter == "ab" || p.Replace(letter, "", StringComparison.Ordinal).Length == 0);
    }

    [Fact]
    public void A_heap_of_accents_and_half_a_letter_are_cut_somewhere_and_nothing_is_lost()
    {
        var text = "a" + new string('\u0301', 2_000) + "\ud800";
        var parts = TextParts.Of(text);
        string.Concat(parts).ShouldBe(text);
        parts.ShouldAllBe(static p => Encoding.UTF8.GetByteCount(p) <= TextParts.MaxOctets);
    }
}
