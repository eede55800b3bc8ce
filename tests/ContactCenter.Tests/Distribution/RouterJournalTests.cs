using ContactCenter.Distribution;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Distribution;

public sealed class RouterJournalTests
{
    [Fact]
    public async Task What_one_command_decides_may_come_in_several_appends()
    {
        await using var storage = await new MemoryStorage().OpenAsync(CenterFixture.Acme);
        var journal = new RouterJournal(storage.Log, 0);
        var cause = DerivedId.From("a queue opens");
        RouterRecord[] Records(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => new RouterRecord(new RouterEvent.AgentReady(new("anna")), cause, null, DateTimeOffset.UnixEpoch))];

        await journal.AppendAsync(Records(RouterPartition.MaxAppend));
        await journal.AppendAsync(Records(10));

        journal.Version.ShouldBe(RouterPartition.MaxAppend + 10);
        var ids = new HashSet<EntryId>();
        await foreach (var committed in storage.Log.ReadMachineAsync(Entries.Router, 0, CancellationToken.None))
        {
            ids.Add(committed.Entry.Id).ShouldBeTrue();
        }

        ids.Count.ShouldBe(RouterPartition.MaxAppend + 10);
    }
}
