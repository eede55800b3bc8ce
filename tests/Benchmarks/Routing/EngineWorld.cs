using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Routing;
using RoutingLimits;

namespace ContactCenter.Benchmarks.Routing;

/// <summary>
/// The engine in the workload of the ceiling's <see cref="FullBench"/>, number by number: the same profiles, classes, priorities and steps, an agent's
/// capacity of three units, a chat for one and a call for three, the least occupied agent first. Each command goes through decide and apply, its events are objects.
/// What the caller itself keeps of agents and items stands in arrays, as it does there: an item's number is part of its id.
/// </summary>
internal sealed class EngineWorld
{
    private const int Capacity = 3;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly RouterState _state = new();
    private readonly RouterRunner _runner;
    private readonly List<RouterRecord> _records = [];
    private readonly Rng[] _rng = [new(21)];
    private readonly QueueId[] _queues;
    private readonly ChannelKind[] _channels;
    private readonly WorkItemId[] _held; // three places an agent
    private readonly int[] _holds;
    private readonly List<WorkItemId> _waiting = [];
    private int[] _places = new int[1024]; // by an item's number: where it stands in _waiting
    private int[] _classOf = new int[1024];
    private int[] _free = new int[1024]; // numbers not in use
    private int _numbers; // all there are
    private int _freed;
    private readonly List<RouterRecord>? _journal; // hears every record
    private readonly Ring _order;
    private readonly bool _idle;
    private readonly int _agents;
    private Ring _busy;
    private long _now;
    private ulong _ids;
    private long _position;

    public EngineWorld(int agents, int backlog, int profiles, int classes, bool idle, List<RouterRecord>? journal = null)
    {
        _journal = journal;
        _runner = new RouterRunner(_state);
        (_agents, _idle, _busy, _order) = (agents, idle, default, default);
        var masks = Masks(Math.Min(profiles, agents));
        var kinds = Classes(masks, classes);
        _queues = [.. kinds.Select((_, i) => new QueueId($"q{i}"))];
        _channels = [.. kinds.Select(static kind => kind.Channel == 0 ? ChannelKind.Voice : ChannelKind.Chat)];
        _held = new WorkItemId[agents * Capacity];
        _holds = new int[agents];
        for (var i = 0; i < kinds.Count; i++)
        {
            Do(new RouterCommand.SetQueue(new QueueSettings
            {
                Id = _queues[i],
                Skills = Skills(kinds[i].Mask),
                Strategy = AgentStrategy.LeastOccupied.Name,
                PriorityCredit = TimeSpan.FromMilliseconds(60),
                AutoAccept = true,
            }));
        }

        for (var a = 0; a < agents; a++)
        {
            var id = new AgentId($"a{a}");
            Do(new RouterCommand.SetAgent(new AgentSettings
            {
                Id = id,
                Skills = Skills(masks[a % masks.Length]),
                Capacity = Capacity,
                Costs = [new ChannelCost(ChannelKind.Voice, Capacity), new ChannelCost(ChannelKind.Chat, 1)],
            }));
            Do(new RouterCommand.SignIn(id));
            Do(new RouterCommand.Connect(id));
            Do(new RouterCommand.SetReady(id));
        }

        if (idle)
        {
            for (var i = 0; i < agents / 2; i++)
            {
                Arrive();
            }
        }
        else
        {
            Fill(backlog);
        }

        Backlog = backlog;
    }

    public long Matches { get; private set; }

    public int Backlog { get; }

    public RouterState State => _state;

    /// <summary>One step of the idle regime: an arrival, and the end of the oldest work.</summary>
    public void IdleStep()
    {
        Arrive();
        End((int)_busy.Pop());
    }

