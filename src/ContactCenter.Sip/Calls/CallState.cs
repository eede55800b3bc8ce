namespace ContactCenter.Sip.Calls;

internal enum CallPhase
{
    /// <summary>Caller: the INVITE is out and nothing has come back.</summary>
    Calling,

    /// <summary>Caller: something provisional has come.</summary>
    Early,

    /// <summary>Caller: it was called off; the INVITE's end is awaited.</summary>
    Cancelling,

    /// <summary>Callee: the INVITE has come and has no final response.</summary>
    Offered,

    /// <summary>Callee: answered with 2xx, not acknowledged yet.</summary>
    Answered,

    Established,
    Ended,
}

/// <summary>Whose INVITE or UPDATE with an offer is under way inside an established call. RFC 3261 section 14, RFC 3311 section 5.</summary>
internal enum Negotiating
{
    Nobody,

    /// <summary>We asked, the response has not come.</summary>
    We,

    /// <summary>They asked, our program has not answered.</summary>
    They,

    /// <summary>Theirs was answered with 2xx and not acknowledged; UPDATE has no such time.</summary>
    TheyUnacknowledged,
}

/// <summary>Where a call stands. Times count from the start of whoever runs it.</summary>
/// <remarks>
/// <c>RepeatsAt</c>, <c>Wait</c> and <c>GivesUpAt</c> are those of a 2xx that waits for its ACK; <c>RetriesAt</c> is when an offer is made that met theirs, or found it under way;
/// <c>RefreshesAt</c> and <c>ExpiresAt</c> are the session's timer.
/// </remarks>
internal readonly record struct CallState(bool IsCaller, CallPhase Phase)
{
    public Negotiating Negotiating { get; init; }

    public SipCallEnd End { get; init; }

    /// <summary>We want it to be over and may not say so yet.</summary>
    public bool IsLeaving { get; init; }

    public TimeSpan Wait { get; init; }

    public TimeSpan? RepeatsAt { get; init; }

    public TimeSpan? GivesUpAt { get; init; }

    public TimeSpan? RetriesAt { get; init; }

    public TimeSpan? RefreshesAt { get; init; }

    public TimeSpan? ExpiresAt { get; init; }

    /// <summary>When it has to be looked at, whatever happens.</summary>
    public TimeSpan? DueAt
    {
        get
        {
            var due = RepeatsAt ?? TimeSpan.MaxValue;
            due = GivesUpAt < due ? GivesUpAt.Value : due;
            due = RetriesAt < due ? RetriesAt.Value : due;
            due = RefreshesAt < due ? RefreshesAt.Value : due;
            due = ExpiresAt < due ? ExpiresAt.Value : due;
            return due == TimeSpan.MaxValue ? null : due;
        }
    }
}

/// <summary>What happens to a call.</summary>
internal enum CallInputKind
{
    /// <summary>It may be time for something.</summary>
    Due,

    /// <summary>Our program answers their INVITE, or the offer they made inside the call, with 2xx.</summary>
    Answer,

    /// <summary>Our program refuses their INVITE, or the offer they made inside the call.</summary>
    Refuse,

    /// <summary>Our program wants the call to be over.</summary>
    HangUp,

    /// <summary>Our program makes an offer inside the call.</summary>
    Offer,

    /// <summary>A response to our INVITE that began the call.</summary>
    Response,

    /// <summary>A response to an INVITE or UPDATE of ours inside the call.</summary>
    OfferResponse,

    /// <summary>They make an offer inside the call by INVITE.</summary>
    TheirInvite,

    /// <summary>They make an offer inside the call by UPDATE.</summary>
    TheirUpdate,

    /// <summary>They acknowledge.</summary>
    Ack,

    /// <summary>They call their INVITE off.</summary>
    Cancel,

    Bye,

    /// <summary>Nobody answered a request of ours, or acknowledged a reliable provisional response.</summary>
    Timeout,

    /// <summary>A request of ours could not be sent.</summary>
    Failure,
}

/// <summary>Something that happens, with the status of the response where it is one, and how long to wait before an offer that met theirs is made again.</summary>
internal readonly record struct CallInput(CallInputKind Kind, int Status = 0, TimeSpan RetryAfter = default)
{
    public static implicit operator CallInput(CallInputKind kind) => new(kind);
}

/// <summary>What is to be done, in the order of the members.</summary>
[Flags]
internal enum CallActions
{
    None = 0,

    /// <summary>The 2xx goes out, for the first time or again.</summary>
    SendAnswer = 1,

    /// <summary>Their INVITE, or the request with their offer, is refused as our program says.</summary>
    SendRefusal = 1 << 1,

    /// <summary>Their INVITE is refused with 487: it was called off, or the call is over.</summary>
    RefuseTerminated = 1 << 2,

    /// <summary>Their offer is refused with 491: ours is under way. RFC 3261 section 14.2.</summary>
    RefusePending = 1 << 3,

    /// <summary>Their offer is refused with 500 and a time to come back: their last one is under way. RFC 3261 section 14.2.</summary>
    RefuseBusy = 1 << 4,

    /// <summary>A 2xx is acknowledged.</summary>
    SendAck = 1 << 5,

    SendCancel = 1 << 6,

    SendBye = 1 << 7,

    /// <summary>Our program's offer goes out, or goes out again.</summary>
    SendOffer = 1 << 8,

    /// <summary>The session is refreshed.</summary>
    SendRefresh = 1 << 9,

    /// <summary>Our program is told of a provisional response.</summary>
    TellProgress = 1 << 10,

    TellEstablished = 1 << 11,

    /// <summary>Our program is given the offer they make.</summary>
    TellOffer = 1 << 12,

    /// <summary>Our program is told what became of the offer it made.</summary>
    TellOfferResult = 1 << 13,

    TellEnded = 1 << 14,

    /// <summary>The offer cannot go out: the call is not established.</summary>
    TellOfferTooEarly = 1 << 15,
}
