using System.Text.Json.Serialization;
using ContactCenter.Routing;

namespace ContactCenter;

/// <summary>A queue as it is seeded. What its words mean stands in <c>docs/routing.md</c>; the router's own rules hold for them.</summary>
public sealed class QueueOptions
{
    /// <summary>The display name; the id when empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>The skills its work requires: level 1 to 10 by skill id.</summary>
    public Dictionary<string, int> Skills { get; } = [];

    /// <summary>The skills an agent had better have: among those who may take an item, whoever has more of these is asked first. None by default.</summary>
    public Dictionary<string, int> Preferred { get; } = [];

    /// <summary>The teams whose agents serve it; none, the default, means all.</summary>
    public List<string> Teams { get; } = [];

    /// <summary>The sites whose agents serve it; none, the default, means all.</summary>
    public List<string> Sites { get; } = [];

    /// <summary>What is asked of agents the longer an item waits, each ring at most what the one before asks; at most 16, none by default. Those of the configuration come behind those of code.</summary>
    public List<RingOptions> Rings { get; } = [];

    /// <summary>By which rule one of those who may take an item is asked: <c>longest-idle</c> (when empty), <c>least-occupied</c>, <c>round-robin</c>, <c>best-skill</c>, or the host's own <see cref="AgentStrategy"/>.</summary>
    public string Strategy { get; set; } = "";

    /// <summary>Whether its work goes before or after that of other queues whatever the age; <see cref="QueueBand.Normal"/> by default.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<QueueBand>))]
    public QueueBand Band { get; set; }

    /// <summary>The most items that may wait, 1 to 100,000. An emergency is always let in.</summary>
    public int MaxWaiting { get; set; } = 1_000;

    /// <summary>How long one agent is asked, 1 s to 10 min.</summary>
    public TimeSpan OfferTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many agents are asked at once, the first to accept having it: 1 (the default) to 100.</summary>
    public int OfferTo { get; set; } = 1;

    /// <summary>Whether an agent who is asked has the work at once; not by default.</summary>
    public bool AutoAccept { get; set; }

    /// <summary>How long wrap-up may take at most, 5 s to 8 h; then the interaction closes without an outcome.</summary>
    public TimeSpan WrapUpLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The waiting time one step of priority is worth: 0 to 1 day, 1 minute by default.</summary>
    public TimeSpan PriorityCredit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The tenant's calendar that says when it is open; always when empty. While it is closed its work waits and is offered to nobody, emergencies excepted.</summary>
    public string Calendar { get; set; } = "";

    /// <summary>The script that guides the agent who takes its work, where no script has the conversation already; none when empty.</summary>
    public string Script { get; set; } = "";

    /// <summary>Where work goes that cannot be served here, looked at in order; at most 16, none by default. Those of the configuration come behind those of code.</summary>
    public List<OverflowOptions> Overflow { get; } = [];

    /// <summary>When those who wait are told their position and expected wait; never by default.</summary>
    public AnnouncementOptions? Announcements { get; set; }

    /// <summary>How long work of a customer waits for the agent who had the customer last, before it is for everyone: over 0, up to 30 days; null, the default, is not at all.</summary>
    public TimeSpan? StickyAgentLimit { get; set; }

    /// <summary>The target: so many percent, 1 to 100…</summary>
    public int ServiceLevelPercent { get; set; } = 80;

    /// <summary>…answered within this.</summary>
    public TimeSpan ServiceLevelWithin { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>…counted so. <see cref="ServiceLevelFormula.Everyone"/> by default.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<ServiceLevelFormula>))]
    public ServiceLevelFormula ServiceLevelFormula { get; set; }

    /// <summary>Who gives up sooner has not really waited, for the formulas that leave such contacts out: 0 to 10 minutes, 5 s by default.</summary>
    public TimeSpan ServiceLevelShortAbandon { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Lets a script guide the agents who take its work.</summary>
    public QueueOptions Guided(string script)
    {
        Script = script;
        return this;
    }

    /// <summary>Names the queue.</summary>
    public QueueOptions Named(string name)
    {
        Name = name;
        return this;
    }

    /// <summary>Requires a skill to a level, 1 to 10.</summary>
    public QueueOptions RequireSkill(string skill, int level)
    {
        Skills[skill] = level;
        return this;
    }

    /// <summary>Prefers agents with a skill at a level, 1 to 10.</summary>
    public QueueOptions PreferSkill(string skill, int level)
    {
        Preferred[skill] = level;
        return this;
    }

    /// <summary>Lets these teams serve it, beside those named before.</summary>
    public QueueOptions ServedByTeams(params ReadOnlySpan<string> teams) => AddNew(Teams, teams);

    /// <summary>Lets these sites serve it, beside those named before.</summary>
    public QueueOptions ServedAtSites(params ReadOnlySpan<string> sites) => AddNew(Sites, sites);

    /// <summary>Asks less of agents once an item has waited so long.</summary>
    public QueueOptions AddRing(TimeSpan after, Action<RingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var ring = new RingOptions { After = after };
        configure(ring);
        Rings.Add(ring);
        return this;
    }

    /// <summary>Opens it by a calendar of the tenant.</summary>
    public QueueOptions OpenBy(string calendar)
    {
        Calendar = calendar;
        return this;
    }

    /// <summary>Sends work elsewhere; see the ways of <see cref="OverflowOptions"/> for common rules.</summary>
    public QueueOptions AddOverflow(OverflowOptions rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Overflow.Add(rule);
        return this;
    }

    /// <summary>Tells those who wait where they stand.</summary>
    public QueueOptions Announce(TimeSpan first, TimeSpan every)
    {
        Announcements = new AnnouncementOptions { First = first, Every = every };
        return this;
    }

    /// <summary>Lets a customer's work wait for the agent who had the customer last.</summary>
    public QueueOptions StickToAgent(TimeSpan limit)
    {
        StickyAgentLimit = limit;
        return this;
    }

    /// <summary>Sets the target.</summary>
    public QueueOptions ServiceLevel(int percent, TimeSpan within)
    {
        ServiceLevelPercent = percent;
        ServiceLevelWithin = within;
        return this;
    }

    private QueueOptions AddNew(List<string> list, ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (!list.Contains(key))
            {
                list.Add(key);
            }
        }

        return this;
    }
}
