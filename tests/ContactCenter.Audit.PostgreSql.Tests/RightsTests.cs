using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql.Tests;

/// <summary>What the role that writes may do, and what its owner may not do unawares.</summary>
[Collection(Shared.Name)]
public sealed class RightsTests(PostgreSqlFixture cluster)
{
    public static TheoryData<string> Tables => ["entry", "entry_id", "commit_record", "tile", "block", "entry_0"];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task The_role_that_writes_can_neither_change_nor_remove_a_row(string table)
    {
        var log = await FilledAsync();
        foreach (var sql in (string[])[$"UPDATE {{schema}}.{table} SET {Column(table)} = {Column(table)}", $"DELETE FROM {{schema}}.{table}", $"TRUNCATE {{schema}}.{table}", $"DROP TABLE {{schema}}.{table} CASCADE", $"ALTER TABLE {{schema}}.{table} DISABLE TRIGGER ALL"])
        {
            var refusal = await Should.ThrowAsync<PostgresException>(() => log.AsWriterAsync(sql), sql);
            refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
        }

        (await log.VerifyAsync()).Entries.ShouldBe(300);
    }

    [Theory]
    [InlineData("INSERT INTO {schema}.meta VALUES ('x', 'y')")]
    [InlineData("UPDATE {schema}.meta SET value = '2'")]
    [InlineData("CREATE TABLE {schema}.own (x int)")]
    [InlineData("CREATE OR REPLACE FUNCTION {schema}.check_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")]
    [InlineData("DROP SCHEMA {schema} CASCADE")]
    [InlineData("ALTER SCHEMA {schema} RENAME TO other")]
    public async Task The_role_that_writes_makes_and_drops_nothing(string sql)
    {
        var log = await TestLog.MakeAsync(cluster);

        (await Should.ThrowAsync<PostgresException>(() => log.AsWriterAsync(sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task The_owner_cannot_change_a_row_without_removing_the_guard_first(string table)
    {
        var log = await FilledAsync();
        foreach (var sql in (string[])[$"UPDATE {{schema}}.{table} SET {Column(table)} = {Column(table)}", $"DELETE FROM {{schema}}.{table}", $"TRUNCATE {{schema}}.{table}"])
        {
            (await Should.ThrowAsync<PostgresException>(() => log.AsOwnerAsync(sql), sql)).MessageText.ShouldBe("the log is append-only");
        }
    }

    [Fact]
    public async Task A_role_that_may_change_the_log_does_not_get_to_write_it()
    {
        var log = await TestLog.MakeAsync(cluster);
        foreach (var source in (NpgsqlDataSource[])[cluster.Owner, cluster.Superuser])
        {
            var refusal = await Should.ThrowAsync<LogUnavailableException>(() => log.OpenAsync(source: source));
            refusal.Code.ShouldBe("CC1006");
            refusal.Message.ShouldContain("may change or remove rows");
        }

        await log.AsOwnerAsync("GRANT DELETE ON {schema}.tile TO cc_writer");
        (await Should.ThrowAsync<LogUnavailableException>(() => log.OpenAsync())).Message.ShouldContain("rows of 'tile'");
        await log.Schema.CreateAsync(cluster.Owner); // takes back what the script does not grant
        await using var opened = await log.OpenAsync();
    }

    [Fact]
    public async Task The_role_cannot_have_partitions_made_far_beyond_the_head()
    {
        var log = await TestLog.MakeAsync(cluster);

        (await Should.ThrowAsync<PostgresException>(() => log.AsWriterAsync("SELECT {schema}.extend(1000000000)"))).MessageText.ShouldContain("far beyond the head");

        (await log.AskAsync<long>("SELECT count(*) FROM pg_inherits WHERE inhparent = '{schema}.entry'::regclass")).ShouldBe(0);
    }

    private static string Column(string table) => table is "block" ? "first_time" : table is "tile" ? "hashes" : table is "entry_id" ? "position" : "bytes";

    private async Task<TestLog> FilledAsync()
    {
        var log = await TestLog.MakeAsync(cluster);
        await using var opened = await log.OpenAsync();
        await opened.AppendAsync(opened.AppendAny([.. Enumerable.Range(0, 300).Select(static n => SampleEntries.Entry(n))]));
        return log;
    }
}
