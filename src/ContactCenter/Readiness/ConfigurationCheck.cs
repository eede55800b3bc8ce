using ContactCenter.Administration;
using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Routing;
using ContactCenter.Scripting;
using ContactCenter.Tenants;

namespace ContactCenter.Readiness;

/// <summary>Whether what is configured fits together: answers that are missing, queues nobody can serve, channels that are not there.</summary>
internal static class ConfigurationCheck
{
    public static IReadOnlyList<ReadinessLine> Run(TenantRuntime tenant, IReadOnlyList<IChannel> channels, IReadOnlyList<AgentStrategy> strategies, IReadOnlyList<IScriptAction> actions)
    {
        var options = tenant.Options;
        var faults = new FaultList();
        TenantRules.Check(faults, tenant.Tenant.Value, options, strategies, actions);
        TenantRules.CheckChannels(faults, tenant.Tenant, options.Endpoints, channels);
        List<ReadinessLine> lines = [.. faults.All.Select(Fault)];
        foreach (var (id, queue) in options.Queues.Where(q => !options.Agents.Values.Any(a => AgentFit.ServesInTime(a, q.Value))))
        {
            var required = string.Join(", ", queue.Skills.Select(static s => $"{s.Key} {s.Value}"));
            lines.Add(ReadinessLine.Of("configuration", id, ReadinessFinding.Warning(
                "queue.no-agent", $"No agent has what the queue '{id}' requires ({(required.Length == 0 ? "nothing" : required)}).", "Add an agent with these skills, or require less.", id, required)));
        }

        if (options.Endpoints.Count == 0)
        {
            lines.Add(ReadinessLine.Of("configuration", null, ReadinessFinding.Warning("endpoint.none", "There is no endpoint: nobody can write to this tenant.", "Add an endpoint on the administration page.")));
        }

        if (lines.Count == 0)
        {
            lines.Add(ReadinessLine.Of("configuration", null, ReadinessFinding.Ok("configuration.fits", "What is configured fits together.")));
        }

        return lines;
    }

    /// <summary>A rule's sentence holds its remedy; the key says which thing it is about.</summary>
    private static ReadinessLine Fault(ConfigurationFault fault) => new(
        "configuration", fault.Key.Split(':').ElementAtOrDefault(3), ReadinessStatus.Failed, $"rule.{fault.Rule}", fault.Values, fault.Message, null);
}
