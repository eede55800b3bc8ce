using System.Diagnostics;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using ContactCenter.Tests.PostgreSql;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql.Tests;

[Collection(Shared.Name)]
public sealed class PostgreSqlLogTests(PostgreSqlFixture cluster)
{
    [Fact]
    public async Task A_second_opener_is_refused_and_told_who_has_it()
    {
        var log = await TestLog.MakeAsync(cluster);
        await using var opened = await log.OpenAsync();

        var refusal = await Should.ThrowAsync<LogUnavailableException>(() => log.OpenAsync(new PostgreSqlLogOptions { LockWait = TimeSpan.FromMilliseconds(50) }));

        refusal.Message.ShouldContain("'tests' from 127.0.0.1 has it open");
        (await opened.AppendAsync(opened.AppendAny(SampleEntries.Entry(1)))).Status.ShouldBe(AppendStatus.Appended);
    }

    [Fact]
    public async Task A_schema_that_nobody_made_is_named_with_the_remedy()
    {
        var refusal = await Should.ThrowAsync<LogUnavailableException>(() => new TestLog(cluster, new LogId("nobody-made-it")).OpenAsync());

        refusal.Code.ShouldBe("CC1006");
        refusal.Message.ShouldContain("'log_nobody-made-it'");
        refusal.Message.ShouldContain("Have its owner run PostgreSqlLogSchema for the role 'cc_writer'");
    }

    [Fact]
    public async Task A_schema_of_another_log_or_of_another_layout_is_refused()
    {
        var log = await TestLog.MakeAsync(cluster);
        var other = new PostgreSqlLogOptions { Schema = log.Schema.Name };
        (await Should.ThrowAsync<LogFormatException>(async () => await PostgreSqlLog.OpenAsync(cluster.Writer, new LogId("other"), other, TimeProvider.System)))
            .Message.ShouldContain($"its log '{log.Id}'");
        (await Should.ThrowAsync<PostgresException>(() => new PostgreSqlLogSchema(new LogId("other"), "cc_writer") { Name = log.Schema.Name }.CreateAsync(cluster.Owner)))
            .MessageText.ShouldContain("holds another log");

        await log.AsOwnerAsync("UPDATE {schema}.meta SET value = '2' WHERE name = 'layout'");
        var newer = await Should.ThrowAsync<LogUnavailableException>(() => log.OpenAsync());
        newer.Code.ShouldBe("CC1006");
        newer.Message.ShouldContain("layout 2, this build works with 1");
    }

    [Fact]
    public async Task Making_the_schema_again_changes_nothing()
    {
        var log = await TestLog.MakeAsync(cluster);
        await using (var first = await log.OpenAsync())
        {
            await first.AppendAsync(first.AppendAny(SampleEntries.Entry(0)));
        }

        await (log.Schema with { PartitionEntries = 5_000 }).CreateAsync(cluster.Owner);

        await using var again = await log.OpenAsync();
        (await again.ReadAsync(LogPosition.Start).NumbersAsync()).ShouldBe([0]);
        (await log.AskAsync<string>("SELECT value FROM {schema}.meta WHERE name = 'partition'")).ShouldBe("1000");
    }

    [Fact]
    public async Task A_session_whose_commits_may_be_lost_is_refused()
    {
        var log = await TestLog.MakeAsync(cluster);
        await using var careless = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(cluster.Writer.ConnectionString) { Options = "-c synchronous_commit=off" });

        var refusal = await Should.ThrowAsync<LogUnavailableException>(() => log.OpenAsync(source: careless));

