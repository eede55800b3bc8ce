using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>What an entry can be found by: all of it but body and sealed fields.</summary>
/// <param name="Machine">The stream.</param>
/// <param name="MachineVersion">The entry's place in the stream; -1 in a stream without versions.</param>
/// <param name="Id">The entry's id.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Time">When, UTC.</param>
/// <param name="Links">What it is about.</param>
public sealed record EntryHeader(MachineId Machine, long MachineVersion, EntryId Id, string Kind, DateTimeOffset Time, EntryLinks Links);
