using ContactCenter.Channels;
using ContactCenter.Endpoints;

namespace ContactCenter.Configuration;

/// <summary>What an endpoint must be like, so that whoever writes to it is served or told why not.</summary>
internal static class EndpointRules
{
    public static void Check(FaultList faults, string path, EndpointOptions endpoint, TenantOptions tenant)
    {
        faults.Key($"{path}:Channel", endpoint.Channel);
        faults.Key($"{path}:AddressKind", endpoint.AddressKind);
        if (endpoint.Address.Length is 0 or > 320)
        {
            faults.Add($"{path}:Address", "address-empty", $" has {endpoint.Address.Length} characters; write the address customers use, 1 to 320.");
        }
        else if (endpoint.AddressKind == AddressKind.Phone.Value && !PhoneRules.IsDialable(endpoint.Address))
        {
            faults.Add($"{path}:Address", "address-phone", $" is '{endpoint.Address}', which is no telephone number; write it in E.164, such as +390612345678, or as a short code of 3 to 6 digits.", endpoint.Address);
        }

        if (!tenant.Queues.TryGetValue(endpoint.Queue, out var queue))
        {
            var known = string.Join(", ", tenant.Queues.Keys);
            faults.Add($"{path}:Queue", "queue-unknown", $" is '{endpoint.Queue}', which does not exist; name one of {known}.", endpoint.Queue, known);
        }
        else if (!tenant.Agents.Values.Any(a => AgentFit.ServesInTime(a, queue)))
        {
            var required = string.Join(", ", queue.Skills.Select(static s => $"{s.Key} {s.Value}").Concat(queue.Teams.Select(static t => $"team {t}")).Concat(queue.Sites.Select(static s => $"site {s}")));
            faults.Add(path, "nobody-can", $": no agent has what queue '{endpoint.Queue}' requires ({required}), so nobody could ever be served; add an agent with these skills or require less.", endpoint.Queue, required);
        }

        if (endpoint.Script.Length > 0 && !tenant.Scripts.ContainsKey(endpoint.Script))
        {
            var scripts = string.Join(", ", tenant.Scripts.Keys);
            faults.Add($"{path}:Script", "script-unknown", $" is '{endpoint.Script}', which does not exist; name one of these: {(scripts.Length > 0 ? scripts : "none yet")}.", endpoint.Script, scripts);
        }

        if (endpoint.Language.Length > 0)
        {
            faults.Language($"{path}:Language", endpoint.Language);
        }

        if (endpoint.Priority is < 0 or > 100 && endpoint.Priority != Priority.Emergency.Value)
        {
            faults.Add($"{path}:Priority", "priority", $" is {endpoint.Priority}; set 0 to 100, or {Priority.Emergency.Value} for an emergency.", $"{endpoint.Priority}", $"{Priority.Emergency.Value}");
        }

        foreach (var (channel, id) in endpoint.ReachBy)
        {
            if (!tenant.Endpoints.TryGetValue(id, out var other) || other.Channel != channel)
            {
                var known = string.Join(", ", tenant.Endpoints.Where(e => e.Value.Channel == channel).Select(static e => e.Key));
                faults.Add($"{path}:ReachBy:{channel}", "reach-by", $" is '{id}', which is no endpoint on {channel}; name one of these: {(known.Length > 0 ? known : "none yet")}.", id, channel, known);
            }
        }

        // Nothing silent: whoever cannot be served is told so. A form's page says what becomes of it; there is nowhere to answer.
        var isAnswered = endpoint.Channel != ChannelKind.Form.Value;
        if (!isAnswered && endpoint.Script.Length > 0)
        {
            faults.Add($"{path}:Script", "script-unanswered", $" is '{endpoint.Script}', but nobody can be answered on '{endpoint.Channel}'; leave it empty, and guide the agents of its queue instead.", endpoint.Script, endpoint.Channel);
        }

        if (isAnswered)
        {
            faults.Answer($"{path}:NoAgentAnswer", endpoint.NoAgentAnswer, "nobody who could help is signed in");
            faults.Answer($"{path}:QueueFullAnswer", endpoint.QueueFullAnswer, "too many are waiting");
        }

        if (endpoint.Hours is { } hours)
        {
            if (isAnswered)
            {
                faults.Answer($"{path}:ClosedAnswer", endpoint.ClosedAnswer, "it is closed");
            }

            Check(faults, $"{path}:Hours", hours);
        }
    }

    private static void Check(FaultList faults, string path, OpeningHours hours)
    {
        try
        {
            _ = new OpeningClock(hours);
        }
        catch (ArgumentException)
        {
            faults.Add($"{path}:TimeZone", "zone", $": '{hours.TimeZone}' is no IANA time zone; write one such as Europe/Rome.", hours.TimeZone);
        }

        foreach (var span in hours.Spans.IsDefault ? [] : hours.Spans)
        {
            if (span.To != TimeOnly.MinValue && span.From >= span.To)
            {
                faults.Add($"{path}:Spans", "span-order", $": {span.Day} opens at {span.From:HH:mm} and closes at {span.To:HH:mm}; closing comes after opening, 00:00 means midnight at the end of the day.", $"{span.Day}", $"{span.From:HH:mm}", $"{span.To:HH:mm}");
            }
        }

        foreach (var day in (hours.Spans.IsDefault ? [] : hours.Spans).GroupBy(static s => s.Day))
        {
            OpeningSpan? before = null;
            foreach (var span in day.OrderBy(static s => s.From))
            {
                if (before is not null && (before.To == TimeOnly.MinValue || span.From < before.To))
                {
                    faults.Add(
                        $"{path}:Spans",
                        "span-overlap",
                        $": {day.Key} is open from {before.From:HH:mm} to {before.To:HH:mm} and again from {span.From:HH:mm} to {span.To:HH:mm}, which overlap; write one span for both.",
                        $"{day.Key}",
                        $"{before.From:HH:mm}",
                        $"{before.To:HH:mm}",
                        $"{span.From:HH:mm}",
                        $"{span.To:HH:mm}");
                }

                before = span;
            }
        }
    }
}
