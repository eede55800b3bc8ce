using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using AuditLimits;
using ContactCenter.Audit;
using ContactCenter.Benchmarks.Logs;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using Entry = ContactCenter.Journal.Entry;

namespace ContactCenter.Benchmarks.Routing;

/// <summary>A running partition over a durable log, and callers who bring work and end it.</summary>
internal sealed class PartitionRun : IAsyncDisposable
{
    private const int Queues = 16;

    private readonly FullLog _log;
    private readonly RecordedJournal _journal;
    private readonly RouterPartition _partition;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly Meters _meters = new();

    private PartitionRun(FullLog log, int agents, int capacity)
    {
        _log = log;
        _journal = new RecordedJournal(log.Log);
        var state = new RouterState();
        var (runner, records, now) = (new RouterRunner(state), new List<RouterRecord>(), DateTimeOffset.UtcNow);
        void Do(RouterCommand command) => _ = runner.Run(new RouterInput(Guid.CreateVersion7(), null, command), now, records) is { } refusal ? throw new InvalidOperationException(refusal.Message) : 0;
        for (var i = 0; i < Queues; i++)
        {
            Do(new RouterCommand.SetQueue(new QueueSettings { Id = new QueueId($"q{i}"), Skills = [new SkillLevel(new SkillId($"s{i}"), 1)], AutoAccept = true }));
        }

        for (var i = 0; i < agents; i++)
        {
            var id = new AgentId($"agent-{i}");
            Do(new RouterCommand.SetAgent(new AgentSettings { Id = id, Skills = [new SkillLevel(new SkillId($"s{i % Queues}"), 1)], Capacity = capacity, Costs = [new ChannelCost(ChannelKind.Chat, 1)] }));
            Do(new RouterCommand.SignIn(id));
            Do(new RouterCommand.Connect(id));
            Do(new RouterCommand.SetReady(id));
        }

        _partition = new RouterPartition("bench", state, _journal, TimeProvider.System, _meters, NullLogger<RouterPartition>.Instance);
        _running = _partition.RunAsync(_stop.Token);
    }

    /// <summary>What was appended so far: the entries of each append.</summary>
    public IReadOnlyList<ImmutableArray<Entry>> Appends => _journal.Appends;

    public static async Task<PartitionRun> StartAsync(string folder, int agents, int capacity) =>
        new(await FullLog.OpenAsync(folder, new EntrySource(3)), agents, capacity);

    /// <summary>One customer: the work comes, is given at once, and ends.</summary>
    public async Task ServeAsync(int number)
    {
        var item = await BringAsync(number);
        await EndAsync(item);
    }

    public async Task<WorkItemId> BringAsync(int number)
    {
        var id = new WorkItemId(NewId());
        await AskAsync(new RouterCommand.Enqueue(new WorkItem
        {
            Id = id, Interaction = new InteractionId(id.Value), Queue = new QueueId($"q{number % Queues}"), Channel = ChannelKind.Chat, WaitingSince = DateTimeOffset.UtcNow,
        }));
        return id;
    }

    /// <summary>Ends work; gives what was assigned in its place.</summary>
    public async Task<RouterEvent.WorkAssigned?> EndAsync(WorkItemId item) =>
        (await AskAsync(new RouterCommand.Complete(item))).OfType<RouterEvent.WorkAssigned>().FirstOrDefault();

    /// <summary>What agents have in hand.</summary>
    public ValueTask<List<WorkItemId>> AssignedAsync() =>
        _partition.ReadAsync(static state => state.Agents.SelectMany(static a => a.Work.Select(static w => w.Item.Id)).ToList());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        await _log.DisposeAsync();
        _meters.Dispose();
    }

    private async Task<ImmutableArray<RouterEvent>> AskAsync(RouterCommand command)
    {
        var answer = await _partition.AskAsync(NewId(), command);
        return answer.Refusal is { } refusal ? throw new InvalidOperationException(refusal.Message) : answer.Events;
    }

    /// <summary>An id without a question to the system for chance: callers bring theirs along.</summary>
    private static Guid NewId()
    {
        Span<byte> id = stackalloc byte[16];
        Random.Shared.NextBytes(id);
        return new Guid(id);
    }

    /// <summary>The journal as a center keeps it, with its appends remembered to be written once more by the log alone.</summary>
    private sealed class RecordedJournal(AuditLog log) : IRouterJournal
    {
        private static readonly MachineId Stream = new("router", "bench");
        private long _version;

        public List<ImmutableArray<Entry>> Appends { get; } = [];

        public ValueTask AppendAsync(IReadOnlyList<RouterRecord> records)
        {
            var entries = ImmutableArray.CreateBuilder<Entry>(records.Count);
            foreach (var record in records)
            {
                entries.Add(new Entry
                {
                    Id = new EntryId(DerivedId.From(record.Cause, entries.Count)),
                    Kind = record.Event.Kind,
                    KindVersion = RouterCodec.Kinds.VersionOf(record.Event.Kind),
                    Time = record.At,
                    Actor = "system",
                    Cause = record.Cause,
                    Links = new EntryLinks { Interaction = InteractionOf(record.Event), Agent = (record.Event as RouterEvent.WorkAssigned)?.Agent },
                    Body = RouterCodec.Write(record.Event),
                });
            }

            var append = entries.MoveToImmutable();
            Appends.Add(append);
            var version = _version;
            _version += append.Length;
            return AppendAsync(append, version);
        }

        private async ValueTask AppendAsync(ImmutableArray<Entry> append, long version)
        {
            var result = await log.AppendAsync(new Append(Stream, version, log.Epoch, append));
            if (result.Status != AppendStatus.Appended)
            {
                throw new InvalidOperationException($"The append was {result.Status}.");
            }
        }

        private static InteractionId? InteractionOf(RouterEvent e) => e switch
        {
            RouterEvent.WorkQueued x => x.Item.Interaction,
            RouterEvent.WorkAssigned x => x.Interaction,
            RouterEvent.WorkCompleted x => x.Interaction,
            _ => null,
        };
    }

    private sealed class Meters : IMeterFactory
    {
        private readonly List<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            _made.Add(meter);
            return meter;
        }

        public void Dispose() => _made.ForEach(static m => m.Dispose());
    }
}
