using System.Text;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Files;
using ContactCenter.Storage;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sqlite.Views;

public sealed class ViewStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeLogger _logger = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Rows_and_checkpoint_survive_a_restart()
    {
        await using (var store = Open())
        {
            (await store.CheckpointAsync("p")).ShouldBe(LogPosition.Start);
            await store.CommitAsync(new ViewCommit("p", new LogPosition(7), [Row("a"), Row("b")], []));
            await store.CommitAsync(new ViewCommit("p", new LogPosition(9), [Row("a", order: 5)], [("v", "b")]));
        }

        await using var again = Open();
        (await again.CheckpointAsync("p")).Value.ShouldBe(9);
        (await again.FindAsync("v", "a"))!.Order.ShouldBe(5);
        (await again.FindAsync("v", "b")).ShouldBeNull();
    }

    [Theory]
    [InlineData(true, false, "(view=? AND grp=? AND (ord,key)>(?,?)")]
    [InlineData(true, true, "(ord,key)<(?,?))")]
    [InlineData(false, false, "(view=? AND (grp,ord,key)>(?,?,?)")]
    [InlineData(false, true, "(grp,ord,key)<(?,?,?))")]
    public async Task A_further_page_is_searched_from_the_row_before_it_and_no_earlier_one_is_walked_again(bool isInGroup, bool isDescending, string search)
    {
        await using (Open())
        {
            // makes the tables
        }

        using var reader = ViewDatabase.OpenForReading(_folder["views.db"]);
        using var plan = new Statement(reader, "EXPLAIN QUERY PLAN " + ViewPage.Sql((isInGroup, isDescending, Behind: true)), 8);
        using var rows = plan.Query("v", "g", 0L, 1L, "g", 0L, "k", 256);
        rows.Read().ShouldBeTrue();
        rows.GetString(3).ShouldContain(search);
        rows.Read().ShouldBeFalse("it needs no sorting");
    }

    [Fact]
    public async Task A_commit_removes_first_and_then_puts()
    {
        await using var store = Open();
        await store.CommitAsync(new ViewCommit("p", new LogPosition(1), [Row("a")], [("v", "a")]));
        Encoding.UTF8.GetString((await store.FindAsync("v", "a"))!.Document.Span).ShouldBe("{\"k\":\"a\"}");
    }

    [Theory]
    [InlineData("views.before-commit", 1)]
    [InlineData("views.after-commit", 2)]
    public async Task A_commit_that_fails_is_whole_or_not_there_and_the_next_one_works(string point, long expected)
    {
        var broken = false;
        await using var store = Open(at =>
        {
            if (broken && at == point)
            {
                throw new IOException("broken");
            }
        });
        await store.CommitAsync(new ViewCommit("p", new LogPosition(1), [Row("a", order: 1)], []));
        broken = true;
        await Should.ThrowAsync<IOException>(async () => await store.CommitAsync(new ViewCommit("p", new LogPosition(2), [Row("a", order: 2)], [])));
        broken = false;

        (await store.CheckpointAsync("p")).Value.ShouldBe(expected);
        (await store.FindAsync("v", "a"))!.Order.ShouldBe(expected);
        await store.CommitAsync(new ViewCommit("p", new LogPosition(3), [Row("a", order: 3)], []));
        (await store.CheckpointAsync("p")).Value.ShouldBe(3);
    }

    [Fact]
    public async Task Clearing_removes_a_projections_views_and_checkpoint_and_nothing_else()
    {
        await using var store = Open();
        await store.CommitAsync(new ViewCommit("p", new LogPosition(4), [Row("a"), Row("a") with { View = "w" }], []));
        await store.CommitAsync(new ViewCommit("q", new LogPosition(5), [Row("a") with { View = "x" }], []));
        await store.ClearAsync("p", ["v", "w"]);
        (await store.CheckpointAsync("p")).ShouldBe(LogPosition.Start);
        (await store.CheckpointAsync("q")).Value.ShouldBe(5);
        (await store.FindAsync("v", "a")).ShouldBeNull();
        (await store.FindAsync("w", "a")).ShouldBeNull();
        (await store.FindAsync("x", "a")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_list_may_be_left_and_the_store_written_to_while_it_is_read()
    {
        await using var store = Open();
        await store.CommitAsync(new ViewCommit("p", new LogPosition(1), [.. Enumerable.Range(0, 1_000).Select(i => Row($"{i:D4}", order: i))], []));
        var seen = 0;
        await foreach (var row in store.ListAsync(new ViewQuery("v")))
        {
            row.Order.ShouldBe(seen++);
            if (row.Order % 100 == 0)
            {
                await store.CommitAsync(new ViewCommit("p", new LogPosition(seen), [Row("0000", order: 0)], []));
            }
        }

        seen.ShouldBe(1_000);
        await foreach (var row in store.ListAsync(new ViewQuery("v") { Descending = true }))
        {
            row.Order.ShouldBe(999);
            break;
        }
    }

    [Fact]
    public async Task A_cancelled_list_stops()
    {
        await using var store = Open();
        await store.CommitAsync(new ViewCommit("p", new LogPosition(1), [.. Enumerable.Range(0, 1_000).Select(i => Row($"{i:D4}", order: i))], []));
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in store.ListAsync(new ViewQuery("v"), stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    [Theory]
    [InlineData("no database at all")]
    [InlineData("")]
    public async Task An_unreadable_file_is_set_aside_and_started_empty(string content)
    {
        await using (var store = Open())
        {
            await store.CommitAsync(new ViewCommit("p", new LogPosition(4), [Row("a")], []));
        }

        var garbage = Encoding.ASCII.GetBytes(content);
        using (var file = new FileStream(_folder["views.db"], FileMode.Open))
        {
            if (garbage.Length == 0)
            {
                file.Write(new byte[file.Length]); // a disk that returns zeros
            }
            else
            {
                file.SetLength(0);
                file.Write(garbage);
            }
        }

        await using var again = Open();
        (await again.CheckpointAsync("p")).ShouldBe(LogPosition.Start);
        await again.CommitAsync(new ViewCommit("p", new LogPosition(1), [Row("a")], []));
        File.Exists(_folder["views.db.bad-20260301T120000000Z"]).ShouldBeTrue();
        _logger.LatestRecord.Message.ShouldContain("set aside");
    }

    [Fact]
    public async Task A_file_found_damaged_in_use_is_set_aside_at_the_next_start()
    {
        await using (var store = Open())
        {
            await store.CommitAsync(new ViewCommit("p", new LogPosition(4), [.. Enumerable.Range(0, 20_000).Select(i => Row($"{i:D6}"))], []));
        }

        using (var file = new FileStream(_folder["views.db"], FileMode.Open))
        {
            file.Position = 100 * 4096; // some pages in the middle, which opening does not read
            file.Write(new byte[60 * 4096]);
        }

        await using (var store = Open())
        {
            var error = await Should.ThrowAsync<IOException>(async () =>
            {
                await foreach (var _ in store.ListAsync(new ViewQuery("v")))
                {
                    // until a damaged page
                }
            });
            error.Message.ShouldContain("damaged");
        }

        await using var again = Open();
        (await again.CheckpointAsync("p")).ShouldBe(LogPosition.Start);
        (await again.FindAsync("v", "000000")).ShouldBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private static ViewRow Row(string key, long order = 0) => new("v", key, "g", order, Encoding.UTF8.GetBytes($"{{\"k\":\"{key}\"}}"));

    private SqliteViewStore Open(Action<string>? faultPoint = null) => SqliteViewStore.Open(_folder["views.db"], TestContext.With(faultPoint, _time, _logger));
}
