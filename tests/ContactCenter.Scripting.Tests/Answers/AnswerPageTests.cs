using ContactCenter.Scripting.Answers;

namespace ContactCenter.Scripting.Tests.Answers;

/// <summary>The examples of docs/scripting/answers.md are those of the tables.</summary>
public sealed class AnswerPageTests
{
    private static readonly string[] Languages = ["it", "pl", "ru", "en"];

    [Fact]
    public void Every_example_of_the_page_is_tested()
    {
        var rows = File.ReadLines(Path.Combine(Root(), "docs", "scripting", "answers.md")).SkipWhile(static line => !line.StartsWith("| asked for | it |", StringComparison.Ordinal))
            .Skip(2).TakeWhile(static line => line.StartsWith('|')).Select(static line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToList();
        rows.Count.ShouldBe(13);
        var tested = Languages.ToDictionary(static language => language, static language => Asked.Lines(AnswerTables.Of(language)).ToList());
        foreach (var row in rows)
        {
            var type = row[0] switch { "one of" => "choice", "list of" => "choices", var name => name };
            for (var i = 0; i < Languages.Length; i++)
            {
                foreach (var example in row[i + 1].Split(" · "))
                {
                    tested[Languages[i]].Any(line => line.Type == type && line.Answer == example && !IsReason(line.Result)).ShouldBeTrue($"{type} {Languages[i]} {example}");
                }
            }

            foreach (var example in row[5].Split(" · ", StringSplitOptions.RemoveEmptyEntries))
            {
                tested.Values.Any(lines => lines.Any(line => line.Type == type && line.Answer == example && IsReason(line.Result))).ShouldBeTrue($"{type} {example}");
            }
        }
    }

    private static bool IsReason(string result) => Enum.TryParse<AnswerReason>(result, out _) && !char.IsAsciiDigit(result[0]);

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "ContactCenter.sln")))
        {
            at = at.Parent!;
        }

        return at.FullName;
    }
}
