using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>When something is open: a week, and the days that differ from it. Compared by value.</summary>
/// <remarks>
/// The wall clock of the zone decides: it is open whenever the clock on the wall shows a time inside a span.
/// Where the clock is put forward, a span that begins in the hour that does not exist opens when that hour would have begun (the clock then shows a later
/// time, which is inside), and one that lies wholly in it is left out that day.
/// Where the clock is put back, an hour is shown twice and counts both times: a span that ends within it closes, opens again when the hour repeats, and closes again.
/// These are the rules of an endpoint's opening hours; spans across midnight and special days come in addition.
/// </remarks>
public sealed record CalendarSettings
{
    /// <summary>The calendar's id.</summary>
    public required CalendarId Id { get; init; }

    /// <summary>The IANA time zone whose wall clock counts, such as <c>Europe/Rome</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The spans of an ordinary week, at most 112; none, the default, means closed. Spans may touch and not overlap.</summary>
    public ImmutableArray<WeekSpan> Week { get; init; } = [];

    /// <summary>The days that differ, at most 1,000; none by default. A day with a year goes before one that comes every year.</summary>
    public ImmutableArray<SpecialDay> Days { get; init; } = [];

    /// <inheritdoc />
    public bool Equals(CalendarSettings? other) =>
        other is not null && Id == other.Id && string.Equals(TimeZone, other.TimeZone, StringComparison.Ordinal)
        && Week.AsSpan().SequenceEqual(other.Week.AsSpan()) && Days.AsSpan().SequenceEqual(other.Days.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Id, TimeZone, Week.IsDefault ? 0 : Week.Length, Days.IsDefault ? 0 : Days.Length);
}

/// <summary>One span of opening in an ordinary week.</summary>
/// <param name="Day">The day on which it begins.</param>
/// <param name="From">Opens at, included; whole minutes.</param>
/// <param name="To">Closes at, excluded; whole minutes. Earlier than <paramref name="From"/> means on the next day; 00:00 is midnight at the end of the day.</param>
public readonly record struct WeekSpan(DayOfWeek Day, TimeOnly From, TimeOnly To);

/// <summary>A day that differs from the week. Compared by value.</summary>
/// <remarks>Its spans replace those of the week that begin on it. What began the day before runs to its end, also past midnight into a closed day.</remarks>
public sealed record SpecialDay
{
    /// <summary>Which day.</summary>
    public required CalendarDate Date { get; init; }

    /// <summary>Its spans, at most 16; none, the default, means closed.</summary>
    public ImmutableArray<DaySpan> Spans { get; init; } = [];

    /// <inheritdoc />
    public bool Equals(SpecialDay? other) => other is not null && Date == other.Date && Spans.AsSpan().SequenceEqual(other.Spans.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Date, Spans.IsDefault ? 0 : Spans.Length);
}

/// <summary>One span of opening on a special day.</summary>
/// <param name="From">Opens at, included; whole minutes.</param>
/// <param name="To">Closes at, excluded; whole minutes. Earlier than <paramref name="From"/> means on the next day; 00:00 is midnight at the end of the day.</param>
public readonly record struct DaySpan(TimeOnly From, TimeOnly To);

/// <summary>A date of one year, or of every year.</summary>
/// <param name="Month">The month, 1 to 12.</param>
/// <param name="Day">The day of the month. The 29th of February of every year is there in leap years alone.</param>
/// <param name="Year">The year, 2000 to 2199; null, the default, is every year.</param>
public readonly record struct CalendarDate(int Month, int Day, int? Year = null);
