using System.Collections.Immutable;
using System.Diagnostics;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>How ids and bodies of entries are made, in one place.</summary>
internal static class Entries
{
    /// <summary>The id of the <paramref name="ordinal"/>-th entry that <paramref name="machine"/> writes because of <paramref name="cause"/>: the same after a crash.</summary>
    public static EntryId IdFor(Guid cause, MachineId machine, int ordinal) =>
        new(DerivedId.From(cause.ToString("N"), machine.ToString(), ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public static MachineId Interaction(InteractionId id) => new("interaction", id.Value.ToString("N"));

    public static MachineId Effect(MessageId id) => new("message", id.Value.ToString("N"));

    public static MachineId Router { get; } = new("router", "main");

    /// <summary>The trace the current work belongs to.</summary>
    public static string? TraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    public static ImmutableArray<T> One<T>(T item) => [item];
}