    /// <summary>One step of the backlog regime: an agent ends something, the backlog is filled up, and one time in ten somebody leaves or moves.</summary>
    /// <param name="times">Hears how long it took until the agent had the next work, in microseconds.</param>
    public void BacklogStep(List<double>? times = null)
    {
        var agent = _rng[0].Below(_agents);
        if (_holds[agent] > 0)
        {
            var started = Stopwatch.GetTimestamp();
            End(agent);
            times?.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        Fill(Backlog);
        if (_rng[0].Below(10) == 0)
        {
            var item = _waiting[_rng[0].Below(_waiting.Count)];
            if (_rng[0].Below(2) == 0)
            {
                Pull(new RouterCommand.Withdraw(item, WithdrawReason.CustomerLeft));
                Gone(item);
                Free(item);
                Arrive();
            }
            else
            {
                var wider = Wider(_classOf[NumberOf(item)]);
                _classOf[NumberOf(item)] = wider;
                Pull(new RouterCommand.Move(item, _queues[wider]));
            }
        }
    }

    private void Fill(int backlog)
    {
        while (_waiting.Count < backlog)
        {
            Arrive();
        }
    }

    private void Arrive()
    {
        var kind = _rng[0].Below(_queues.Length);
        var priority = _rng[0].Below(4);
        var now = Start.AddMilliseconds(++_now);
        var number = NextNumber();
        var id = new WorkItemId(NextId(number));
        _classOf[number] = kind;
        _places[number] = _waiting.Count;
        _waiting.Add(id);
        Pull(new RouterCommand.Enqueue(new WorkItem
        {
            Id = id, Interaction = new InteractionId(id.Value), Queue = _queues[kind], Channel = _channels[kind], Priority = new Priority(priority), WaitingSince = now,
        }));
    }

    private void End(int agent)
    {
        var k = _rng[0].Below(_holds[agent]);
        var held = _held.AsSpan(agent * Capacity, Capacity);
        var item = held[k];
        held[k] = held[--_holds[agent]];
        _now++;
        Pull(new RouterCommand.Complete(item));
        Free(item);
    }

    private void Gone(WorkItemId item)
    {
        var place = _places[NumberOf(item)];
        var last = _waiting[^1];
        _waiting[place] = last;
        _places[NumberOf(last)] = place;
        _waiting.RemoveAt(_waiting.Count - 1);
    }

    private int Wider(int kind)
    {
        var other = _rng[0].Below(_queues.Length);
        while (_channels[other] != _channels[kind] || other == kind)
        {
            other = (other + 1) % _queues.Length;
        }

        return other;
    }

    private void Pull(RouterCommand command) => Do(command, new LogPosition(++_position));

    private void Do(RouterCommand command, LogPosition? position = null)
    {
        _records.Clear();
        if (_runner.Run(new RouterInput(NextId(), position, command), Start.AddMilliseconds(_now), _records) is { } refusal)
        {
            throw new InvalidOperationException(refusal.Message);
        }

        _journal?.AddRange(_records);
        foreach (var record in _records)
        {
            if (record.Event is RouterEvent.WorkAssigned assigned)
            {
                var agent = int.Parse(assigned.Agent.Value.AsSpan(1), CultureInfo.InvariantCulture);
                _held[(agent * Capacity) + _holds[agent]++] = assigned.Item;
                Gone(assigned.Item);
                Matches++;
                if (_idle)
                {
                    _busy.Push(agent);
                }
            }
        }
    }

    private Guid NextId(int number = 0)
    {
        var id = ++_ids * 0x9E3779B97F4A7C15;
        return new Guid((uint)id, (ushort)(id >> 32), (ushort)(id >> 48), 0x80, 0, 0, 0, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number);
    }

    private static int NumberOf(WorkItemId item)
    {
        Span<byte> bytes = stackalloc byte[16];
        item.Value.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes[12..]);
    }

    private int NextNumber()
    {
        if (_freed > 0)
        {
            return _free[--_freed];
        }

        if (_numbers == _places.Length)
        {
            Array.Resize(ref _places, _numbers * 2);
            Array.Resize(ref _classOf, _numbers * 2);
            Array.Resize(ref _free, _numbers * 2);
        }

        return _numbers++;
    }

    private void Free(WorkItemId item) => _free[_freed++] = NumberOf(item);

    private ulong[] Masks(int profiles)
    {
        var masks = new ulong[profiles];
        for (var p = 0; p < profiles; p++)
        {
            var mask = p < 50 ? 1UL << p : 0;
            while (ulong.PopCount(mask) < 8)
            {
                mask |= 1UL << _rng[0].Below(50);
            }

            masks[p] = mask;
        }

        return masks;
    }

    private List<(ulong Mask, int Channel)> Classes(ulong[] masks, int classes)
    {
        var kinds = new List<(ulong, int)>();
        while (kinds.Count < classes)
        {
            var mask = masks[_rng[0].Below(masks.Length)];
            var (want, skills) = (0UL, 1 + _rng[0].Below(3));
            while ((int)ulong.PopCount(want) < skills)
            {
                var x = mask;
                for (var s = _rng[0].Below((int)ulong.PopCount(mask)); s > 0; s--)
                {
                    x &= x - 1;
                }

                want |= x & (~x + 1);
            }

            kinds.Add((want, kinds.Count % 5 < 2 ? 0 : 1));
        }

        return kinds;
    }

    private static System.Collections.Immutable.ImmutableArray<SkillLevel> Skills(ulong mask) =>
        [.. Enumerable.Range(0, 64).Where(bit => (mask & (1UL << bit)) != 0).Select(static bit => new SkillLevel(new SkillId($"s{bit}"), 1))];
}
