using System.Collections.Concurrent;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>All calls of the center: takes what comes in, begins what is ordered, and finds who conducts a call. Thread-safe.</summary>
internal sealed class Switchboard(Equipment equipment, IEndpointDirectory endpoints)
{
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(5);

    /// <summary>How long a telephone that has dialled waits for the center's order to dial.</summary>
    private static readonly TimeSpan OrderWithin = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<CallId, (Conductor Conductor, Task Run)> _calls = new();
    private readonly ConcurrentDictionary<Task, byte> _admitting = new();
    private readonly ConcurrentDictionary<CallId, (ICall Phone, TaskCompletionSource Taken)> _dialled = new();
    private volatile bool _isStopping;
    private long _refusedAt = long.MinValue;

    /// <summary>How many calls there are.</summary>
    public int Count => _calls.Count;

    /// <summary>Whether the last call that came in, within the last minute, could not be made durable.</summary>
    public bool IsRefusing => Interlocked.Read(ref _refusedAt) is var at && at != long.MinValue && equipment.Time.GetElapsedTime(at) < TimeSpan.FromMinutes(1);

    /// <summary>The key by which somebody who waits asks to be called back; null for none.</summary>
    public char? CallbackKey => equipment.Rules.CallbackKey;

    /// <summary>Where an agent can be called.</summary>
    public IReadOnlyList<string> TelephonesOf(AgentId agent) =>
        equipment.Phones.NumberOf(agent.Value) is { } number ? [.. equipment.Phones.DevicesOf(agent.Value), number] : equipment.Phones.DevicesOf(agent.Value);

