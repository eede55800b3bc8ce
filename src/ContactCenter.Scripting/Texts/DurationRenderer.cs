using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Texts;

/// <summary>How long something takes: in days, hours, minutes and seconds, parts of a second left out.</summary>
internal static class DurationRenderer
{
    public static string Render(TimeSpan duration, TextStyle style, Language language)
    {
        var seconds = Math.Abs(duration.Ticks / TimeSpan.TicksPerSecond);
        var units = language.Durations;
        List<(long Count, TimeUnit Unit)> all =
        [
            (seconds / 86_400, units.Day), (seconds / 3_600 % 24, units.Hour), (seconds / 60 % 60, units.Minute), (seconds % 60, units.Second),
        ];
        all = all.FindAll(static part => part.Count != 0);
        if (all.Count == 0)
        {
            all.Add((0, units.Minute));
        }

        var minus = duration < TimeSpan.Zero && seconds > 0 ? language.Numbers.Minus + " " : "";
        return minus + (style == TextStyle.Short
            ? string.Join(' ', all.Select(part => $"{Figures(part.Count, language)} {part.Unit.Short}"))
            : ValueRenderer.List([.. all.Select(part => Part(part.Count, part.Unit.Noun, style == TextStyle.Spoken, language))], language));
    }

    private static string Part(long count, CountedNoun noun, bool spoken, Language language) => spoken
        ? NumberSpeller.Count(language, count, noun)
        : Figures(count, language) + " " + noun.For(language.Plural(PluralOperands.Of(count)));

    private static string Figures(long count, Language language) => NumberRenderer.Number(count, grouped: true, language);
}
