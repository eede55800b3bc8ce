using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Distribution;
using ContactCenter.Endpoints;
using ContactCenter.Interactions;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Tenants;

namespace ContactCenter.Door;

/// <summary>A person calls somebody: by a click at the desk, or on a telephone of the center.</summary>
internal sealed class CallBeginning(TenantRuntime runtime, Principal principal, AgentId me)
{
    /// <summary>The endpoints from which somebody can be called.</summary>
    public static IReadOnlyList<StartableEndpoint> CallFrom(TenantRuntime runtime) =>
    [
        .. runtime.Endpoints.All.Where(runtime.Calls.HasCalls).OrderBy(static e => e.Id.Value, StringComparer.Ordinal)
            .Select(static e => new StartableEndpoint(e.Id, e.Channel, e.Address.Value, AddressKind.Phone)),
    ];

    /// <summary>The call that a person begins under a key.</summary>
    public static CallId CallOf(TenantId tenant, Guid key) => new(DerivedId.From("call", tenant.Value, key.ToString("N")));

    /// <summary>Begins a conversation with a call, under the caller's own key.</summary>
    public async ValueTask<DeskResult> BeginAsync(DeskCommand.BeginCall c, Guid key, DateTimeOffset now)
    {
        // Under the same key it is the same conversation.
        var id = new InteractionId(DerivedId.From("begun", runtime.Tenant.Value, key.ToString("N")));
        if (await runtime.Views.Interactions.FindAsync(runtime.Storage.Views, id, CancellationToken.None).ConfigureAwait(false) is not null)
        {
            return new DeskResult(DeskStatus.Repeated) { Interaction = id };
        }

        if (FindFault(c.Endpoint, c.To, out var from, out var to) is { } fault)
        {
            return fault;
        }

        var queue = c.Queue ?? runtime.Endpoints.Policy(from.Id, now).Queue;
        if (!runtime.Options.Queues.ContainsKey(queue.Value))
        {
            return Invalid("CC1211", $"There is no queue '{queue}'.");
        }

        var (call, session) = await SessionAsync(from, to, key).ConfigureAwait(false);
        var begin = new InteractionCommand.BeginCall(me, session, call, queue, runtime.Endpoints.Policy(from.Id, now).Priority, now);
        if (await RefusalAsync(id, begin, key, now).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var input = new InteractionInput(key, null, principal, begin) { TraceParent = Entries.TraceParent };
        return await runtime.Interactions.PostAsync(id, input).ConfigureAwait(false) with { Interaction = id };
    }

    /// <summary>Why nobody can be called so; null when that can be tried.</summary>
    public DeskResult? FindFault(EndpointId endpoint, Address typed, out Endpoint from, out Address to)
    {
        (from, to) = (null!, default!);
        if (runtime.Endpoints.Find(endpoint) is not { } found || !runtime.Calls.HasCalls(found))
        {
            return Invalid("CC1323", $"From the endpoint '{endpoint}' nobody can be called; choose one of the telephone.");
        }

        if (typed.Kind == AddressKind.Phone && PhoneRules.IsEmergency(typed.Value, found.Address.Value))
        {
            return Invalid("CC1326", $"{typed.Value.Trim()} is an emergency number. Call it from a telephone: from here nobody would know where you are.");
        }

        if (typed.Kind != AddressKind.Phone || AddressRules.Canonical(typed, found) is not { } number)
        {
            return Invalid("CC1243", "This is no telephone number; write it with its country, such as +393331234567.");
        }

        (from, to) = (found, number);
        var check = runtime.Calls.Check(new CallOrder.Dial(found, number, me) { Tenant = runtime.Tenant, Call = default });
        return check.IsDone ? null : new DeskResult(DeskStatus.Refused, check.Code, check.Message);
    }

    /// <summary>Each call is a session of its own; under the same key it is the same one.</summary>
    public async ValueTask<(CallId Call, NewSession Session)> SessionAsync(Endpoint from, Address to, Guid key)
    {
        var call = CallOf(runtime.Tenant, key);
        return (call, await runtime.NewSessions.OfCallAsync(from, to, call).ConfigureAwait(false));
    }

    /// <summary>What the router would refuse is refused here, in its own words: an agent who is away or has no room begins nothing.</summary>
    private async ValueTask<DeskResult?> RefusalAsync(InteractionId id, InteractionCommand.BeginCall begin, Guid key, DateTimeOffset now)
    {
        var requested = (InteractionEvent.WorkRequested)InteractionCalls.Begin(new InteractionState { Id = id }, begin, key).Events[^1];
        var input = new RouterInput(key, null, new RouterCommand.TakeUp(requested.Item, me));
        var refusal = await runtime.ReadRouterAsync(state => RouterMachine.Decide(state, input, now).Refusal, CancellationToken.None).ConfigureAwait(false);
        return refusal is null ? null : RouterHost.ResultOf(refusal);
    }

    private static DeskResult Invalid(string code, string message) => new(DeskStatus.Invalid, code, message);
}
