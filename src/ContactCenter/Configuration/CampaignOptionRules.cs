using ContactCenter.Channels;
using ContactCenter.Routing;

namespace ContactCenter.Configuration;

/// <summary>What the center asks of a campaign beyond the router: that what is named is there, that it can call, and that nobody is left without a word.</summary>
internal static class CampaignOptionRules
{
    public static void Check(FaultList faults, string path, CampaignOptions campaign, TenantOptions tenant)
    {
        faults.Name($"{path}:Name", campaign.Name);
        if (!tenant.Queues.ContainsKey(campaign.Queue))
        {
            var known = Known(tenant.Queues.Keys);
            faults.Add($"{path}:Queue", "queue-unknown", $" is '{campaign.Queue}', which does not exist; name one of {known}.", campaign.Queue, known);
        }

        if (!tenant.Endpoints.TryGetValue(campaign.Endpoint, out var endpoint) || endpoint.Channel != ChannelKind.Voice.Value)
        {
            var known = Known(tenant.Endpoints.Where(static e => e.Value.Channel == ChannelKind.Voice.Value).Select(static e => e.Key));
            faults.Add($"{path}:Endpoint", "campaign-endpoint", $" is '{campaign.Endpoint}', which is no endpoint of the telephone; name the one it calls from: {known}.", campaign.Endpoint, known);
        }

        if (campaign.Hours.Length > 0 && !tenant.Calendars.ContainsKey(campaign.Hours))
        {
            var known = Known(tenant.Calendars.Keys);
            faults.Add($"{path}:Hours", "campaign-hours", $" is '{campaign.Hours}', which is no calendar; name one of these, or none: {known}.", campaign.Hours, known);
        }

        if (!Enum.IsDefined(campaign.HoursOf))
        {
            faults.Add($"{path}:HoursOf", "campaign-clock", $" is {(int)campaign.HoursOf}; write Center or Customer.", $"{(int)campaign.HoursOf}");
        }

        if (campaign.Script.Length > 0 && !tenant.Scripts.ContainsKey(campaign.Script))
        {
            var known = Known(tenant.Scripts.Keys);
            faults.Add($"{path}:Script", "script-unknown", $" is '{campaign.Script}', which does not exist; name one of these: {known}.", campaign.Script, known);
        }

        if (campaign.Language.Length > 0)
        {
            faults.Language($"{path}:Language", campaign.Language);
        }

        if (campaign.AbandonedTexts.Count == 0 && campaign.Mode != CampaignMode.Preview)
        {
            faults.Add($"{path}:AbandonedTexts", "campaign-abandoned", " is empty, but it dials before an agent is sure to be there; write who calls, why, and how to object, at least in one language, such as en.");
        }

        Check(faults, $"{path}:AbandonedTexts", campaign.AbandonedTexts, "nobody is there to speak to who answered");
        Check(faults, $"{path}:MachineTexts", campaign.MachineTexts, "a machine answers");
        if (campaign.Retries is null)
        {
            faults.Missing($"{path}:Retries");
        }
    }

    private static void Check(FaultList faults, string path, Dictionary<string, string> texts, string when)
    {
        foreach (var (language, text) in texts)
        {
            faults.Language(path, language);
            faults.Answer($"{path}:{language}", text, when);
        }
    }

    private static string Known(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } some ? some : "none yet";
}
