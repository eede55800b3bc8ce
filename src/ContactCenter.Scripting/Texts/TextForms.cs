using System.Collections.Immutable;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Texts;

/// <summary>What a checker asks about texts.</summary>
internal static class TextForms
{
    /// <summary>The plural categories of a language that a hole with plural variants leaves to <c>other</c>.</summary>
    public static ImmutableArray<PluralCategory> MissingIn(TextHole hole, Language language) => hole.IsPlural
        ? [.. language.Categories.Where(category => hole.Variants.All(variant => variant.Key != category.Word()))]
        : [];

    /// <summary>The values one text shows and the other does not, in the first one's order; formats and variants may differ.</summary>
    public static ImmutableArray<string> HolesMissing(TextTemplate from, TextTemplate within) =>
        [.. from.Holes.Select(static hole => hole.Expression).Except(within.Holes.Select(static hole => hole.Expression))];
}
