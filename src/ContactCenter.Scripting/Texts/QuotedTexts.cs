using System.Collections.Immutable;

namespace ContactCenter.Scripting.Texts;

/// <summary>Texts in quotes with commas between, as side files have them.</summary>
internal static class QuotedTexts
{
    /// <summary>Where the texts stand, without their quotes; empty when the range has something else in it.</summary>
    public static ImmutableArray<TextRange> In(SourceText source, TextRange range)
    {
        var (text, found) = (source.Text, ImmutableArray.CreateBuilder<TextRange>());
        for (var at = range.Start; ; at++)
        {
            at = Past(text, ' ', at, range.End);
            if (at >= range.End || text[at] != '"' || ClosingOf(text, at, range.End) is not { } end)
            {
                return [];
            }

            found.Add(TextRange.Between(at + 1, end));
            at = Past(text, ' ', end + 1, range.End);
            if (at >= range.End)
            {
                return found.ToImmutable();
            }

            if (text[at] != ',')
            {
                return [];
            }
        }
    }

    /// <summary>The quote that closes one; two of them stand for one that is shown.</summary>
    private static int? ClosingOf(string text, int opening, int end)
    {
        for (var at = opening + 1; at < end; at++)
        {
            if (text[at] == '"')
            {
                if (at + 1 >= end || text[at + 1] != '"')
                {
                    return at;
                }

                at++;
            }
        }

        return null;
    }

    private static int Past(string text, char skipped, int at, int end)
    {
        while (at < end && text[at] == skipped)
        {
            at++;
        }

        return at;
    }
}
