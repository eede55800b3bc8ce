using ContactCenter.Channels;

namespace ContactCenter.Calls;

/// <summary>
/// For channels on which people talk: carries out the orders of the center in its calls. What follows from the log arrives one after the other for each call, what a person wants
/// at any moment. An order of a call that is not there any more is refused and nothing else. Thread-safe.
/// </summary>
public interface ICallControl
{
    /// <summary>Takes an order. Returns once it is under way (a telephone rings, a party is on hold), not once it is over; what comes of it is told to <see cref="ICallDoor"/>.</summary>
    ValueTask<CallOrderResult> OrderAsync(CallOrder order, CancellationToken cancellationToken = default);
}

/// <summary>For channels on which people talk where a caller who waits may ask by a key to be called back (<see cref="ICallDoor.RequestCallbackAsync"/>): announcements name it. Thread-safe.</summary>
public interface ICallbackKey
{
    /// <summary>The key, one of <c>0123456789*#</c>; null where there is none.</summary>
    char? CallbackKey { get; }
}

/// <summary>For channels on which people talk that know the telephones of agents. Thread-safe.</summary>
public interface IAgentTelephones
{
    /// <summary>The telephones on which an agent can be called, each as <see cref="CallOrder.MoveTo.Device"/> takes it: names of telephones, and perhaps a number outside.</summary>
    IReadOnlyList<string> TelephonesOf(AgentId agent);
}

/// <summary>What became of an order.</summary>
/// <param name="Code">Null when it is carried out; otherwise a stable code, described in <c>docs/errors.md</c>.</param>
/// <param name="Message">What is wrong and what to do, for the person who wanted it.</param>
public readonly record struct CallOrderResult(string? Code, string Message)
{
    /// <summary>It is carried out.</summary>
    public static CallOrderResult Done { get; } = new(null, "");

    /// <summary>Whether it is carried out.</summary>
    public bool IsDone => Code is null;
}

/// <summary>What the center wants done in a call. A closed set of plain data: standing orders, on which the channel acts by itself until the next one.</summary>
public abstract record CallOrder
{
    private CallOrder()
    {
    }

    /// <summary>Whose call.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The call.</summary>
    public required CallId Call { get; init; }

    // -- What follows from the log

    /// <summary>Call somebody. Where an agent wanted it, the agent's telephone is called first, and the other side once the agent is there.</summary>
    /// <param name="From">The endpoint that calls.</param>
    /// <param name="To">Whom.</param>
    /// <param name="Agent">For whom; null for a script or a campaign, which have nobody there before the answer.</param>
    public sealed record Dial(Endpoint From, Address To, AgentId? Agent) : CallOrder
    {
        /// <summary>
        /// Whether it is to be told who answered before <see cref="CallReport.Answered"/> is reported: a person or a machine. What is to be said to a machine waits for its tone.
        /// </summary>
        public bool IsScreened { get; init; }

        /// <summary>Until when it may ring at the other side; null for as long as the channel lets calls ring.</summary>
        public DateTimeOffset? RingsUntil { get; init; }
    }

    /// <summary>The caller waits for an agent: answer, and play what is played in this queue.</summary>
    /// <param name="Queue">The queue.</param>
    public sealed record Wait(QueueId Queue) : CallOrder;

    /// <summary>An agent is asked to take the call: let the telephone ring. The agent's answer goes to <see cref="ICallDoor.AnswerOfferAsync"/>.</summary>
    /// <param name="Offer">The offer.</param>
    /// <param name="Agent">Who.</param>
    /// <param name="Until">When it is void.</param>
    public sealed record Ring(OfferId Offer, AgentId Agent, DateTimeOffset Until) : CallOrder;

    /// <summary>The offer is void, unless the agent has been joined: stop the ringing.</summary>
    /// <param name="Offer">The offer.</param>
    public sealed record StopRinging(OfferId Offer) : CallOrder;

