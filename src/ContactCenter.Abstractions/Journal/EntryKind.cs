using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ContactCenter.Journal;

/// <summary>One step of an entry's body from a version of its kind to the next. Pure: reads nothing but its argument, which it may change and return.</summary>
/// <param name="body">The body as the older version wrote it.</param>
/// <returns>The same facts as the next version writes them.</returns>
public delegate JsonObject Upcaster(JsonObject body);

/// <summary>A kind of entry as this build knows it. Its newest version is 1 and one more for each step: a step once released stays for ever.</summary>
/// <param name="Name">The stable name, such as <c>message.received</c>.</param>
/// <param name="Steps">The first leads from version 1 to 2, the next from 2 to 3.</param>
public sealed record EntryKind(string Name, ImmutableArray<Upcaster> Steps)
{
    /// <summary>A kind of which there is version 1 alone.</summary>
    public EntryKind(string name)
        : this(name, [])
    {
    }

    /// <summary>The version written today.</summary>
    public int Version => Steps.Length + 1;
}
