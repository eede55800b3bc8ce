using System.Globalization;

namespace ContactCenter.Routing;

/// <summary>What may stand in a campaign.</summary>
internal static class CampaignRules
{
    public const int MaxAbandonedCapPermille = 50;

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
            _ => null,
        };
    }

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
