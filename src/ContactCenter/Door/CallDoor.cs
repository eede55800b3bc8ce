using System.Collections.Concurrent;
using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Tenants;

namespace ContactCenter.Door;

/// <summary>The door of calls: what happens in them becomes entries of their streams.</summary>
internal sealed class CallDoor(TenantRegistry tenants, Inbox inbox, LiveCalls live, AgentConnections connections, TimeProvider time, ILogger<CallDoor> logger) : ICallDoor
{
    /// <summary>How long a report waits until what came before it is known.</summary>
    private static readonly TimeSpan KnownWithin = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(TenantId Tenant, AgentId Agent), byte> _phones = new();

    public async ValueTask<CallAdmission> OfferAsync(InboundCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.ProviderId.Length is 0 or > 256)
        {
            throw new ArgumentException($"A call is named by 1 to 256 characters; this name has {call.ProviderId.Length}.", nameof(call));
        }

        var endpoint = call.Endpoint;
        var id = new CallId(DerivedId.From("call", endpoint.Tenant.Value, endpoint.Id.Value, call.ProviderId));

        // Who withholds the number is somebody else each time: nobody may find another one's history by it.
        var from = call.From ?? new Address(WithheldNumber, id.Thread);
        var result = await inbox.OfferAsync(
            new InboundMessage { Endpoint = endpoint, ProviderId = call.ProviderId, From = from, Text = "", Thread = id.Thread },
            new InboundCallFacts(id, call.DisplayName, call.DivertedFrom, call.Trunk),
            cancellationToken).ConfigureAwait(false);
        if (!result.IsDurable || tenants.Find(endpoint.Tenant) is not { } runtime)
        {
            return new CallAdmission(InboxStatus.Refused, id, default, result.RetryAfter);
        }

