using ContactCenter.Channels;

namespace ContactCenter.Calls;

/// <summary>
/// A stack that makes calls: ours is SIP, another one is a class of this shape. It knows lines and sound, and nothing of queues, agents and logs. Thread-safe.
/// </summary>
public interface ITelephone : IAsyncDisposable
{
    /// <summary>Somebody calls. Called once for each call, which waits until it is answered, refused or gone.</summary>
    Func<ICall, Task>? Called { get; set; }

    /// <summary>Begins to listen, and registers where that is configured.</summary>
    /// <exception cref="ChannelException">A port is taken, or a certificate cannot be read.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Calls somebody.</summary>
    /// <returns>The call, which is on its way; null when no line can take it.</returns>
    ValueTask<ICall?> CallAsync(CallTarget target, CancellationToken cancellationToken = default);
}

/// <summary>Whom a telephone calls.</summary>
/// <param name="Line">By which line: a trunk's name, or empty for a telephone of ours that is registered.</param>
/// <param name="To">A number, or a registered telephone's name.</param>
/// <param name="From">The number that is shown.</param>
public sealed record CallTarget(string Line, string To, string From)
{
    /// <summary>The name that is shown.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Whether the telephone is asked to answer by itself (<c>Call-Info: answer-after=0</c>).</summary>
    public bool AnswersItself { get; init; }

    /// <summary>Where the caller is, for a call for help; null where nobody said, and for all other calls.</summary>
    public CallLocation? Location { get; init; }
}

/// <summary>Where a caller is, as the telephone said: passed on as it came with a call for help. RFC 6442.</summary>
/// <param name="Document">A PIDF-LO document (<c>application/pidf+xml</c>); empty for none.</param>
/// <param name="Reference">A URI where it can be asked for; empty for none.</param>
/// <param name="Routing">What <c>Geolocation-Routing</c> said: whether those on the way may look at it; null where it said nothing.</param>
public sealed record CallLocation(ReadOnlyMemory<byte> Document, string Reference, string? Routing);

/// <summary>One call of a stack. Disposing hangs up. Thread-safe.</summary>
public interface ICall : IAsyncDisposable
{
    /// <summary>What names it at both sides.</summary>
    string Id { get; }

    /// <summary>The trunk it came or went by; empty for a telephone of ours.</summary>
    string Line { get; }

    /// <summary>The calling number as the line vouches for it (P-Asserted-Identity before From); empty when it is withheld. Of a telephone of ours its name.</summary>
    string From { get; }

    /// <summary>The name that came with it: hostile text.</summary>
    string DisplayName { get; }

    /// <summary>Who was called.</summary>
    string To { get; }

    /// <summary>Whom the caller had called first, where the call was diverted; empty otherwise.</summary>
    string DivertedFrom { get; }

    /// <summary>Where the caller says to be; null where nothing was said.</summary>
    CallLocation? Location => null;

    /// <summary>True once it is answered, false when it ended before.</summary>
    Task<bool> Answered { get; }

    /// <summary>Completes when a call of ours rings at the other side.</summary>
    Task Ringing { get; }

    /// <summary>How it ended.</summary>
    Task<CallOver> Over { get; }

    /// <summary>What is said and heard; null is silence.</summary>
    ICallSound? Sound { get; set; }

    /// <summary>A key was pressed at the other side, once for each, when it is let go or recognised.</summary>
    event Action<ICall, char>? KeyPressed;

    /// <summary>The other side has put us on hold, or taken us back.</summary>
    event Action<ICall, bool>? HeldByThem;

    /// <summary>The other side asks to be connected with somebody else; true when that is done (REFER).</summary>
    Func<ICall, string, Task<bool>>? TransferWanted { get; set; }

    /// <summary>How it sounds so far; null before there is sound.</summary>
    CallQuality? Quality { get; }

    /// <summary>Lets the caller hear it ring.</summary>
    ValueTask RingAsync(CancellationToken cancellationToken = default);

    /// <summary>Answers.</summary>
    /// <returns>False when the caller is gone, or there is no sound to agree on.</returns>
    ValueTask<bool> AnswerAsync(CancellationToken cancellationToken = default);

    /// <summary>Refuses.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="retryAfter">When it may be tried again, with <see cref="CallRefusal.Unavailable"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask RefuseAsync(CallRefusal refusal, TimeSpan? retryAfter = null, CancellationToken cancellationToken = default);

    /// <summary>Holds the line, so that the telephone shows it, or takes it back; what is said is still heard there.</summary>
    /// <returns>False when the other side will not.</returns>
    ValueTask<bool> HoldAsync(bool isHeld, CancellationToken cancellationToken = default);

    /// <summary>Sends a key to the other side.</summary>
    /// <returns>False when too many wait.</returns>
    bool SendKey(char key);
}

/// <summary>What is said to somebody and heard from there. Called on a thread of media every 20 ms: returns at once and allocates nothing.</summary>
public interface ICallSound
{
    /// <summary>Fills what is said next.</summary>
    /// <param name="frame">Linear samples, cleared before.</param>
    /// <param name="sampleRate">In hertz.</param>
    /// <returns>False for silence.</returns>
    bool Say(Span<short> frame, int sampleRate);

    /// <summary>Takes what was heard.</summary>
    /// <param name="frame">Linear samples, not valid after the call.</param>
    /// <param name="sampleRate">In hertz.</param>
    void Hear(ReadOnlySpan<short> frame, int sampleRate);
}

/// <summary>Why a call is not taken.</summary>
public enum CallRefusal
{
    /// <summary>All lines are in use (486).</summary>
    Busy,

    /// <summary>Nobody has this number (404).</summary>
    Unknown,

    /// <summary>The center cannot take calls at this moment (503 with Retry-After).</summary>
    Unavailable,

    /// <summary>Not wanted (603).</summary>
    Declined,

    /// <summary>Nobody answers there, or is there at all now (480).</summary>
    NoAnswer,
}

/// <summary>How a call ended.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Status">The status that came with it, such as 486; null for none.</param>
public sealed record CallOver(CallCause Cause, int? Status);
