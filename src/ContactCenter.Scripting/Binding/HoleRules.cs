using System.Globalization;
using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Binding;

/// <summary>Which ways of showing fit which values.</summary>
internal static class HoleRules
{
    /// <summary>Why a value cannot be shown so, as the end of a sentence; null when it can.</summary>
    public static string? WhyNot(TextHole hole, ScriptType type)
    {
        if (hole.Format.Part != TextPart.All && type.Kind is not (ScriptKind.Date or ScriptKind.Time or ScriptKind.Moment))
        {
            return "only moments, dates and times have a date and a time.";
        }

        if (hole.IsPlural && type.Kind is not (ScriptKind.Number or ScriptKind.Choice))
        {
            return "only numbers have plural forms.";
        }

        return hole.Variants.Select(static variant => variant.Key).FirstOrDefault(key => key != "other" && !Fits(key, type)) is { } key
            ? type.Kind switch
            {
                ScriptKind.Choice => $"it is never '{key}'.",
                ScriptKind.YesNo => $"it is yes or no, never '{key}'.",
                _ => $"'{key}' is no number and no plural form.",
            }
            : null;
    }

    /// <summary>Whether a value of the type can be what a variant is for.</summary>
    private static bool Fits(string key, ScriptType type) => type.Kind switch
    {
        ScriptKind.Choice => type.Names.Contains(key),
        ScriptKind.YesNo => key is "yes" or "no",
        ScriptKind.Number => PluralCategories.TryParse(key, out _) || decimal.TryParse(key, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
        _ => true, // a text can be anything
    };
}
