using System.Collections.Immutable;
using System.Text;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Binding;

/// <summary>The values a script's text shows, found by how they are written: translations name them so.</summary>
internal sealed class TextHoles
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly ImmutableArray<BoundTextPart> _holes;

    private TextHoles(BoundText text)
    {
        _holes = [.. text.Parts.Where(static part => part.Value is not null)];
        for (var i = 0; i < _holes.Length; i++)
        {
            _places.TryAdd(Normal(_holes[i].Written!), i); // what is shown twice is one value
        }
    }

    public static TextHoles Of(BoundText text) => new(text);

    /// <summary>Each value once, as written, in the order of the text.</summary>
    public IEnumerable<string> Values => _places.Keys;

    /// <summary>What they are, in the order they are shown.</summary>
    public IEnumerable<ScriptType?> Types => _holes.Select(static hole => hole.Value!.Type);

    /// <summary>Which of the shown values it is: of several the same, the first; -1 when the text does not show it.</summary>
    /// <param name="expression">The value as it is written; spaces do not matter where signs part it.</param>
    public int IndexOf(string expression) => _places.GetValueOrDefault(Normal(expression), -1);

    /// <summary>What a value is; null when that cannot be known, which was said.</summary>
    public ScriptType? TypeOf(int index) => _holes[index].Value!.Type;

    /// <summary>What its variants are for, wherever the text shows it; empty for a value without variants.</summary>
    public IEnumerable<string> KeysOf(int index)
    {
        var written = Normal(_holes[index].Written!);
        return _holes.Where(hole => hole.Format is not null && Normal(hole.Written!) == written)
            .SelectMany(static hole => TextTemplate.Parse($"{{value|{hole.Format}}}", out _).Holes.SelectMany(static shown => shown.Variants))
            .Select(static variant => variant.Key).Distinct();
    }

    /// <summary>One way of writing for all that differ by spaces alone. A hyphen is part of a name, so that spaces beside one stay.</summary>
    public static string Normal(string expression)
    {
        var normal = new StringBuilder(expression.Length);
        var (quoted, space) = (false, false);
        foreach (var c in expression)
        {
            if (!quoted && char.IsWhiteSpace(c))
            {
                space = normal.Length > 0;
                continue;
            }

            if (space && IsOfWord(normal[^1]) && IsOfWord(c))
            {
                normal.Append(' ');
            }

            space = false;
            quoted ^= c == '\'';
            normal.Append(c);
        }

        return normal.ToString();
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '\'' or '.';
}
