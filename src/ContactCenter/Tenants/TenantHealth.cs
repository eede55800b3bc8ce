using System.Collections.Concurrent;
using ContactCenter.Health;
using ContactCenter.Journal;
using ContactCenter.Projections;

namespace ContactCenter.Tenants;

/// <summary>How each tenant is. Thread-safe.</summary>
internal sealed class TenantHealth(TenantRegistry registry, IEnumerable<IHealthSource> sources) : ICenterHealth
{
    /// <summary>What a tenant whose log is away still does.</summary>
    private const string Reading = " What was durable can be read meanwhile.";

    private readonly ConcurrentDictionary<TenantId, HealthFact> _facts = new();
    private volatile HealthFact? _center = new(null, "center", HealthState.Unavailable, "The center is starting.");

    public IReadOnlyList<HealthFact> Facts() => _center is { } center ? [center] : [.. _facts.Values.Select(Now), .. sources.SelectMany(static s => s.Faults())];

    /// <summary>It is known which tenants there are; each has a fact of its own.</summary>
    internal void Started() => _center = null;

    /// <summary>Which tenants there are is not known yet, so none runs.</summary>
    internal void CenterFailed(Exception e) =>
        _center = new HealthFact(null, "center", HealthState.Unavailable, $"{e.Message} No tenant is started before the center's own log can be opened.");

    internal void Opening(TenantId tenant) =>
        _facts[tenant] = new HealthFact(tenant, "log", HealthState.Unavailable, "The tenant is being opened; its door refuses until it is.");

    internal void Running(TenantId tenant) =>
        _facts[tenant] = new HealthFact(tenant, "log", HealthState.Healthy, "The log takes entries.");

    /// <summary>The tenant is not meant to run.</summary>
    internal void Forget(TenantId tenant) => _facts.TryRemove(tenant, out _);

    internal void Rebuilding(TenantId tenant) =>
        _facts[tenant] = new HealthFact(tenant, "views", HealthState.Unavailable, "The views are being rebuilt from the log. The door refuses until they are, and what it refused is swept.");

    internal void Failed(TenantId tenant, Exception e) => _facts[tenant] = new HealthFact(
        tenant,
        "log",
        HealthState.Unavailable,
        e is LogUnavailableException ? $"{e.Message} The door refuses until the log can be opened again."
            : e is UnknownKindException ? e.Message
            : $"The tenant could not run ({e.GetType().Name}); see the log. It is started again.");

    private HealthFact Now(HealthFact fact)
    {
        if (fact is { State: HealthState.Unavailable, Tenant: { } closed } && registry.FindReadable(closed) is not null)
        {
            return fact with { Description = fact.Description + Reading };
        }

        if (fact.State != HealthState.Healthy || fact.Tenant is not { } tenant || registry.Find(tenant) is not { } runtime)
        {
            return fact;
        }

        if (runtime.Storage.Log.Failure is { } failure)
        {
            return fact with { State = HealthState.Unavailable, Description = $"{failure.Message} The door refuses until the log can be opened again." };
        }

        if (runtime.Router.IsHalted)
        {
            return fact with { Part = "router", State = HealthState.Unavailable, Description = "The router has halted: messages are taken in, but nobody is offered work. See the log, event 2402." };
        }

        if (runtime.RefusedSettings is [var refused, ..] all)
        {
            var more = all.Count == 1 ? "" : $", and {all.Count - 1} more";
            return fact with { Part = "router", State = HealthState.Degraded, Description = $"The router has not taken what is configured: {refused}{more}. See the log, event 2315; mend it on the administration page or in the host's configuration." };
        }

        if (runtime.Interactions.Halted.FirstOrDefault() is { } halted && halted != default)
        {
            return fact with { Part = "interactions", State = HealthState.Degraded, Description = $"Interaction {halted} has halted; see the log, event 2102." };
        }

        if (runtime.Scripts.Halted.FirstOrDefault() is { } stopped && stopped != default)
        {
            return fact with { Part = "scripts", State = HealthState.Degraded, Description = $"Script run {stopped} has halted; its conversation is for a person. See the log, event 2320." };
        }

        if (runtime.Recordings.Fault is { } unrecorded)
        {
            return fact with { Part = "recordings", State = HealthState.Degraded, Description = $"{unrecorded} Calls go on without. See the log, event 2701." };
        }

        if (runtime.Views.Poison.First is { } poison)
        {
            var more = runtime.Views.Poison.Count - 1;
            return fact with
            {
                Part = "views",
                State = HealthState.Degraded,
                Description = $"Entry {poison.Position} ({poison.Kind}) could not be taken in by the view '{poison.View}' ({poison.Fault}){(more == 0 ? "" : $", and {more} more")}: "
                    + "what is shown may lack it, the log lacks nothing. See the log, event 2305; once the cause is mended, rebuild the views.",
            };
        }

        var attention = runtime.Views.Attention.Items.Count();
        return attention == 0 ? fact : fact with { Part = "attention", State = HealthState.Degraded, Description = $"{attention} things need a supervisor." };
    }
}
