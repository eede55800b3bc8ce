using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite.Tests;

public sealed class SqliteLogTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task A_second_opener_is_refused_and_told_why()
    {
        await using var log = await _folder.OpenAsync();

        var refusal = await Should.ThrowAsync<LogUnavailableException>(() => _folder.OpenAsync());

        refusal.Message.ShouldContain("log.lock' is held by another process");
        (await log.AppendAsync(log.AppendAny(SampleEntries.Entry(1)))).Status.ShouldBe(AppendStatus.Appended);
    }

    [Fact]
    public async Task A_folder_of_another_log_is_refused()
    {
        await using (await _folder.OpenAsync())
        {
        }

        var refusal = await Should.ThrowAsync<LogFormatException>(async () =>
            await SqliteLog.OpenAsync(_folder.Path, new LogId("other"), new SqliteLogOptions(), TimeProvider.System));

        refusal.Message.ShouldBe("The file is not log 'other': its log is 'probe'.");
    }

    [Theory]
    [InlineData("UPDATE entry SET bytes = x'00'")]
    [InlineData("DELETE FROM entry")]
    [InlineData("UPDATE commit_record SET signature = x'00'")]
    [InlineData("DELETE FROM commit_record WHERE number = 0")]
    public async Task The_file_refuses_change_and_deletion(string sql)
    {
        await FillAsync(3);

        Should.Throw<SqliteException>(() => Execute(_folder.LogDb, sql)).Message.ShouldContain("the log is append-only");
    }

    [Fact]
    public async Task A_closed_log_and_an_ended_verification_hold_nothing_open()
    {
        for (var i = 0; i < 30; i++)
        {
            using var folder = new TestFolder();
            await (await folder.OpenAsync()).DisposeAsync(); // while its threads have hardly begun
            HeldFiles(folder.Path).ShouldBeEmpty();
            await folder.VerifyAsync();
            HeldFiles(folder.Path).ShouldBeEmpty();
        }

        static IEnumerable<string> HeldFiles(string folder) => new DirectoryInfo("/proc/self/fd")
            .EnumerateFileSystemInfos()
            .Select(static file => file.LinkTarget ?? "")
            .Where(target => target.StartsWith(folder, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_writer_whose_epoch_was_overtaken_in_the_file_is_refused()
    {
        await using var log = await _folder.OpenAsync();
        await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0)));
        Execute(_folder.LogDb, "UPDATE edge SET epoch = 99");

        await Should.ThrowAsync<LogUnavailableException>(log.AppendAsync(log.AppendAny(SampleEntries.Entry(1))).AsTask());

        log.Failure.ShouldNotBeNull().Message.ShouldContain("newer epoch");
    }

    [Theory]
    [InlineData(SqliteLogOptions.BeforeCommit)]
    [InlineData(SqliteLogOptions.AfterCommit)]
    public async Task A_failure_around_the_commit_stops_the_log_and_the_next_opening_knows_what_became_of_it(string point)
    {
        var fail = false;
        var options = new SqliteLogOptions { FaultPoint = p => _ = fail && p == point ? throw new IOException("pulled") : 0 };
        await using (var log = await _folder.OpenAsync(options))
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0)));
            fail = true;
            await Should.ThrowAsync<LogUnavailableException>(log.AppendAsync(log.AppendAny(SampleEntries.Entry(1))).AsTask());
            fail = false;
            await Should.ThrowAsync<LogUnavailableException>(log.AppendAsync(log.AppendAny(SampleEntries.Entry(2))).AsTask());
        }

        await using var again = await _folder.OpenAsync();
        var committed = point == SqliteLogOptions.AfterCommit;
        again.Head.Value.ShouldBe(committed ? 2 : 1);
        (await again.AppendAsync(again.AppendAny(SampleEntries.Entry(1)))).Status.ShouldBe(committed ? AppendStatus.Repeated : AppendStatus.Appended);
        (await again.AppendAsync(again.AppendAny(SampleEntries.Entry(2)))).Status.ShouldBe(AppendStatus.Appended);
        (await _folder.VerifyAsync()).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Altered_bytes_are_found_and_their_position_named()
    {
        await FillAsync(20);
        Execute(_folder.LogDb, "DROP TRIGGER entry_no_update; UPDATE entry SET bytes = CAST(replace(bytes, CAST('an entry' AS BLOB), CAST('an Entry' AS BLOB)) AS BLOB) WHERE position = 7");

        var fault = (await _folder.VerifyAsync()).Fault.ShouldNotBeNull();

        fault.First.ShouldBe(new LogPosition(7));
        fault.Last.ShouldBe(new LogPosition(7));
    }

    [Fact]
    public async Task A_verification_beside_a_writer_finds_nothing_wrong()
    {
        await using var log = await _folder.OpenAsync();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
            }
        });
        do
        {
            (await _folder.VerifyAsync()).Fault.ShouldBeNull();
        }
        while (!writing.IsCompleted);

        await writing;
        (await _folder.VerifyAsync()).Entries.ShouldBe(500);
    }

    [Fact]
    public async Task A_full_disk_stops_the_log_and_loses_nothing_acknowledged()
    {
        // SQLite's own limit on the number of pages gives the error of a full disk at the same place.
        long acknowledged = 0;
        await using (var log = await _folder.OpenAsync())
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0)));
        }

        var store = new SqliteLogStore(_folder.Path, TestFolder.Log, new SqliteLogOptions(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        await using (var log = await AuditLog.OpenAsync(store, new AuditLogOptions(), TimeProvider.System))
        {
            store.LimitPages(40);
            var failure = await Should.ThrowAsync<LogUnavailableException>(async () =>
            {
                for (var i = 1; i < 10_000; i++)
                {
                    acknowledged = (await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)))).First.Value;
                }
            });
            failure.InnerException.ShouldBeOfType<SqliteException>().SqliteErrorCode.ShouldBe(SQLitePCL.raw.SQLITE_FULL);
        }

        await using var again = await _folder.OpenAsync();
        again.Head.Value.ShouldBe(acknowledged + 1);
        (await _folder.VerifyAsync()).Fault.ShouldBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private async Task FillAsync(int count)
    {
        await using var log = await _folder.OpenAsync();
        for (var i = 0; i < count; i++)
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
        }
    }

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
