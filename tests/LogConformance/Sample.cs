using System.Text;
using ContactCenter.Journal;

namespace ContactCenter.LogConformance;

/// <summary>Entries to append, told apart by a number.</summary>
public static class Sample
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static EntryId Id(int number) => new(DerivedId.From("sample", number.ToString()));

    public static InteractionId Interaction(int number) => new(DerivedId.From("interaction", number.ToString()));

    public static Entry Entry(int number, string kind = "message.received", EntryLinks? links = null) => new()
    {
        Id = Id(number),
        Kind = kind,
        Time = Start.AddSeconds(number),
        Actor = "channel:sms",
        Links = links ?? EntryLinks.None,
        Body = Encoding.UTF8.GetBytes($$"""{"text":"an entry","number":{{number}}}"""),
    };

    public static Append Append(this ILog log, MachineId machine, long expected, params ReadOnlySpan<Entry> entries) =>
        new(machine, expected, log.Epoch, [.. entries]);

    public static Append AppendAny(this ILog log, params ReadOnlySpan<Entry> entries) => log.Append(new MachineId("door", "main"), Journal.Append.AnyVersion, entries);

    public static async Task<List<CommittedEntry>> ToListAsync(this IAsyncEnumerable<CommittedEntry> entries)
    {
        var list = new List<CommittedEntry>();
        await foreach (var entry in entries)
        {
            list.Add(entry);
        }

        return list;
    }

    public static async Task<int[]> NumbersAsync(this IAsyncEnumerable<CommittedEntry> entries) => [.. (await entries.ToListAsync()).Select(Number)];

    public static int Number(CommittedEntry entry)
    {
        using var body = System.Text.Json.JsonDocument.Parse(entry.Entry.Body);
        return body.RootElement.GetProperty("number").GetInt32();
    }
}
