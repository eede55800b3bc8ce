using System.Globalization;

namespace ContactCenter.Scripting.Checking;

/// <summary>The days of a year on which the clocks of a time zone are changed, and what then becomes of a time of the day.</summary>
internal sealed class ClockChanges
{
    private const int Days = 366;

    private readonly RunZone _zone;
    private readonly List<DateOnly> _days = [];

    /// <param name="zone">The time zone.</param>
    /// <param name="from">The first day of the year.</param>
    public ClockChanges(RunZone zone, DateOnly from)
    {
        _zone = zone;
        var offset = OffsetAt(from);
        for (var day = from; day < from.AddDays(Days); day = day.AddDays(1))
        {
            var next = OffsetAt(day.AddDays(1));
            if (next != offset)
            {
                // A day of the clocks on the wall lies in up to three days of UTC.
                _days.AddRange([day.AddDays(-1), day, day.AddDays(1)]);
            }

            offset = next;
        }
    }

    /// <summary>What the clocks do to a time of the day, as the end of a sentence; null when it is there once every day.</summary>
    /// <param name="time">The time.</param>
    /// <param name="only">The one day it is meant on; null for every day of the year.</param>
    /// <param name="twice">What becomes of a time there is twice.</param>
    public string? WhatBecomesOf(TimeOnly time, DateOnly? only, string twice)
    {
        string? skipped = null, repeated = null;
        foreach (var day in only is { } one ? [one] : _days)
        {
            var wall = day.ToDateTime(time);
            if (_zone.Info.IsInvalidTime(wall))
            {
                var jump = TimeOnly.FromDateTime(_zone.Wall(_zone.Instant(wall)));
                skipped ??= string.Create(CultureInfo.InvariantCulture, $"on {day:yyyy-MM-dd} the clocks skip it ({jump:HH:mm} counts instead)");
            }
            else if (_zone.Info.IsAmbiguousTime(wall))
            {
                repeated ??= string.Create(CultureInfo.InvariantCulture, $"on {day:yyyy-MM-dd} they show it twice ({twice})");
            }
        }

        return skipped is null || repeated is null ? skipped ?? repeated : $"{skipped}, {repeated}";
    }

    private TimeSpan OffsetAt(DateOnly day) => _zone.Info.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
}
