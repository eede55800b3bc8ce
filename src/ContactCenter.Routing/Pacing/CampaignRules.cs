using System.Globalization;

namespace ContactCenter.Routing;

/// <summary>What may stand in a campaign.</summary>
internal static class CampaignRules
{
    public const int MaxAbandonedCapPermille = 50;

    /// <summary>The most campaigns of a partition: each dial looks at all of them.</summary>
    public const int MaxCampaigns = 64;

    private static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(366);

    /// <summary>What is wrong with a campaign, as a sentence; null when nothing is.</summary>
    public static string? FindFault(CampaignSettings settings)
    {
        var whose = $"The campaign '{settings.Id}'";
        return settings switch
        {
            { Id.Value: "" } => "A campaign has no id; give it one.",
            { Queue.Value: "" } => $"{whose} has no queue; name the one whose agents take its calls.",
            { Mode: < CampaignMode.Preview or > CampaignMode.Predictive } => Say($"{whose} has the mode {(int)settings.Mode}; name one of CampaignMode."),
            { AbandonedCapPermille: < 0 or > MaxAbandonedCapPermille } =>
                Say($"{whose} may abandon {settings.AbandonedCapPermille} of a thousand; set 0 to {MaxAbandonedCapPermille}."),
            { WindowDays: not (1 or 30) } => Say($"{whose} has a window of {settings.WindowDays} days; set 1 or 30."),
            _ when settings.DayOffset.Duration() > TimeSpan.FromHours(14) || settings.DayOffset.Ticks % TimeSpan.TicksPerMinute != 0 =>
                $"{whose} has a day offset of {settings.DayOffset:c}; set whole minutes from -14 to 14 hours.",
            _ when settings.RingTime < TimeSpan.FromSeconds(15) || settings.RingTime > TimeSpan.FromMinutes(2) =>
                $"{whose} lets a line ring for {settings.RingTime:c}; set 15 seconds to 2 minutes.",
            { MaxLines: < 1 or > 10_000 } => Say($"{whose} has {settings.MaxLines} lines; set 1 to 10000."),
            { AssumedConnectPermille: < 10 or > 1_000 } => Say($"{whose} assumes that {settings.AssumedConnectPermille} of a thousand answer; set 10 to 1000."),
            _ when settings.AnswerLimit < TimeSpan.Zero || settings.AnswerLimit > TimeSpan.FromSeconds(2) =>
                $"{whose} lets a person wait {settings.AnswerLimit:c} for an agent; set 0 to 2 seconds.",
            { Channel.Value: "" } => $"{whose} names no channel; name the one its calls are made by.",
            { MaxAttempts: < 1 or > 20 } => Say($"{whose} dials a contact {settings.MaxAttempts} times; set 1 to 20."),
            { MaxContacts: < 1 or > 100_000 } => Say($"{whose} may have {settings.MaxContacts} contacts; set 1 to 100000."),
            { Retries: null } => $"{whose} says not when to dial again; set Retries.",
            _ => FindFault(whose, settings.Retries),
        };
    }

    /// <summary>What is wrong with a contact for a campaign, as a sentence; null when nothing is.</summary>
    public static string? FindFault(CampaignId campaign, CampaignContact contact, DateTimeOffset now) => contact switch
    {
        { Id.Value: var id } when id == Guid.Empty => $"A contact for the campaign '{campaign}' has no id; give it one.",
        { Reference: null or { Length: > CampaignContact.LongestReference } } =>
            Say($"The contact {contact.Id} of the campaign '{campaign}' has a reference of {contact.Reference?.Length ?? 0} characters; give one of at most {CampaignContact.LongestReference}."),
        { NotBefore: { } time } when time > now + FurthestAhead =>
            Say($"The contact {contact.Id} of the campaign '{campaign}' is not to be dialled before {time:O}; give a time up to 366 days ahead."),
        _ => null,
    };

    private static string? FindFault(string whose, CampaignRetries retries)
    {
        for (var outcome = LineOutcome.Machine; outcome <= LineOutcome.Abandoned; outcome++)
        {
            if (retries.After(outcome) is { } after && (after < TimeSpan.FromMinutes(1) || after > TimeSpan.FromDays(30)))
            {
                return $"{whose} dials again {after:c} after {outcome}; set 1 minute to 30 days, or null for never.";
            }
        }

        return null;
    }

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
