using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Texts;

/// <summary>
/// A text with holes: <c>Pratica {case.number}: arrivo {eta|time at}, {n|one: # squadra|other: # squadre}.</c> <c>{{</c>, <c>}}</c> and
/// <c>""</c> stand for one of each. Immutable.
/// </summary>
internal sealed record TextTemplate
{
    /// <summary>Pieces in order.</summary>
    public required ImmutableArray<TextPiece> Pieces { get; init; }

    /// <summary>The holes in order.</summary>
    public IEnumerable<TextHole> Holes => Pieces.OfType<TextHole>();

    /// <summary>Reads a text as it stands between its quotes. What cannot be understood stays as written and is a fault.</summary>
    /// <param name="raw">The text.</param>
    /// <param name="faults">What is wrong, with its place in <paramref name="raw"/>.</param>
    public static TextTemplate Parse(string raw, out ImmutableArray<TextFault> faults)
    {
        ArgumentNullException.ThrowIfNull(raw);
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        var found = ImmutableArray.CreateBuilder<TextFault>();
        var plain = new StringBuilder();
        for (var at = 0; at < raw.Length; at++)
        {
            var c = raw[at];
            if (c is '{' or '}' or '"' && at + 1 < raw.Length && raw[at + 1] == c)
            {
                plain.Append(c);
                at++;
            }
            else if (c == '{' && raw.IndexOf('}', at) is var close and > 0)
            {
                Flush(plain, pieces);
                pieces.Add(HoleParser.Parse(raw, TextRange.Between(at, close + 1), found));
                at = close;
            }
            else
            {
                if (c is '{' or '}')
                {
                    found.Add(new TextFault(new TextRange(at, 1), c == '{' ? "This hole has no '}'." : "This '}' closes nothing; a brace that is shown is written twice."));
                }

                plain.Append(c);
            }
        }

        Flush(plain, pieces);
        faults = found.ToImmutable();
        return new TextTemplate { Pieces = pieces.ToImmutable() };
    }

    private static void Flush(StringBuilder plain, ImmutableArray<TextPiece>.Builder pieces)
    {
        if (plain.Length > 0)
        {
            pieces.Add(new TextPlain(plain.ToString()));
            plain.Clear();
        }
    }
}

/// <summary>Something wrong in a text or a side file, as one sentence.</summary>
/// <param name="Range">Where.</param>
/// <param name="Message">What, and the remedy.</param>
internal sealed record TextFault(TextRange Range, string Message);

/// <summary>A piece of a text.</summary>
internal abstract record TextPiece;

/// <summary>Characters as they are shown.</summary>
internal sealed record TextPlain(string Value) : TextPiece;

/// <summary>A hole.</summary>
/// <param name="Expression">The value's name or expression, as written.</param>
/// <param name="Format">How it is shown.</param>
/// <param name="Range">Where the hole stands, braces and all.</param>
internal sealed record TextHole(string Expression, TextFormat Format, TextRange Range) : TextPiece
{
    /// <summary>Texts by plural category or by the name of a choice, in order; <c>#</c> in one is the value. Empty for a plain hole.</summary>
    public ImmutableArray<TextVariant> Variants { get; init; } = [];

    /// <summary>What stands behind the first bar, as written; empty where there is none.</summary>
    public string Written { get; init; } = "";

    /// <summary>Whether the variants go by the number's plural category, with numbers of their own beside.</summary>
    public bool IsPlural => Variants.Any(static variant => variant.Key != "other") && Variants.All(
        static variant => PluralCategories.TryParse(variant.Key, out _) || decimal.TryParse(variant.Key, NumberStyles.Number, CultureInfo.InvariantCulture, out _));
}

/// <summary>One text of a hole with several.</summary>
/// <param name="Key">A plural category, a number, a choice's name, or <c>other</c>.</param>
/// <param name="Text">The text.</param>
internal sealed record TextVariant(string Key, string Text);
