using System.Text.Json.Serialization;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>The kinds of entries in the stream of a recording, <c>recording/ID</c>.</summary>
internal static class RecordingKinds
{
    /// <summary>It begins: its file is there, and its key stands sealed in this entry.</summary>
    public const string Started = "recording.started";

    /// <summary>Nothing is kept from here on.</summary>
    public const string Paused = "recording.paused";

    /// <summary>It is kept again.</summary>
    public const string Resumed = "recording.resumed";

    /// <summary>It is whole: what its file is stands here.</summary>
    public const string Ended = "recording.ended";

    /// <summary>Its time was over: its file is gone.</summary>
    public const string Removed = "recording.removed";

    /// <summary>The sealed key of the file, 32 bytes in base64. Whoever erases the customer destroys the key above it.</summary>
    public const string Key = "key";

    /// <summary>The name of a recording's stream and of the group of its entries.</summary>
    public const string Machine = "recording";

    public static MachineId StreamOf(RecordingId recording) => new(Machine, recording.Value.ToString("N"));

    /// <summary>The recording an entry is of.</summary>
    public static RecordingId Of(CommittedEntry committed) => new(Guid.ParseExact(committed.Machine.Key, "N"));
}

/// <param name="Call">The call.</param>
/// <param name="By">Who wanted it.</param>
/// <param name="Rate">In hertz.</param>
/// <param name="IsMessage">True where it is a message the caller leaves; null for a talk.</param>
internal sealed record RecordingStarted(CallId Call, string By, int Rate, bool? IsMessage = null);

internal sealed record RecordingPaused(string By);

internal sealed record RecordingResumed(string By);

/// <param name="Cause">How it ended.</param>
/// <param name="Code">Why, where it did not end as it should.</param>
/// <param name="Hash">SHA-256 of the file as it lies there, in lower-case hex.</param>
/// <param name="Size">Of the file, in bytes.</param>
/// <param name="Length">How long it plays, in milliseconds: sound and what was left out.</param>
/// <param name="Kept">How much of that is sound.</param>
/// <param name="Lost">How much of it was lost because the disk was too slow.</param>
/// <param name="Heard">Of a message: how much of it the caller is heard.</param>
internal sealed record RecordingEnded(RecordingCause Cause, string? Code, string Hash, long Size, long Length, long Kept, long Lost, long? Heard = null);

/// <param name="Reason">Why.</param>
internal sealed record RecordingRemoved(string Reason);

/// <summary>How a recording ended.</summary>
internal enum RecordingCause
{
    /// <summary>With its call, or because somebody wanted so.</summary>
    Completed,

    /// <summary>With its process, or its tenant.</summary>
    Interrupted,

    /// <summary>It could not be written any more.</summary>
    Failed,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecordingStarted))]
[JsonSerializable(typeof(RecordingPaused))]
[JsonSerializable(typeof(RecordingResumed))]
[JsonSerializable(typeof(RecordingEnded))]
[JsonSerializable(typeof(RecordingRemoved))]
internal sealed partial class RecordingJson : JsonSerializerContext;
