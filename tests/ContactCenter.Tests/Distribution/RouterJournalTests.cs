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

    [Fact]
    public async Task An_append_may_be_asked_for_while_the_one_before_is_on_its_way_even_where_that_has_to_wait_for_room()
    {
        await using var storage = await new MemoryStorage().OpenAsync(CenterFixture.Acme);
        var (room, appends) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        await using var log = new HeldLog(storage.Log, _ => Interlocked.Increment(ref appends) == 1 ? room.Task : Task.CompletedTask);
        var journal = new RouterJournal(log, 0);
        RouterRecord[] Ready(string agent) => [new RouterRecord(new RouterEvent.AgentReady(new(agent)), DerivedId.From(agent), null, DateTimeOffset.UnixEpoch)];

        var first = journal.AppendAsync(Ready("anna")).AsTask();
        var second = journal.AppendAsync(Ready("bruno")).AsTask();
        (first.IsCompleted, second.IsCompleted, appends).ShouldBe((false, false, 2)); // the second has found room, and was refused
        room.SetResult();
        await Task.WhenAll(first, second);

        (journal.Version, appends).ShouldBe((2, 3));
        var agents = new List<string>();
        await foreach (var committed in storage.Log.ReadMachineAsync(Entries.Router, 0, CancellationToken.None))
        {
            agents.Add(((RouterEvent.AgentReady)RouterJournal.Read(committed.Entry).Event).Agent.Value);
        }

        agents.ShouldBe(["anna", "bruno"]);
    }
}
