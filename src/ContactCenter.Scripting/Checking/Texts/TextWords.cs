using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Checking;

/// <summary>Words for sentences about texts.</summary>
internal static class TextWords
{
    private const int Longest = 80;

    private static readonly Language English = Language.Find("en")!;

    /// <summary>a, b and c.</summary>
    public static string List(IEnumerable<string> items) => ValueRenderer.List([.. items], English);

    /// <summary>The same, each between apostrophes.</summary>
    public static string Quoted(IEnumerable<string> items) => List(items.Select(static item => $"'{item}'"));

    public static string Shortened(string text) => text.Length <= Longest ? text : text[..(Longest - 1)] + "…";
}
