using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ContactCenter.Audit;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary><c>tests/OtherVerifier/verify.py</c>, made after the pages, and <c>ccaudit verify</c> say the same of everything: good or bad, and where.</summary>
public sealed partial class OtherVerifierTests : IDisposable
{
    private const string KeyName = "cc.example.com";

    /// <summary>The interpreter itself: <c>python3</c> may be a script that looks for it, at each start.</summary>
    private static readonly Lazy<Task<string>> Python = new(static async () => (await Tool.RunAsync("python3", ["-c", "import sys; print(sys.executable)"])).Output.Trim());

    private readonly string _at = Directory.CreateTempSubdirectory("ccaudit-other-").FullName;
    private readonly EcdsaLogSigner _signer = EcdsaLogSigner.Create(KeyName);
    private readonly EcdsaLogSigner _thief = EcdsaLogSigner.Create(KeyName);

    private string[] KeyArguments => ["--key", Path.Combine(_at, "public.pem"), "--key-name", KeyName];

    public OtherVerifierTests() => File.WriteAllText(Path.Combine(_at, "public.pem"), new LogKey(KeyName, _signer.PublicKey.Span).ToPem());

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(255, true)]
    [InlineData(256, true)]
    [InlineData(257, true)]
    [InlineData(600, true)]
    [InlineData(600, false)]
    public async Task Both_find_an_honest_export_intact(int entries, bool isSigned)
    {
        var (folder, head) = await MakeAsync(entries, isSigned);
        var zip = Path.Combine(_at, "export.zip");
        await ZipFile.CreateFromDirectoryAsync(folder, zip);
        var kept = Path.Combine(_at, "kept.note");
        File.WriteAllText(kept, head);
        string[] with = [.. isSigned ? KeyArguments : [], "--head", kept];

        var runs = new List<Func<string, string[], Task<(Answer, Answer)>>> { BothAsync };
        if (entries == 257)
        {
            runs.Add(BothProgramsAsync); // starting them is what takes time
        }

        foreach (var both in runs)
        {
            foreach (var path in (string[])[folder, zip])
            {
                (await both(path, with)).ShouldBe((new Answer(0, null), new Answer(0, null)), path);
            }

            if (entries > 0)
            {
                var receipt = await ReceiptAsync(folder, 0, entries / 2, entries - 1);
                (await both(receipt, isSigned ? KeyArguments : [])).ShouldBe((new Answer(0, null), new Answer(0, null)));
            }
        }
    }

    [Fact]
    public async Task Both_say_the_same_of_every_doctored_export()
    {
        var signed = await MakeAsync(280, isSigned: true);
        var unsigned = await MakeAsync(280, isSigned: false);
        var kept = Path.Combine(_at, "kept.note");
        File.WriteAllText(kept, signed.Head);
        var cases = new List<Case>();
        for (var seed = 0; cases.Count < 2 * ExportEdits.All.Count; seed++)
        {
            var (name, isBad, edit) = ExportEdits.All[seed % ExportEdits.All.Count];
            var random = new Random(seed);
            var isSigned = ExportEdits.NeedsKey(name) || random.Next(2) == 0;
            var folder = Path.Combine(_at, $"case{seed}");
            Copy(isSigned ? signed.Folder : unsigned.Folder, folder);
            edit(new ExportEdits.Doctor(folder, random, _thief, isSigned));
            var path = seed % 3 == 2 ? folder + ".zip" : folder;
            if (path != folder)
            {
                await ZipFile.CreateFromDirectoryAsync(folder, path);
            }

            cases.Add(new Case($"{name} ({seed}, {(isSigned ? "signed" : "unsigned")})", path, [.. isSigned ? [.. KeyArguments, "--head", kept] : Array.Empty<string>()], isSigned || ExportEdits.ShowsUnsigned(name) ? isBad : false));
        }

        await CompareAsync(cases, leastPlaces: 40);
    }

    [Fact]
    public async Task Both_say_the_same_of_entries_in_every_wrong_encoding()
    {
        var (folder, _) = await MakeAsync(12, isSigned: false);
        var cases = new List<Case>();
        for (var seed = 0; seed < 70; seed++)
        {
            var random = new Random(seed);
            var copy = Path.Combine(_at, $"entry{seed}");
            Copy(folder, copy);
            var parts = ExportParts.Of(copy);
            var at = random.Next(parts.Entries.Count);
            var (entry, isBad) = WrongEncodings.Of(parts.Entries[at], seed, random);
            parts.Entries[at] = entry;
            parts.Refit(thief: null); // what does not show by any hash shows by the rules of the encoding alone
            parts.Save();
            cases.Add(new Case($"entry {at}, edit {seed}: {Convert.ToHexString(entry)}", copy, [], isBad));
        }

        await CompareAsync(cases, leastPlaces: 25);
    }

    [Fact]
    public async Task Both_say_the_same_of_every_doctored_receipt()
    {
        var (folder, _) = await MakeAsync(300, isSigned: true);
        var honest = await File.ReadAllTextAsync(await ReceiptAsync(folder, 3, 255, 256, 299));
        var cases = new List<Case>();
        foreach (var (name, edited) in ReceiptEdits.Of(honest, _thief))
        {
            var file = Path.Combine(_at, $"receipt{cases.Count}.json");
            File.WriteAllText(file, edited);
            cases.Add(new Case(name, file, KeyArguments, IsBad: true));
            cases.Add(new Case($"{name}, without a key", file, [], IsBad: null));
        }

        await CompareAsync(cases, leastPlaces: 8);
    }

    [Fact]
    public async Task Both_say_the_same_of_every_doctored_series_of_published_heads()
    {
        var (folder, _) = await MakeAsync(400, isSigned: true);
        using var export = LogExportReader.Open(folder);
        var (shorter, _) = await MakeAsync(200, isSigned: true); // another history, which ends sooner
        var cases = new List<Case>();
        foreach (var (name, isBad, edit) in PublishedHeads.Edits)
        {
            var heads = Path.Combine(_at, $"heads{cases.Count}");
            await PublishedHeads.WriteAsync(export, _signer, heads, every: 3);
            edit([.. Directory.GetFiles(heads).Order(StringComparer.Ordinal)]);
            cases.Add(new Case(name, folder, [.. KeyArguments, "--heads", heads], isBad));
            if (!isBad)
            {
                cases.Add(new Case($"{name}, beside another history", shorter, [.. KeyArguments, "--heads", heads], IsBad: true));
            }
        }

        foreach (var (name, isBad, continues, gone) in PublishedHeads.Series)
        {
            var heads = Path.Combine(_at, $"heads{cases.Count}");
            await PublishedHeads.WriteAsync(export, _signer, heads, every: 2, continues);
            if (gone is { } number)
            {
                File.Delete(Directory.GetFiles(heads).Order(StringComparer.Ordinal).ElementAt(number));
            }

            cases.Add(new Case(name, folder, [.. KeyArguments, "--heads", heads], isBad));
            if (!isBad)
            {
                cases.Add(new Case($"{name}, beside another history", shorter, [.. KeyArguments, "--heads", heads], IsBad: true));
            }
        }

        await CompareAsync(cases, leastPlaces: 2);
    }

    public void Dispose()
    {
        _signer.Dispose();
        _thief.Dispose();
        _second.Dispose();
        _third.Dispose();
        Directory.Delete(_at, recursive: true);
    }

    private async Task CompareAsync(List<Case> cases, int leastPlaces)
    {
        var answers = new (Answer Ours, Answer Other)[cases.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, cases.Count), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (i, _) => answers[i] =
            (Read(await ToolHere.RunAsync(["verify", cases[i].Path, .. cases[i].Arguments])), Read(await OtherVerifier.RunAsync([cases[i].Path, .. cases[i].Arguments]))));
        var differences = new List<string>();
        for (var i = 0; i < cases.Count; i++)
        {
            var (ours, other) = answers[i];
            var isSame = ours.Code == other.Code && (ours.Position is null || other.Position is null || ours.Position == other.Position);
            if (!isSame || (cases[i].IsBad is { } isBad && isBad != ours.Code > 0))
            {
                differences.Add($"{cases[i].Name}: ours {ours}, other {other}, bad {cases[i].IsBad}");
            }
        }

        differences.ShouldBeEmpty();
        answers.Count(static a => a.Ours.Position is not null && a.Other.Position is not null).ShouldBeGreaterThanOrEqualTo(leastPlaces);
    }

    private static async Task<(Answer Ours, Answer Other)> BothAsync(string path, string[] arguments) =>
        (Read(await ToolHere.RunAsync(["verify", path, .. arguments])), Read(await OtherVerifier.RunAsync([path, .. arguments])));

    /// <summary>Both as their users run them.</summary>
    private static async Task<(Answer Ours, Answer Other)> BothProgramsAsync(string path, string[] arguments) =>
        (Read(await Tool.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "ccaudit.dll"), "verify", path, .. arguments])),
            Read(await Tool.RunAsync(await Python.Value, ["-B", "-I", Path.Combine(AppContext.BaseDirectory, "verify.py"), path, .. arguments])));

    private static Answer Read(ToolRun run)
    {
        run.Code.ShouldBeInRange(0, 2, run.ToString());
        run.Error.ShouldNotContain("Traceback");
        var place = Place().Match(run.Output);
        return new Answer(run.Code, place.Success ? long.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture) : null);
    }

    /// <summary>A log with several openings, batches of different sizes, links, numbers of all kinds and personal data; its head.</summary>
    private async Task<(string Folder, string Head)> MakeAsync(int entries, bool isSigned)
    {
        var store = new MemoryLogStore(new LogId("acme"));
        var random = new Random(entries);
        for (int next = 0, opening = 0; opening < 3; opening++)
        {
            await using var log = await AuditLog.OpenAsync(store, new AuditLogOptions { Signer = isSigned ? _signer : null }, TimeProvider.System);
            for (var end = opening == 2 ? entries : entries * (opening + 1) / 3; next < end;)
            {
                var count = Math.Min(random.Next(1, 60), end - next);
                await log.AppendAsync(log.AppendAny([.. Enumerable.Range(next, count).Select(RichEntries.Entry)]));
                next += count;
            }
        }

        var folder = Path.Combine(_at, $"export{entries}{isSigned}");
        var head = await LogExport.WriteAsync(store, folder, new LogExportOptions { Signer = isSigned ? _signer : null });
        return (folder, isSigned ? SignedNote.Sign(head.ToText(), _signer) : head.ToText());
    }

    private async Task<string> ReceiptAsync(string folder, params int[] positions)
    {
        using var export = LogExportReader.Open(folder);
        var receipt = await LogReceipt.MakeAsync(export, positions.Select(static p => new LogPosition(p)), export.Head);
        var file = Path.Combine(_at, "receipt.json");
        await File.WriteAllBytesAsync(file, receipt.ToJson());
        return file;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [GeneratedRegex(@"^NOT INTACT at position (\d+)")]
    private static partial Regex Place();

    private sealed record Case(string Name, string Path, string[] Arguments, bool? IsBad);

    private sealed record Answer(int Code, long? Position);
}
