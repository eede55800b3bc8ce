using ContactCenter.Configuration;
using ContactCenter.Tenants;

namespace ContactCenter.Readiness;

/// <summary>Which endpoints nobody at work could serve at this moment.</summary>
internal static class StaffCheck
{
    public static async ValueTask<IReadOnlyList<ReadinessLine>> RunAsync(TenantRuntime tenant, CancellationToken cancellationToken)
    {
        if (tenant.Router.IsHalted)
        {
            return [ReadinessLine.Of("staff", null, ReadinessFinding.Failed("staff.router", "The router has halted: nobody is offered work.", "See the log, event 2402."))];
        }

        var atWork = await tenant.ReadRouterAsync(
            static s => s.Agents.Where(static a => a.IsSignedIn).Select(static a => a.Settings.Id.Value).ToHashSet(StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
        var options = tenant.Options;
        List<ReadinessLine> lines = [];
        foreach (var (id, endpoint) in options.Endpoints.OrderBy(static e => e.Key, StringComparer.Ordinal))
        {
            if (options.Queues.TryGetValue(endpoint.Queue, out var queue)
                && options.Agents.Any(a => AgentFit.ServesInTime(a.Value, queue)) // else the configuration says so
                && !options.Agents.Any(a => atWork.Contains(a.Key) && AgentFit.ServesInTime(a.Value, queue)))
            {
                lines.Add(ReadinessLine.Of("staff", id, ReadinessFinding.Warning(
                    "staff.nobody", $"Nobody who could serve '{id}' is signed in.", "Have an agent with the skills of its queue sign in before it goes live.", id, endpoint.Queue)));
            }
        }

        return lines.Count > 0 ? lines : [ReadinessLine.Of("staff", null, ReadinessFinding.Ok("staff.present", "For each endpoint somebody who can serve it is signed in."))];
    }
}
