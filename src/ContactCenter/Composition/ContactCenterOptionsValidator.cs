using ContactCenter.Channels;
using ContactCenter.Endpoints;
using Microsoft.Extensions.Options;

namespace ContactCenter;

/// <summary>Checks what code and configuration say, and reports every fault at once as key, value, remedy.</summary>
internal sealed class ContactCenterOptionsValidator : IValidateOptions<ContactCenterOptions>
{
    public ValidateOptionsResult Validate(string? name, ContactCenterOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.Tenants.Count == 0)
        {
            faults.AddError("ContactCenter:Tenants is empty; add a tenant with AddTenant(\"acme\", …).");
        }

        Range(faults, "DisconnectGrace", options.DisconnectGrace, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Range(faults, "MessageWorth", options.MessageWorth, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        Range(faults, "CatchUpInterval", options.CatchUpInterval, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        Range(faults, "CloseAnsweredAfter", options.CloseAnsweredAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        Range(faults, "Media:MaxSizeBytes", options.Media.MaxSizeBytes, 1_024, 1_073_741_824);
        Range(faults, "Media:FetchWithin", options.Media.FetchWithin, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        foreach (var (id, tenant) in options.Tenants)
        {
            Key(faults, "Tenants", id);
            Check(faults, $"Tenants:{id}", tenant);
        }

        foreach (var same in options.Tenants
            .SelectMany(static t => t.Value.Endpoints.Select(e => (Tenant: t.Key, e.Key, e.Value.Channel, e.Value.Address)))
            .GroupBy(static e => (e.Channel, e.Address))
            .Where(static g => g.Count() > 1))
        {
            faults.AddError($"ContactCenter: the {same.Key.Channel} address {same.Key.Address} stands at {string.Join(" and ", same.Select(static e => $"{e.Tenant}/{e.Key}"))}; give each endpoint an address of its own.");
        }

        return faults.Build();
    }

    private static void Check(ValidateOptionsResultBuilder faults, string path, TenantOptions tenant)
    {
        if (tenant.Queues.Count == 0)
        {
            faults.AddError($"ContactCenter:{path}:Queues is empty; add a queue with AddQueue(\"faults\").");
        }

        if (tenant.Dispositions.Count == 0)
        {
            faults.AddError($"ContactCenter:{path}:Dispositions is empty; add an outcome with AddDisposition(\"resolved\", \"Resolved\").");
        }

        foreach (var key in tenant.Dispositions.Keys.Concat(tenant.NotReadyReasons.Keys))
        {
            Key(faults, path, key);
        }

        foreach (var (id, queue) in tenant.Queues)
        {
            Key(faults, $"{path}:Queues", id);
            Check(faults, $"{path}:Queues:{id}", queue);
        }

        foreach (var (id, agent) in tenant.Agents)
        {
            Key(faults, $"{path}:Agents", id);
            Range(faults, $"{path}:Agents:{id}:Capacity", agent.Capacity, 1, 1_000);
            Skills(faults, $"{path}:Agents:{id}:Skills", agent.Skills);
        }

        foreach (var (id, endpoint) in tenant.Endpoints)
        {
            Key(faults, $"{path}:Endpoints", id);
            Check(faults, $"{path}:Endpoints:{id}", endpoint, tenant);
        }
    }

    private static void Check(ValidateOptionsResultBuilder faults, string path, QueueOptions queue)
    {
        Range(faults, $"{path}:MaxWaiting", queue.MaxWaiting, 1, 100_000);
        Range(faults, $"{path}:OfferTimeout", queue.OfferTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Range(faults, $"{path}:WrapUpLimit", queue.WrapUpLimit, TimeSpan.FromSeconds(5), TimeSpan.FromHours(8));
        Range(faults, $"{path}:ServiceLevelPercent", queue.ServiceLevelPercent, 1, 100);
        Range(faults, $"{path}:ServiceLevelWithin", queue.ServiceLevelWithin, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Skills(faults, $"{path}:Skills", queue.Skills);
    }

    private static void Check(ValidateOptionsResultBuilder faults, string path, EndpointOptions endpoint, TenantOptions tenant)
    {
        Key(faults, $"{path}:Channel", endpoint.Channel);
        Key(faults, $"{path}:AddressKind", endpoint.AddressKind);
        if (endpoint.Address.Length is 0 or > 320)
        {
            faults.AddError($"ContactCenter:{path}:Address has {endpoint.Address.Length} characters; write the address customers use, 1 to 320.");
        }
        else if (endpoint.AddressKind == AddressKind.Phone.Value && !PhoneRules.IsDialable(endpoint.Address))
        {
            faults.AddError($"ContactCenter:{path}:Address is '{endpoint.Address}', which is no telephone number; write it in E.164, such as +390612345678, or as a short code of 3 to 6 digits.");
        }

        if (!tenant.Queues.TryGetValue(endpoint.Queue, out var queue))
        {
            faults.AddError($"ContactCenter:{path}:Queue is '{endpoint.Queue}', which does not exist; name one of {string.Join(", ", tenant.Queues.Keys)}.");
        }
        else if (!tenant.Agents.Values.Any(a => queue.Skills.All(s => a.Skills.TryGetValue(s.Key, out var level) && level >= s.Value)))
        {
            faults.AddError($"ContactCenter:{path}: no agent has what queue '{endpoint.Queue}' requires ({string.Join(", ", queue.Skills.Select(static s => $"{s.Key} {s.Value}"))}), so nobody could ever be served; add an agent with these skills or require less.");
        }

        if (endpoint.Priority is < 0 or > 100 && endpoint.Priority != Priority.Emergency.Value)
        {
            faults.AddError($"ContactCenter:{path}:Priority is {endpoint.Priority}; set 0 to 100, or {Priority.Emergency.Value} for an emergency.");
        }

        // Nothing silent: whoever cannot be served is told so.
        Answer(faults, $"{path}:NoAgentAnswer", endpoint.NoAgentAnswer, "nobody who could help is signed in");
        Answer(faults, $"{path}:QueueFullAnswer", endpoint.QueueFullAnswer, "too many are waiting");
        if (endpoint.Hours is { } hours)
        {
            Answer(faults, $"{path}:ClosedAnswer", endpoint.ClosedAnswer, "it is closed");
            CheckHours(faults, $"{path}:Hours", hours);
        }
    }

    private static void CheckHours(ValidateOptionsResultBuilder faults, string path, OpeningHours hours)
    {
        try
        {
            _ = new OpeningClock(hours);
        }
        catch (ArgumentException e)
        {
            faults.AddError($"ContactCenter:{path}:TimeZone: {e.Message}");
        }

        foreach (var span in hours.Spans.IsDefault ? [] : hours.Spans)
        {
            if (span.To != TimeOnly.MinValue && span.From >= span.To)
            {
                faults.AddError($"ContactCenter:{path}:Spans: {span.Day} opens at {span.From} and closes at {span.To}; closing comes after opening, 00:00 means midnight at the end of the day.");
            }
        }
    }

    private static void Answer(ValidateOptionsResultBuilder faults, string path, string answer, string when)
    {
        if (string.IsNullOrWhiteSpace(answer))
        {
            faults.AddError($"ContactCenter:{path} is empty; write what a customer is told when {when}.");
        }
        else if (answer.Length > 1_600)
        {
            faults.AddError($"ContactCenter:{path} has {answer.Length} characters; write at most 1600.");
        }
    }

    private static void Key(ValidateOptionsResultBuilder faults, string path, string key)
    {
        if (!KeyRules.IsValid(key))
        {
            faults.AddError($"ContactCenter:{path}: '{key}' is no key; use 1 to {KeyRules.MaxLength} of a-z, 0-9, '.', '_', '-', '+', beginning with a letter or digit.");
        }
    }

    private static void Skills(ValidateOptionsResultBuilder faults, string path, Dictionary<string, int> skills)
    {
        foreach (var (skill, level) in skills)
        {
            Key(faults, path, skill);
            Range(faults, $"{path}:{skill}", level, 1, 10);
        }
    }

    private static void Range<T>(ValidateOptionsResultBuilder faults, string path, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            faults.AddError($"ContactCenter:{path} is {value}; set {least} to {most}.");
        }
    }
}
