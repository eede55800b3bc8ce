using System.Globalization;

namespace ContactCenter.Routing;

/// <summary>A span in minutes from the midnight its day begins with; one across midnight ends after <see cref="Day"/>.</summary>
internal readonly record struct MinuteSpan(int From, int To)
{
    public const int Day = 24 * 60;

    public static MinuteSpan Of(TimeOnly from, TimeOnly to)
    {
        var begin = Minutes(from);
        var end = Minutes(to);
        return new MinuteSpan(begin, end > begin ? end : end + Day);
    }

    public static int Minutes(TimeOnly time) => (int)(time.Ticks / TimeSpan.TicksPerMinute);

    public MinuteSpan Shifted(int minutes) => new(From + minutes, To + minutes);

    public bool Covers(int minute) => From <= minute && minute < To;

    /// <summary>For a sentence: the times of day.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"from {Clock(From)} to {Clock(To)}");

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute % Day / 60:00}:{minute % 60:00}");
}
