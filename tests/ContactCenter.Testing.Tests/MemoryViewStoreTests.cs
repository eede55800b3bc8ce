using System.Text;
using ContactCenter.Journal;
using ContactCenter.Storage;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ContactCenter.Testing.Tests;

/// <summary>The store against the plainest thing that could be right, with the rows and questions the SQLite store is tried with.</summary>
public sealed class MemoryViewStoreTests
{
    private static readonly string[] Names = ["", "a", "ab", "b", "é", "\uffee", "😀", "'", "%", "_"];
    private static readonly long[] Orders = [long.MinValue, -1, 0, 1, 2, 1_772_000_000_000, long.MaxValue];

    private static Gen<ViewRow> Rows =>
        from view in Gen.Elements("v", "w")
        from key in Gen.Elements(Names)
        from suffix in Gen.Choose(0, 60)
        from grp in Gen.Elements("", "g", "h", "😀")
        from order in Gen.Elements(Orders)
        from document in Gen.Choose(0, 9)
        select new ViewRow(view, $"{key}{suffix}", grp, order, Encoding.UTF8.GetBytes($"{document}"));

    private static Gen<ViewQuery> Queries =>
        from grp in Gen.Elements<string?>(null, "", "g", "h", "😀", "none")
        from lower in Gen.OneOf(Gen.Constant<long?>(null), Gen.Elements(Orders).Select(o => (long?)o))
        from upper in Gen.OneOf(Gen.Constant<long?>(null), Gen.Elements(Orders).Select(o => (long?)o))
        from backwards in Gen.Elements(true, false)
        from limit in Gen.Elements(0, 1, 3, 255, 256, 257, int.MaxValue)
        select new ViewQuery("v") { Group = grp, From = lower, To = upper, Descending = backwards, Limit = limit };

    [Property(MaxTest = 60)]
    public Property Lists_are_those_of_a_sorted_dictionary() => Prop.ForAll(
        Rows.ListOf(300).ToArbitrary(),
        Rows.ListOf(60).ToArbitrary(),
        Queries.ListOf(25).ToArbitrary(),
        async (put, remove, queries) =>
        {
            await using var storage = await new MemoryStorage().OpenAsync(new TenantId("acme"));
            var store = storage.Views;
            var model = new Dictionary<(string View, string Key), ViewRow>();
            await store.CommitAsync(new ViewCommit("p", new LogPosition(1), [.. put], []));
            await store.CommitAsync(new ViewCommit("p", new LogPosition(2), [], [.. remove.Select(r => (r.View, r.Key))]));
            put.ToList().ForEach(row => model[(row.View, row.Key)] = row);
            remove.ToList().ForEach(row => model.Remove((row.View, row.Key)));

            foreach (var query in queries)
            {
                var actual = new List<string>();
                await foreach (var row in store.ListAsync(query))
                {
                    actual.Add(Print(row));
                }

                actual.ShouldBe(Expected(model.Values, query).Select(Print), query.ToString());
            }

            foreach (var row in put)
            {
                var found = await store.FindAsync(row.View, row.Key);
                (found is null ? null : Print(found)).ShouldBe(model.TryGetValue((row.View, row.Key), out var expected) ? Print(expected) : null);
            }
        });

    [Fact]
    public async Task A_commit_removes_first_and_clearing_takes_only_what_it_names()
    {
        await using var storage = await new MemoryStorage().OpenAsync(new TenantId("acme"));
        var store = storage.Views;
        await store.CommitAsync(new ViewCommit("p", new LogPosition(1), [new("v", "a", "", 1, default), new("w", "a", "", 1, default)], [("v", "a")]));
        await store.CommitAsync(new ViewCommit("q", new LogPosition(5), [], []));
        (await store.FindAsync("v", "a")).ShouldNotBeNull();
        await store.ClearAsync("p", ["v"]);
        (await store.FindAsync("v", "a")).ShouldBeNull();
        (await store.FindAsync("w", "a")).ShouldNotBeNull();
        (await store.CheckpointAsync("p")).ShouldBe(LogPosition.Start);
        (await store.CheckpointAsync("q")).Value.ShouldBe(5);
    }

    private static IEnumerable<ViewRow> Expected(IEnumerable<ViewRow> rows, ViewQuery query)
    {
        var matching = rows
            .Where(r => r.View == query.View && (query.Group is null || r.Group == query.Group))
            .Where(r => (query.From is null || r.Order >= query.From) && (query.To is null || r.Order < query.To))
            .OrderBy(r => Bytes(r.Group), StringComparer.Ordinal).ThenBy(r => r.Order).ThenBy(r => Bytes(r.Key), StringComparer.Ordinal);
        return (query.Descending ? matching.Reverse() : matching).Take(query.Limit);
    }

    private static string Bytes(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private static string Print(ViewRow row) => $"{row.View}|{row.Key}|{row.Group}|{row.Order}|{Encoding.UTF8.GetString(row.Document.Span)}";
}
