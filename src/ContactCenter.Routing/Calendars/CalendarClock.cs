namespace ContactCenter.Routing;

/// <summary>Whether a calendar is open, and when that next changes: one timer per calendar instead of a check per call.</summary>
/// <remarks>
/// Zones are those of the machine (<see cref="TimeZoneInfo"/>), and their data differ between machines: what is found here is decided once and journaled with
/// its instant, never found anew in a replay. They are as good as the machine's time zone data are recent; after 2037 a few zones whose rule lies
/// across a day's end (Cairo, Jerusalem, Nuuk, Santiago) are put some days off by the runtime.
/// </remarks>
public static class CalendarClock
{
    // More than two zones' clocks can differ (26 hours), and more than one was ever put forward or back (24 hours, over the date line).
    private static readonly TimeSpan Near = TimeSpan.FromDays(2);

    /// <summary>What the calendar says at <paramref name="now"/>.</summary>
    /// <returns>Whether it is open, and the first instant after <paramref name="now"/> at which it is not so any more, in UTC; null when it stays so for ever. Spans that touch are no change.</returns>
    /// <exception cref="TimeZoneNotFoundException">The zone is not known here; <see cref="CalendarRules.FindFault"/> says so before.</exception>
    public static (bool IsOpen, DateTimeOffset? NextChange) At(CalendarSettings settings, DateTimeOffset now)
    {
        var zone = CalendarZones.Find(settings.TimeZone)
            ?? throw new TimeZoneNotFoundException($"The calendar '{settings.Id}' has the time zone '{settings.TimeZone}', which is not known here; update the machine's time zone data.");
        var hours = new WallHours(settings);
        var at = now.ToUniversalTime();
        var open = hours.IsOpen(Wall(zone, at));
        return (open, NextChange(hours, zone, at, open));
    }

    // The wall clock runs evenly between two shifts, so there the next change by the wall is the next change in the world. Each turn passes one shift, or
    // goes on to shortly before the change when that is far: by then no shift can show a time again that lies before the place it started from.
    private static DateTimeOffset? NextChange(WallHours hours, TimeZoneInfo zone, DateTimeOffset at, bool open)
    {
        while (DateTimeOffset.MaxValue - at > Near * 2)
        {
            var wall = Wall(zone, at);
            var ahead = hours.NextChange(wall, open) - wall;
            if (CalendarZones.NextShift(zone, at, at + (ahead < Near ? ahead.Value : Near)) is { } shift)
            {
                if (hours.IsOpen(Wall(zone, shift)) != open)
                {
                    return shift;
                }

                at = shift;
            }
            else if (ahead is null || ahead <= Near)
            {
                return at + ahead;
            }
            else
            {
                at += ahead.Value - Near;
            }
        }

        return null;
    }

    private static DateTime Wall(TimeZoneInfo zone, DateTimeOffset at) => at.UtcDateTime + zone.GetUtcOffset(at);
}
