namespace ContactCenter.Calls;

/// <summary>
/// Keeps what is said in calls: encrypted under the customer's key, durable second by second, so that a crash leaves all but the last second; its hash stands in
/// the log once it is whole. Thread-safe.
/// </summary>
public interface ICallRecordings
{
    /// <summary>Begins a recording of a call; durable on return that it began.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="call">The call.</param>
    /// <param name="sampleRate">In hertz: 8,000 or 16,000.</param>
    /// <param name="by">Who wanted it: <c>queue</c>, <c>script</c>, or an agent's name.</param>
    /// <param name="isMessage">Whether it is a message the caller leaves: how long the caller is heard stands in the log then.</param>
    /// <param name="cancellationToken">Stops; nothing is kept then.</param>
    /// <returns>Where the sound goes; null when the call is unknown or its customer has been erased.</returns>
    /// <exception cref="Journal.LogUnavailableException">The center cannot write at this moment.</exception>
    ValueTask<ICallRecording?> BeginAsync(TenantId tenant, CallId call, int sampleRate, string by, bool isMessage = false, CancellationToken cancellationToken = default);
}

/// <summary>A recording under way. Disposing ends it: what was written is durable then, and its hash in the log.</summary>
public interface ICallRecording : IAsyncDisposable
{
    /// <summary>Whether it stopped by itself, such as on a full disk; the log says so.</summary>
    bool HasFailed { get; }

    /// <summary>Of a message: for how long the caller has been heard so far, in stretches of 20 ms; zero of a talk.</summary>
    TimeSpan Heard { get; }

    /// <summary>Of a message: for how long the caller has not been heard since; zero of a talk.</summary>
    TimeSpan Quiet { get; }

    /// <summary>
    /// Takes the next stretch, both sides of the same length: the caller left, the center right. Never blocks and allocates nothing a frame; called by one thread at a time.
    /// While it is paused the time counts and nothing is kept.
    /// </summary>
    /// <param name="caller">What the caller said.</param>
    /// <param name="center">What the center said.</param>
    void Write(ReadOnlySpan<short> caller, ReadOnlySpan<short> center);

    /// <summary>Keeps nothing from here on. Durable on return: the log names who and when.</summary>
    /// <param name="by">Who wanted it.</param>
    ValueTask PauseAsync(string by);

    /// <summary>Keeps again.</summary>
    /// <param name="by">Who wanted it.</param>
    ValueTask ResumeAsync(string by);
}
