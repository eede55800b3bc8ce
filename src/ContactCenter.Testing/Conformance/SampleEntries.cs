using System.Text;
using ContactCenter.Journal;

namespace ContactCenter.Testing.Conformance;

/// <summary>Entries to append, told apart by a number.</summary>
public static class SampleEntries
{
    /// <summary>The time of entry 0; each next one is a second later.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The id of an entry.</summary>
    public static EntryId Id(int number) => new(DerivedId.From("sample", number.ToString()));

    /// <summary>An interaction to link entries to.</summary>
    public static InteractionId Interaction(int number) => new(DerivedId.From("interaction", number.ToString()));

    /// <summary>An entry, always the same for the same number.</summary>
    public static Entry Entry(int number, string kind = "message.received", EntryLinks? links = null) => new()
    {
        Id = Id(number),
        Kind = kind,
        Time = Start.AddSeconds(number),
        Actor = "channel:sms",
        Links = links ?? EntryLinks.None,
        Body = Encoding.UTF8.GetBytes($$"""{"text":"an entry","number":{{number}}}"""),
    };

    /// <summary>An append to a machine that keeps versions.</summary>
    public static Append Append(this ILog log, MachineId machine, long expected, params ReadOnlySpan<Entry> entries) =>
        new(machine, expected, log.Epoch, [.. entries]);

    /// <summary>An append to a machine that keeps none.</summary>
    public static Append AppendAny(this ILog log, params ReadOnlySpan<Entry> entries) => log.Append(new MachineId("door", "main"), Journal.Append.AnyVersion, entries);

    /// <summary>The numbers of the entries, in the order they are read.</summary>
    public static async Task<int[]> NumbersAsync(this IAsyncEnumerable<CommittedEntry> entries) => [.. (await entries.ToListAsync()).Select(Number)];

    /// <summary>The number an entry was made with.</summary>
    public static int Number(CommittedEntry entry)
    {
        using var body = System.Text.Json.JsonDocument.Parse(entry.Entry.Body);
        return body.RootElement.GetProperty("number").GetInt32();
    }
}
