using ContactCenter.Channels;
using ContactCenter.Routing;

namespace ContactCenter.Configuration;

/// <summary>
/// What calendars, queues, campaigns and agents must be like to be routed by. Here is what the center asks beyond the router: that ids are keys, that what is named is
/// there, and that customers can be told what they are to be told. The rest the router is asked itself (<see cref="RouterTrial"/>).
/// </summary>
internal static class RoutingRules
{
    public static void Check(FaultList faults, string path, TenantOptions tenant, IEnumerable<AgentStrategy> strategies)
    {
        var trial = new RouterTrial(strategies);
        var spoilt = new HashSet<string>(StringComparer.Ordinal);
        var wrong = new HashSet<string>(StringComparer.Ordinal); // queues
        foreach (var (id, calendar) in tenant.Calendars)
        {
            var at = $"{path}:Calendars:{id}";
            var before = faults.All.Count;
            faults.Key($"{path}:Calendars", id);
            faults.Name($"{at}:Name", calendar.Name);
            if (faults.All.Count == before && CalendarTexts.Read(id, calendar, at, faults) is { } settings)
            {
                Refused(faults, at, trial.FindRefusal(settings));
            }

            if (faults.All.Count > before)
            {
                spoilt.Add(id);
            }
        }

        foreach (var (id, queue) in tenant.Queues)
        {
            var at = $"{path}:Queues:{id}";
            var before = faults.All.Count;
            faults.Key($"{path}:Queues", id);
            Check(faults, at, id, queue, tenant);
            if (faults.All.Count == before)
            {
                var settings = RoutingMap.ToSettings(id, queue);
                Refused(faults, at, trial.FindRefusal(spoilt.Contains(queue.Calendar) ? settings with { Calendar = null } : settings));
            }

            if (faults.All.Count > before)
            {
                wrong.Add(id);
            }
        }

        foreach (var (id, campaign) in tenant.Campaigns)
        {
            var at = $"{path}:Campaigns:{id}";
            var before = faults.All.Count;
            faults.Key($"{path}:Campaigns", id);
            CampaignOptionRules.Check(faults, at, campaign, tenant);
            if (faults.All.Count == before && !wrong.Contains(campaign.Queue))
            {
                Refused(faults, at, trial.FindRefusal(RoutingMap.ToSettings(id, campaign, new ChannelKind(tenant.Endpoints[campaign.Endpoint].Channel))));
            }
        }

        foreach (var (id, agent) in tenant.Agents)
        {
            var at = $"{path}:Agents:{id}";
            var before = faults.All.Count;
            faults.Key($"{path}:Agents", id);
            Check(faults, at, agent);
            if (faults.All.Count == before)
            {
                Refused(faults, at, trial.FindRefusal(RoutingMap.ToSettings(id, agent)));
            }
        }
    }

