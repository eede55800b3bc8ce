namespace ContactCenter.Routing;

/// <summary>What is wrong with the settings of a queue: the queue, the value, the remedy.</summary>
internal static class QueueFaults
{
    private const int MostRules = 16;
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    /// <summary>The first fault; null when there is none.</summary>
    public static string? Find(RouterState state, QueueSettings settings)
    {
        var whose = $"The queue '{settings.Id}'";
        return settings switch
        {
            { Id.Value: "" } => "A queue has no id; give it one.",
            _ when settings.OfferTimeout < TimeSpan.FromSeconds(1) || settings.OfferTimeout > TimeSpan.FromHours(1) =>
                $"{whose} has an offer time-out of {settings.OfferTimeout:c}; set 1 second to 1 hour.",
            _ when settings.WrapUp < TimeSpan.Zero || settings.WrapUp > TimeSpan.FromHours(8) =>
                $"{whose} has a wrap-up of {settings.WrapUp:c}; set 0 to 8 hours.",
            { WrapUpLimit: { } limit } when limit < settings.WrapUp || limit > TimeSpan.FromHours(8) =>
                $"{whose} limits wrap-up to {limit:c}; set its wrap-up ({settings.WrapUp:c}) to 8 hours.",
            { MaxLength: < 0 } => $"{whose} has a length limit of {settings.MaxLength}; set 0 or more, or none.",
            _ when settings.PriorityCredit < TimeSpan.Zero || settings.PriorityCredit > TimeSpan.FromDays(1) =>
                $"{whose} has a priority credit of {settings.PriorityCredit:c}; set 0 to 1 day.",
            { OfferTo: < 1 or > 100 } => $"{whose} asks {settings.OfferTo} agents at once; set 1 to 100.",
            { OfferTo: > 1, AutoAccept: true } => $"{whose} asks {settings.OfferTo} agents at once and lets each have the work at once; choose one of the two.",
            { AutoAccept: false } when state.AllCampaigns.FirstOrDefault(campaign => campaign.Settings.Queue == settings.Id && campaign.Settings.Mode != CampaignMode.Preview) is { } campaign =>
                $"{whose} would ask agents first, and its campaign '{campaign.Settings.Id}' dials by itself. Keep AutoAccept, or set the campaign's mode to Preview.",
            { Strategy: { } strategy } when !state.Knows(strategy) => $"{whose} has the strategy '{strategy}'; set one of: {state.StrategyNames}.",
            { Band: < QueueBand.Normal or > QueueBand.Urgent } => $"{whose} has the band {(int)settings.Band}; set Normal, Background or Urgent.",
            { Calendar: { } calendar } when state.Calendar(calendar) is null => $"{whose} has the calendar '{calendar}', which does not exist. Add the calendar first.",
            { ServiceLevel: { } target } when ServiceLevelRules.FindFault(whose, target) is { } fault => fault,
            { Announcements: { } announcements } when FindFault(announcements) is { } fault => $"{whose} {fault}",
            _ => ConfigurationDecisions.FindFault(whose, settings.Skills) ?? ConfigurationDecisions.FindFault(whose, settings.Preferred)
                ?? FindRingFault(settings, whose) ?? FindOverflowFault(settings, whose),
        };
    }

    private static string? FindFault(QueueAnnouncements announcements) => announcements switch
    {
        _ when announcements.First < TimeSpan.Zero || announcements.First > TimeSpan.FromHours(1) =>
            $"makes its first announcement after {announcements.First:c}; set 0 to 1 hour.",
        _ when announcements.Every < TimeSpan.FromSeconds(5) || announcements.Every > TimeSpan.FromHours(1) =>
            $"makes announcements every {announcements.Every:c}; set 5 seconds to 1 hour.",
        { PositionUpTo: < 1 or > 100 } => $"tells positions up to {announcements.PositionUpTo}; set 1 to 100.",
        _ => null,
    };

    private static string? FindRingFault(QueueSettings settings, string whose)
    {
        var rings = settings.Rings.Or();
        if (rings.Length > MostRules)
        {
            return $"{whose} has {rings.Length} rings; set at most {MostRules}.";
        }

        var before = new QueueRing { After = TimeSpan.Zero };
        for (var i = 0; i < rings.Length; i++)
        {
            var ring = rings[i];
            var fault = ring switch
            {
                null => "is null; leave it out.",
                _ when ring.After <= before.After || ring.After > LongestWait => $"begins after {ring.After:c}; set more than the one before ({before.After:c}), up to 30 days.",
                { LowerBy: < 0 or > 9 } => $"lowers levels by {ring.LowerBy}; set 0 to 9.",
                _ when ring.LowerBy < before.LowerBy || (before.AnyTeam && !ring.AnyTeam) || (before.AnySite && !ring.AnySite)
                    || before.Without.Or().Any(skill => !ring.Without.Or().Contains(skill)) =>
                    "asks for more than the one before it; a ring asks at most what the one before asks.",
                _ => null,
            };
            if (fault is not null)
            {
                return $"Ring {i + 1} of {char.ToLowerInvariant(whose[0])}{whose[1..]} {fault}";
            }

            before = ring!; // null is a fault
        }

        return null;
    }

    private static string? FindOverflowFault(QueueSettings settings, string whose)
    {
        var rules = settings.Overflow.Or();
        if (rules.Length > MostRules)
        {
            return $"{whose} has {rules.Length} overflow rules; set at most {MostRules}.";
        }

        for (var i = 0; i < rules.Length; i++)
        {
            if (FindFault(rules[i], settings.Id) is { } fault)
            {
                return $"Overflow rule {i + 1} of {char.ToLowerInvariant(whose[0])}{whose[1..]} {fault}";
            }
        }

        return null;
    }

    private static string? FindFault(OverflowRule? rule, QueueId own) => rule switch
    {
        null => "is null; leave it out.",
        { When: < OverflowTrigger.Wait or > OverflowTrigger.NoAgent } => $"applies when {(int)rule.When}; set Wait, Length, ExpectedWait, Closed or NoAgent.",
        { To: < OverflowTarget.Queue or > OverflowTarget.Answer } => $"leads to {(int)rule.To}; set Queue, Partition, Callback, Voicemail or Answer.",
        { When: OverflowTrigger.Wait or OverflowTrigger.ExpectedWait, After: null } => $"applies on {rule.When} and says not after how long; set After.",
        { When: not (OverflowTrigger.Wait or OverflowTrigger.ExpectedWait), After: not null } => $"applies on {rule.When}, which knows no time; leave After out.",
        { After: { } after } when after <= TimeSpan.Zero || after > LongestWait => $"applies after {after:c}; set more than 0, up to 30 days.",
        { When: OverflowTrigger.Length, Length: null or < 0 } => $"applies from a length of {rule.Length?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"}; set 0 or more.",
        { When: not OverflowTrigger.Length, Length: not null } => $"applies on {rule.When}, which knows no length; leave Length out.",
        { To: OverflowTarget.Queue or OverflowTarget.Partition, Queue: null } => "leads to no queue; name it.",
        { To: OverflowTarget.Queue } when rule.Queue == own => "leads to the queue itself; name another.",
        { To: OverflowTarget.Partition, Partition: not { Length: > 0 and <= 64 } } => "leads to no partition; name it in 1 to 64 characters.",
        { To: not (OverflowTarget.Queue or OverflowTarget.Partition), Queue: not null } => $"leads to {rule.To} and to the queue '{rule.Queue}'; choose one.",
        { To: not OverflowTarget.Partition, Partition: not null } => $"leads to {rule.To} and to the partition '{rule.Partition}'; choose one.",
        _ => null,
    };
}