    /// <summary>Takes a call that came in: returns once it is refused, or conducted.</summary>
    public async Task CalledAsync(ICall call)
    {
        try
        {
            await (call.Line == LineNames.Phone ? DialledAsync(call) : AdmitAsync(call)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            equipment.Logger.InboundFailed(e);
            await call.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Who conducts a call; null when it is over, or was never here. An order may be faster than the answer of the door to the call it is about.</summary>
    public async ValueTask<Conductor?> FindAsync(CallId id, CancellationToken cancellationToken)
    {
        if (_calls.TryGetValue(id, out var found))
        {
            return found.Conductor;
        }

        await AdmittedAsync(cancellationToken).ConfigureAwait(false);
        return _calls.TryGetValue(id, out found) ? found.Conductor : null;
    }

    /// <summary>Whether this could be dialled at this moment.</summary>
    public CallOrderResult Check(CallOrder.Dial order) => _isStopping ? CallRefusals.Stopping
        : order.Agent is { } agent && !equipment.Phones.IsReachable(agent.Value) ? CallRefusals.NoTelephone
        : equipment.Outside?.Check(order.To.Value) ?? CallOrderResult.Done;

    /// <summary>Carries out an order.</summary>
    public async ValueTask<CallOrderResult> OrderAsync(CallOrder order, CancellationToken cancellationToken)
    {
        var result = order is CallOrder.Dial dial ? await DialAsync(dial, cancellationToken).ConfigureAwait(false)
            : await FindAsync(order.Call, cancellationToken).ConfigureAwait(false) is { } conductor && conductor.Frame.Tenant == order.Tenant
                ? await conductor.OrderAsync(order, cancellationToken).ConfigureAwait(false)
                : CallRefusals.Gone;
        equipment.Metrics.Ordered(order, result);
        return result;
    }

    /// <summary>Has a text said in the call it belongs to.</summary>
    public async ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken) =>
        Guid.TryParseExact(message.Thread, "N", out var call) && await FindAsync(new CallId(call), cancellationToken).ConfigureAwait(false) is { } conductor
            && conductor.Frame.Tenant == message.Endpoint.Tenant
            ? await conductor.SendAsync(message, cancellationToken).ConfigureAwait(false)
            : new SendOutcome.Refused(SendCodes.CallOver, IsTransient: false);

    /// <summary>Ends all calls, after the words for that where there are some, and waits until their ends have been told.</summary>
    /// <param name="within">How long the words may take.</param>
    public async Task StopAsync(TimeSpan within)
    {
        _isStopping = true;
        equipment.Logger.Stopping(_calls.Count);
        await equipment.Internal.StopAsync().ConfigureAwait(false);
        if (!await EndAllAsync(isAtOnce: false, within).ConfigureAwait(false))
        {
            await EndAllAsync(isAtOnce: true, LeaveWithin).ConfigureAwait(false);
        }
    }

    private async Task<bool> EndAllAsync(bool isAtOnce, TimeSpan within)
    {
        var calls = _calls.Values.ToArray();
        foreach (var (conductor, _) in calls)
        {
            conductor.Stop(isAtOnce);
        }

        var all = Task.WhenAll(calls.Select(static c => c.Run));
        await all.WaitAsync(within, equipment.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return all.IsCompleted;
    }

    /// <summary>What is on its way to the door has been answered.</summary>
    private async ValueTask AdmittedAsync(CancellationToken cancellationToken)
    {
        if (!_admitting.IsEmpty)
        {
            await Task.WhenAll(_admitting.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async ValueTask<CallOrderResult> DialAsync(CallOrder.Dial order, CancellationToken cancellationToken)
    {
        if (_isStopping)
        {
            return CallRefusals.Stopping;
        }

        ICall? phone = null;
        if (order.Agent is not null)
        {
            await AdmittedAsync(cancellationToken).ConfigureAwait(false);
            if (_dialled.TryRemove(order.Call, out var dialled))
            {
                phone = dialled.Phone;
                dialled.Taken.TrySetResult();
            }
        }

        var conductor = new Conductor(new CallFrame(order.Tenant, order.Call, order.From, order.To, IsOutbound: true) { IsScreened = order.IsScreened }, equipment);
        Begin(conductor, () => conductor.RunAsync(order, phone)); // the same call is dialled once
        return CallOrderResult.Done;
    }

    private async Task AdmitAsync(ICall call)
    {
        if (_isStopping)
        {
            await call.RefuseAsync(CallRefusal.Unavailable).ConfigureAwait(false);
            return;
        }

        if (endpoints.Find(ChannelKind.Voice, Address.Phone(call.To)) is not { } endpoint)
        {
            equipment.Logger.NoEndpoint(call.Line);
            await call.RefuseAsync(CallRefusal.Unknown).ConfigureAwait(false);
            return;
        }

        var admitting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _admitting.TryAdd(admitting.Task, 0);
        var began = equipment.Time.GetTimestamp();
        CallAdmission admission = default;
        try
        {
            admission = await OfferAsync(call, endpoint).ConfigureAwait(false);
            equipment.Metrics.Admitted(equipment.Time.GetElapsedTime(began), admission.IsDurable ? "durable" : "refused");
            if (admission.IsDurable)
            {
                var conductor = new Conductor(new CallFrame(endpoint.Tenant, admission.Call, endpoint, AddressOf(call.From), IsOutbound: false), equipment);
                if (!Begin(conductor, () => conductor.RunAsync(call)))
                {
                    await call.RefuseAsync(CallRefusal.Busy).ConfigureAwait(false); // the very same call, delivered twice
                }
            }
        }
        finally
        {
            _admitting.TryRemove(KeyValuePair.Create(admitting.Task, (byte)0));
            admitting.TrySetResult();
        }

        if (!admission.IsDurable)
        {
            await TurnAwayAsync(call, admission.RetryAfter).ConfigureAwait(false);
        }
    }

    private async Task<CallAdmission> OfferAsync(ICall call, Endpoint endpoint)
    {
        try
        {
            return await equipment.Door.OfferAsync(new InboundCall
            {
                Endpoint = endpoint,
                ProviderId = call.Id,
                From = AddressOf(call.From),
                DisplayName = call.DisplayName,
                DivertedFrom = AddressOf(call.DivertedFrom),
                Trunk = call.Line,
            }).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            equipment.Logger.InboundFailed(e);
            return new CallAdmission(InboxStatus.Refused, default, default, null);
        }
    }

    /// <summary>The center cannot write: the caller is told, or the trunk is. Nothing of it stands in the log.</summary>
    private async Task TurnAwayAsync(ICall call, TimeSpan? retryAfter)
    {
        Interlocked.Exchange(ref _refusedAt, equipment.Time.GetTimestamp());
        equipment.Logger.NotDurable();
        if (equipment.Rules.UnavailableNotice is not { Length: > 0 } notice)
        {
            await call.RefuseAsync(CallRefusal.Unavailable, retryAfter).ConfigureAwait(false);
            return;
        }

        await using (call.ConfigureAwait(false))
        {
            var stage = equipment.Stages();
            await using (stage.ConfigureAwait(false))
            {
                var place = stage.Enter(PlaceKind.Caller);
                call.Sound = place.Sound;
                if (await call.AnswerAsync().ConfigureAwait(false))
                {
                    var clips = await equipment.Prompts.OfAsync(notice, new SpokenPlan(equipment.Rules.Language), CancellationToken.None).ConfigureAwait(false);
                    await Task.WhenAny(place.PlayAsync(clips), call.Over).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>A telephone of ours dials: for help, a parked call, a colleague, or somebody outside, about a call that the agent is in or not.</summary>
    private async Task DialledAsync(ICall call)
    {
        if (equipment.Phones.AgentOf(call.From) is not { } name)
        {
            await call.RefuseAsync(CallRefusal.Unknown).ConfigureAwait(false);
            return;
        }

        var agent = new AgentId(name);
        if (equipment.Outside?.IsEmergency(call.To) is true)
        {
            equipment.Internal.Begin(InternalCall.ForHelp(equipment, call, agent));
        }
        else if (equipment.Rules.PickUpCode is { Length: > 0 } code && call.To.StartsWith(code, StringComparison.Ordinal))
        {
            await PickUpAsync(agent, call, call.To[code.Length..]).ConfigureAwait(false);
        }
        else if (InternalCall.Of(equipment, call, agent) is { } inside)
        {
            equipment.Internal.Begin(inside);
        }
        else if (call.To.Length == 0 || call.To.Any(char.IsAsciiLetter))
        {
            await call.RefuseAsync(CallRefusal.Unknown).ConfigureAwait(false); // a name, and nobody's
        }
        else if (Array.Find(await Task.WhenAll(_calls.Values.Select(c => c.Conductor.AskAsync(agent, call))).ConfigureAwait(false), static a => a is not null) is { } asking)
        {
            equipment.Internal.Begin(asking);
        }
        else
        {
            await DialOutAsync(agent, call).ConfigureAwait(false);
        }
    }

    private async ValueTask PickUpAsync(AgentId agent, ICall phone, string place)
    {
        foreach (var parked in equipment.Parking.At(place))
        {
            if (await FindAsync(parked, CancellationToken.None).ConfigureAwait(false) is { } conductor && await conductor.PickUpAsync(agent, phone).ConfigureAwait(false))
            {
                return;
            }
        }

        await phone.RefuseAsync(CallRefusal.Unknown).ConfigureAwait(false);
    }

    /// <summary>A telephone dials somebody outside: the center begins a conversation, and its order to dial finds the telephone waiting.</summary>
    private async Task DialOutAsync(AgentId agent, ICall phone)
    {
        if (_isStopping)
        {
            await phone.RefuseAsync(CallRefusal.Unavailable).ConfigureAwait(false);
            return;
        }

        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (await BeginAsync(agent, phone, taken).ConfigureAwait(false) is not { } call)
        {
            return;
        }

        await taken.Task.WaitAsync(OrderWithin, equipment.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // who hangs up meanwhile is found by the order, too
        if (_dialled.TryRemove(call, out _))
        {
            await phone.RefuseAsync(CallRefusal.Unavailable).ConfigureAwait(false); // the order that comes after all rings the telephone
        }
    }

    /// <summary>Asks the center for a conversation.</summary>
    /// <returns>Its call, for which the telephone waits; null when the telephone has been refused.</returns>
    private async Task<CallId?> BeginAsync(AgentId agent, ICall phone, TaskCompletionSource taken)
    {
        var admitting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _admitting.TryAdd(admitting.Task, 0);
        CallBegun begun;
        try
        {
            begun = await equipment.Door.BeginAsync(new AgentCall { Agent = agent, ProviderId = phone.Id, To = phone.To, From = equipment.Phones.CallFromOf(agent.Value) }).ConfigureAwait(false);
            if (begun.Result.IsDone)
            {
                _dialled.TryAdd(begun.Call, (phone, taken));
                return begun.Call;
            }
        }
        finally
        {
            _admitting.TryRemove(KeyValuePair.Create(admitting.Task, (byte)0));
            admitting.TrySetResult();
        }

        equipment.Logger.NotBegun(agent, begun.Result.Code);
        await phone.RefuseAsync(begun.Result.Code == LineRefusals.Full.Code ? CallRefusal.Busy : CallRefusal.Declined).ConfigureAwait(false);
        return null;
    }

    private bool Begin(Conductor conductor, Func<Task> run)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_calls.TryAdd(conductor.Frame.Id, (conductor, begun.Task)))
        {
            return false;
        }

        _ = RunAsync();
        return true;

        async Task RunAsync()
        {
            equipment.Metrics.Began(conductor.Frame.IsOutbound);
            try
            {
                await run().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                equipment.Logger.Threw(e, conductor.Frame.Id);
            }
            finally
            {
                equipment.Metrics.Left(conductor.Frame.IsOutbound);
                _calls.TryRemove(conductor.Frame.Id, out _);
                conductor.Dispose();
                begun.TrySetResult();
            }
        }
    }

    private static Address? AddressOf(string number) =>
        number.Length == 0 ? null : number.AsSpan(number[0] == '+' ? 1 : 0) is { Length: > 0 } digits && !digits.ContainsAnyExceptInRange('0', '9')
            ? Address.Phone(number) : new Address(new AddressKind("sip"), number);
}
