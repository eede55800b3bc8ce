using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Translating;

/// <summary>Makes a raw text of a translated unit, and sees that its holes are those of the script's text.</summary>
internal sealed class UnitText
{
    private readonly ImmutableArray<TextHole> _source;
    private readonly HashSet<string> _values;

    /// <param name="source">The script's own text, raw, of which all forms show the values.</param>
    public UnitText(string source)
    {
        _source = [.. TextTemplate.Parse(source, out _).Holes];
        _values = _source.Select(static hole => TextHoles.Normal(hole.Expression)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The translation as it stands between quotes; null when it cannot be taken, with why.</summary>
    /// <param name="unit">The unit, with a translation.</param>
    /// <param name="words">The translated words inside holes, by the hole's number; empty where there are none.</param>
    /// <param name="reason">Why it cannot be taken, as the end of a sentence.</param>
    public string? Of(XliffUnit unit, Func<int, ImmutableArray<TextVariant>> words, out string reason)
    {
        reason = unit.Problems.FirstOrDefault() ?? "";
        var raw = new StringBuilder();
        foreach (var piece in unit.Target!.Value)
        {
            if (piece.Placeholder is null)
            {
                raw.Append(InlineText.Escape(piece.Text));
                continue;
            }

            var form = TextTemplate.Parse(piece.Text, out var faults);
            if (!faults.IsEmpty || form.Pieces is not [TextHole hole] || !_values.Contains(TextHoles.Normal(hole.Expression)))
            {
                reason = $"the placeholder {piece.Placeholder} shows '{Shortened(piece.Text)}', which the text does not";
                return null;
            }

            raw.Append(WithWords(hole, piece, words, ref reason));
        }

        if (reason.Length == 0 && raw.Length > ScriptValueLimits.MaxTextLength)
        {
            reason = $"it has {raw.Length} characters, more than {ScriptValueLimits.MaxTextLength}";
        }

        return reason.Length > 0 ? null : raw.ToString();
    }

    /// <summary>The values the script's text shows and a raw text does not.</summary>
    public IEnumerable<string> MissingIn(string raw) =>
        _values.Except(TextTemplate.Parse(raw, out _).Holes.Select(static hole => TextHoles.Normal(hole.Expression)));

    private string WithWords(TextHole hole, InlinePiece piece, Func<int, ImmutableArray<TextVariant>> words, ref string reason)
    {
        if (!int.TryParse(piece.Placeholder, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > _source.Length || hole.Variants.IsEmpty)
        {
            return piece.Text;
        }

        var (translated, source) = (words(number), _source[number - 1]);
        if (translated.IsEmpty)
        {
            if (hole.Variants.SequenceEqual(source.Variants))
            {
                reason = $"the words inside '{Shortened(piece.Text)}' are not translated";
            }

            return piece.Text;
        }

        if (translated.FirstOrDefault(static variant => variant.Text.AsSpan().ContainsAny('{', '}', '|')) is { } broken)
        {
            reason = $"the words '{Shortened(broken.Text)}' have a brace or a bar in them, which words inside a hole cannot";
        }

        var kept = hole.Variants.SequenceEqual(source.Variants) ? [] : hole.Variants;
        var all = translated.Concat(kept.Where(variant => translated.All(other => other.Key != variant.Key))).ToList();
        if (all.TrueForAll(static variant => variant.Key != "other"))
        {
            reason = $"the words for 'other' inside '{Shortened(piece.Text)}' are missing";
        }

        var format = hole.Written.Split('|').Where(static part => !part.Contains(':', StringComparison.Ordinal)).Select(static part => "|" + part);
        return $"{{{hole.Expression}{string.Concat(format)}{string.Concat(all.Select(static variant => $"|{variant.Key}: {variant.Text}"))}}}";
    }

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
