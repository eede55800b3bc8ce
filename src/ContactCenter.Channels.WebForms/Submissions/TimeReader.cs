using System.Globalization;

namespace ContactCenter.Channels.WebForms.Submissions;

/// <summary>ISO 8601 as pages send it: with an offset, or the local time of a form's zone.</summary>
internal static class TimeReader
{
    private static readonly string[] WithOffset = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>The time meant; null when it is none. One that a clock change leaves out is the one an hour later; one that comes twice is the first.</summary>
    public static DateTimeOffset? Read(string typed, TimeZoneInfo zone)
    {
        if (DateTime.TryParseExact(typed, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            if (zone.IsInvalidTime(local))
            {
                local = local.AddHours(1);
            }

            var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
            var ticks = local.Ticks - offset.Ticks;
            return ticks > DateTime.MinValue.Ticks && ticks < DateTime.MaxValue.Ticks ? new DateTimeOffset(local, offset) : null;
        }

        return DateTimeOffset.TryParseExact(typed, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact) ? exact : null;
    }
}
