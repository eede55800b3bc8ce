using System.Runtime.InteropServices;
using ContactCenter.Journal;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>The real router on the table: commands in, records out, no journal. Ids are numbers in disguise, so that nothing needs looking up.</summary>
internal sealed class RouterDesk
{
    private readonly RouterState _state;
    private readonly RouterRunner _runner;
    private readonly long _start;
    private readonly Action<RouterRecord>? _listener;
    private readonly List<RouterRecord> _records = [];
    private long _commands;

    public RouterDesk(DateTimeOffset start, IEnumerable<AgentStrategy> strategies, Action<RouterRecord>? listener)
    {
        _state = new RouterState(strategies);
        _runner = new RouterRunner(_state);
        _start = start.ToUnixTimeMilliseconds();
        _listener = listener;
    }

    /// <summary>When the router wants to be woken, in milliseconds from the start; never is the largest number.</summary>
    public long NextDue => _state.NextDue is { } due ? due.ToUnixTimeMilliseconds() - _start : long.MaxValue;

    public static WorkItemId ItemId(int contact) => new(IdOf(contact, 1));

    public static InteractionId InteractionId(int contact) => new(IdOf(contact, 2));

    /// <summary>The contact an item stands for.</summary>
    public static int ContactOf(WorkItemId item)
    {
        var id = item.Value;
        return MemoryMarshal.Read<int>(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in id)));
    }

    public DateTimeOffset TimeAt(long at) => DateTimeOffset.FromUnixTimeMilliseconds(_start + at);

    /// <summary>What the last command brought about.</summary>
    public List<RouterRecord> Records => _records;

    /// <summary>Each command counts as pulled from a log: its position makes it the only one of its kind.</summary>
    public RouterRefusal? Do(RouterCommand command, long at)
    {
        var number = ++_commands;
        _records.Clear();
        var refusal = _runner.Run(new RouterInput(IdOf(number, 3), new LogPosition(number), command), TimeAt(at), _records);
        if (_listener is not null)
        {
            foreach (var record in _records)
            {
                _listener(record);
            }
        }

        return refusal;
    }

    /// <summary>Whether the router still has the work.</summary>
    public bool Has(WorkItemId item) => _state.FindWork(item) is not null;

    private static Guid IdOf(long number, byte kind) => new((int)number, (short)(number >> 32), (short)(number >> 48), 0x80, kind, 0, 0, 0, 0, 0, 0);
}
