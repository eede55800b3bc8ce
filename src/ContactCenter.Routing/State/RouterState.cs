using System.Security.Cryptography;
using ContactCenter.Journal;

namespace ContactCenter.Routing;

/// <summary>
/// All a router knows. Changed in place by <see cref="RouterMachine.Apply"/> alone, owned by one partition, thrown away and rebuilt
/// from the journal after a failure. Not thread-safe. What it returns are copies.
/// </summary>
public sealed partial class RouterState
{
    /// <summary>How many ids of people's commands are remembered: a client repeats a lost one within seconds, and thousands of agents give fewer commands in that time.</summary>
    internal const int RememberedCommands = 4_096;

    private const int MostSpareWork = 1_024; // a steady state needs few; a peak's are not kept

    private readonly Dictionary<QueueId, RouterQueue> _queues = [];
    private readonly Dictionary<AgentId, RouterAgent> _agents = [];
    private readonly WorkTable _work;
    private readonly Stack<RouterWork> _spareWork = new();
    private readonly Dictionary<OfferId, RouterOffer> _offers = [];
    private readonly Stack<RouterOffer> _spareOffers = new();
    private readonly Dictionary<CalendarId, RouterCalendar> _calendars = [];
    private readonly Dictionary<string, AgentStrategy> _strategies;
    private readonly SlotTable<RouterTimer> _timerSlots = new();
    private readonly PlacedHeap<RouterTimer> _timers;
    private readonly Queue<Guid> _commands = new();
    private readonly HashSet<Guid> _commandSet = [];
    private RouterWork? _last; // one command looks the same item, agent and queue up many times
    private RouterAgent? _lastAgent;
    private RouterQueue? _lastQueue;
    private long _sequence;

    /// <summary>A router without queues and agents, that knows the usual strategies and these.</summary>
    /// <param name="strategies">Own strategies, by which queues may choose agents; names of the usual ones replace them.</param>
    public RouterState(params IEnumerable<AgentStrategy> strategies)
    {
        ArgumentNullException.ThrowIfNull(strategies);
        _timers = new PlacedHeap<RouterTimer>(_timerSlots);
        _work = new WorkTable(Index.Work);
        _strategies = new Dictionary<string, AgentStrategy>(StringComparer.Ordinal);
        foreach (var strategy in strategies.Prepend(AgentStrategy.BestSkill).Prepend(AgentStrategy.RoundRobin).Prepend(AgentStrategy.LeastOccupied).Prepend(AgentStrategy.LongestIdle))
        {
            _strategies[strategy.Name] = strategy;
        }
    }

    /// <summary>When <see cref="RouterCommand.Wake"/> has something to fire next; null when nothing waits for time.</summary>
    public DateTimeOffset? NextDue => _timers.Count == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(_timers.First.Due);

    /// <summary>The position of the last log entry that was carried out; commands from it or before decide nothing.</summary>
    public LogPosition? Watermark { get; private set; }

    /// <summary>The queues, by id.</summary>
    public IEnumerable<QueueView> Queues
    {
        get
        {
            var oldest = OldestByQueue();
            return [.. SortedQueues().Select(queue => View(queue, oldest))];
        }
    }

    /// <summary>The agents, by id.</summary>
    public IEnumerable<AgentView> Agents => [.. SortedAgents().Select(agent => agent.ToView())];

    /// <summary>The work, in order of arrival.</summary>
    public IEnumerable<WorkView> Work => [.. SortedWork().Select(work => work.ToView())];

    internal MatchIndex Index { get; } = new();

    internal RouterTimer? NextTimer => _timers.Count == 0 ? null : _timers.First;

    /// <summary>The queue with this id; null when there is none.</summary>
    public QueueView? FindQueue(QueueId queue) => _queues.TryGetValue(queue, out var found) ? View(found, OldestByQueue()) : null;

    /// <summary>What the queue has reached, in O(1); null when there is no such queue.</summary>
    public QueueFiguresView? ReadFigures(QueueId queue, DateTimeOffset now) => QueueOf(queue)?.Figures.Read(now.ToUnixTimeMilliseconds());

    /// <summary>How long an item of the queue would wait that came now and asked for nothing more than the queue does, in O(1); null when there is no such queue or nothing is known.</summary>
    public WaitEstimateView? ReadWait(QueueId queue, Channels.ChannelKind channel, DateTimeOffset now)
    {
        if (QueueOf(queue) is not { } found)
        {
            return null;
        }

        var item = new WorkItem { Id = default, Interaction = default, Queue = queue, Channel = channel, WaitingSince = now };
        return found.Waits.Read(Index.FindClass(found, item) is { Waiting.Count: > 0 } line ? line.Waiting.First.EnteredAt : null, now.ToUnixTimeMilliseconds());
    }

    /// <summary>The agent with this id; null when there is none.</summary>
    public AgentView? FindAgent(AgentId agent) => Agent(agent)?.ToView();

    /// <summary>The work with this id; null when there is none or it has ended.</summary>
    public WorkView? FindWork(WorkItemId work) => WorkOf(work)?.ToView();

    /// <summary>Every agent with what stands between the agent and the item; null when there is no such work.</summary>
    public RouterExplanation? Explain(WorkItemId work) => WorkOf(work) is { } found ? Explainer.Explain(found, SortedAgents(), Index) : null;

