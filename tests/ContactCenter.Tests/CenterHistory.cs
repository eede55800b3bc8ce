using System.Collections.Concurrent;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Distribution;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Routing;
using ContactCenter.Testing;

namespace ContactCenter.Tests;

/// <summary>
/// One random history of a whole center: customers write, two agents race for the work, and the log fails or the process dies between
/// any two steps. At the end everything acknowledged must be where it belongs.
/// </summary>
internal sealed class CenterHistory(int seed) : IAsyncDisposable
{
    private const int Steps = 22;

    private static readonly string[] Agents = ["anna", "bruno"];

    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<string, byte> _acknowledged = new();
    private readonly MemoryCenter _center = new(new FakeChannel(ChannelKind.Sms))
    {
        Describe = static t =>
        {
            t.Agents["anna"].Capacity = 40; // two conversations each
            t.Agents["bruno"].Capacity = 40;
        },
    };

    private int _provider;
    private int _untilFailure = int.MaxValue;
    private AppendFate _fate;

    public int Crashes { get; private set; }

    public int Joined { get; private set; }

    public MemoryCenter Center => _center;

    public async Task RunAsync()
    {
        _center.Storage.OnAppend = _ => Interlocked.Decrement(ref _untilFailure) == 0 ? _fate : AppendFate.Acknowledged;
        await _center.StartAsync();
        await ArriveAsync();
        for (var i = 0; i < Steps; i++)
        {
            await StepAsync();
            await EnsureAsync();
        }

        Volatile.Write(ref _untilFailure, int.MaxValue);
        await EnsureAsync();
        await SettleAsync();
    }

    /// <summary>The log as it is, an entry a line, and how far the views are: what a failed history is understood by.</summary>
    public string Describe() => string.Join(Environment.NewLine, _center.Entries.Select(static e =>
        $"{e.Position} {e.Machine} v{e.MachineVersion} {e.Entry.Kind} because of {e.Entry.Cause}@{e.Entry.CausePosition} about {e.Entry.Links.Interaction}, {e.Entry.Links.Session}"))
        + $"{Environment.NewLine}views at {_center.Tenant?.Views.Next}, delivered before {_center.Tenant?.Views.DeliveredBefore}";

    public ValueTask DisposeAsync() => _center.DisposeAsync();

    private async Task StepAsync()
    {
        switch (_random.Next(10))
        {
            case 0 or 1 or 2:
                var from = Customer();
                await Task.WhenAll(Enumerable.Range(0, _random.Next(1, 3)).Select(_ => ReceiveAsync($"SM{_random.Next(5) switch { 0 => _provider, _ => ++_provider }}", from)));
                break;
            case 3 or 4 or 5:
                await Task.WhenAll(Agents.Select(AnswerOffersAsync));
                break;
            case 6 or 7:
                await Task.WhenAll(Agents.Select(WorkAsync));
                break;
            case 8:
                _center.Time.Advance(TimeSpan.FromSeconds(_random.Next(1, 45)));
                await ArriveAsync();
                break;
            default:
                _fate = _random.Next(2) == 0 ? AppendFate.Lost : AppendFate.Unacknowledged;
                Volatile.Write(ref _untilFailure, _random.Next(1, 12));
                if (_random.Next(3) == 0)
                {
                    _center.Storage.Crash();
                }

                break;
        }
    }

    private string Customer() => $"+39333000000{_random.Next(4)}";

    private async Task ReceiveAsync(string id, string from)
    {
        if ((await _center.ReceiveAsync(id, "hello", from)).IsDurable)
        {
            _acknowledged.TryAdd(id, 0);
        }
    }

    /// <summary>Both agents reach for the first offer there is, whoever it was made to.</summary>
    private Task AnswerOffersAsync(string agent) => TryAsync(async () =>
    {
        var accept = _random.Next(4) > 0;
        foreach (var offer in (await _center.Desk("anna").AgentAsync()).Offers.Concat((await _center.Desk("bruno").AgentAsync()).Offers))
        {
            await _center.Desk(agent).DoAsync(accept ? new DeskCommand.AcceptOffer(offer.Offer) : new DeskCommand.DeclineOffer(offer.Offer), Guid.NewGuid());
        }
    });

