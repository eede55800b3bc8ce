namespace ContactCenter.Sip.Transactions;

/// <summary>The four machines of RFC 3261 section 17.</summary>
internal enum TransactionKind
{
    /// <summary>We sent an INVITE: 17.1.1.</summary>
    InviteClient,

    /// <summary>We sent another request: 17.1.2.</summary>
    Client,

    /// <summary>We were sent an INVITE: 17.2.1.</summary>
    InviteServer,

    /// <summary>We were sent another request: 17.2.2.</summary>
    Server,
}

internal enum TransactionPhase
{
    /// <summary>"Calling" for an INVITE of ours, "trying" for all else: nothing was answered.</summary>
    Trying,

    /// <summary>A provisional response has come or gone; an INVITE we were sent begins here.</summary>
    Proceeding,

    /// <summary>A final response has come or gone; for an INVITE, one that refuses.</summary>
    Completed,

    /// <summary>Our refusal of an INVITE was acknowledged.</summary>
    Confirmed,

    /// <summary>An INVITE was answered with 2xx. RFC 6026.</summary>
    Accepted,

    Terminated,
}

/// <summary>Where a transaction stands. Times count from the start of whoever runs it.</summary>
/// <remarks>
/// <c>RepeatsAt</c> is when it sends its next copy (timers A, E and G) and, before an INVITE has had any answer, when it gets a 100; <c>Wait</c> is the time between
/// two copies. <c>EndsAt</c> is when it gives up or is forgotten: timers B, D, F, H, I, J, K, L and M.
/// </remarks>
internal readonly record struct TransactionState(
    TransactionKind Kind, TransactionPhase Phase, bool IsReliable, TimeSpan Wait = default, TimeSpan? RepeatsAt = null, TimeSpan? EndsAt = null)
{
    /// <summary>When it has to be looked at, whatever happens.</summary>
    public TimeSpan? DueAt => RepeatsAt is { } repeats && (EndsAt is not { } ends || repeats <= ends) ? repeats : EndsAt;

    public bool IsServer => Kind is TransactionKind.InviteServer or TransactionKind.Server;
}

/// <summary>What happens to a transaction. The status is that of a response that came or that its user sends; 0 otherwise.</summary>
internal readonly record struct TransactionInput(TransactionInputKind Kind, int Status = 0)
{
    public static TransactionInput Due => new(TransactionInputKind.Due);

    public static TransactionInput Request => new(TransactionInputKind.Request);

    public static TransactionInput Ack => new(TransactionInputKind.Ack);

    public static TransactionInput TransportFailed => new(TransactionInputKind.TransportFailed);

    public static TransactionInput Response(int status) => new(TransactionInputKind.Response, status);
}

internal enum TransactionInputKind
{
    /// <summary>It may be time for something.</summary>
    Due,

    /// <summary>Servers: the request came again.</summary>
    Request,

    /// <summary>Servers: the ACK of the INVITE's refusal came, or, after 2xx, one that belongs to the same branch.</summary>
    Ack,

    /// <summary>Clients: a response came. Servers: the user sends one.</summary>
    Response,

    /// <summary>What was to be sent could not be.</summary>
    TransportFailed,
}

/// <summary>What is to be done, in the order of the members.</summary>
[Flags]
internal enum TransactionActions
{
    None = 0,

    /// <summary>Clients send their request, servers their last response.</summary>
    Send = 1,

    /// <summary>An INVITE has waited 200 ms for its user: it is answered with 100.</summary>
    SendTrying = 2,

    /// <summary>The refusal of our INVITE is acknowledged.</summary>
    SendAck = 4,

    /// <summary>The user gets the request, the response or the ACK.</summary>
    Deliver = 8,

    /// <summary>The user is told that nobody answered, or acknowledged.</summary>
    TellTimeout = 16,

    /// <summary>The user is told that nothing could be sent.</summary>
    TellFailure = 32,
}
