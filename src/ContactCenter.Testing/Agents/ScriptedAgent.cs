using System.Collections.Immutable;
using ContactCenter.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Testing;

/// <summary>
/// What an agent of a test does: with offers, and in each conversation. Written like a sentence, started by <see cref="StartAsync(IDesk, TimeProvider)"/>:
/// <c>ScriptedAgent.Named("ada").Accepts(after: TimeSpan.FromSeconds(2)).Answers("We are coming.").Ends("resolved")</c>.
/// What is drawn (how long something takes, whether an offer is taken) follows from the seed and the order of the offers. Immutable.
/// </summary>
public sealed class ScriptedAgent
{
    private static readonly OfferReply AcceptAtOnce = new(1, default);

    private readonly ImmutableArray<OfferReply> _replies;
    private readonly Pace _pace;
    private readonly int _seed;

    private ScriptedAgent(AgentId agent, ImmutableArray<OfferReply> replies, ImmutableArray<AgentStep> steps, Pace pace, int seed) =>
        (Agent, _replies, Steps, _pace, _seed) = (agent, replies, steps, pace, seed);

    /// <summary>Who it is.</summary>
    public AgentId Agent { get; }

    internal ImmutableArray<AgentStep> Steps { get; }

    /// <summary>An agent of the tenant's configuration, who accepts every offer at once and then does nothing.</summary>
    public static ScriptedAgent Named(string agent) => new(new AgentId(agent), [], [], default, 0);

    /// <summary>Draws by another seed; 0 by default.</summary>
    public ScriptedAgent Seeded(int seed) => new(Agent, _replies, Steps, _pace, seed);

    /// <summary>Takes the next offer. Each of <c>Accepts</c>, <see cref="Declines"/> and <see cref="Ignores"/> stands for one offer, in order; the last for all that follow.</summary>
    /// <param name="after">After at least this long.</param>
    /// <param name="atMost">After at most this long; <paramref name="after"/> where it is null.</param>
    /// <param name="chance">How likely it is taken, 0 to 1; else it is declined.</param>
    public ScriptedAgent Accepts(TimeSpan after = default, TimeSpan? atMost = null, double chance = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(chance, 1);
        return With(new OfferReply(chance, PaceOf(after, atMost)));
    }

    /// <summary>Leaves the next offer to others.</summary>
    /// <param name="after">After this long.</param>
    public ScriptedAgent Declines(TimeSpan after = default) => With(new OfferReply(0, PaceOf(after, null)));

    /// <summary>Lets the next offer expire; the router then makes the agent not ready, and the script makes the agent ready again at once.</summary>
    public ScriptedAgent Ignores() => With(new OfferReply(null, default));

    /// <summary>Takes this long before each step written after it; nothing by default.</summary>
    /// <param name="least">At least.</param>
    /// <param name="most">At most; <paramref name="least"/> where it is null.</param>
    public ScriptedAgent Thinks(TimeSpan least, TimeSpan? most = null) => new(Agent, _replies, Steps, PaceOf(least, most), _seed);

    /// <summary>Answers the customer: each text waits until the customer has written something not answered yet.</summary>
    public ScriptedAgent Answers(params ReadOnlySpan<string> texts)
    {
        var steps = Steps;
        foreach (var text in texts)
        {
            steps = steps.Add(new AgentStep.Write(text, AwaitsCustomer: true, _pace));
        }

        return With(steps);
    }

    /// <summary>Writes to the customer, whether or not the customer has written.</summary>
    public ScriptedAgent Writes(string text) => With(Steps.Add(new AgentStep.Write(text, AwaitsCustomer: false, _pace)));

    /// <summary>Adds a note for colleagues.</summary>
    public ScriptedAgent Notes(string text) => With(Steps.Add(new AgentStep.Note(text, _pace)));

    /// <summary>Gives the conversation to a queue.</summary>
    public ScriptedAgent TransfersToQueue(string queue) => With(Steps.Add(new AgentStep.ToQueue(new QueueId(queue), _pace)));

    /// <summary>Gives the conversation to a colleague.</summary>
    public ScriptedAgent TransfersToAgent(string agent) => With(Steps.Add(new AgentStep.ToAgent(new AgentId(agent), _pace)));

    /// <summary>Ends the conversation and closes it with its outcome.</summary>
    /// <param name="disposition">One of the tenant's outcomes.</param>
    /// <param name="wrapUp">How long the wrap-up takes; with less than the queue allows the outcome is the agent's.</param>
    public ScriptedAgent Ends(string disposition, TimeSpan wrapUp = default) =>
        With(Steps.Add(new AgentStep.End(_pace)).Add(new AgentStep.Close(new DispositionCode(disposition), PaceOf(wrapUp, null))));

    /// <summary>Begins to work: connected, signed in, ready.</summary>
    /// <param name="desk">The agent's own desk.</param>
    /// <param name="time">The host's time.</param>
    /// <returns>The agent at work. Dispose it to take its desktop away; what it has in hand stays with it.</returns>
    /// <exception cref="InvalidOperationException">The desk is somebody else's, or did not let the agent in.</exception>
    public async Task<WorkingAgent> StartAsync(IDesk desk, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(time);
        if (desk.Principal.Name != Agent.Value)
        {
            throw new InvalidOperationException($"The desk is that of {desk.Principal.Name}; open one for {Agent}.");
        }

        var working = new WorkingAgent(this, desk, time);
        await working.BeginAsync().ConfigureAwait(false);
        return working;
    }

    /// <summary>Begins to work in a host that runs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="tenant">The tenant the agent works in.</param>
    /// <inheritdoc cref="StartAsync(IDesk, TimeProvider)" path="/returns" />
    /// <exception cref="InvalidOperationException">The desk did not let the agent in.</exception>
    public Task<WorkingAgent> StartAsync(IServiceProvider services, TenantId tenant) => StartAsync(
        services.GetRequiredService<IDesks>().Open(Principal.Person(Agent, tenant, Role.Agent), tenant), services.GetRequiredService<TimeProvider>());

    /// <summary>What is done with the offer of this number, counted from 0.</summary>
    internal OfferReply ReplyTo(int offer) => _replies.IsEmpty ? AcceptAtOnce : _replies[Math.Min(offer, _replies.Length - 1)];

    /// <summary>The chance of one offer or conversation, apart from all others: what happens at the same time does not change it.</summary>
    internal Random ChanceOf(string what, int number)
    {
        var bytes = DerivedId.From("scripted-agent", Agent.Value, $"{_seed}/{what}/{number}").ToByteArray();
        return new Random(BitConverter.ToInt32(bytes, 0));
    }

    private static Pace PaceOf(TimeSpan least, TimeSpan? most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, TimeSpan.Zero);
        return most < least
            ? throw new ArgumentOutOfRangeException(nameof(most), most, $"The longest time ({most}) is shorter than the shortest ({least}).")
            : new Pace(least, most ?? least);
    }

    private ScriptedAgent With(OfferReply reply) => new(Agent, _replies.Add(reply), Steps, _pace, _seed);

    private ScriptedAgent With(ImmutableArray<AgentStep> steps) => new(Agent, _replies, steps, _pace, _seed);
}
