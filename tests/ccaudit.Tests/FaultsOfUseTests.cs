using System.Text.Json.Nodes;
using ContactCenter.Audit;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>Exit code 1 is a log that is not what it was, and nothing else; what cannot be found out is 2, in words.</summary>
public sealed class FaultsOfUseTests : IDisposable
{
    private readonly LogHere _here = new();

    [Theory]
    [InlineData("")]
    [InlineData("verify")]
    [InlineData("verify LOG --no-such-option")]
    [InlineData("verify LOG --signed-from x")]
    [InlineData("show LOG --from 99999999999999999999")]
    [InlineData("show LOG --from -1", "--from is -1; give 0 or more.")]
    [InlineData("show LOG --count -1", "--count is -1; give 0 or more.")]
    [InlineData("show LOG --kind Bad", "--kind is 'Bad', which no entry is called")]
    [InlineData("verify LOG --signed-from 3", "--signed-from says nothing without --key")]
    [InlineData("verify LOG --key-name cc.example.com", "--key-name says nothing without --key")]
    [InlineData("verify LOG KEY --signed-from -1", "--signed-from is -1")]
    [InlineData("export LOG TO --key-name cc.example.com", "--key-name says nothing without --sign-with")]
    [InlineData("export LOG TO --sign-with PUBLIC --key-name cc.example.com", "is no private key in PEM")]
    [InlineData("prove LOG --head PUBLIC", "counts for nothing")]
    public async Task What_was_typed_wrong_is_exit_code_2(string typed, string? said = null)
    {
        await _here.FillAsync("log", 0, 10);
        var key = _here.Key;
        string[] arguments = [.. typed.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word switch
        {
            "LOG" => [_here.At("log")],
            "TO" => [_here.At("to")],
            "PUBLIC" => [key[1]],
            "KEY" => key,
            _ => (string[])[word],
        })];

        var run = await ToolHere.RunAsync(arguments);