        refusal.Code.ShouldBe("CC1005");
        refusal.Message.ShouldContain("synchronous_commit is off");
    }

    [Theory]
    [InlineData("fsync")]
    [InlineData("full_page_writes")]
    public async Task A_server_that_does_not_keep_what_it_confirms_is_refused_at_opening_and_at_each_commit(string setting)
    {
        var log = await TestLog.MakeAsync(cluster);
        await using var opened = await log.OpenAsync();
        await opened.AppendAsync(opened.AppendAny(SampleEntries.Entry(0)));
        var next = 1;
        try
        {
            await PostgreSqlCluster.ExecuteAsync(cluster.Superuser, $"ALTER SYSTEM SET {setting} = off");
            await PostgreSqlCluster.ExecuteAsync(cluster.Superuser, "SELECT pg_reload_conf()");
            var failure = await Should.ThrowAsync<LogUnavailableException>(async () =>
            {
                for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30);) // until the writer's session knows
                {
                    await opened.AppendAsync(opened.AppendAny(SampleEntries.Entry(next)));
                    next++;
                }
            });
            failure.InnerException.ShouldBeOfType<LogUnavailableException>().Code.ShouldBe("CC1005");

            var other = await TestLog.MakeAsync(cluster);
            var refusal = await Should.ThrowAsync<LogUnavailableException>(() => other.OpenAsync());
            refusal.Code.ShouldBe("CC1005");
            refusal.Message.ShouldContain($"the server's {setting} is off");
        }
        finally
        {
            await PostgreSqlCluster.ExecuteAsync(cluster.Superuser, $"ALTER SYSTEM RESET {setting}");
            await PostgreSqlCluster.ExecuteAsync(cluster.Superuser, "SELECT pg_reload_conf()");
            await PostgreSqlCluster.ExecuteAsync(cluster.Superuser, "SELECT pg_sleep(0.5)");
        }

        await opened.DisposeAsync();
        await using var again = await log.OpenAsync();
        (await again.ReadAsync(LogPosition.Start).NumbersAsync()).ShouldBe(Enumerable.Range(0, next));
    }

    [Fact]
    public async Task Entries_lie_in_partitions_made_ahead()
    {
        var log = await TestLog.MakeAsync(cluster);
        await using (var opened = await log.OpenAsync())
        {
            for (var i = 0; i < 3_500; i += 500)
            {
                await opened.AppendAsync(opened.AppendAny([.. Enumerable.Range(i, 500).Select(static n => SampleEntries.Entry(n))]));
            }

            await opened.AppendAsync(opened.AppendAny([.. Enumerable.Range(3_500, 1_024).Select(static n => SampleEntries.Entry(n))])); // more than a partition holds
        }

        (await log.AskAsync<long>("SELECT count(*) FROM {schema}.entry_2")).ShouldBe(1_000);
        (await log.AskAsync<long>("SELECT count(*) FROM pg_inherits WHERE inhparent = '{schema}.entry'::regclass")).ShouldBeInRange(6, 8);
        (await log.VerifyAsync()).ShouldSatisfyAllConditions(v => v.Fault.ShouldBeNull(), v => v.Entries.ShouldBe(4_524));
    }

    [Fact]
    public async Task A_batch_of_which_one_row_is_refused_is_not_written_at_all()
    {
        var log = await TestLog.MakeAsync(cluster);
        await using (var opened = await log.OpenAsync())
        {
            await opened.AppendAsync(opened.AppendAny(SampleEntries.Entry(0)));
            await log.AsOwnerAsync("ALTER TABLE {schema}.block ADD CHECK (false)"); // written last of a batch that fills a block
            for (var i = 1; i < 4_000; i += 1_000)
            {
                await opened.AppendAsync(opened.AppendAny([.. Enumerable.Range(i, 1_000).Select(static n => SampleEntries.Entry(n))]));
            }

            await Should.ThrowAsync<LogUnavailableException>(opened.AppendAsync(opened.AppendAny([.. Enumerable.Range(4_001, 200).Select(static n => SampleEntries.Entry(n))])).AsTask());
        }

        (await log.AskAsync<long>("SELECT count(*) FROM {schema}.entry")).ShouldBe(4_001);
        (await log.AskAsync<long>("SELECT count(*) FROM {schema}.entry_id")).ShouldBe(4_001);
        (await log.VerifyAsync()).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Altered_bytes_are_found_and_their_position_named()
    {
        var log = await TestLog.MakeAsync(cluster);
        await using (var opened = await log.OpenAsync())
        {
            for (var i = 0; i < 20; i++)
            {
                await opened.AppendAsync(opened.AppendAny(SampleEntries.Entry(i)));
            }
        }

        await log.AsOwnerAsync("ALTER TABLE {schema}.entry DISABLE TRIGGER no_change; UPDATE {schema}.entry SET bytes = overlay(bytes PLACING 'X'::bytea FROM length(bytes) - 4) WHERE position = 7");

        var fault = (await log.VerifyAsync()).Fault.ShouldNotBeNull();
        (fault.First, fault.Last).ShouldBe((new LogPosition(7), new LogPosition(7)));
    }

    [Fact]
    public async Task A_verification_beside_a_writer_finds_nothing_wrong()
    {
        var log = await TestLog.MakeAsync(cluster);
        await using var opened = await log.OpenAsync();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++)
            {
                await opened.AppendAsync(opened.AppendAny(SampleEntries.Entry(i)));
            }
        });
        do
        {
            (await log.VerifyAsync()).Fault.ShouldBeNull();
        }
        while (!writing.IsCompleted);

        await writing;
        (await log.VerifyAsync()).Entries.ShouldBe(300);
    }

    [Fact]
    public async Task A_log_is_exported_and_the_export_verifies_without_the_server()
    {
        var log = await TestLog.MakeAsync(cluster);
        await using (var opened = await log.OpenAsync())
        {
            await opened.AppendAsync(opened.AppendAny([.. Enumerable.Range(0, 700).Select(static n => SampleEntries.Entry(n))]));
        }

        var folder = Directory.CreateTempSubdirectory("contactcenter-export-").FullName;
        await LogExport.WriteAsync(log.OpenReader(), folder, new LogExportOptions(), default);
        using (var export = LogExportReader.Open(folder))
        {
            (await LogVerifier.VerifyAsync(export)).ShouldSatisfyAllConditions(v => v.Fault.ShouldBeNull(), v => v.Entries.ShouldBe(700));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_socket_and_names_of_every_form_work()
    {
        var id = new LogId("+acme.north-1");
        await new PostgreSqlLogSchema(id, "cc_writer").CreateAsync(cluster.Owner);
        await using var log = await PostgreSqlLog.OpenAsync(cluster.Connect("cc_writer", overSocket: true), id, new PostgreSqlLogOptions(), TimeProvider.System);
        (await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0)))).Status.ShouldBe(AppendStatus.Appended);

        PostgreSqlLogSchema.NameOf(new LogId(new string('a', 64))).Length.ShouldBe(63);
        PostgreSqlLogSchema.NameOf(new LogId(new string('a', 64))).ShouldNotBe(PostgreSqlLogSchema.NameOf(new LogId(new string('a', 63))));
        Should.Throw<ArgumentException>(() => new PostgreSqlLogSchema(id, "x") { Name = "a\"; DROP" }.Script).Message.ShouldContain("cannot be a log's schema");
        Should.Throw<ArgumentOutOfRangeException>(() => new PostgreSqlLogSchema(id, "x") { PartitionEntries = 10 }.Script).Message.ShouldContain("PartitionEntries is 10");
        new PostgreSqlLogSchema(id, "o\"malley").Script.ShouldContain("TO \"o\"\"malley\"");
    }
}
