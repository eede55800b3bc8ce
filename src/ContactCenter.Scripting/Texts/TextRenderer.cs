using System.Globalization;
using System.Text;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Texts;

/// <summary>Texts with their holes filled.</summary>
internal static class TextRenderer
{
    /// <summary>Fills a text.</summary>
    /// <param name="template">The text.</param>
    /// <param name="language">Its language.</param>
    /// <param name="valueOf">What stands in a hole; null for nothing, which shows nothing.</param>
    /// <param name="usual">How values are written in holes that do not say; <see cref="TextStyle.Spoken"/> for a voice.</param>
    public static string Render(TextTemplate template, Language language, Func<TextHole, TextValue?> valueOf, TextStyle usual = TextStyle.Usual)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(valueOf);
        var text = new StringBuilder();
        foreach (var piece in template.Pieces)
        {
            text.Append(piece switch
            {
                TextPlain plain => plain.Value,
                TextHole hole when valueOf(hole) is { } value => Fill(hole, value, language, usual),
                _ => "",
            });
        }

        return text.ToString();
    }

    /// <summary>The variant for a value: the number itself, its plural category or the choice's name; else <c>other</c>; null when there is none.</summary>
    public static string? Pick(IEnumerable<TextVariant> variants, TextValue value, Language language)
    {
        var (exact, category) = value switch
        {
            TextValue.Number number => (number.Value.ToString(CultureInfo.InvariantCulture), language.Plural(PluralOperands.Of(number.Value)).Word()),
            TextValue.Choice choice => (choice.Name, "other"),
            TextValue.YesNo yes => (yes.Value ? "yes" : "no", "other"),
            TextValue.Text text => (text.Value, "other"),
            _ => ("other", "other"),
        };
        string? byCategory = null;
        string? other = null;
        foreach (var variant in variants)
        {
            if (variant.Key == exact)
            {
                return variant.Text;
            }

            byCategory = variant.Key == category ? variant.Text : byCategory;
            other = variant.Key == "other" ? variant.Text : other;
        }

        return byCategory ?? other;
    }

    private static string Fill(TextHole hole, TextValue value, Language language, TextStyle usual)
    {
        var format = hole.Format.Style == TextStyle.Usual ? hole.Format with { Style = usual } : hole.Format;
        var shown = ValueRenderer.Render(value, format, language);
        return hole.Variants.IsEmpty ? shown : (Pick(hole.Variants, value, language) ?? "").Replace("#", shown, StringComparison.Ordinal);
    }
}
