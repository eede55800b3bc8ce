using ContactCenter.Audit;

namespace ContactCenter.Testing.Conformance;

/// <summary>
/// A store of logs that is tried, and what a test does to it: <see cref="LogStoreConformance"/> plays the sequencer's part through <see cref="AuditLog"/>. One subject
/// is one log, empty at first, for one case.
/// </summary>
public abstract class LogStoreSubject
{
    /// <summary>A store over the log, not open yet: the same log each time, as a new process would find it.</summary>
    public abstract ILogStore Make();

    /// <summary>Lets the next write of an open store fail as a lost disk or connection does, and none after it.</summary>
    /// <param name="store">What <see cref="Make"/> made.</param>
    /// <param name="written">Whether the batch is durable all the same; else nothing of it may be.</param>
    public abstract void FailNextWrite(ILogStore store, bool written);

    /// <summary>
    /// Takes from an open store what keeps others out, while it goes on believing that it has the log, as a process that was paused for long does. Another
    /// can be opened then.
    /// </summary>
    /// <param name="store">What <see cref="Make"/> made.</param>
    public abstract ValueTask LoseOwnershipAsync(ILogStore store);
}
