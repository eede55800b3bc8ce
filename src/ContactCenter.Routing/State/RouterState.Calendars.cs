namespace ContactCenter.Routing;

public sealed partial class RouterState
{
    /// <summary>The calendars, by id.</summary>
    public IEnumerable<CalendarSettings> Calendars => [.. _calendars.Values.Select(static calendar => calendar.Settings).OrderBy(static settings => settings.Id.Value, StringComparer.Ordinal)];
}
