namespace ContactCenter.Journal;

/// <summary>An entry that is durable in its log.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Machine">The machine whose stream it belongs to.</param>
/// <param name="MachineVersion">Its place in that stream, 0 for the first; -1 in a stream appended to with <see cref="Append.AnyVersion"/>, whose order is that of the log.</param>
/// <param name="Entry">The entry.</param>
public sealed record CommittedEntry(LogPosition Position, MachineId Machine, long MachineVersion, Entry Entry);
