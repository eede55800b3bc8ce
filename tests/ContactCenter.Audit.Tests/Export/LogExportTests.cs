using System.IO.Compression;
using System.Text.Json;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Tests.Export;

public sealed class LogExportTests : IDisposable
{
    private static readonly LogId Log = new("acme");

    private readonly string _at = Directory.CreateTempSubdirectory("contactcenter-export-").FullName;
    private readonly EcdsaLogSigner _signer = EcdsaLogSigner.Create("cc.example.com");

    private string Folder => Path.Combine(_at, "export");

    private LogKey Key => new(_signer.Name, _signer.PublicKey.Span);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1_000)]
    public async Task An_export_verifies_without_the_store(int entries)
    {
        var store = await MakeAsync(entries);
        var head = await LogExport.WriteAsync(store, Folder, new LogExportOptions { Signer = _signer });

        using var export = LogExportReader.Open(Folder);
        var found = await LogVerifier.VerifyAsync(export, new LogVerificationOptions { Key = Key, Heads = [head, Checkpoint.Read(export.Head, Key)] });

        found.Fault.ShouldBeNull();
        (found.Entries, head.Size, head.Origin).ShouldBe((entries, entries, "cc.example.com/acme"));
        export.Key!.PublicKey.ToArray().ShouldBe(Key.PublicKey.ToArray());
        File.ReadLines(Path.Combine(Folder, "entries.jsonl")).Count().ShouldBe(entries);
    }

    [Fact]
    public async Task A_zip_of_an_export_is_the_same_log()
    {
        await LogExport.WriteAsync(await MakeAsync(300), Folder, new LogExportOptions { Signer = _signer });
        var zip = Path.Combine(_at, "export.zip");
        await ZipFile.CreateFromDirectoryAsync(Folder, zip);

        using var export = LogExportReader.Open(zip);

        (await LogVerifier.VerifyAsync(export, new LogVerificationOptions { Key = Key })).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task The_lines_for_people_hold_what_was_said_and_nothing_that_is_sealed()
    {
        await LogExport.WriteAsync(await MakeAsync(20), Folder);

        var lines = File.ReadAllLines(Path.Combine(Folder, "entries.jsonl")).Select(static l => JsonDocument.Parse(l).RootElement).ToList();

        lines.Select(static l => l.GetProperty("position").GetInt64()).ShouldBe(Enumerable.Range(0, 20).Select(static i => (long)i));
        var expected = SampleEntries.Entry(3);
        lines[3].GetProperty("kind").GetString().ShouldBe(expected.Kind);
        lines[3].GetProperty("id").GetGuid().ShouldBe(expected.Id.Value);
        lines.ShouldAllBe(static l => l.GetProperty("body").ValueKind == JsonValueKind.Object);
    }

    [Fact]
    public async Task Every_file_that_is_altered_cut_or_taken_out_is_found()
    {
        var head = await LogExport.WriteAsync(await MakeAsync(600), Folder, new LogExportOptions { Signer = _signer });
        var random = new Random(7);
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(static f => !f.EndsWith(".jsonl", StringComparison.Ordinal)).ToList())
        {
            var name = Path.GetRelativePath(Folder, file);
            var isPartialTile = name.StartsWith("tile", StringComparison.Ordinal) && name.Contains(".p", StringComparison.Ordinal); // made again from the entries: nothing rests on it
            var honest = await File.ReadAllBytesAsync(file);
            for (var i = 0; i < 12; i++)
            {
                var bytes = honest.ToArray();
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                await CheckAsync(bytes, $"{name}, a bit");
            }

            await CheckAsync(honest[..^1], $"{name}, the last byte cut off");
            await CheckAsync([.. honest, 0], $"{name}, a byte more");
            File.Delete(file);
            (await FaultAsync(head) is null).ShouldBe(isPartialTile, $"{name}, taken out");
            await File.WriteAllBytesAsync(file, honest);

            async Task CheckAsync(byte[] bytes, string what)
            {
                await File.WriteAllBytesAsync(file, bytes);
                (await FaultAsync(head) is null).ShouldBe(isPartialTile || IsHarmless(name, bytes, honest), what);
                await File.WriteAllBytesAsync(file, honest);
            }
        }

        (await FaultAsync(head)).ShouldBeNull();
    }

    [Fact]
    public async Task A_damaged_log_is_not_exported_and_its_folder_is_taken_for_nothing()
    {
        var store = await MakeAsync(300);

        var refusal = await Should.ThrowAsync<LogFormatException>(async () => await LogExport.WriteAsync(new Damaged(store, 123), Folder));

        refusal.Message.ShouldContain("damaged");
        Should.Throw<LogFormatException>(() => LogExportReader.Open(Folder)).Message.ShouldContain("The export has no 'manifest.json'");
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_left_alone()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "diary.txt"), "mine");

        (await Should.ThrowAsync<IOException>(async () => await LogExport.WriteAsync(await MakeAsync(1), Folder))).Message.ShouldContain("is not empty");
        Directory.EnumerateFiles(Folder).Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"format":"other","version":1,"log":"acme","entries":1,"records":1}""", "format is not")]
    [InlineData("""{"format":"contactcenter-log","version":2,"log":"acme","entries":1,"records":1}""", "this program reads 1")]
    [InlineData("""{"format":"contactcenter-log","version":1,"log":"../x","entries":1,"records":1}""", "names no log")]
    [InlineData("""{"format":"contactcenter-log","version":1,"log":"acme","entries":-1,"records":1}""", "less than nothing")]
    [InlineData("nonsense", "is not one of an export")]
    public void A_manifest_that_is_none_is_refused_in_words(string manifest, string expected)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "manifest.json"), manifest);

        Should.Throw<LogFormatException>(() => LogExportReader.Open(Folder)).Message.ShouldContain(expected);
    }

    public void Dispose()
    {
        _signer.Dispose();
        Directory.Delete(_at, recursive: true);
    }

    private async Task<MemoryLogStore> MakeAsync(int entries)
    {
        var store = new MemoryLogStore(Log);
        await using var log = await AuditLog.OpenAsync(store, new AuditLogOptions { Signer = _signer }, TimeProvider.System);
        for (var i = 0; i < entries; i++)
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
        }

        return store;
    }

    /// <summary>What somebody finds who has the key and a head from elsewhere.</summary>
    private async Task<string?> FaultAsync(Checkpoint head)
    {
        try
        {
            using var export = LogExportReader.Open(Folder);
            if (!Checkpoint.Read(export.Head, Key).Equals(head))
            {
                return "another head";
            }

            if (export.Key is not { } key || key.Name != Key.Name || !key.PublicKey.Span.SequenceEqual(Key.PublicKey.Span))
            {
                return "another key";
            }

            var found = await LogVerifier.VerifyAsync(export, new LogVerificationOptions { Key = Key, Heads = [head] });
            return found.Fault?.Cause ?? (found.Entries == head.Size ? null : "more or less entries");
        }
        catch (LogFormatException e)
        {
            return e.Message;
        }
    }

    /// <summary>White space, the spelling of a name nobody reads: what leaves the same manifest or key.</summary>
    private static bool IsHarmless(string name, byte[] bytes, byte[] honest)
    {
        try
        {
            return name switch
            {
                "manifest.json" => Manifest(bytes) == Manifest(honest),
                "key.pem" => LogKey.FromPem("k", System.Text.Encoding.UTF8.GetString(bytes)).Id == LogKey.FromPem("k", System.Text.Encoding.UTF8.GetString(honest)).Id,
                _ => false,
            };
        }
        catch (Exception e) when (e is LogFormatException or ArgumentException)
        {
            return false;
        }

        static ExportManifest Manifest(byte[] of) => ExportManifest.Parse(of);
    }

    private sealed class Damaged(MemoryLogStore store, long at) : ILogReader
    {
        public LogId Id => store.Id;

        public async ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken) =>
            [.. (await store.ReadAsync(from, max, cancellationToken)).Select(e => e.Position.Value == at ? e with { Bytes = EntryCodec.Encode(Id, new MachineId("a", "b"), Append.AnyVersion, SampleEntries.Entry(9_999)).Bytes } : e)];

        public ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken) => store.ReadRecordsAsync(number, max, cancellationToken);

        public ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken) => store.ReadTilesAsync(level, index, max, cancellationToken);
    }
}
