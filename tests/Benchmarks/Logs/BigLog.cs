using System.Diagnostics;
using AuditLimits;
using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Journal;
using SqliteLog = ContactCenter.Audit.Sqlite.SqliteLog;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>A log of a million entries, made when first asked for, and its export: verification, proofs, disk.</summary>
internal sealed class BigLog(string folder, int entries) : IDisposable
{
    private const int Proofs = 50;

    private readonly Lazy<SqliteLogReader> _reader = new(() => MakeAsync(folder, entries).GetAwaiter().GetResult());
    private Lazy<LogExportReader>? _export;

    public void AddVerification(List<Case> cases, List<Ratio> ratios)
    {
        List<Case> ceilings = [];
        CryptoBench.Add(ceilings, new EntrySource());
        cases.AddRange(ceilings.Where(static c => c.Id == "sha256.300B.1core"));
        _export = new Lazy<LogExportReader>(() =>
        {
            var to = folder + "-export";
            LogExport.WriteAsync(_reader.Value, to).AsTask().GetAwaiter().GetResult();
            return LogExportReader.Open(to);
        });
        foreach (var processors in (int[])[1, 2])
        {
            cases.Add(new Case($"verify.sqlite.{processors}core", "entries/s", _ => Verify(_reader.Value, processors)));
            cases.Add(new Case($"verify.export.{processors}core", "entries/s", _ => Verify(_export.Value, processors)));
        }

        foreach (var kind in (string[])["sqlite", "export"])
        {
            ratios.Add(new Ratio($"verification of {kind} on 1 core, over SHA-256 of 300 B", $"verify.{kind}.1core", "sha256.300B.1core"));
            ratios.Add(new Ratio($"verification of {kind} on 2 cores, over 1", $"verify.{kind}.2core", $"verify.{kind}.1core"));
        }
    }

    public void AddProofs(List<Case> cases, List<Ratio> ratios)
    {
        List<Case> ceilings = [];
        CryptoBench.Add(ceilings, new EntrySource());
        cases.AddRange(ceilings.Where(static c => c.Id is "merkle.inclusion.verify.1M" or "merkle.inclusion.bytes.1M" or "merkle.consistency.bytes.1M"));
        var prover = new Lazy<LogProver>(() => new LogProver(_reader.Value));
        long size = entries - 3;
        byte[] Inclusion(long position) => prover.Value.InclusionAsync(new LogPosition(position), size).AsTask().GetAwaiter().GetResult();
        cases.Add(new Case("prove.from-store", "proofs/s", seconds => Harness.Loop(seconds, Proofs, () =>
        {
            for (var i = 0; i < Proofs; i++)
            {
                _ = Inclusion(Random.Shared.NextInt64(size));
            }
        })));
        cases.Add(new Case("prove.check", "proofs/s", seconds =>
        {
            const long position = 123_457;
            var (proof, root) = (Inclusion(position), prover.Value.RootAsync(size).AsTask().GetAwaiter().GetResult());
            var leaf = MerkleHash.Leaf(_reader.Value.ReadAsync(new LogPosition(position), 1, default).AsTask().GetAwaiter().GetResult()[0].Bytes.Span);
            return Harness.Loop(seconds, Proofs, () =>
            {
                for (var i = 0; i < Proofs; i++)
                {
                    _ = MerkleProof.IsIncluded(leaf, position, size, root, proof) ? 0 : throw new InvalidOperationException("The proof is refused.");
                }
            });
        }));
        cases.Add(new Case("prove.inclusion.bytes", "bytes max", _ => new Sample(Enumerable.Range(0, 1_000).Max(i => Inclusion(i * (size / 1_000)).Length))));
        cases.Add(new Case("prove.consistency.bytes", "bytes max", _ => new Sample(Enumerable.Range(1, 1_000)
            .Max(i => prover.Value.ConsistencyAsync(i * (size / 1_001), size).AsTask().GetAwaiter().GetResult().Length))));
        ratios.Add(new Ratio("proofs checked, over the ceiling's in memory", "prove.check", "merkle.inclusion.verify.1M"));
    }

    /// <summary>What the files hold for each entry, over what was encoded.</summary>
    public void PrintDisk()
    {
        var sample = _reader.Value.ReadAsync(LogPosition.Start, 1_000, default).AsTask().GetAwaiter().GetResult();
        var (raw, all) = (sample.Average(static e => e.Bytes.Length), new DirectoryInfo(folder).GetFiles().Sum(static f => f.Length) / (double)entries);
        foreach (var file in new DirectoryInfo(folder).GetFiles())
        {
            Console.WriteLine($"disk: {file.Name} {file.Length / (double)entries:F1} bytes an entry");
        }

        Console.WriteLine($"disk: {raw:F0} bytes encoded an entry; log, tiles and index {all:F0}: {all / raw:F2} times that");
    }

    public void Dispose()
    {
        if (_export is { IsValueCreated: true } export)
        {
            export.Value.Dispose();
        }

        if (_reader.IsValueCreated)
        {
            _reader.Value.Dispose();
        }
    }

    private static Sample Verify(ILogReader log, int processors)
    {
        var started = Stopwatch.GetTimestamp();
        var result = LogVerifier.VerifyAsync(log, new LogVerificationOptions { Key = FullLog.Key, Processors = processors }).AsTask().GetAwaiter().GetResult();
        return result.IsIntact ? new Sample(result.Entries / Stopwatch.GetElapsedTime(started).TotalSeconds) : throw new InvalidOperationException($"Not intact: {result.Fault}");
    }

    private static async Task<SqliteLogReader> MakeAsync(string folder, int entries)
    {
        await using (var log = await FullLog.OpenAsync(folder, new EntrySource(11, Ids.LiveTimeOrdered)))
        {
            await log.FillAsync(entries);
        }

        return SqliteLog.OpenReader(folder, FullLog.Id);
    }
}
