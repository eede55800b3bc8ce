using System.Collections.Immutable;

namespace ContactCenter.Journal;

/// <summary>Entries one machine wants to add to its stream, all or none.</summary>
/// <param name="Machine">The stream.</param>
/// <param name="ExpectedVersion">How many entries the writer believes the stream holds; <see cref="AnyVersion"/> where the order does not matter to it.</param>
/// <param name="Epoch">The writer's <see cref="ILog.Epoch"/>, taken when it loaded its state. An older one is refused.</param>
/// <param name="Entries">1 to 1,024 entries.</param>
public sealed record Append(MachineId Machine, long ExpectedVersion, long Epoch, ImmutableArray<Entry> Entries)
{
    /// <summary>
    /// Goes before the others that wait, and may use the room a log keeps free for it. For emergencies and what they have to pass
    /// through; false by default. Appends of one stream that wait at the same time are all urgent, or none is.
    /// </summary>
    public bool IsUrgent { get; init; }

    /// <summary>Append after whatever is there. For streams with many writers, such as the door's; such a stream keeps no version, and all appends to it say so.</summary>
    public const long AnyVersion = -1;
}
