using ContactCenter.Campaigns;
using ContactCenter.Desktop.Localization;
using ContactCenter.Routing;

namespace ContactCenter.Desktop.Campaigns;

/// <summary>Says how a campaign goes in the person's language.</summary>
internal static class CampaignWords
{
    /// <summary>Why it does not dial more at this moment, as one sentence.</summary>
    public static string Why(this Words words, CampaignStatus campaign, string? next) => campaign.Obstacle switch
    {
        CampaignObstacle.NoAgents => words.Say("campaign.why.NoAgents", campaign.FreeAgents, campaign.Ringing + campaign.Waiting),
        CampaignObstacle.AllLinesInUse => words.Say("campaign.why.AllLinesInUse", campaign.Lines),
        CampaignObstacle.NoTelephone => words.Say("campaign.why.NoTelephone", campaign.Endpoint),
        CampaignObstacle.Closed or CampaignObstacle.OutsideHours or CampaignObstacle.NobodyDue when next is not null => words.Say($"campaign.why.{campaign.Obstacle}.next", next),
        var other => words[$"campaign.why.{other}"],
    };

    public static string Outcome(this Words words, LineOutcome? outcome) => outcome is { } known ? words[$"outcome.{known}"] : "–";

    /// <summary>A share of a thousand as a percentage: <c>2.7 %</c>.</summary>
    public static string Share(this Words words, long permille) => string.Create(words.Culture, $"{permille / 10m:0.#} %");

    /// <summary>Why a line of a file was not taken.</summary>
    public static string Of(this Words words, LineFault fault) => words.Find($"line.{fault.Rule}") is { } text
        ? $"{words.Say("campaign.line", fault.Line)} {string.Format(words.Culture, text, fault.Value)}"
        : fault.Message;
}
