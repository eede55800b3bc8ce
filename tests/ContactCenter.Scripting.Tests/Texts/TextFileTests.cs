using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Texts;

public sealed class TextFileTests
{
    private const string Example = """
        // Checked by Anna, March 2027
        texts gas-emergency pl

        k3 "Gdzie czuć gaz?"
          from 1f0a22c9
          audio gas/where

        // said slowly
        k7 "{n} ekip w drodze, sprawa {case.number}."
          from 9b2d4410
          by n
          one "{n} ekipa w drodze, sprawa {case.number}."
          few "{n} ekipy w drodze, sprawa {case.number}."
          spoken "W drodze: {n|spoken}. Powtarzam: ""{case.number}""."
          short "Ekipy: {n}. {case.number}"

        k8 "Na ulicy"
          answers "na zewnątrz", "przed domem"

        // the end

        """;

    [Fact]
    public void A_file_is_read_and_written_the_same()
    {
        var file = TextFileParser.Parse(new SourceText("gas-emergency.pl.texts", Example), out var faults);
        faults.ShouldBeEmpty();
        (file.Script, file.Language, file.Entries.Length).ShouldBe(("gas-emergency", "pl", 3));
        var crews = file.Entries[1];
        (crews.By, crews.From, crews.Comments.Single()).ShouldBe(("n", "9b2d4410", "said slowly"));
        crews.Plurals.Select(static variant => variant.Key).ShouldBe(["one", "few"]);
        file.Entries[2].Answers.ShouldBe(["na zewnątrz", "przed domem"]);
        TextFileWriter.Write(file).ShouldBe(Example);
    }

    [Theory]
    [InlineData("k7 \"a\"", 1, "The first line says what this file is, such as: texts gas-emergency pl")]
    [InlineData("texts gas\nk7 \"a\"", 1, "The first line says what this file is, such as: texts gas-emergency pl")]
    [InlineData("texts gas pl\n\nk7 \"a", 3, "Behind the id 'k7' stands its text in quotes, and nothing else.")]
    [InlineData("texts gas pl\nk:7 \"a\"", 2, "'k:7' is no text id; an id has letters and digits, such as k7.")]
    [InlineData("texts gas pl\nk7 \"a\"\nk7 \"b\"", 3, "The text 'k7' stands on line 2 already; this one does not count.")]
    [InlineData("texts gas pl\nk7 \"a\"\n  few \"b\"", 2, "The text 'k7' has plural forms; 'by NAME' says of which value.")]
    [InlineData("texts gas pl\nk7 \"a\"\n  by n\n  few \"b\"\n  few \"c\"", 5, "'few' is there twice.")]
    [InlineData("texts gas pl\nk7 \"a\"\n  sopken \"b\"", 3, "'sopken' says nothing here; there are from, by, one, few, many, other, spoken, short, audio and answers.")]
    [InlineData("texts gas pl\n  spoken \"b\"", 2, "This line belongs to no text; begin with an id and a text at the margin.")]
    [InlineData("texts gas pl\nk7 \"a\"\n  answers casa", 3, "Behind 'answers' stand texts in quotes with commas between.")]
    [InlineData("texts gas pl\nk7 \"a\"\n  audio", 3, "Behind 'audio' stands one word without quotes.")]
    public void What_is_wrong_is_said_with_its_line(string text, int line, string message)
    {
        var source = new SourceText("x.texts", text);
        TextFileParser.Parse(source, out var faults);
        faults.Select(fault => (source.PositionOf(fault.Range.Start).Line, fault.Message)).ShouldBe([(line, message)]);
    }

    [Fact]
    public void The_other_lines_count_when_one_is_wrong()
    {
        var source = new SourceText("x.texts", "texts gas pl\r\nk1 \"a\"\r\n  oops\r\nk2\r\n  spoken \"b\"\r\nk3 \"c\"\r\n");
        var file = TextFileParser.Parse(source, out var faults);
        faults.Select(fault => source.PositionOf(fault.Range.Start).Line).ShouldBe([3, 4]); // what belongs to a broken entry goes with it
        file.Entries.Select(static entry => entry.Text).ShouldBe(["a", "c"]);
    }

    [Fact]
    public void Every_part_of_an_entry_knows_its_place()
    {
        var source = new SourceText("gas-emergency.pl.texts", Example);
        foreach (var entry in TextFileParser.Parse(source, out _).Entries)
        {
            source.Slice(entry.Places.Id).ToString().ShouldBe(entry.Id);
            foreach (var (word, text) in entry.Forms)
            {
                source.Slice(entry.Places.Of(word)).ToString().ShouldBe(text);
            }

            foreach (var (word, value) in new[] { ("from", entry.From), ("by", entry.By), ("audio", entry.Audio) }.Where(static line => line.Item2 is not null))
            {
                source.Slice(entry.Places.Of(word)).ToString().ShouldBe(value);
            }

            entry.Answers.ShouldBe(entry.Answers.Select((_, at) => source.Slice(entry.Places.Answers[at]).ToString()));
        }
    }

    [Fact]
    public void What_is_too_long_is_said()
    {
        var source = new SourceText("x.texts", $"texts gas pl\nk1 \"{new string('a', 4_097)}\"\nk2 \"b\"\n  answers \"{new string('c', 129)}\"\n  audio {new string('d', 129)}\n{new string('e', 129)} \"f\"\n");
        TextFileParser.Parse(source, out var faults).Entries.Single().Answers.ShouldBeEmpty();
        faults.Select(fault => source.PositionOf(fault.Range.Start).Line).ShouldBe([2, 4, 5, 6]);
    }

    [Theory]
    [InlineData(1, "{n} ekipa w drodze, sprawa {case.number}.")]
    [InlineData(3, "{n} ekipy w drodze, sprawa {case.number}.")]
    [InlineData(5, "{n} ekip w drodze, sprawa {case.number}.")]
    [InlineData(null, "{n} ekip w drodze, sprawa {case.number}.")]
    public void The_whole_text_goes_by_a_number(int? number, string text)
    {
        var crews = TextFileParser.Parse(new SourceText("gas-emergency.pl.texts", Example), out _).Entries[1];
        var counted = number is { } n ? new TextValue.Number(n) : null;
        crews.TextFor(TextUse.Written, counted, Polish.Language).ShouldBe(text);
        crews.TextFor(TextUse.Short, counted, Polish.Language).ShouldBe("Ekipy: {n}. {case.number}");
        (crews with { Spoken = null }).TextFor(TextUse.Spoken, counted, Polish.Language).ShouldBe(text);
    }

    [Fact]
    public void A_translation_of_another_text_is_stale()
    {
        var entry = new TextEntry { Id = "k1", Text = "b", From = TextFile.HashOf("a") };
        (entry.IsStaleFor("a"), entry.IsStaleFor("a."), (entry with { From = null }).IsStaleFor("x")).ShouldBe((false, true, false));
        TextFile.HashOf("a").ShouldBe("ca978112"); // SHA-256 of "a" begins so
    }

    [Property(MaxTest = 300)]
    public void What_was_read_of_any_file_is_written_and_read_the_same(string? text)
    {
        var file = TextFileParser.Parse(new SourceText("x.texts", "texts a pl\n" + (text ?? "").Replace('a', '"').Replace('b', '\n').Replace('c', ' ').Replace('d', '/')), out _);
        var written = TextFileWriter.Write(file);
        TextFileWriter.Write(TextFileParser.Parse(new SourceText("x.texts", written), out _)).ShouldBe(written);
    }
}
