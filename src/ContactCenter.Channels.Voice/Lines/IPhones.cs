namespace ContactCenter.Channels.Voice.Lines;

/// <summary>The telephones of agents, as far as who talks with them needs to know. Thread-safe.</summary>
internal interface IPhones
{
    /// <summary>An agent can be reached by telephone, or not any more. Called on any thread; return at once.</summary>
    event Action<string, bool>? PhoneChanged;

    /// <summary>Whether a telephone of the agent is registered, or the agent has a number outside.</summary>
    bool IsReachable(string agent);

    /// <summary>The names of an agent's telephones, registered or not.</summary>
    IReadOnlyList<string> DevicesOf(string agent);

    /// <summary>Whose telephone it is; null when there is no such.</summary>
    string? AgentOf(string device);

    /// <summary>The agent's number outside, in E.164; null when there is none.</summary>
    string? NumberOf(string agent);

    /// <summary>The endpoint from which calls are made that the agent dials on a telephone; null for the first one.</summary>
    EndpointId? CallFromOf(string agent);
}

/// <summary>A call that came in when all lines of its trunk were in use, and may wait for one (<see cref="VoiceWhenFull.Queue"/>).</summary>
internal interface ILimitedCall
{
    /// <summary>Completes when the call has a line; it has from the beginning where one was free.</summary>
    Task HasLine { get; }

    /// <summary>What is played until then, the name of a recording; null: music.</summary>
    string? Announcement { get; }
}

/// <summary>Texts by SIP MESSAGE (RFC 3428). Thread-safe.</summary>
internal interface ISipTexts
{
    /// <summary>A text came from a trunk or a telephone of ours. The status it is answered with: 200 once it is kept, 503 lets the sender try again.</summary>
    Func<SipText, Task<int>>? TextReceived { get; set; }

    /// <summary>Sends a text.</summary>
    /// <param name="text">By which line, from and to whom; a telephone of ours by its name with an empty line.</param>
    /// <param name="cancellationToken">Stops waiting; it may have been sent.</param>
    /// <returns>The status of the answer, such as 200 or 202, 408 where none came; null when no line leads there, or the guard against fraud stops it.</returns>
    Task<int?> SendTextAsync(SipText text, CancellationToken cancellationToken = default);
}

/// <summary>A text by SIP MESSAGE.</summary>
/// <param name="Line">The trunk; empty for a telephone of ours.</param>
/// <param name="From">Who wrote it: a number, or the name of a telephone of ours.</param>
/// <param name="To">To whom.</param>
/// <param name="Text">Hostile text, at most 65,535 octets.</param>
/// <param name="Id">What names it at the other side; of one that is to be sent its Call-ID, empty for a new one.</param>
internal sealed record SipText(string Line, string From, string To, string Text, string Id = "");

/// <summary>Names of lines that are no trunk's.</summary>
internal static class LineNames
{
    /// <summary>A telephone of ours.</summary>
    public const string Phone = "";

    /// <summary>Whichever trunk is best for the number: <see cref="TrunkChoice"/>.</summary>
    public const string Any = "*";
}
