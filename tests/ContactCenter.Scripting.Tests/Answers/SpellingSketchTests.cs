using ContactCenter.Scripting.Answers;
using ContactCenter.Scripting.Languages;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Answers;

/// <summary>What tells texts apart at a glance never tells apart what is spelled the same.</summary>
public sealed class SpellingSketchTests
{
    [Theory]
    [InlineData("it", "In strada!", "in STRADA")]
    [InlineData("it", "Sì", "si")]
    [InlineData("pl", "Odwołuję", "odwoluje")]
    [InlineData("ru", "Ещё", "еще")]
    [InlineData("en", "I can’t", "i can't")]
    public void Texts_that_are_answered_alike_have_the_same(string language, string one, string other)
    {
        var words = Lexicon.Of(Language.Find(language)!);
        ChoiceReader.SpellingOf(one, words).ShouldBe(ChoiceReader.SpellingOf(other, words));
        SpellingSketch.Of(one, words).ShouldNotBeNull().ShouldBe(SpellingSketch.Of(other, words)!.Value);
    }

    [Fact]
    public void A_word_that_stands_for_several_has_none()
    {
        var words = Lexicon.Of(Language.Find("it")!);
        SpellingSketch.Of("Vengo stasera.", words).ShouldBeNull();
        SpellingSketch.Of("stasera", words).ShouldBeNull();
        ChoiceReader.SpellingOf("stasera", words).ShouldBe(ChoiceReader.SpellingOf("oggi sera", words));
    }

    [Property(MaxTest = 500)]
    public void So_it_is_with_any_texts(string? text, bool upper, byte at)
    {
        var one = text ?? "";
        var other = upper ? one.ToUpperInvariant() : one.Insert(at % (one.Length + 1), at % 2 == 0 ? " " : "\u0301");
        foreach (var words in Language.All.Select(Lexicon.Of))
        {
            if (ChoiceReader.SpellingOf(one, words) == ChoiceReader.SpellingOf(other, words) && SpellingSketch.Of(one, words) is { } sketch && SpellingSketch.Of(other, words) is { } same)
            {
                sketch.ShouldBe(same);
            }
        }
    }
}