    private Task WorkAsync(string agent) => TryAsync(async () =>
    {
        var desk = _center.Desk(agent);
        var other = new AgentId(agent == "anna" ? "bruno" : "anna");
        var view = await desk.AgentAsync();
        foreach (var work in view.Work)
        {
            var id = work.Interaction.Interaction;
            DeskCommand command = _random.Next(9) switch
            {
                0 => new DeskCommand.EndInteraction(id),
                1 or 2 => new DeskCommand.CloseInteraction(id, DispositionCode.Resolved),
                3 => new DeskCommand.TransferToAgent(id, other),
                4 => new DeskCommand.TransferToQueue(id, new QueueId("billing")),
                5 or 6 => new DeskCommand.StartSession(id, CenterFixture.Endpoint.Id, Address.Phone(Customer())), // often one who writes already
                _ => new DeskCommand.SendMessage(id, (await desk.InteractionAsync(id))!.Sessions[^1].Session, "hello"),
            };
            var key = Guid.NewGuid();
            await Task.WhenAll(desk.DoAsync(command, key).AsTask(), desk.DoAsync(command, key).AsTask()); // a nervous finger
        }

        if (_random.Next(5) == 0)
        {
            var carla = _center.Desk("carla", Role.Supervisor);
            foreach (var open in await carla.InteractionsAsync(new InteractionFilter { OpenOnly = true, Limit = 1 }))
            {
                await carla.DoAsync(
                    _random.Next(2) == 0 ? new DeskCommand.TransferToAgent(open.Interaction, other) : new DeskCommand.CloseInteraction(open.Interaction, DispositionCode.Resolved),
                    Guid.NewGuid());
            }
        }
    });

    private async Task ArriveAsync()
    {
        foreach (var agent in Agents)
        {
            await TryAsync(async () =>
            {
                var desk = _center.Desk(agent);
                await desk.ConnectAsync();
                await desk.DoAsync(new DeskCommand.SignIn(), Guid.NewGuid());
                await desk.DoAsync(new DeskCommand.SetReady(), Guid.NewGuid());
            });
        }
    }

    /// <summary>A center whose log has failed is killed and started again, or mends itself.</summary>
    private async Task EnsureAsync()
    {
        if (_center.Tenant is { Storage.Log.Failure: null })
        {
            return;
        }

        Crashes++;
        Volatile.Write(ref _untilFailure, _random.Next(4) == 0 ? _random.Next(1, 6) : int.MaxValue); // also while it starts
        if (_random.Next(2) == 0)
        {
            await _center.CrashAsync();
            if (_random.Next(4) == 0)
            {
                _center.Storage.LoseViews(CenterFixture.Acme);
            }

            await _center.StartAsync();
        }

        await _center.UntilAsync(() => _center.Tenant is { Storage.Log.Failure: null }, $"seed {seed}: the tenant runs again", TimeSpan.FromSeconds(1));
        await ArriveAsync();
    }

