using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>Arguments, output and exit code; some runs, one of each outcome, are processes as users start them.</summary>
public sealed class ToolTests : IDisposable
{
    private const string KeyName = "cc.example.com";

    private readonly string _at = Directory.CreateTempSubdirectory("ccaudit-").FullName;
    private readonly EcdsaLogSigner _signer = EcdsaLogSigner.Create(KeyName);

    private string Log => Path.Combine(_at, "acme");

    [Fact]
    public async Task A_log_is_verified_and_what_was_not_checked_is_said()
    {
        await FillAsync(0, 300);

        var run = await RunProgramAsync("verify", Log);

        run.Code.ShouldBe(0, run.ToString());
        run.Output.ShouldContain("Intact: 300 entries in 31 commit records of log 'acme'.");
        run.Output.ShouldContain("Signatures were not checked (--key).");
        run.Output.ShouldContain("No head kept elsewhere was given (--head)");
    }

    [Fact]
    public async Task A_log_its_export_and_a_zip_of_it_are_verified_with_key_and_head()
    {
        await FillAsync(0, 100);
        var head = File("head.note", SignedNote.Sign((await FillAsync(100, 100)).ToText(), _signer));
        await FillAsync(200, 70);
        var key = PublicKey();
        var secret = File("secret.pem", _signer.ToPem());
        var (folder, zip) = (Path.Combine(_at, "export"), Path.Combine(_at, "acme.zip"));

        (await RunAsync("export", Log, folder, "--sign-with", secret, "--key-name", KeyName)).Code.ShouldBe(0);
        (await RunAsync("export", Log, zip, "--sign-with", secret, "--key-name", KeyName, "--bare")).Output.ShouldContain("270 entries of 'cc.example.com/acme'");

        foreach (var log in (string[])[Log, folder, zip])
        {
            var run = await RunAsync("verify", log, "--key", key, "--key-name", KeyName, "--head", head);
            run.Code.ShouldBe(0, run.ToString());
            run.Output.ShouldContain("Intact: 270 entries");
            run.Output.ShouldContain("Signed by 'cc.example.com' from commit record 0 on, at position 0.");
            run.Output.ShouldContain("It contains the 1 heads given.");
        }

        (await RunAsync("diff", folder, zip)).ShouldBe(new ToolRun(0, "The same: 270 entries.\n", ""));
    }

    [Fact]
    public async Task An_insider_with_the_file_is_found_and_the_place_named()
    {
        await FillAsync(0, 300);
        var honest = Path.Combine(_at, "honest");
        (await RunAsync("export", Log, honest)).Code.ShouldBe(0);
        Execute("DROP TRIGGER entry_no_update; UPDATE entry SET bytes = (SELECT bytes FROM entry WHERE position = 8) WHERE position = 7");

        var verified = await RunProgramAsync("verify", Log);
        var compared = await RunAsync("diff", honest, Log);

        verified.Code.ShouldBe(1, verified.ToString());
        verified.Output.ShouldBe("NOT INTACT at position 7: Entry 7 was altered: neither commit record 1 nor the tree's tile knows it so.\n");
        compared.Code.ShouldBe(1);
        compared.Output.ShouldStartWith("They part at position 7:\nfirst  {\"position\":7,");
    }

    [Fact]
    public async Task The_same_entries_committed_in_other_records_are_another_history()
    {
        using var here = new LogHere();
        await here.FillAsync("first", 0, 10, isSigned: false);
        await here.FillAsync("first", 10, 10, isSigned: false);
        here.Copy("first", "continued");
        await here.FillAsync("continued", 20, 10, isSigned: false);
        await here.FillAsync("second", 0, 20, isSigned: false);

        (await RunAsync("diff", here.At("first"), here.At("continued"))).ShouldBe(new ToolRun(0, "The second continues the other, from position 20 on.\n", ""));
        var parted = await RunAsync("diff", here.At("first"), here.At("second"));

        (parted.Code, parted.Output.StartsWith("Their entries are the same, and they part at commit record ", StringComparison.Ordinal)).ShouldBe((1, true), parted.ToString());
    }

    [Fact]
    public async Task An_end_that_was_cut_off_shows_against_a_head_kept_elsewhere()
    {
        await FillAsync(0, 100);
        var head = File("head.note", SignedNote.Sign((await FillAsync(100, 100)).ToText(), _signer));
        Execute("DROP TRIGGER entry_no_delete; DROP TRIGGER record_no_delete; DELETE FROM entry WHERE position >= 100; DELETE FROM commit_record WHERE number >= 12");

        (await RunAsync("verify", Log)).Code.ShouldBe(0);
        var run = await RunAsync("verify", Log, "--head", head);

        run.Code.ShouldBe(1, run.ToString());
        run.Output.ShouldContain("its end was cut off");
    }

    [Fact]
    public async Task A_cut_end_a_rewriting_and_a_second_history_show_against_a_folder_of_heads()
    {
        var (heads, key) = (Path.Combine(_at, "heads"), PublicKey());
        string[] with = ["--key", key, "--key-name", KeyName, "--heads", heads];
        (await RunAsync(["verify", Log, .. with])).Code.ShouldBe(2);
        await PublishAsync(heads, 0, await FillAsync(0, 50));
        await PublishAsync(heads, 50, await FillAsync(50, 50));

        var honest = await RunAsync(["verify", Log, .. with]);
        honest.Code.ShouldBe(0, honest.ToString());
        honest.Output.ShouldContain("It contains the 2 heads given.");

        Directory.Move(Log, Log + ".honest");
        await FillAsync(1_000, 40);
        (await RunAsync("verify", Log, "--key", key, "--key-name", KeyName)).Code.ShouldBe(0, "made with the center's own key, and alone it is perfect");
        var cut = await RunAsync(["verify", Log, .. with]);
        (cut.Code, cut.Output.Contains("was rewritten", StringComparison.Ordinal) || cut.Output.Contains("was cut off", StringComparison.Ordinal)).ShouldBe((1, true), cut.ToString());

        await PublishAsync(heads, 100, await FillAsync(1_040, 200)); // whoever has the key publishes the second history too
        var stolen = await RunAsync(["verify", Log, .. with]);
        stolen.Code.ShouldBe(1, stolen.ToString());
        stolen.Output.ShouldContain("NOT INTACT at position 100: The head of");
        stolen.Output.ShouldContain("the history was rewritten in between");
    }

