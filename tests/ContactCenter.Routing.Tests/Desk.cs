using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Journal;

namespace ContactCenter.Routing.Tests;

/// <summary>A router on the table: commands in, records out, virtual time.</summary>
internal sealed class Desk
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private int _commands;
    private int _items;

    public RouterState State { get; set; } = new(new Model.SpareTheGeneralists());

    public DateTimeOffset Now { get; set; } = Noon;

    public List<RouterRecord> Journal { get; } = [];

    public static AgentId Agent(string id) => new(id);

    public static QueueId Queue(string id) => new(id);

    public static SkillLevel Skill(string id, int level) => new(new SkillId(id), level);

    public RouterAnswer Do(RouterCommand command) => Do(new RouterInput(DerivedId.From("command", $"{++_commands}"), null, command));

    public RouterAnswer Pull(long position, RouterCommand command) =>
        Do(new RouterInput(DerivedId.From("entry", $"{position}"), new LogPosition(position), command));

    public RouterAnswer Do(RouterInput input)
    {
        var run = RouterMachine.Run(State, input, Now);
        Journal.AddRange(run.Records);
        return new RouterAnswer([.. run.Records.Select(record => record.Event)], run.Refusal);
    }

    /// <summary>Time passes; what became due fires.</summary>
    public RouterAnswer Pass(TimeSpan time)
    {
        Now += time;
        return Do(new RouterCommand.Wake());
    }

    public Desk WithQueue(string id, Func<QueueSettings, QueueSettings>? change = null, params SkillLevel[] skills)
    {
        var settings = new QueueSettings { Id = new QueueId(id), Skills = [.. skills] };
        Do(new RouterCommand.SetQueue(change?.Invoke(settings) ?? settings)).Refusal.ShouldBeNull();
        return this;
    }

    public Desk WithAgent(string id, params SkillLevel[] skills) => WithAgent(new AgentSettings { Id = new AgentId(id), Skills = [.. skills] });

    /// <summary>Adds an agent who is signed in, connected and ready.</summary>
    public Desk WithAgent(AgentSettings settings)
    {
        foreach (var command in new RouterCommand[]
                 {
                     new RouterCommand.SetAgent(settings),
                     new RouterCommand.SignIn(settings.Id),
                     new RouterCommand.Connect(settings.Id),
                     new RouterCommand.SetReady(settings.Id),
                 })
        {
            Do(command).Refusal.ShouldBeNull();
        }

        return this;
    }

    public WorkItem Item(string queue, ChannelKind? channel = null, int priority = 0, string? agent = null, TimeSpan waited = default, params SkillLevel[] skills)
    {
        var number = ++_items;
        return new WorkItem
        {
            Id = new WorkItemId(DerivedId.From("item", $"{number}")),
            Interaction = new InteractionId(DerivedId.From("interaction", $"{number}")),
            Queue = new QueueId(queue),
            Channel = channel ?? ChannelKind.Voice,
            Priority = new Priority(priority),
            Agent = agent is null ? null : new AgentId(agent),
            Skills = [.. skills],
            WaitingSince = Now - waited,
        };
    }

    public WorkItem Enqueue(string queue, ChannelKind? channel = null, int priority = 0, string? agent = null, TimeSpan waited = default, params SkillLevel[] skills)
    {
        var item = Item(queue, channel, priority, agent, waited, skills);
        Do(new RouterCommand.Enqueue(item)).Refusal.ShouldBeNull();
        return item;
    }

    /// <summary>Adds a campaign, with contacts on its list.</summary>
    public Desk WithCampaign(string id, string queue, int contacts = 0, Func<CampaignSettings, CampaignSettings>? change = null)
    {
        var settings = new CampaignSettings { Id = new(id), Queue = new(queue) };
        Do(new RouterCommand.SetCampaign(change?.Invoke(settings) ?? settings)).Refusal.ShouldBeNull();
        for (var i = 0; i < contacts; i++)
        {
            Do(new RouterCommand.AddContact(new(id), Contact(i))).Refusal.ShouldBeNull();
        }

        return this;
    }

    public static CampaignContact Contact(int number) => new()
    {
        Id = new(DerivedId.From("contact", $"{number}")), Interaction = new(DerivedId.From("contact interaction", $"{number}")), Reference = $"crm-{number}",
    };

    public RouterAnswer Report(WorkItemId line, LineOutcome outcome) => Do(new RouterCommand.ReportLine(line, outcome));

    public CampaignView Campaign(string id) => State.ReadCampaign(new(id), Now).ShouldNotBeNull();

    public IEnumerable<T> Heard<T>() => Journal.Select(record => record.Event).OfType<T>();

    public WorkView Work(WorkItem item) => State.FindWork(item.Id).ShouldNotBeNull();

    public OfferId OfferOf(WorkItem item) => Work(item).Offer.ShouldNotBeNull();

    /// <summary>Lets the agent who is asked accept.</summary>
    public WorkItem Accepted(WorkItem item)
    {
        var work = Work(item);
        Do(new RouterCommand.Accept(work.Agent!.Value, work.Offer!.Value)).Refusal.ShouldBeNull();
        return item;
    }

    /// <summary>The state as a restart would find it.</summary>
    public RouterState Rebuilt() => Rebuild(Journal);

    public static RouterState Rebuild(IEnumerable<RouterRecord> journal)
    {
        var state = new RouterState(new Model.SpareTheGeneralists());
        foreach (var record in journal)
        {
            RouterMachine.Apply(state, Copy(record));
        }

        return state;
    }

    /// <summary>The record as it comes back from a journal: through its bytes.</summary>
    public static RouterRecord Copy(RouterRecord record) => record with { Event = RouterCodec.Read(record.Event.Kind, RouterCodec.Write(record.Event)) };

    public static ImmutableArray<string> Kinds(RouterAnswer answer) => [.. answer.Events.Select(happened => happened.Kind)];
}
