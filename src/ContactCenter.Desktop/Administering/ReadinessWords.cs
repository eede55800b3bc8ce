using ContactCenter.Desktop.Localization;
using ContactCenter.Readiness;

namespace ContactCenter.Desktop.Administering;

/// <summary>Says what a check found in the person's language; a code without words is said as the check says it.</summary>
internal static class ReadinessWords
{
    public static string Of(Words words, ReadinessLine line) =>
        Fill(words, line.Code.StartsWith("rule.", StringComparison.Ordinal) ? line.Code : $"ready.{line.Code}", line) ?? line.Message;

    public static string? RemedyOf(Words words, ReadinessLine line) => Fill(words, $"remedy.{line.Code}", line) ?? line.Remedy;

    /// <summary>A check of another package may give fewer values than the sentence has places; then its own sentence is the better one.</summary>
    private static string? Fill(Words words, string key, ReadinessLine line)
    {
        try
        {
            return words.Find(key) is { } text ? string.Format(words.Culture, text, [.. line.Values]) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
