using ContactCenter.Channels;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>Builds a contact type of a scenario. Not thread-safe.</summary>
public sealed class ContactBuilder
{
    internal ContactBuilder(string queue) => Contact = new ContactType
    {
        Name = queue,
        Queue = new QueueId(queue),
        Arrivals = new Arrivals.Poisson(0),
        Handling = new Duration.Exponential(TimeSpan.FromMinutes(3)),
    };

    internal ContactType Contact { get; private set; }

    /// <summary>Its name in results; the queue's by default.</summary>
    public ContactBuilder Named(string name) => Change(contact => contact with { Name = name });

    /// <summary>They come by chance, at one rate.</summary>
    public ContactBuilder ArrivingPerHour(double rate) => Change(contact => contact with { Arrivals = new Arrivals.Poisson(rate) });

    /// <summary>They come by chance, at a rate that changes.</summary>
    /// <param name="interval">How long an interval is.</param>
    /// <param name="perInterval">How many each brings on average.</param>
    public ContactBuilder Arriving(TimeSpan interval, params ReadOnlySpan<double> perInterval)
    {
        var profile = new Arrivals.Profile(interval, [.. perInterval]);
        return Change(contact => contact with { Arrivals = profile });
    }

    /// <summary>These come, and no others.</summary>
    public ContactBuilder ArrivingAs(params ReadOnlySpan<ListedContact> contacts)
    {
        var listed = new Arrivals.Listed([.. contacts]);
        return Change(contact => contact with { Arrivals = listed });
    }

    /// <summary>How long an agent is busy with one, without wrap-up; exponential with 3 minutes on average by default.</summary>
    public ContactBuilder Taking(Duration handling) => Change(contact => contact with { Handling = handling });

    /// <summary>How long the after-contact work takes.</summary>
    public ContactBuilder WrappedUpIn(Duration wrapUp) => Change(contact => contact with { WrapUp = wrapUp });

    /// <summary>How long a customer waits before leaving; for ever by default.</summary>
    public ContactBuilder WaitingAtMost(Duration patience) => Change(contact => contact with { Patience = patience });

    /// <summary>Customers who left call again.</summary>
    public ContactBuilder CallingAgain(double probability, Duration after) => Change(contact => contact with { Retry = new RetryPlan { Probability = probability, After = after } });

    /// <summary>How urgent they are.</summary>
    public ContactBuilder WithPriority(Priority priority) => Change(contact => contact with { Priority = priority });

    /// <summary>The channel they come by; voice by default.</summary>
    public ContactBuilder Over(ChannelKind channel) => Change(contact => contact with { Channel = channel });

    /// <summary>Changes anything.</summary>
    public ContactBuilder Change(Func<ContactType, ContactType> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Contact = change(Contact);
        return this;
    }
}

/// <summary>Builds a group of agents of a scenario. Not thread-safe.</summary>
public sealed class GroupBuilder
{
    internal GroupBuilder(string name) => Group = new AgentGroup { Settings = new AgentSettings { Id = new AgentId(name) } };

    internal AgentGroup Group { get; private set; }

    /// <summary>They have a skill.</summary>
    public GroupBuilder Skill(string skill, int level = 1) =>
        Change(group => group with { Settings = group.Settings with { Skills = group.Settings.Skills.Add(new SkillLevel(new SkillId(skill), level)) } });

    /// <summary>So many are at work, all the time or interval by interval.</summary>
    public GroupBuilder Count(params ReadOnlySpan<int> agents)
    {
        int[] staffing = [.. agents];
        return Change(group => group with { Staffing = [.. staffing] });
    }

    /// <summary>Some work these hours.</summary>
    public GroupBuilder Shift(TimeSpan from, TimeSpan to, int agents = 1, params ReadOnlySpan<ShiftBreak> breaks)
    {
        var shift = new WorkShift { From = from, To = to, Agents = agents, Breaks = [.. breaks] };
        return Change(group => group with { Shifts = group.Shifts.Add(shift) });
    }

    /// <summary>How long they take to accept an offer, and which share they miss.</summary>
    public GroupBuilder Answering(Duration after, double misses = 0) => Change(group => group with { Answering = after, Misses = misses });

    /// <summary>Changes anything, the router's settings of the agents included.</summary>
    public GroupBuilder Change(Func<AgentGroup, AgentGroup> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Group = change(Group);
        return this;
    }
}
