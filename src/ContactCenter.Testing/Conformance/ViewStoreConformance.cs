using System.Text;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Testing.Conformance;

/// <summary>What every view store does: it is tried against the plainest thing that could be right. A case gets a function that makes a new, empty store.</summary>
public static class ViewStoreConformance
{
    private const int Rounds = 40;

    /// <summary>Keys whose order by UTF-16 differs from that by UTF-8, keys of one another's prefix, quotes and wildcards.</summary>
    private static readonly string[] Names = ["", "a", "ab", "b", "é", "\uffee", "😀", "'", "%", "_"];
    private static readonly string[] Groups = ["", "g", "h", "😀"];
    private static readonly long[] Orders = [long.MinValue, -1, 0, 1, 2, 1_772_000_000_000, long.MaxValue];
    private static readonly int[] Limits = [0, 1, 3, 255, 256, 257, int.MaxValue];

    /// <summary>The cases.</summary>
    public static IReadOnlyList<ConformanceCase<Func<Task<IViewStore>>>> All { get; } =
    [
        new("Lists and finds are those of a dictionary that is sorted when asked", async open =>
        {
            for (var seed = 0; seed < Rounds; seed++)
            {
                await ListsAreThoseOfASortedDictionaryAsync(await open(), seed);
            }
        }),
        new("A commit removes before it puts, and clearing takes the named views and one checkpoint, nothing else", async open =>
            await ACommitRemovesFirstAndClearingTakesOnlyWhatItNamesAsync(await open())),
    ];

    private static async Task ListsAreThoseOfASortedDictionaryAsync(IViewStore store, int seed)
    {
        var random = new Random(seed);
        var put = Enumerable.Range(0, random.Next(700)).Select(_ => Row(random)).ToList();
        var remove = Enumerable.Range(0, random.Next(60)).Select(_ => Row(random)).ToList();
        var model = new Dictionary<(string View, string Key), ViewRow>();
        await store.CommitAsync(new ViewCommit("p", new LogPosition(1), put, []));
        await store.CommitAsync(new ViewCommit("p", new LogPosition(2), [], [.. remove.Select(static r => (r.View, r.Key))]));
        put.ForEach(row => model[(row.View, row.Key)] = row);
        remove.ForEach(row => model.Remove((row.View, row.Key)));

        for (var i = 0; i < 25; i++)
        {
            var query = Query(random);
            Expect.Same(Expected(model.Values, query).Select(Print), await ListAsync(store, query), $"seed {seed}, {query}");
        }

        foreach (var row in put)
        {
            var found = await store.FindAsync(row.View, row.Key);
            Expect.Equal(model.TryGetValue((row.View, row.Key), out var kept) ? Print(kept) : null, found is null ? null : Print(found), $"seed {seed}, {row.Key}");
        }
    }

    private static async Task ACommitRemovesFirstAndClearingTakesOnlyWhatItNamesAsync(IViewStore store)
    {
        await store.CommitAsync(new ViewCommit("p", new LogPosition(1), [new("v", "a", "", 1, default), new("w", "a", "", 1, default)], [("v", "a")]));
        await store.CommitAsync(new ViewCommit("q", new LogPosition(5), [], []));
        Expect.Equal("a", (await store.FindAsync("v", "a"))?.Key, "put and removed in one commit");
        await store.ClearAsync("p", ["v"]);
        Expect.Equal(null, await store.FindAsync("v", "a"), "cleared");
        Expect.Equal("a", (await store.FindAsync("w", "a"))?.Key, "another view");
        Expect.Equal(LogPosition.Start, await store.CheckpointAsync("p"), "the checkpoint of what was cleared");
        Expect.Equal(new LogPosition(5), await store.CheckpointAsync("q"), "another checkpoint");
    }

    private static ViewRow Row(Random random) => new(
        random.Next(2) == 0 ? "v" : "w",
        $"{OneOf(random, Names)}{random.Next(61)}",
        OneOf(random, Groups),
        OneOf(random, Orders),
        Encoding.UTF8.GetBytes($"{random.Next(10)}"));

    private static ViewQuery Query(Random random) => new("v")
    {
        Group = random.Next(6) switch { 0 => null, 1 => "none", _ => OneOf(random, Groups) },
        From = random.Next(2) == 0 ? null : OneOf(random, Orders),
        To = random.Next(2) == 0 ? null : OneOf(random, Orders),
        Descending = random.Next(2) == 0,
        Limit = OneOf(random, Limits),
    };

    private static T OneOf<T>(Random random, T[] all) => all[random.Next(all.Length)];

    private static async Task<List<string>> ListAsync(IViewStore store, ViewQuery query)
    {
        var rows = new List<string>();
        await foreach (var row in store.ListAsync(query))
        {
            rows.Add(Print(row));
        }

        return rows;
    }

    private static IEnumerable<ViewRow> Expected(IEnumerable<ViewRow> rows, ViewQuery query)
    {
        var matching = rows
            .Where(r => r.View == query.View && (query.Group is null || r.Group == query.Group))
            .Where(r => (query.From is null || r.Order >= query.From) && (query.To is null || r.Order < query.To))
            .OrderBy(static r => Bytes(r.Group), StringComparer.Ordinal).ThenBy(static r => r.Order).ThenBy(static r => Bytes(r.Key), StringComparer.Ordinal);
        return (query.Descending ? matching.Reverse() : matching).Take(query.Limit);
    }

    /// <summary>Text that sorts as the UTF-8 bytes do.</summary>
    private static string Bytes(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private static string Print(ViewRow row) => $"{row.View}|{row.Key}|{row.Group}|{row.Order}|{Encoding.UTF8.GetString(row.Document.Span)}";
}
