using System.Globalization;

namespace ContactCenter.Routing;

/// <summary>What may stand in a service level target.</summary>
internal static class ServiceLevelRules
{
    /// <summary>What is wrong with a target, as a sentence about <paramref name="whose"/> ("The queue 'x'"); null when nothing is.</summary>
    public static string? FindFault(string whose, ServiceLevelTarget target) => target switch
    {
        { Percent: < 1 or > 100 } => string.Create(CultureInfo.InvariantCulture, $"{whose} has a service level of {target.Percent} percent; set 1 to 100."),
        _ when target.Within < TimeSpan.Zero || target.Within > TimeSpan.FromDays(30) => $"{whose} has a service level within {target.Within:c}; set 0 to 30 days.",
        _ when target.ShortAbandon < TimeSpan.Zero || target.ShortAbandon > TimeSpan.FromMinutes(10) =>
            $"{whose} has a short abandon of {target.ShortAbandon:c}; set 0 to 10 minutes.",
        { Formula: < ServiceLevelFormula.Everyone or > ServiceLevelFormula.QuickAbandonsMet } =>
            string.Create(CultureInfo.InvariantCulture, $"{whose} has the service level formula {(int)target.Formula}; name one of ServiceLevelFormula."),
        _ => null,
    };
}