    /// <summary>Every agent with what stands between the agent and the item of a live offer as things are now; null when there is no such offer. For how they were then see <see cref="RouterHistory"/>.</summary>
    public RouterExplanation? Explain(OfferId offer) =>
        OfferOf(offer) is { } found ? Explain(found.Work.Id)! with { Chosen = found.Agent.Id } : null;

    /// <summary>Where everything that waits stands in its queue: 1 is asked for next, if an agent fits. What is offered stands before what is not.</summary>
    public IReadOnlyDictionary<WorkItemId, int> Places()
    {
        var places = new Dictionary<WorkItemId, int>(_work.Count);
        foreach (var queue in AllWork.Where(static w => w.Status is WorkStatus.Waiting or WorkStatus.Offered).GroupBy(static w => w.Queue))
        {
            var line = queue.ToList();
            line.Sort(static (x, y) => x == y ? 0
                : x.Status != y.Status ? (x.Status == WorkStatus.Offered ? -1 : 1)
                : x.Precedes(y) ? -1 : 1);
            for (var i = 0; i < line.Count; i++)
            {
                places[line[i].Id] = i + 1;
            }
        }

        return places;
    }

    /// <summary>SHA-256 of the snapshot, in hexadecimal: the same for the same history on every machine.</summary>
    public string ComputeHash() => Convert.ToHexStringLower(SHA256.HashData(RouterCodec.WriteSnapshot(ToSnapshot())));

    internal RouterQueue? QueueOf(QueueId queue) => _lastQueue is { } last && ReferenceEquals(last.Id.Value, queue.Value) ? last
        : _queues.TryGetValue(queue, out var found) ? _lastQueue = found : null;

    internal RouterAgent? Agent(AgentId agent) => _lastAgent is { } last && ReferenceEquals(last.Id.Value, agent.Value) ? last
        : _agents.TryGetValue(agent, out var found) ? _lastAgent = found : null;

    internal RouterWork? WorkOf(WorkItemId work) => _last is { } last && last.Id == work ? last : _work.Find(work) is { } found ? _last = found : null;

    internal RouterOffer? OfferOf(OfferId offer) => _offers.GetValueOrDefault(offer);

    internal RouterCalendar? Calendar(CalendarId calendar) => _calendars.GetValueOrDefault(calendar);

    internal bool IsInUse(CalendarId calendar) => _queues.Values.Any(queue => queue.Settings.Calendar == calendar);

    /// <summary>The first campaign with a contact who is called by the calendar.</summary>
    internal RouterCampaign? CampaignBy(CalendarId calendar) => _campaigns.Values.FirstOrDefault(campaign => campaign.Contacts.Values.Any(contact => contact.Contact.Calendar == calendar));

    internal IEnumerable<RouterQueue> QueuesBy(CalendarId calendar) => SortedQueues().Where(queue => queue.Settings.Calendar == calendar);

    internal bool Knows(string strategy) => _strategies.ContainsKey(strategy);

    internal string StrategyNames => string.Join(", ", _strategies.Keys.Order(StringComparer.Ordinal));

    internal bool Remembers(Guid command) => _commandSet.Contains(command);

    internal IEnumerable<RouterWork> SortedWork() => AllWork.OrderBy(work => work.Sequence);

    /// <summary>What is to be looked up next.</summary>
    internal void Recall(RouterWork work, RouterAgent agent) => (_last, _lastAgent) = (work, agent);

    internal IEnumerable<RouterAgent> SortedAgents() => _agents.Values.OrderBy(agent => agent.Id.Value, StringComparer.Ordinal);

    /// <summary>Remembers what carried out a command, so that the same command decides nothing again.</summary>
    internal void Remember(RouterRecord record)
    {
        if (record.Source is { } position)
        {
            Watermark = Watermark is { } known && known > position ? known : position;
        }
        else
        {
            Remember(record.Cause);
        }
    }

    private void Remember(Guid command)
    {
        if (_commandSet.Add(command))
        {
            _commands.Enqueue(command);
            if (_commands.Count > RememberedCommands)
            {
                _commandSet.Remove(_commands.Dequeue());
            }
        }
    }

    /// <summary>In no particular order.</summary>
    private IEnumerable<RouterWork> AllWork => Index.Work.InNoOrder();

    private IEnumerable<RouterQueue> SortedQueues() => _queues.Values.OrderBy(queue => queue.Settings.Id.Value, StringComparer.Ordinal);

    private Dictionary<RouterQueue, DateTimeOffset> OldestByQueue()
    {
        var oldest = new Dictionary<RouterQueue, DateTimeOffset>();
        foreach (var work in AllWork)
        {
            if (work.Status is WorkStatus.Waiting or WorkStatus.Offered
                && (!oldest.TryGetValue(work.Queue, out var known) || work.WaitingSince < known))
            {
                oldest[work.Queue] = work.WaitingSince;
            }
        }

        return oldest;
    }

    private static QueueView View(RouterQueue queue, Dictionary<RouterQueue, DateTimeOffset> oldest) => new(
        queue.Settings,
        queue.Count(WorkStatus.Waiting),
        queue.Count(WorkStatus.Offered),
        queue.Count(WorkStatus.Assigned),
        queue.Count(WorkStatus.WrapUp),
        oldest.TryGetValue(queue, out var since) ? since : null)
    {
        Scheduled = queue.Count(WorkStatus.Scheduled),
        IsOpen = queue.IsOpen,
        ChangesAt = queue.Calendar?.Timer.At,
    };
}