    private static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is LogUnavailableException or InvalidOperationException or NullReferenceException)
        {
            // The tenant is down at this moment; a person would look again.
        }
    }

    private async Task SettleAsync()
    {
        var (fault, looks) = ((string?)"not looked at", 0);
        try
        {
            await _center.UntilAsync(LookAsync, $"seed {seed}, {Crashes} crashes: it comes to rest with everything where it belongs");
        }
        catch (TimeoutException e)
        {
            throw new Xunit.Sdk.XunitException($"{e.Message}{Environment.NewLine}{fault ?? "it never rests"}");
        }

        async Task<object?> LookAsync()
        {
            var head = _center.Entries.Count;
            try
            {
                fault = await FindFaultAsync();
            }
            catch (LogUnavailableException e)
            {
                fault = e.Message; // the tenant stopped while it was looked at
            }

            if (++looks % 50 == 0)
            {
                // A tenant that fails only now is started again after a pause, which passes in virtual time.
                _center.Time.Advance(TimeSpan.FromSeconds(2));
                await EnsureAsync();
            }

            return fault is null && head == _center.Entries.Count ? this : null;
        }
    }

    private async Task<string?> FindFaultAsync()
    {
        var entries = _center.Entries;
        var states = Replay(entries);
        var received = entries.Where(e => e.Entry.Kind == "message.received").ToList();
        var joined = entries.Where(e => e.Entry.Kind == "message.joined")
            .ToLookup(e => ((InteractionEvent.MessageJoined)InteractionCodec.Read(e.Entry)).At);
        Joined = received.Count;

        var known = received.Select(e => e.Entry.Id).ToHashSet();
        return _acknowledged.Keys.FirstOrDefault(id => !known.Contains(IdOf(id))) is { } lost ? $"message {lost} was acknowledged and is not in the log"
            : received.FirstOrDefault(e => joined[e.Position].Count() != 1) is { } message ? $"message at {message.Position} joined {joined[message.Position].Count()} interactions"
            : Double(entries, "message.sent") is { } sent ? $"a message was sent twice: {sent}"
            : FindTwins(states) ?? await FindRouterFaultAsync(entries, states);
    }

    private static EntryId IdOf(string providerId) => new(DerivedId.From(
        CenterFixture.Endpoint.Tenant.Value, CenterFixture.Endpoint.Channel.Value, CenterFixture.Endpoint.Id.Value, "message", providerId));

    private static string? FindTwins(Dictionary<InteractionId, InteractionState> states) => states.Values
        .Where(s => s.Phase == InteractionPhase.Open)
        .SelectMany(s => s.Sessions.Select(x => (x.Id, s)))
        .GroupBy(p => p.Id)
        .FirstOrDefault(g => g.Count() > 1) is { } twins ? $"the session {twins.Key} is in {twins.Count()} open interactions" : null;

    private async Task<string?> FindRouterFaultAsync(IReadOnlyList<CommittedEntry> entries, Dictionary<InteractionId, InteractionState> states)
    {
        var replayed = new RouterState();
        foreach (var committed in entries.Where(e => e.Machine.Kind == "router"))
        {
            RouterMachine.Apply(replayed, RouterJournal.Read(committed.Entry));
            if (replayed.Agents.FirstOrDefault(a => a.UsedUnits > a.Settings.Capacity) is { } full)
            {
                return $"{full.Settings.Id} carries {full.UsedUnits} of {full.Settings.Capacity} at {committed.Position}";
            }
        }

        if (_center.Tenant is not { Storage.Log.Failure: null } tenant)
        {
            return "the tenant does not run";
        }

        var live = await tenant.Router.ReadAsync(static s => s.ComputeHash(), default);
        return live != replayed.ComputeHash() ? "the router's replay differs from the live one"
            : states.Values.Select(s => FindFault(s, replayed)).FirstOrDefault(f => f is not null)
            ?? (replayed.Work.FirstOrDefault(w => states.GetValueOrDefault(w.Item.Interaction)?.Work?.Id != w.Item.Id) is { } orphan
                ? $"the router holds {orphan.Item.Id} ({orphan.Status}), which nobody asks for"
                : null);
    }

    private static string? FindFault(InteractionState state, RouterState router)
    {
        var work = state.Work is { } item ? router.FindWork(item.Id) : null;
        var isRight = (state.Phase, state.Agent, work?.Status) switch
        {
            (InteractionPhase.Open, null, WorkStatus.Waiting or WorkStatus.Offered) => true,
            (InteractionPhase.Open, { } agent, WorkStatus.Assigned) => work!.Agent == agent,
            (InteractionPhase.Ended, { } agent, WorkStatus.WrapUp) => work!.Agent == agent,
            (InteractionPhase.Closed, _, null) => true,
            _ => false,
        };
        return isRight ? null : $"the interaction {state.Id} is {state.Phase} with {state.Agent?.Value ?? "nobody"}, and its work is {work?.Status.ToString() ?? "not there"} ({work?.Agent?.Value})";
    }

    private static Dictionary<InteractionId, InteractionState> Replay(IEnumerable<CommittedEntry> entries)
    {
        var states = new Dictionary<InteractionId, InteractionState>();
        foreach (var entry in entries.Where(e => e.Machine.Kind == "interaction").Select(e => e.Entry))
        {
            var id = entry.Links.Interaction!.Value;
            states[id] = InteractionFold.Apply(
                states.GetValueOrDefault(id) ?? new InteractionState { Id = id },
                InteractionCodec.Read(entry),
                entry.Cause.GetValueOrDefault(),
                entry.CausePosition);
        }

        return states;
    }

    private static string? Double(IEnumerable<CommittedEntry> entries, string kind) => entries
        .Where(e => e.Entry.Kind == kind)
        .GroupBy(e => e.Machine)
        .FirstOrDefault(g => g.Count() > 1)?.Key.ToString();
}