    private static void Check(FaultList faults, string path, string id, QueueOptions queue, TenantOptions tenant)
    {
        if (queue.Script.Length > 0 && !tenant.Scripts.ContainsKey(queue.Script))
        {
            var scripts = string.Join(", ", tenant.Scripts.Keys);
            faults.Add($"{path}:Script", "script-unknown", $" is '{queue.Script}', which does not exist; name one of these: {(scripts.Length > 0 ? scripts : "none yet")}.", queue.Script, scripts);
        }

        faults.Name($"{path}:Name", queue.Name);
        faults.Range($"{path}:MaxWaiting", queue.MaxWaiting, 1, 100_000);
        faults.Range($"{path}:OfferTimeout", queue.OfferTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        faults.Range($"{path}:OfferTo", queue.OfferTo, 1, 100);
        faults.Range($"{path}:WrapUpLimit", queue.WrapUpLimit, TimeSpan.FromSeconds(5), TimeSpan.FromHours(8));
        faults.Range($"{path}:ServiceLevelPercent", queue.ServiceLevelPercent, 1, 100);
        faults.Range($"{path}:ServiceLevelWithin", queue.ServiceLevelWithin, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        faults.Skills($"{path}:Skills", queue.Skills);
        faults.Skills($"{path}:Preferred", queue.Preferred);
        faults.Keys($"{path}:Teams", queue.Teams);
        faults.Keys($"{path}:Sites", queue.Sites);
        faults.KeyOrNone($"{path}:Strategy", queue.Strategy);
        faults.KeyOrNone($"{path}:Calendar", queue.Calendar);
        if (queue.StickyAgentLimit is { } limit)
        {
            faults.Range($"{path}:StickyAgentLimit", limit, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30));
        }

        if (queue.Announcements is { } announcements)
        {
            faults.Range($"{path}:Announcements:PositionUpTo", announcements.PositionUpTo, 1, 100);
            faults.Keys($"{path}:Announcements:Channels", announcements.Channels);
        }

        for (var i = 0; i < queue.Rings.Count; i++)
        {
            if (queue.Rings[i] is { } ring)
            {
                faults.Keys($"{path}:Rings:{i}:Without", ring.Without);
            }
            else
            {
                faults.Missing($"{path}:Rings:{i}");
            }
        }

        for (var i = 0; i < queue.Overflow.Count; i++)
        {
            if (queue.Overflow[i] is { } rule)
            {
                Check(faults, $"{path}:Overflow:{i}", id, rule, tenant);
            }
            else
            {
                faults.Missing($"{path}:Overflow:{i}");
            }
        }
    }

    private static void Check(FaultList faults, string path, string queue, OverflowOptions rule, TenantOptions tenant)
    {
        faults.KeyOrNone($"{path}:Queue", rule.Queue);
        if (rule.Queue.Length > 0 && !tenant.Queues.ContainsKey(rule.Queue))
        {
            var known = string.Join(", ", tenant.Queues.Keys);
            faults.Add($"{path}:Queue", "queue-unknown", $" is '{rule.Queue}', which does not exist; name one of {known}.", rule.Queue, known);
        }

        switch (rule.To)
        {
            case OverflowTarget.Partition:
                faults.Add($"{path}:To", "overflow-partition", " is Partition, but a center has one router; name a queue.");
                break;
            case OverflowTarget.Answer or OverflowTarget.Callback or OverflowTarget.Voicemail:
                if (rule.Texts.Count == 0)
                {
                    faults.Add($"{path}:Texts", "texts-empty", " is empty; write what the customer is told, at least in one language, such as en.");
                }

                foreach (var (language, text) in rule.Texts)
                {
                    faults.Language($"{path}:Texts", language);
                    faults.Answer($"{path}:Texts:{language}", text, "nobody can serve the work in time");
                }

                // Nothing silent: whoever is sent away is told so.
                if (tenant.Endpoints.FirstOrDefault(e => e.Value.Queue == queue && e.Value.Channel == ChannelKind.Form.Value).Key is { } form)
                {
                    faults.Add($"{path}:To", "overflow-form", $" is {rule.To}, but the endpoint '{form}' brings work by a form, where nobody can be told; name a queue.", $"{rule.To}", form);
                }

                break;
        }
    }

    private static void Check(FaultList faults, string path, AgentOptions agent)
    {
        faults.Name($"{path}:Name", agent.Name);
        faults.Range($"{path}:Capacity", agent.Capacity, 1, 1_000);
        faults.Skills($"{path}:Skills", agent.Skills);
        faults.KeyOrNone($"{path}:Team", agent.Team);
        faults.KeyOrNone($"{path}:Site", agent.Site);
        foreach (var (channel, cost) in agent.Costs)
        {
            faults.Key($"{path}:Costs", channel);
            if (cost is null)
            {
                faults.Missing($"{path}:Costs:{channel}");
            }
            else
            {
                faults.Range($"{path}:Costs:{channel}:Units", cost.Units, 1, 1_000);
            }
        }
    }

    private static void Refused(FaultList faults, string path, string? refusal)
    {
        if (refusal is not null)
        {
            faults.Add(path, "router", $": {refusal}", refusal);
        }
    }
}