    /// <summary>The agent has the call: connect them. A telephone that rings rings on; one that does not is called.</summary>
    /// <param name="Agent">Who.</param>
    public sealed record Join(AgentId Agent) : CallOrder;

    /// <summary>The agent has the call no more: let the telephone go. What the caller hears then is the next order's.</summary>
    /// <param name="Agent">Who.</param>
    public sealed record LetGo(AgentId Agent) : CallOrder;

    /// <summary>
    /// The caller may leave a message: what is to be said is said, then a beep, then the caller is recorded as a message (<see cref="ICallRecordings"/>) until a closing key, silence, the
    /// longest time or the end of the call. What it came to is told by the recording; what becomes of the call then is the next order's.
    /// </summary>
    public sealed record TakeMessage : CallOrder;

    /// <summary>The matter is over, or goes on without the call: hang up once what was to be said has been heard.</summary>
    public sealed record End : CallOrder;

    // -- What a person wants at once

    /// <summary>Puts the caller on hold, with music, or takes the caller off hold.</summary>
    /// <param name="By">The agent.</param>
    /// <param name="IsHeld">Whether on hold.</param>
    public sealed record Hold(AgentId By, bool IsHeld) : CallOrder;

    /// <summary>Nobody hears the agent, or everybody again.</summary>
    /// <param name="By">The agent.</param>
    /// <param name="IsMuted">Whether muted.</param>
    public sealed record Mute(AgentId By, bool IsMuted) : CallOrder;

    /// <summary>Sends keys to the other side, such as the menu of another center.</summary>
    /// <param name="By">The agent.</param>
    /// <param name="Keys">1 to 32 of <c>0123456789*#ABCD</c>.</param>
    public sealed record SendKeys(AgentId By, string Keys) : CallOrder;

    /// <summary>Asks somebody else while the caller waits with music: a colleague, or somebody outside. One of both.</summary>
    /// <param name="By">The agent.</param>
    /// <param name="Colleague">A colleague.</param>
    /// <param name="Outside">A number outside.</param>
    public sealed record Consult(AgentId By, AgentId? Colleague, Address? Outside) : CallOrder;

    /// <summary>What becomes of a consultation.</summary>
    /// <param name="By">The agent.</param>
    /// <param name="How">What.</param>
    public sealed record EndConsult(AgentId By, ConsultEnd How) : CallOrder;

    /// <summary>A supervisor joins a call, or leaves it.</summary>
    /// <param name="By">The supervisor, who is called on the own telephone.</param>
    /// <param name="Part">As what; null to leave.</param>
    public sealed record Supervise(AgentId By, CallPart? Part) : CallOrder;

    /// <summary>Begins to record, pauses or goes on. While it is paused neither sound nor keys are kept anywhere.</summary>
    /// <param name="By">Who wants it: an agent's name, or <c>script</c>.</param>
    /// <param name="IsOn">Whether it records.</param>
    public sealed record Record(string By, bool IsOn) : CallOrder;

    /// <summary>Leaves the caller in a parking place with music, for anybody to pick up.</summary>
    /// <param name="By">The agent.</param>
    public sealed record Park(AgentId By) : CallOrder;

    /// <summary>An agent takes a parked call: the agent's telephone rings, and whoever answers it has the caller.</summary>
    /// <param name="By">The agent.</param>
    public sealed record PickUp(AgentId By) : CallOrder;

    /// <summary>The same agent on another telephone: the call moves there without the caller noticing.</summary>
    /// <param name="By">The agent.</param>
    /// <param name="Device">The number or name of the other telephone, as it is configured for the agent.</param>
    public sealed record MoveTo(AgentId By, string Device) : CallOrder;
}

/// <summary>How a consultation ends.</summary>
public enum ConsultEnd
{
    /// <summary>The agent is with the caller again, the other one is let go.</summary>
    Back,

    /// <summary>All talk with one another.</summary>
    Conference,

    /// <summary>The other one and the caller talk on, and the agent is let go.</summary>
    Transfer,
}
