namespace ContactCenter.Desk;

/// <summary>A recording of a call. It is opened by its id (<see cref="IDesk.OpenRecordingAsync"/>).</summary>
/// <param name="Recording">Its id.</param>
/// <param name="Call">The call.</param>
/// <param name="Session">The call's session.</param>
/// <param name="State">Whether it is under way, and whether it can be heard.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="By">Who wanted it: <c>queue</c>, <c>script</c>, or an agent's name.</param>
public sealed record RecordingView(RecordingId Recording, CallId Call, SessionId Session, RecordingState State, DateTimeOffset StartedAt, string By)
{
    /// <summary>How long it plays, silence where it was paused counted; null while it is under way.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>How much of that was kept; null while it is under way.</summary>
    public TimeSpan? Kept { get; init; }

    /// <summary>Whether it is a message the caller has left.</summary>
    public bool IsMessage { get; init; }

    /// <summary>Of a message: for how long the caller is heard; null while it is under way, and of a talk.</summary>
    public TimeSpan? Heard { get; init; }

    /// <summary>Why it did not end as it should, as a stable code; null where it did.</summary>
    public string? Code { get; init; }

    /// <summary>Whether this person may hear it: a supervisor, or the agent who has the interaction or had it last.</summary>
    public bool MayOpen { get; init; }
}

/// <summary>How far a recording is.</summary>
public enum RecordingState
{
    /// <summary>Under way, and what is said is kept.</summary>
    Recording,

    /// <summary>Under way, and nothing is kept.</summary>
    Paused,

    /// <summary>It ended with its call, or because somebody wanted so.</summary>
    Completed,

    /// <summary>It ended with the process; all but the last second is there.</summary>
    Interrupted,

    /// <summary>It could not be written any more; what there was before is there.</summary>
    Failed,
}

/// <summary>A recording that was opened. Dispose it.</summary>
/// <param name="content">The sound.</param>
/// <param name="tag">What it is.</param>
/// <param name="startedAt">When it began.</param>
public sealed class DeskRecording(Stream content, string tag, DateTimeOffset startedAt) : IAsyncDisposable
{
    /// <summary>
    /// A WAV file that can be sought in: 16 bits, the caller left, the center right, silence where nothing was kept. Of a recording under way what was durable when it was opened.
    /// A read throws <see cref="InvalidDataException"/> when the file has been altered.
    /// </summary>
    public Stream Content => content;

    /// <summary>Names these very bytes, such as for an ETag: the SHA-256 of the file once it has ended. Letters, digits and hyphens.</summary>
    public string Tag => tag;

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt => startedAt;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => content.DisposeAsync();
}
