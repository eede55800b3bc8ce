using ContactCenter.Scripting.Answers;

namespace ContactCenter.Scripting.Tests.Answers;

/// <summary>What people answer, by type and language, on Tuesday 2 March 2027 at 10:00; and what is not taken for an answer.</summary>
public sealed class AnswerTableTests
{
    [Theory]
    [InlineData("it")]
    [InlineData("pl")]
    [InlineData("ru")]
    [InlineData("en")]
    public void Answers_are_what_people_mean(string language)
    {
        var lines = Asked.Lines(AnswerTables.Of(language)).ToList();
        lines.Count.ShouldBeGreaterThan(60);
        lines.Where(line => Result(line.Type, line.Answer, language) != line.Result)
            .Select(line => $"{line.Type} \"{line.Answer}\" is {Result(line.Type, line.Answer, language)}, not {line.Result}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("it")]
    [InlineData("pl")]
    [InlineData("ru")]
    [InlineData("en")]
    public void Case_and_punctuation_change_nothing(string language)
    {
        var lines = Asked.Lines(AnswerTables.Of(language)).Where(static line => line.Type is not ("address" or "email" or "text 20")).ToList();
        lines.Where(line => Result(line.Type, line.Answer.ToUpperInvariant() + "!", language) != line.Result)
            .Select(line => $"{line.Type} {line.Answer.ToUpperInvariant()}!").ShouldBeEmpty();
    }

    private static string Result(string type, string answer, string language) => AnswerReader.Read(answer, Asked.Type(type, language), Asked.In(language)).ToString();
}
