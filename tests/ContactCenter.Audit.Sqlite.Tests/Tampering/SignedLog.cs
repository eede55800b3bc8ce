using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Sqlite.Tests.Tampering;

/// <summary>A signed log in batches of one to five, closed, with everything that was published of it: what is tampered with, in copies.</summary>
internal sealed class SignedLog : IDisposable
{
    /// <summary>Enough for a tile of the tree and something behind it.</summary>
    public const int Count = 300;

    private static readonly string[] Files = ["log.db", "log.db-wal"];

    private readonly TestFolder _folder = new(inMemory: true);
    private readonly EcdsaLogSigner _signer = EcdsaLogSigner.Create("cc.example.com");
    private readonly List<byte[][]> _earlier = [];

    private SignedLog()
    {
    }

    public LogKey Key => new(_signer.Name, _signer.PublicKey.Span);

    /// <summary>The head after each batch, oldest first.</summary>
    public List<Checkpoint> Heads { get; } = [];

    /// <summary>The first position of each batch.</summary>
    public List<long> Batches { get; } = [];

    public static async Task<SignedLog> MakeAsync()
    {
        var made = new SignedLog();
        await made.FillAsync(made._folder, static n => SampleEntries.Entry(n), (log, first) =>
        {
            made.Batches.Add(first);
            made.Heads.Add(log.Checkpoint);
            made._earlier.Add([.. Files.Select(name => File.ReadAllBytes(Path.Combine(made._folder.Path, name)))]);
        });
        return made;
    }

    /// <summary>A copy of the files.</summary>
    public TestFolder Copy()
    {
        var copy = new TestFolder(inMemory: true);
        foreach (var name in (string[])["log.db", "index.db"])
        {
            File.Copy(Path.Combine(_folder.Path, name), Path.Combine(copy.Path, name));
        }

        return copy;
    }

    /// <summary>A copy of the files as they were after a batch.</summary>
    public TestFolder CopyOf(int batch)
    {
        var copy = new TestFolder(inMemory: true);
        foreach (var (name, bytes) in Files.Zip(_earlier[batch]))
        {
            File.WriteAllBytes(Path.Combine(copy.Path, name), bytes);
        }

        return copy;
    }

    /// <summary>Another history from a position on, under the same key and with the same times, as a thief of the key can write it.</summary>
    public async Task<TestFolder> ForgeAsync(long from)
    {
        var forged = new TestFolder(inMemory: true);
        await FillAsync(forged, n => n < from ? SampleEntries.Entry(n) : SampleEntries.Entry(n) with { Actor = "channel:forged" }, static (_, _) => { });
        return forged;
    }

    /// <summary>What a full verification with the key finds, and with heads kept elsewhere.</summary>
    public async Task<LogFault?> VerifyAsync(TestFolder folder, params IReadOnlyList<Checkpoint> heads)
    {
        using var reader = folder.OpenReader();
        return (await LogVerifier.VerifyAsync(reader, new LogVerificationOptions { Key = Key, Heads = heads, Processors = 1 })).Fault;
    }

    public void Dispose()
    {
        _signer.Dispose();
        _folder.Dispose();
    }

    private async Task FillAsync(TestFolder folder, Func<int, Entry> entry, Action<AuditLog, long> batchWritten)
    {
        var options = new SqliteLogOptions { Log = { Signer = _signer }, CheckpointPages = 20 };
        await using var log = await SqliteLog.OpenAsync(folder.Path, TestFolder.Log, options, new StandingTime());
        for (int i = 0, size = 1; i < Count; i += size, size = Math.Min(1 + (size % 5), Count - i))
        {
            await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, size).Select(entry)]));
            batchWritten(log, i);
        }
    }

    /// <summary>So that the same entries give the same records.</summary>
    private sealed class StandingTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => SampleEntries.Start;
    }
}
