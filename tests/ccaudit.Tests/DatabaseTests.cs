using System.Diagnostics;
using ContactCenter.Audit;
using ContactCenter.Audit.PostgreSql;
using ContactCenter.Testing.Conformance;
using ContactCenter.Tests.PostgreSql;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>The program on a log in PostgreSQL, under a role that may only read.</summary>
public sealed class DatabaseTests : PostgreSqlCluster, IAsyncLifetime
{
    private string Auditor => Connect("auditor").ConnectionString;

    [Fact]
    public async Task A_log_in_PostgreSQL_is_verified_by_its_connection_string()
    {
        var schema = new PostgreSqlLogSchema(new LogId("acme"), "cc_writer");
        await schema.CreateAsync(Owner);
        await ExecuteAsync(Superuser, "CREATE ROLE auditor LOGIN");
        await ExecuteAsync(Owner, "GRANT USAGE ON SCHEMA log_acme TO auditor; GRANT SELECT ON ALL TABLES IN SCHEMA log_acme TO auditor");
        await using var log = await PostgreSqlLog.OpenAsync(Writer, schema.Log, new PostgreSqlLogOptions(), TimeProvider.System);
        await log.AppendAsync(log.AppendAny([.. Enumerable.Range(0, 256).Select(static n => SampleEntries.Entry(n))]));

        var (code, output) = await RunAsync("verify", $"{Auditor};Search Path=log_acme", "--quiet");
        code.ShouldBe(0, output);
        output.ShouldContain("Intact: 256 entries in 2 commit records of log 'acme'.");

        (await RunAsync("verify", Auditor)).ShouldBe((2, "Say which schema the log is in: add Search Path=log_acme to the connection string.\n"));
        (await RunAsync("verify", $"{Auditor};Search Path=log_other")).Output.ShouldContain("'log_other' is no audit log's schema");

        await ExecuteAsync(Owner, "ALTER TABLE log_acme.entry DISABLE TRIGGER no_change; UPDATE log_acme.entry SET bytes = overlay(bytes PLACING 'X'::bytea FROM length(bytes) - 4) WHERE position = 7");
        var altered = await RunAsync("verify", $"{Auditor};Search Path=log_acme", "--quiet");
        altered.Code.ShouldBe(1, altered.Output);
        altered.Output.ShouldContain("NOT INTACT at position 7");
    }

    /// <summary>The exit code, and what was written to either stream.</summary>
    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ccaudit.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
