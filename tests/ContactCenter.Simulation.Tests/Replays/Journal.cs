using ContactCenter.Channels;
using ContactCenter.Routing;

namespace ContactCenter.Simulation.Tests.Replays;

/// <summary>A router driven by hand, and what it wrote.</summary>
internal sealed class Journal(params AgentStrategy[] strategies)
{
    private readonly RouterState _state = new(strategies);
    private int _commands;
    private int _items;

    public List<RouterRecord> Records { get; } = [];

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static AgentId Anna { get; } = new("anna");

    public static AgentId Bruno { get; } = new("bruno");

    public Journal Do(RouterCommand command)
    {
        var run = RouterMachine.Run(_state, new RouterInput(DerivedId.From("command", $"{++_commands}"), null, command), Now);
        run.Refusal.ShouldBeNull();
        Records.AddRange(run.Records);
        return this;
    }

    public Journal Pass(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return Do(new RouterCommand.Wake());
    }

    public Journal Queue(string id, Func<QueueSettings, QueueSettings>? change = null) =>
        Do(new RouterCommand.SetQueue((change ?? (static same => same))(new QueueSettings { Id = new QueueId(id) })));

    public Journal Agent(AgentId id) => Do(new RouterCommand.SetAgent(new AgentSettings { Id = id }))
        .Do(new RouterCommand.SignIn(id)).Do(new RouterCommand.Connect(id)).Do(new RouterCommand.SetReady(id));

    public WorkItem New(string queue) => new()
    {
        Id = new WorkItemId(DerivedId.From("item", $"{++_items}")),
        Interaction = new InteractionId(DerivedId.From("interaction", $"{_items}")),
        Queue = new QueueId(queue),
        Channel = ChannelKind.Voice,
        WaitingSince = Now,
    };

    public WorkItemId Put(string queue)
    {
        var item = New(queue);
        Do(new RouterCommand.Enqueue(item));
        return item.Id;
    }

    /// <summary>The agent takes what is offered, has it for a time, and ends it.</summary>
    public Journal Serve(AgentId agent, double seconds) => Accept(agent).Pass(seconds).Complete(agent);

    public Journal Accept(AgentId agent) => Do(new RouterCommand.Accept(agent, Held(agent).Offer!.Value));

    public Journal Complete(AgentId agent) => Do(new RouterCommand.Complete(Held(agent).Item.Id));

    public ReplayResult Replay(ReplayChange? change = null, ReplayOptions? options = null) =>
        Simulation.Replay.Run(RecordedDay.Read(Records), change ?? new ReplayChange(), options);

    private WorkView Held(AgentId agent) => _state.FindAgent(agent)!.Work.Single();
}