    [Fact]
    public async Task A_receipt_of_chosen_entries_is_verified_without_the_log()
    {
        await FillAsync(0, 300);
        var secret = File("secret.pem", _signer.ToPem());
        var (zip, receipt) = (Path.Combine(_at, "acme.zip"), Path.Combine(_at, "receipt.json"));
        await RunAsync("export", Log, zip, "--sign-with", secret, "--key-name", KeyName);

        (await RunAsync("prove", zip, "--from", "17", "--count", "3", "--out", receipt)).Output.ShouldContain("3 entries proved");

        var run = await RunAsync("verify", receipt, "--key", PublicKey(), "--key-name", KeyName);
        run.Code.ShouldBe(0, run.ToString());
        run.Output.ShouldContain("Intact: 3 entries are in log 'acme'");
        run.Output.ShouldContain("The head is signed by 'cc.example.com'.");
        (await RunAsync("prove", zip, "--kind", "nothing.such")).ShouldBe(new ToolRun(2, "", "No entry of the log is meant; widen the choice.\n"));
    }

    [Fact]
    public async Task Entries_are_shown_by_what_they_are_about()
    {
        await FillAsync(0, 50);
        var entry = SampleEntries.Entry(30);

        var run = await RunProgramAsync("show", Log, "--kind", entry.Kind, "--from", "20");

        run.Code.ShouldBe(0);
        run.Output.ShouldContain($"\"id\":\"{entry.Id.Value}\"");
        run.Output.TrimEnd('\n').Split('\n').ShouldAllBe(static line => line.StartsWith('{') && line.EndsWith('}'));
    }

    [Fact]
    public async Task Heads_kept_by_another_log_are_read_from_it()
    {
        var witness = Path.Combine(_at, "witness");
        var head = await FillAsync(0, 100);
        await using (var log = await SqliteLog.OpenAsync(witness, new LogId("heads"), new SqliteLogOptions(), TimeProvider.System))
        {
            await PublishAsync(new LogHeadPublisher(log, TimeProvider.System), 0, head);
            await PublishAsync(new LogHeadPublisher(log, TimeProvider.System), head.Size, await FillAsync(100, 100));
        }

        string[] with = ["--key", PublicKey(), "--key-name", KeyName, "--heads", witness];
        var whole = await RunAsync(["verify", Log, .. with]);
        whole.Code.ShouldBe(0, whole.ToString());
        whole.Output.ShouldContain("It contains the 2 heads given.");

        Directory.Delete(Log, recursive: true);
        await FillAsync(0, 100); // the same entries, in records of another time
        (await RunAsync(["verify", Log, .. with])).Code.ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_checked_is_said_in_a_line_without_a_stack_trace()
    {
        (await RunProgramAsync("verify", Path.Combine(_at, "nowhere"))).ShouldBe(new ToolRun(2, "", $"There is no export at '{Path.Combine(_at, "nowhere")}'.\n"));

        await FillAsync(0, 10);
        (await RunAsync("verify", Log, "--key", PublicKey())).ShouldBe(new ToolRun(2, "", "Say whose key it is: --key-name, such as cc.example.com.\n"));
        var run = await RunAsync("verify", Log, "--key", File("no.pem", "nonsense"), "--key-name", KeyName);
        (run.Code, run.Error.Contains("is no public key in PEM", StringComparison.Ordinal)).ShouldBe((2, true), run.ToString());
    }

    public void Dispose()
    {
        _signer.Dispose();
        Directory.Delete(_at, recursive: true);
    }

    /// <summary>Appends so many entries in tens, signed; the head then.</summary>
    private async Task<Checkpoint> FillAsync(int from, int count)
    {
        var options = new SqliteLogOptions();
        options.Log.Signer = _signer;
        await using var log = await SqliteLog.OpenAsync(Log, new LogId("acme"), options, TimeProvider.System);
        for (var i = from; i < from + count; i += 10)
        {
            await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, 10).Select(static n => SampleEntries.Entry(n))]));
        }

        return log.Checkpoint;
    }

    private Task PublishAsync(string folder, long before, Checkpoint head) => PublishAsync(new FolderHeadPublisher(folder), before, head);

    private async Task PublishAsync(IHeadPublisher place, long before, Checkpoint head)
    {
        using var reader = SqliteLog.OpenReader(Log, new LogId("acme"));
        var proof = await new LogProver(reader).ConsistencyAsync(before, head.Size);
        await place.PublishAsync(new LogId("acme"), new PublishedHead(before, proof, SignedNote.Sign(head.ToText(), _signer)), default);
    }

    private string PublicKey() => File("public.pem", new LogKey(KeyName, _signer.PublicKey.Span).ToPem());

    private string File(string name, string text)
    {
        var path = Path.Combine(_at, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Log, "log.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Task<ToolRun> RunAsync(params string[] arguments) => ToolHere.RunAsync(arguments);

    private static Task<ToolRun> RunProgramAsync(params string[] arguments) => Tool.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "ccaudit.dll"), .. arguments]);
}
