namespace ContactCenter.Journal;

/// <summary>What became of an append.</summary>
/// <param name="Status">Whether the entries are in the log.</param>
/// <param name="First">The position of the first entry, when they are.</param>
/// <param name="Version">The version of the stream now; <see cref="Append.AnyVersion"/> where it keeps none.</param>
public readonly record struct AppendResult(AppendStatus Status, LogPosition First, long Version);

/// <summary>The ways an append can end. Failing to write is not among them: it is a <see cref="LogUnavailableException"/>.</summary>
public enum AppendStatus
{
    /// <summary>The entries are on disk.</summary>
    Appended,

    /// <summary>They had been appended before under the same ids; nothing was written.</summary>
    Repeated,

    /// <summary>Another writer has appended to this stream; nothing was written. Reload the machine and decide again.</summary>
    StaleVersion,

    /// <summary>A newer writer owns the log; nothing was written. Stop.</summary>
    StaleEpoch,
}
