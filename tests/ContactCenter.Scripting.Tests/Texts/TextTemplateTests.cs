using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Texts;

public sealed class TextTemplateTests
{
    [Fact]
    public void A_text_has_plain_pieces_and_holes()
    {
        var template = Read("Pratica {case.number}: arrivo {eta|time at}. \"\"Sì\"\" {{x}}");
        template.Pieces.ShouldBe([
            new TextPlain("Pratica "), new TextHole("case.number", default, new TextRange(8, 13)), new TextPlain(": arrivo "),
            new TextHole("eta", new TextFormat(TextPart.Time, TextStyle.Usual, At: true), new TextRange(30, 13)) { Written = "time at" }, new TextPlain(". \"Sì\" {x}"),
        ]);
    }

    [Theory]
    [InlineData("a {b", "This hole has no '}'.")]
    [InlineData("a } b", "This '}' closes nothing; a brace that is shown is written twice.")]
    [InlineData("a {} b", "This hole has no value; name one, such as {when}.")]
    [InlineData("{when|dat long}", "'dat' is no format; there are date, time, short, long, weekday, spoken, plain, at, on.")]
    [InlineData("{n|one: # ora}", "These variants have no 'other:', which is shown when no other fits.")]
    [InlineData("{n|other: a|other: b}", "The variant 'other' is there twice.")]
    public void What_is_wrong_is_said(string raw, string message)
    {
        TextTemplate.Parse(raw, out var faults);
        faults.Select(static fault => fault.Message).ShouldBe([message]);
    }

    [Theory]
    [InlineData("it", 1, "1 squadra")]
    [InlineData("it", 2, "2 squadre")]
    [InlineData("it", 0, "nessuna squadra")]
    [InlineData("pl", 1, "1 sprawa")]
    [InlineData("pl", 3, "3 sprawy")]
    [InlineData("pl", 5, "5 spraw")]
    [InlineData("pl", 22, "22 sprawy")]
    [InlineData("ru", 21, "21 дело")]
    [InlineData("ru", 12, "12 дел")]
    public void Variants_go_by_the_number(string language, int number, string text)
    {
        var template = Read(language switch
        {
            "it" => "{n|0: nessuna squadra|one: # squadra|other: # squadre}",
            "pl" => "{n|one: # sprawa|few: # sprawy|many: # spraw|other: # sprawy}",
            _ => "{n|one: # дело|few: # дела|many: # дел|other: # дела}",
        });
        TextRenderer.Render(template, Language.Find(language)!, _ => new TextValue.Number(number)).ShouldBe(text);
    }

    [Fact]
    public void Variants_go_by_the_choice()
    {
        var template = Read("Odore {place|inside: in casa|outside: in strada|other: (#)}.");
        TextRenderer.Render(template, Italian.Language, static _ => new TextValue.Choice("outside", "In strada")).ShouldBe("Odore in strada.");
        TextRenderer.Render(template, Italian.Language, static _ => new TextValue.Choice("none", "Niente")).ShouldBe("Odore (Niente).");
    }

    [Fact]
    public void An_empty_value_shows_nothing_and_a_voice_hears_words()
    {
        var template = Read("A {n} B{m}");
        TextRenderer.Render(template, Italian.Language, static hole => hole.Expression == "n" ? new TextValue.Number(21) : null, TextStyle.Spoken).ShouldBe("A ventuno B");
    }

    [Property(MaxTest = 300)]
    public void No_text_makes_an_exception(string? raw) => TextTemplate.Parse((raw ?? "").Replace('a', '{').Replace('b', '}').Replace('c', '|'), out _).ShouldNotBeNull();

    private static TextTemplate Read(string raw)
    {
        var template = TextTemplate.Parse(raw, out var faults);
        faults.ShouldBeEmpty();
        return template;
    }
}
