using NodaTime;

namespace ContactCenter.Endpoints;

/// <summary>Tells whether an endpoint is open at a moment, by the wall clock of its zone: clock changes follow the zone's own rules. Immutable.</summary>
internal sealed class OpeningClock
{
    private readonly DateTimeZone _zone;
    private readonly OpeningHours _hours;

    /// <exception cref="ArgumentException">The zone is unknown.</exception>
    public OpeningClock(OpeningHours hours)
    {
        _hours = hours;
        _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(hours.TimeZone)
            ?? throw new ArgumentException($"'{hours.TimeZone}' is no IANA time zone; write one such as Europe/Rome.", nameof(hours));
    }

    public bool IsOpen(DateTimeOffset at)
    {
        var local = Instant.FromDateTimeOffset(at).InZone(_zone).LocalDateTime;
        var day = (DayOfWeek)((int)local.DayOfWeek % 7);
        var time = local.TimeOfDay.ToTimeOnly();
        return _hours.Spans.Any(s => s.Day == day && time >= s.From && (s.To == TimeOnly.MinValue || time < s.To));
    }
}
