using ContactCenter.Channels;

namespace ContactCenter.Calls;

/// <summary>
/// The door of a channel on which people talk: what happens in a call becomes durable here. What is said to a caller comes as <see cref="IChannel.SendAsync"/>, what
/// is keyed goes as <see cref="IInbox.ReceiveAsync"/> with the call's <see cref="CallId.Thread"/> and <see cref="AnswerForm.Keys"/>; everything else of a call goes here. Thread-safe.
/// </summary>
public interface ICallDoor
{
    /// <summary>A call came in. Durable when it is accepted; the caller hears it ring only then. The same <see cref="InboundCall.ProviderId"/> is the same call.</summary>
    ValueTask<CallAdmission> OfferAsync(InboundCall call, CancellationToken cancellationToken = default);

    /// <summary>Something happened in a call that was admitted or ordered. In the order of what happened; what is reported after <see cref="CallReport.Ended"/> is dropped.</summary>
    /// <returns>Whether it is durable. When it is not, the center cannot write at this moment: the call goes on, and its end is told by the next start of the tenant.</returns>
    ValueTask<InboxStatus> ReportAsync(TenantId tenant, CallId call, CallReport report, CancellationToken cancellationToken = default);

    /// <summary>An agent has taken an offer by telephone, or has not.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="offer">The offer, as <see cref="CallOrder.Ring"/> named it.</param>
    /// <param name="agent">Who was asked.</param>
    /// <param name="answer">What the agent did.</param>
    /// <param name="cancellationToken">Stops waiting; it may still happen.</param>
    /// <returns>False when somebody else was faster, or the caller is gone.</returns>
    ValueTask<bool> AnswerOfferAsync(TenantId tenant, OfferId offer, AgentId agent, OfferAnswer answer, CancellationToken cancellationToken = default);

    /// <summary>The caller who waits for an agent asks to be called back; the place in the queue is kept, and the caller is told.</summary>
    /// <returns>False when nobody is asked for the call, or an agent has it.</returns>
    ValueTask<bool> RequestCallbackAsync(TenantId tenant, CallId call, CancellationToken cancellationToken = default);

    /// <summary>
    /// Something happened in a call between telephones of two agents, in which no customer is: a fact of the log, and no conversation. <see cref="CallReport.Dialled"/> is the first,
    /// <see cref="CallReport.Ended"/> the last; others are <see cref="CallReport.Answered"/>. Written for the first tenant in which both are agents.
    /// </summary>
    /// <param name="call">Names the call: the same for all of its facts.</param>
    /// <param name="from">Who calls.</param>
    /// <param name="to">Who is called.</param>
    /// <param name="report">What happened.</param>
    /// <param name="cancellationToken">Stops waiting; it may be written still.</param>
    /// <returns>Whether it is durable. When it is not, the call goes on all the same.</returns>
    ValueTask<InboxStatus> NoteInternalAsync(CallId call, AgentId from, AgentId to, CallReport report, CancellationToken cancellationToken = default);

    /// <summary>An agent dials somebody outside on a telephone of the center: a conversation begins as from the desk, for whose telephone nobody rings.</summary>
    /// <remarks>The order to dial follows with the same <see cref="CallOrder.Call"/>, and may be faster than this answer. It is refused as at the desk: an agent who is away begins nothing.</remarks>
    /// <returns>The call, or why there is none, with a stable code described in <c>docs/errors.md</c>. The same <see cref="AgentCall.ProviderId"/> is the same call.</returns>
    ValueTask<CallBegun> BeginAsync(AgentCall call, CancellationToken cancellationToken = default);

    /// <summary>
    /// An agent's telephone calls for help, which it always may, whether the agent is at work or not: a fact of the log, and no conversation. As
    /// <see cref="NoteInternalAsync"/>; written for the first tenant with this agent.
    /// </summary>
    /// <param name="call">Names the call: the same for all of its facts.</param>
    /// <param name="from">Whose telephone.</param>
    /// <param name="number">The number of the emergency service, such as 112; 3 to 6 digits.</param>
    /// <param name="report">What happened.</param>
    /// <param name="cancellationToken">Stops waiting; it may be written still.</param>
    /// <returns>Whether it is durable. When it is not, the call goes on all the same.</returns>
    ValueTask<InboxStatus> NoteEmergencyAsync(CallId call, AgentId from, string number, CallReport report, CancellationToken cancellationToken = default);

    /// <summary>An agent's telephone can be reached, or not any more. Who has neither a telephone nor a desktop is offered no work.</summary>
    ValueTask PhoneAsync(TenantId tenant, AgentId agent, bool isReachable, CancellationToken cancellationToken = default);
}

/// <summary>What an agent did with an offer by telephone.</summary>
public enum OfferAnswer
{
    /// <summary>Took it.</summary>
    Accepted,

    /// <summary>Declined it, or was busy.</summary>
    Declined,

    /// <summary>Has no telephone that can be reached.</summary>
    Unreachable,
}

/// <summary>A call that came in.</summary>
public sealed record InboundCall
{
    /// <summary>The endpoint that was called.</summary>
    public required Endpoint Endpoint { get; init; }

    /// <summary>What names the call at the other side, 1 to 256 characters, such as the Call-ID and the tag of SIP.</summary>
    public required string ProviderId { get; init; }

    /// <summary>Who calls, canonical; null for somebody who withholds the number.</summary>
    public Address? From { get; init; }

    /// <summary>The name that came with the number, at most 100 characters: hostile text.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Whom the caller had called before the call was diverted to us; null where it was not.</summary>
    public Address? DivertedFrom { get; init; }

    /// <summary>The trunk it came by, a key.</summary>
    public string Trunk { get; init; } = "";
}

/// <summary>Somebody outside whom an agent dials on a telephone of the center.</summary>
public sealed record AgentCall
{
    /// <summary>Whose telephone it is.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>What names the call at the telephone, 1 to 256 characters, such as the Call-ID and the tag of SIP.</summary>
    public required string ProviderId { get; init; }

    /// <summary>What was dialled: hostile text. A number as people of the endpoint's country dial it, or with its country.</summary>
    public required string To { get; init; }

    /// <summary>The endpoint that calls; null for the tenant's first by its name.</summary>
    public EndpointId? From { get; init; }
}

/// <summary>What became of a call that an agent dialled.</summary>
/// <param name="Result">Done, or why not.</param>
/// <param name="Call">The call; of no meaning where it is not done.</param>
public readonly record struct CallBegun(CallOrderResult Result, CallId Call);

/// <summary>What became of an inbound call at the door.</summary>
/// <param name="Status">Whether it is durable. When it is not, refuse the call with the treatment that is configured for it.</param>
/// <param name="Call">The call.</param>
/// <param name="Session">Its session.</param>
/// <param name="RetryAfter">When refused: when it may be tried again.</param>
public readonly record struct CallAdmission(InboxStatus Status, CallId Call, SessionId Session, TimeSpan? RetryAfter)
{
    /// <summary>Whether the caller may hear it ring.</summary>
    public bool IsDurable => Status is InboxStatus.Accepted or InboxStatus.Repeated;
}
