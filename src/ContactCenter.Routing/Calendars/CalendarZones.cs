namespace ContactCenter.Routing;

/// <summary>Time zones by their IANA ids, and when their clocks are put forward or back.</summary>
internal static class CalendarZones
{
    public const int MaxLength = 64;

    // No zone has put its clock twice within an hour.
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    /// <summary>The zone with this id; null when there is none. Names that are files of the machine rather than zones are none.</summary>
    public static TimeZoneInfo? Find(string? id) =>
        IsName(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id!, out var zone) && zone.HasIanaId ? zone : null;

    /// <summary>The first instant after <paramref name="after"/>, up to and with <paramref name="until"/>, from which the zone's clock runs otherwise; null when there is none.</summary>
    public static DateTimeOffset? NextShift(TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset until)
    {
        // Clocks are put at whole seconds: looking at those alone finds the exact instant.
        var low = after.AddTicks(-(after.UtcTicks % TimeSpan.TicksPerSecond));
        var offset = zone.GetUtcOffset(after);
        while (low < until)
        {
            var high = low + Step;
            if (zone.GetUtcOffset(high) != offset)
            {
                var shift = Bisect(zone, offset, low, high);
                return shift <= until ? shift : null;
            }

            low = high;
        }

        return null;
    }

    private static DateTimeOffset Bisect(TimeZoneInfo zone, TimeSpan offset, DateTimeOffset low, DateTimeOffset high)
    {
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = low.AddSeconds((high - low).Ticks / TimeSpan.TicksPerSecond / 2);
            if (zone.GetUtcOffset(middle) == offset)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    // The id becomes a file's name on some systems: "posix/…" and "right/…" are the same zones under other rules, "localtime" is the machine's own.
    private static bool IsName(string? id) =>
        id is { Length: > 0 and <= MaxLength }
        && id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
        && char.IsAsciiLetter(id[0])
        && id is not ("localtime" or "posixrules" or "Factory")
        && !id.StartsWith("posix/", StringComparison.Ordinal)
        && !id.StartsWith("right/", StringComparison.Ordinal);
}
