using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>Builds a <see cref="Scenario"/> in the words in which a center is composed. Not thread-safe.</summary>
public sealed class ScenarioBuilder
{
    private Scenario _scenario = new() { Length = TimeSpan.FromHours(8) };

    /// <summary>Begins a scenario of eight hours.</summary>
    /// <param name="name">Its name in reports.</param>
    public ScenarioBuilder(string name = "scenario") => _scenario = _scenario with { Name = name };

    /// <summary>When it begins.</summary>
    public ScenarioBuilder StartingAt(DateTimeOffset start) => With(_scenario with { Start = start });

    /// <summary>How long contacts come.</summary>
    public ScenarioBuilder Lasting(TimeSpan length) => With(_scenario with { Length = length });

    /// <summary>The interval of results and of staffing.</summary>
    public ScenarioBuilder InIntervalsOf(TimeSpan interval) => With(_scenario with { Interval = interval });

    /// <summary>From when on contacts are counted.</summary>
    public ScenarioBuilder CountingFrom(TimeSpan warmUp) => With(_scenario with { WarmUp = warmUp });

    /// <summary>Some days are busier than others, for everybody.</summary>
    /// <param name="shape">The factor is Gamma distributed with mean 1 and variance 1/<paramref name="shape"/>.</param>
    public ScenarioBuilder BusyAndQuietDays(double shape) => With(_scenario with { DayFactor = new DayFactor(shape) });

    /// <summary>Adds a queue.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="configure">What it asks and promises.</param>
    public ScenarioBuilder AddQueue(string id, Action<QueueBuilder>? configure = null)
    {
        var builder = new QueueBuilder(id);
        configure?.Invoke(builder);
        return With(_scenario with { Queues = _scenario.Queues.Add(builder.Queue) });
    }

    /// <summary>Adds contacts to a queue, as a type of the queue's name.</summary>
    /// <param name="queue">The queue they come to.</param>
    /// <param name="configure">When they come and how long they take.</param>
    public ScenarioBuilder AddContacts(string queue, Action<ContactBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new ContactBuilder(queue);
        configure(builder);
        return With(_scenario with { Contacts = _scenario.Contacts.Add(builder.Contact) });
    }

    /// <summary>Adds agents who are alike.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="configure">What they can do and when they work.</param>
    public ScenarioBuilder AddAgents(string name, Action<GroupBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new GroupBuilder(name);
        configure(builder);
        return With(_scenario with { Groups = _scenario.Groups.Add(builder.Group) });
    }

    /// <summary>Gives the router a command at a time, such as other settings at noon.</summary>
    /// <param name="at">After the start.</param>
    /// <param name="command">What is asked.</param>
    public ScenarioBuilder Command(TimeSpan at, RouterCommand command) => With(_scenario with { Commands = _scenario.Commands.Add(new TimedCommand(at, command)) });

    /// <summary>The scenario.</summary>
    /// <exception cref="ScenarioException">It cannot be run; every fault is listed.</exception>
    public Scenario Build()
    {
        ScenarioRules.Check(_scenario);
        return _scenario;
    }

    private ScenarioBuilder With(Scenario scenario)
    {
        _scenario = scenario;
        return this;
    }
}

/// <summary>Builds a queue of a scenario. Not thread-safe.</summary>
public sealed class QueueBuilder
{
    internal QueueBuilder(string id) => Queue = new ScenarioQueue { Settings = new QueueSettings { Id = new QueueId(id) } };

    internal ScenarioQueue Queue { get; private set; }

    /// <summary>Asks a skill of its agents.</summary>
    public QueueBuilder RequireSkill(string skill, int level = 1) => Change(settings => settings with { Skills = settings.Skills.Add(new SkillLevel(new SkillId(skill), level)) });

    /// <summary>Promises a share of contacts served within a time.</summary>
    /// <param name="percent">The share, in percent.</param>
    /// <param name="within">The time.</param>
    /// <param name="formula">How customers who left count.</param>
    public QueueBuilder ServiceLevel(double percent, TimeSpan within, ServiceLevelFormula formula = ServiceLevelFormula.All) =>
        With(Queue with { Goal = Queue.Goal with { Target = percent / 100, Within = within, Formula = formula } });

    /// <summary>Grants time for after-contact work.</summary>
    public QueueBuilder WrapUp(TimeSpan most) => Change(settings => settings with { WrapUp = most });

    /// <summary>Changes any of the router's settings.</summary>
    public QueueBuilder Change(Func<QueueSettings, QueueSettings> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return With(Queue with { Settings = change(Queue.Settings) });
    }

    private QueueBuilder With(ScenarioQueue queue)
    {
        Queue = queue;
        return this;
    }
}
