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
    public async Task An_archive_with_a_name_twice_is_no_export()
    {
        await LogExport.WriteAsync(await MakeAsync(3), Folder);
        var zip = Path.Combine(_at, "export.zip");
        await ZipFile.CreateFromDirectoryAsync(Folder, zip);
        await using (var archive = await ZipFile.OpenAsync(zip, ZipArchiveMode.Update))
        {
            await using var again = await archive.CreateEntry("manifest.json").OpenAsync();
            await again.WriteAsync(await File.ReadAllBytesAsync(Path.Combine(Folder, "manifest.json")));
        }

        Should.Throw<LogFormatException>(() => LogExportReader.Open(zip)).Message.ShouldContain("holds 'manifest.json' twice");
    }

    [Fact]
    public async Task The_head_fits_the_manifest_and_the_key()
    {
        var honest = await LogExport.WriteAsync(await MakeAsync(30), Folder, new LogExportOptions { Signer = _signer });
        var manifest = Path.Combine(Folder, "manifest.json");
        var text = await File.ReadAllTextAsync(manifest);

        Read(null).ShouldBe(honest);
        Read(Key).ShouldBe(honest);
        Fault(new LogKey("other.example.com", Key.PublicKey.Span)).ShouldBe("The export says it is signed by 'cc.example.com', not by 'other.example.com'.");
        Write(text.Replace(",\n  \"keyName\": \"cc.example.com\"", "", StringComparison.Ordinal));
        Fault(Key).ShouldBe("The export says it is not signed, and 'cc.example.com' should have signed it.");
        Fault(null).ShouldContain("The text is no checkpoint");
        Write(text.Replace("\"entries\": 30", "\"entries\": 29", StringComparison.Ordinal));
        Fault(Key).ShouldBe("The export's head speaks of 30 entries and commit record 30, its manifest of 29 and 30.");
        Write(text);
        Head(honest with { Origin = "cc.example.com/other" });
        Fault(Key).ShouldBe("The export's head is one of 'cc.example.com/other', not of 'cc.example.com/acme'.");
        Head(honest with { Record = 29 });
        Fault(null).ShouldContain("commit record 29, its manifest of 30 and 30");
        File.WriteAllText(Path.Combine(Folder, "checkpoint"), honest.ToText());
        Fault(null).ShouldBe("The export says it is signed by 'cc.example.com', and its head has no signature.");
        File.WriteAllBytes(Path.Combine(Folder, "checkpoint"), [.. System.Text.Encoding.UTF8.GetBytes(honest.ToText()), (byte)'\n', 0xFF]);
        Fault(null).ShouldBe("'checkpoint' of the export is no text in UTF-8.");

        void Write(string json) => File.WriteAllText(manifest, json);
        void Head(Checkpoint head) => File.WriteAllText(Path.Combine(Folder, "checkpoint"), SignedNote.Sign(head.ToText(), _signer));
        string Fault(LogKey? key) => Should.Throw<LogFormatException>(() => Read(key)).Message;
        Checkpoint Read(LogKey? key)
        {
            using var export = LogExportReader.Open(Folder);
            return export.ReadHead(key);
        }
    }

    [Theory]
    [InlineData("entries/001", 256, "cut off")]
    [InlineData("entries/002.p/88", 512, "has no 'entries/002.p/88'")]
    [InlineData("records/001", 255, "cut off")]
    [InlineData("tile/0/000", 0, "a full tile has 8192")]
    [InlineData("tile/0/001", 256, "a full tile has 8192")]
    public async Task A_file_that_cannot_be_read_is_found_at_its_first_position(string name, long position, string cause)
    {
        await LogExport.WriteAsync(await MakeAsync(600), Folder);
        var file = Path.Combine(Folder, name);
        if (cause.StartsWith("has no", StringComparison.Ordinal))
        {
            File.Delete(file);
        }
        else
        {
            await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..^1]);
        }

        using var export = LogExportReader.Open(Folder);
        var fault = (await LogVerifier.VerifyAsync(export)).Fault.ShouldNotBeNull();

        fault.First.Value.ShouldBe(position);
        fault.Cause.ShouldContain(cause);
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
    [InlineData("""{"format":"contactcenter-log","version":1,"log":"acme","entries":1,"entries":1,"records":1}""", "there twice")]
    [InlineData("""{"format":"contactcenter-log","version":1,"log":"acme","entries":1,"records":1,"more":1}""", "unknown")]
    [InlineData("""{"format":"contactcenter-log","version":1,"log":"acme","records":1}""", "missing")]
    [InlineData("""{"format":"contactcenter-log","version":1,"log":"acme","entries":1.0,"records":1}""", "is not one of an export")]
    [InlineData("""{"format":"contactcenter-log","version":1,"log":"acme","entries":1,"records":1,"keyName":"a b"}""", "names no key: 'a b'")]
    [InlineData("""{"format":"contactcenter-log","version":1,"log":"acme","entries":1,"records":1,"keyName":null}""", "null")]
    [InlineData("""{"format":"contactcenter-log","version":1,"log":"acme","entries":-0,"records":1}""", "is not one of an export")]
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