        run.Code.ShouldBe(2, run.ToString());
        run.Error.ShouldNotContain("   at ");
        run.Error.ShouldContain(said ?? "");
    }

    [Fact]
    public async Task Two_logs_that_are_to_be_compared_are_a_fault_of_use()
    {
        await _here.FillAsync("one", 0, 10);
        await _here.FillAsync("other", 0, 10, id: "beta");

        var run = await ToolHere.RunAsync("diff", _here.At("one"), _here.At("other"));

        (run.Code, run.Error).ShouldBe((2, "These are two logs, 'acme' and 'beta'; copies of one can be compared.\n"));
    }

    [Fact]
    public async Task Asking_for_help_is_no_error() => (await ToolHere.RunAsync("verify", "--help")).Code.ShouldBe(0);

    [Theory]
    [InlineData("DROP TABLE entry", "is no audit log: it has no table 'entry'")]
    [InlineData("DROP TABLE meta", "is no audit log: it has no table 'meta'")]
    [InlineData("DELETE FROM meta WHERE name = 'log'", "is no audit log: it does not say which one")]
    public async Task A_database_that_is_no_log_is_named_and_not_called_altered(string sql, string said)
    {
        await _here.FillAsync("log", 0, 10);
        _here.Execute("log", sql);

        var run = await ToolHere.RunAsync("verify", _here.At("log"));

        (run.Code, run.Error.StartsWith($"'{_here.At("log/log.db")}' {said}", StringComparison.Ordinal)).ShouldBe((2, true), run.ToString());
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        Directory.CreateDirectory(_here.At("log"));
        _here.Write("log/log.db", new string('x', 4_096));

        var run = await ToolHere.RunAsync("verify", _here.At("log"));

        (run.Code, run.Error.Contains($"'{_here.At("log/log.db")}' is no audit log, or its beginning is damaged", StringComparison.Ordinal)).ShouldBe((2, true), run.ToString());
    }

    [Fact]
    public async Task A_log_is_verified_where_nobody_may_write()
    {
        await _here.FillAsync("a #1 log?", 0, 300);

        var run = await VerifyWithoutRightsAsync("a #1 log?");

        run.Code.ShouldBe(0, run.ToString());
        run.Output.ShouldContain("Intact: 300 entries");
    }

    [Fact]
    public async Task A_log_that_can_only_be_read_where_something_may_be_written_says_so()
    {
        await _here.FillAsync("log", 0, 10);
        _here.Write("log/log.db-wal", "something");

        var run = await VerifyWithoutRightsAsync("log");

        (run.Code, run.Error.StartsWith($"'{_here.At("log/log.db")}' cannot be read where it is", StringComparison.Ordinal)).ShouldBe((2, true), run.ToString());
        run.Error.ShouldEndWith("Copy the whole folder to one of your own, and name the copy.\n");
    }

    [Fact]
    public async Task A_damaged_entry_that_is_shown_or_proved_is_named()
    {
        await _here.FillAsync("log", 0, 20);
        _here.Execute("log", "DROP TRIGGER entry_no_update; UPDATE entry SET bytes = x'00' WHERE position = 7");

        (await ToolHere.RunAsync("show", _here.At("log"), "--kind", "no.such")).Error.ShouldStartWith("Entry 7 cannot be read: ");
        (await ToolHere.RunAsync("prove", _here.At("log"))).Error.ShouldStartWith("Entry 7 cannot be read: ");
    }

    [Theory]
    [InlineData("--head")]
    [InlineData("--heads")]
    [InlineData("--state")]
    [InlineData("--signed-from")]
    public async Task An_option_that_says_nothing_about_a_receipt_is_refused(string option)
    {
        await _here.FillAsync("log", 0, 20);
        (await ToolHere.RunAsync("prove", _here.At("log"), "--count", "1", "--out", _here.At("receipt"))).Code.ShouldBe(0);

        var run = await ToolHere.RunAsync(["verify", _here.At("receipt"), .. _here.Key, option, "1"]);

        (run.Code, run.Error.Contains($"is a receipt, and {option} says nothing about one", StringComparison.Ordinal)).ShouldBe((2, true), run.ToString());
    }

    [Fact]
    public async Task What_a_file_is_its_content_says_and_not_its_name()
    {
        await _here.FillAsync("log", 0, 20);
        var (zip, receipt) = (_here.At("E.ZIP"), _here.At("R.JSON"));
        (await ToolHere.RunAsync("export", _here.At("log"), zip)).Code.ShouldBe(0);
        (await ToolHere.RunAsync("prove", zip, "--count", "1", "--out", receipt)).Code.ShouldBe(0);
        File.Exists(zip).ShouldBeTrue();
        File.Copy(zip, _here.At("export.json"));
        File.Copy(receipt, _here.At("receipt.txt"));

        foreach (var (name, said) in (ValueTuple<string, string>[])[("E.ZIP", "Intact: 20 entries in"), ("export.json", "Intact: 20 entries in"), ("R.JSON", "Intact: 1 entries are in log"), ("receipt.txt", "Intact: 1 entries are in log")])
        {
            var run = await ToolHere.RunAsync("verify", _here.At(name));
            (run.Code, run.Output.StartsWith(said, StringComparison.Ordinal)).ShouldBe((0, true), $"{name}: {run}");
        }

        (await ToolHere.RunAsync("verify", _here.Write("text.txt", "hello"))).ShouldBe(
            new ToolRun(2, "", $"'{_here.At("text.txt")}' is no zip archive of an export and no receipt: This is no receipt of version 1. A log is named by its folder.\n"));
    }

    [Fact]
    public async Task Of_an_archive_that_could_not_be_made_nothing_stays()
    {
        await _here.FillAsync("log", 0, 20);
        _here.Execute("log", "DROP TRIGGER entry_no_update; UPDATE entry SET bytes = x'00' WHERE position = 7");
        Directory.CreateDirectory(_here.At("tmp"));

        var run = await Tool.RunAsync("env", [$"TMPDIR={_here.At("tmp")}", "dotnet", Program, "export", _here.At("log"), _here.At("export.zip")]);

        run.Code.ShouldBe(1, run.ToString());
        Directory.EnumerateFileSystemEntries(_here.At("tmp"), "ccaudit-*").ShouldBeEmpty();
        File.Exists(_here.At("export.zip")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_hostile_export_calls_itself_does_not_reach_the_terminal()
    {
        await _here.FillAsync("log", 0, 20);
        (await ToolHere.RunAsync("export", _here.At("log"), _here.At("export"))).Code.ShouldBe(0);
        var manifest = JsonNode.Parse(File.ReadAllText(_here.At("export/manifest.json")))!.AsObject();
        manifest["keyName"] = "\u001b[2Jevil\u202e";
        File.WriteAllText(_here.At("export/manifest.json"), manifest.ToJsonString());

        var named = await ToolHere.RunAsync("verify", _here.At("export"));
        (named.Code, named.Error).ShouldBe((2, "manifest.json names no key: '\\u001b[2Jevil\\u202e'.\n"));

        manifest.Remove("keyName");
        File.WriteAllText(_here.At("export/manifest.json"), manifest.ToJsonString());
        File.WriteAllText(_here.At("export/checkpoint"), "\u001b[31m" + File.ReadAllText(_here.At("export/checkpoint")));

        var headed = await ToolHere.RunAsync("verify", _here.At("export"));
        (headed.Code, headed.Error).ShouldBe((1, "The export's head is one of '\\u001b[31macme', not of 'acme'.\n"));
    }

    public void Dispose() => _here.Dispose();

    private static string Program => Path.Combine(AppContext.BaseDirectory, "ccaudit.dll");

    /// <summary>Verifies as somebody who may read and not write, also where the tests run as root.</summary>
    private async Task<ToolRun> VerifyWithoutRightsAsync(string log)
    {
        File.Delete(Path.Combine(_here.At(log), "log.db-shm"));
        string[] program = Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", "dotnet"] : ["dotnet"];
        await Tool.RunAsync("chmod", ["-R", "a-w", _here.At(log)]);
        try
        {
            return await Tool.RunAsync(program[0], [.. program[1..], Program, "verify", _here.At(log)]);
        }
        finally
        {
            await Tool.RunAsync("chmod", ["-R", "u+w", _here.At(log)]);
        }
    }
}
