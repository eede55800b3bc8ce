using System.Globalization;

namespace ContactCenter.Simulation;

/// <summary>Checks of what every formula takes.</summary>
internal static class Demand
{
    /// <summary>The most agents a formula is asked about; beyond it a typing error is likelier than a center.</summary>
    public const int MostAgents = 1_000_000;

    public static int Agents(int agents) => agents is >= 1 and <= MostAgents
        ? agents
        : throw new ArgumentOutOfRangeException(nameof(agents), agents, $"There are {agents} agents; give 1 to {MostAgents}.");

    /// <summary>Per second.</summary>
    public static double Rate(double perHour) => perHour is > 0 and <= 1e9
        ? perHour / 3600
        : throw new ArgumentOutOfRangeException(nameof(perHour), perHour, Say($"{perHour} contacts an hour arrive; give more than 0, up to 1,000,000,000."));

    /// <summary>Seconds.</summary>
    public static double Duration(TimeSpan duration, string name) => duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(30)
        ? duration.TotalSeconds
        : throw new ArgumentOutOfRangeException(name, duration, $"The {name} time is {duration:c}; give more than 0, up to 30 days.");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
