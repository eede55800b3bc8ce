using ContactCenter.Channels;
using ContactCenter.Routing;
using ContactCenter.Scripting;

namespace ContactCenter.Configuration;

/// <summary>What a tenant's configuration must be like: at a start and at each change while it runs. Reports every fault at once.</summary>
internal static class TenantRules
{
    public static void Check(FaultList faults, string tenantId, TenantOptions tenant, IEnumerable<AgentStrategy> strategies, IEnumerable<IScriptAction> actions)
    {
        var path = $"Tenants:{tenantId}";
        faults.Name($"{path}:Name", tenant.Name);
        if (tenant.Queues.Count == 0)
        {
            faults.Add($"{path}:Queues", "queues-empty", " is empty; add a queue with AddQueue(\"faults\").");
        }

        if (tenant.Dispositions.Count == 0)
        {
            faults.Add($"{path}:Dispositions", "dispositions-empty", " is empty; add an outcome with AddDisposition(\"resolved\", \"Resolved\").");
        }

        if (tenant.Privacy.RetentionDays is { } days)
        {
            faults.Range($"{path}:Privacy:RetentionDays", days, 1, 36_500);
        }

        if (tenant.Privacy.RecordingDays is { } recordings)
        {
            faults.Range($"{path}:Privacy:RecordingDays", recordings, 1, 36_500);
        }

        foreach (var (queue, kept) in tenant.Privacy.QueueRecordingDays)
        {
            faults.Key($"{path}:Privacy:QueueRecordingDays", queue);
            faults.Range($"{path}:Privacy:QueueRecordingDays:{queue}", kept, 1, 36_500);
        }

        foreach (var (key, label) in tenant.Dispositions.Concat(tenant.NotReadyReasons))
        {
            faults.Key(path, key);
            faults.Name($"{path}:{key}", label);
        }

        RoutingRules.Check(faults, path, tenant, strategies);
        TemplateRules.Check(faults, path, tenant);
        ScriptLibrary.Of(tenant, actions).Check(faults, path);
        foreach (var (id, endpoint) in tenant.Endpoints)
        {
            faults.Key($"{path}:Endpoints", id);
            EndpointRules.Check(faults, $"{path}:Endpoints:{id}", endpoint, tenant);
        }
    }

    /// <summary>Whether there is a channel for each of the endpoints, and it can serve them.</summary>
    public static void CheckChannels(FaultList faults, TenantId tenant, IEnumerable<KeyValuePair<string, EndpointOptions>> endpoints, IReadOnlyList<IChannel> channels)
    {
        foreach (var (id, endpoint) in endpoints.Where(static e => KeyRules.IsValid(e.Key) && KeyRules.IsValid(e.Value.Channel) && KeyRules.IsValid(e.Value.AddressKind)))
        {
            var path = $"Tenants:{tenant}:Endpoints:{id}";
            var target = new Endpoint(tenant, new EndpointId(id), new ChannelKind(endpoint.Channel), new Address(new AddressKind(endpoint.AddressKind), endpoint.Address));
            var channel = channels.FirstOrDefault(c => c.Kind == target.Channel);
            if (channel is null)
            {
                faults.Add($"{path}:Channel", "channel", $" is '{endpoint.Channel}', which no package serves; add the package and its Add… call (for sms: AddTwilio()).", endpoint.Channel);
            }
            else if (channel.FindFault(target) is { } fault)
            {
                faults.Add(path, "channel-cannot", $": {fault}", fault);
            }

            foreach (var (kind, other) in endpoint.ReachBy.Where(r => channels.FirstOrDefault(c => c.Kind.Value == r.Key) is { } by && by is not ISessionStart { StartsTo: not null }))
            {
                faults.Add($"{path}:ReachBy:{kind}", "reach-cannot", $" is '{other}', but on {kind} the center cannot write first; name an endpoint of a channel that can, or none.", other, kind);
            }
        }
    }

    /// <summary>Whether any two endpoints, of whatever tenants, have the same address on the same channel.</summary>
    public static void CheckAddresses(FaultList faults, IEnumerable<(string Tenant, string Id, EndpointOptions Endpoint)> endpoints)
    {
        foreach (var same in endpoints.GroupBy(static e => (e.Endpoint.Channel, e.Endpoint.Address)).Where(static g => g.Count() > 1))
        {
            var places = string.Join(" and ", same.Select(static e => $"{e.Tenant}/{e.Id}"));
            faults.Add("", "address-twice", $" the {same.Key.Channel} address {same.Key.Address} stands at {places}; give each endpoint an address of its own.", same.Key.Address, places);
        }
    }
}