        live.Add(endpoint.Tenant, id);
        var customer = await runtime.Storage.Customers.IdentifyAsync(from, cancellationToken).ConfigureAwait(false);
        return new CallAdmission(result.Status, id, SessionNaming.IdFor(endpoint, customer, id.Thread), null);
    }

    public async ValueTask<InboxStatus> ReportAsync(TenantId tenant, CallId call, CallReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        try
        {
            if (tenants.Find(tenant) is { } runtime)
            {
                var status = await ReportAsync(runtime, call, report, cancellationToken).ConfigureAwait(false);
                if (report is CallReport.Ended)
                {
                    live.Remove(tenant, call);
                }

                return status;
            }
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
        {
            DoorLog.CallUnwritten(logger, tenant, call, report.GetType().Name, e.Message);
        }

        if (report is CallReport.Ended end)
        {
            live.Owe(tenant, call, end);
        }

        return InboxStatus.Refused;
    }

    public async ValueTask<bool> AnswerOfferAsync(TenantId tenant, OfferId offer, AgentId agent, OfferAnswer answer, CancellationToken cancellationToken = default)
    {
        if (tenants.Find(tenant) is not { } runtime)
        {
            return false;
        }

        var by = Principal.Person(agent, tenant, Role.Agent);
        var key = DerivedId.From("phone", agent.Value, offer.Value.ToString("N"));
        RouterCommand command = answer switch
        {
            OfferAnswer.Accepted => new RouterCommand.Accept(agent, offer),
            OfferAnswer.Unreachable => new RouterCommand.SetNotReady(agent, NotReadyReason.Disconnected), // takes the offer back, and asks nobody in vain
            _ => new RouterCommand.Decline(agent, offer),
        };
        try
        {
            var result = await runtime.Router.AskAsync(key, command, by, CancellationToken.None).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            return result.Status is DeskStatus.Done or DeskStatus.Repeated;
        }
        catch (LogUnavailableException)
        {
            return false;
        }
    }

    public async ValueTask<bool> RequestCallbackAsync(TenantId tenant, CallId call, CancellationToken cancellationToken = default)
    {
        if (tenants.Find(tenant) is not { } runtime || runtime.Views.Calls.Find(call) is not { Interaction: { } interaction } row
            || runtime.Views.Interactions.Find(interaction) is not { Work: { } work, Queue: { } queue })
        {
            return false;
        }

        var text = new WaitingTexts(runtime.Configuration, runtime.Views.Interactions).Promise(queue, row.Endpoint);
        var input = new InteractionInput(
            DerivedId.From("callback", call.Thread, work.Value.ToString("N")), null, Principal.Channel(row.Channel), new InteractionCommand.PromiseAnswer(work, text));
        try
        {
            var result = await runtime.Interactions.PostAsync(interaction, input).WaitAsync(cancellationToken).ConfigureAwait(false);
            return result.Status is DeskStatus.Done or DeskStatus.Repeated;
        }
        catch (LogUnavailableException)
        {
            return false;
        }
    }

    public async ValueTask<CallBegun> BeginAsync(AgentCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.ProviderId.Length is 0 or > 256)
        {
            throw new ArgumentException($"A call is named by 1 to 256 characters; this name has {call.ProviderId.Length}.", nameof(call));
        }

        CallBegun begun = new(NoEndpoint, default);
        foreach (var runtime in TenantsOf(call.Agent))
        {
            if ((call.From ?? (CallBeginning.CallFrom(runtime) is [var first, ..] ? first.Endpoint : null)) is not { } endpoint)
            {
                continue;
            }

            var key = DerivedId.From("dialled", runtime.Tenant.Value, call.Agent.Value, call.ProviderId);
            try
            {
                var beginning = new CallBeginning(runtime, Principal.Person(call.Agent, runtime.Tenant, Role.Agent), call.Agent);
                var result = await beginning.BeginAsync(new DeskCommand.BeginCall(endpoint, Address.Phone(call.To)), key, time.GetUtcNow()).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
                begun = result.Status is DeskStatus.Done or DeskStatus.Repeated
                    ? new CallBegun(CallOrderResult.Done, CallBeginning.CallOf(runtime.Tenant, key))
                    : new CallBegun(new CallOrderResult(result.Code, result.Message ?? ""), default);
            }
            catch (LogUnavailableException e)
            {
                begun = new CallBegun(new CallOrderResult(e.Code, e.Message), default);
            }

            if (begun.Result.IsDone)
            {
                return begun;
            }
        }

        return begun;
    }

    public ValueTask<InboxStatus> NoteInternalAsync(CallId call, AgentId from, AgentId to, CallReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        return NoteAsync(TenantsOf(from).FirstOrDefault(t => t.Options.Agents.ContainsKey(to.Value)), call, InternalCallKinds.Of(call, from, to, report, time.GetUtcNow()), report, cancellationToken);
    }

    public ValueTask<InboxStatus> NoteEmergencyAsync(CallId call, AgentId from, string number, CallReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (number is not { Length: >= 3 and <= 6 } || !number.All(char.IsAsciiDigit))
        {
            throw new ArgumentException($"An emergency number has 3 to 6 digits; this has {number?.Length ?? 0} characters. What else is dialled begins a conversation (BeginAsync).", nameof(number)); // it stands in the log unsealed
        }

        return NoteAsync(TenantsOf(from).FirstOrDefault(), call, InternalCallKinds.Of(call, from, number, report, time.GetUtcNow()), report, cancellationToken);
    }

    public ValueTask PhoneAsync(TenantId tenant, AgentId agent, bool isReachable, CancellationToken cancellationToken = default) => isReachable
        ? _phones.TryAdd((tenant, agent), 0) ? connections.ConnectAsync(tenant, agent, cancellationToken) : ValueTask.CompletedTask
        : _phones.TryRemove((tenant, agent), out _) ? connections.DisconnectAsync(tenant, agent) : ValueTask.CompletedTask;

    /// <summary>The kind of address of callers who withhold their number.</summary>
    private static AddressKind WithheldNumber { get; } = new("withheld");

    private static CallOrderResult NoEndpoint { get; } = new("CC1323", "The center has no endpoint of the telephone from which this agent could call; add one.");

    /// <summary>Where somebody is an agent.</summary>
    private IEnumerable<TenantRuntime> TenantsOf(AgentId agent) =>
        tenants.Running.Where(t => t.Options.Agents.ContainsKey(agent.Value)).OrderBy(static t => t.Tenant.Value, StringComparer.Ordinal);

    /// <summary>Writes a fact of a call in which no customer is.</summary>
    private async ValueTask<InboxStatus> NoteAsync(TenantRuntime? runtime, CallId call, (MachineId Machine, Entry Entry) fact, CallReport report, CancellationToken cancellationToken)
    {
        if (runtime is null)
        {
            return InboxStatus.Refused;
        }

        try
        {
            var log = runtime.Storage.Log;
            var result = await log.AppendAsync(new Append(fact.Machine, Append.AnyVersion, log.Epoch, Entries.One(fact.Entry))).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            return result.Status switch { AppendStatus.Appended => InboxStatus.Accepted, AppendStatus.Repeated => InboxStatus.Repeated, _ => InboxStatus.Refused };
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
        {
            DoorLog.CallUnwritten(logger, runtime.Tenant, call, report.GetType().Name, e.Message);
            return InboxStatus.Refused;
        }
    }

    private async ValueTask<InboxStatus> ReportAsync(TenantRuntime runtime, CallId call, CallReport report, CancellationToken cancellationToken)
    {
        var row = runtime.Views.Calls.Find(call);
        if (row is null)
        {
            // It was admitted a moment ago, and the views have not come to it.
            await runtime.Views.FoldedAsync(runtime.Storage.Log.Head, cancellationToken).WaitAsync(KnownWithin, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            row = runtime.Views.Calls.Find(call);
        }

        return row is null or { IsOver: true } ? InboxStatus.Repeated : await CallStream.WriteAsync(runtime, row, report, time.GetUtcNow(), null).ConfigureAwait(false);
    }
}
