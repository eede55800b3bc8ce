using System.Collections.Immutable;

namespace ContactCenter.Scripting.Texts;

/// <summary>The inside of a hole: an expression, then parts behind bars, each a format or a variant with its key.</summary>
internal static class HoleParser
{
    public static TextHole Parse(string raw, TextRange range, ImmutableArray<TextFault>.Builder faults)
    {
        var inside = raw.AsSpan(range.Start + 1, range.Length - 2);
        var bar = Bar(inside);
        var written = bar < 0 ? "" : inside[(bar + 1)..].Trim().ToString();
        var expression = (bar < 0 ? inside : inside[..bar]).Trim().ToString();
        if (expression.Length == 0)
        {
            faults.Add(new TextFault(range, "This hole has no value; name one, such as {when}."));
        }

        var format = default(TextFormat);
        var variants = ImmutableArray.CreateBuilder<TextVariant>();
        while (bar >= 0)
        {
            inside = inside[(bar + 1)..];
            bar = inside.IndexOf('|');
            var part = bar < 0 ? inside : inside[..bar];
            var colon = part.IndexOf(':');
            if (colon >= 0)
            {
                variants.Add(new TextVariant(part[..colon].Trim().ToString(), part[(colon + 1)..].Trim().ToString()));
            }
            else if (!TextFormat.TryParse(part, out format, out var unknown))
            {
                faults.Add(new TextFault(range, $"'{unknown}' is no format; there are {string.Join(", ", TextFormat.Words)}."));
            }
        }

        var hole = new TextHole(expression, format, range) { Variants = variants.ToImmutable(), Written = written };
        Check(hole, faults);
        return hole;
    }

    /// <summary>The bar behind the expression, which may have texts in apostrophes.</summary>
    private static int Bar(ReadOnlySpan<char> inside)
    {
        var quoted = false;
        for (var i = 0; i < inside.Length; i++)
        {
            quoted ^= inside[i] == '\'';
            if (inside[i] == '|' && !quoted)
            {
                return i;
            }
        }

        return -1;
    }

    private static void Check(TextHole hole, ImmutableArray<TextFault>.Builder faults)
    {
        if (hole.Variants.IsEmpty)
        {
            return;
        }

        if (hole.Variants.All(static variant => variant.Key != "other"))
        {
            faults.Add(new TextFault(hole.Range, "These variants have no 'other:', which is shown when no other fits."));
        }

        if (hole.Variants.GroupBy(static variant => variant.Key).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            faults.Add(new TextFault(hole.Range, $"The variant '{twice.Key}' is there twice."));
        }
    }
}
