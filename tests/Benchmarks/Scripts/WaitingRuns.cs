using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using ContactCenter.Scripting;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Benchmarks.Scripts;

/// <summary>
/// Runs of a script that wait, as a host of the language keeps them that has a log of its own elsewhere: each step's frame and its time, one row a run in SQLite, and
/// nothing of them in memory. Then all fall due, the earliest first, and each goes on by a step, which is stored again. A center's runs are measured by <c>promises</c>.
/// </summary>
internal static class WaitingRuns
{
    private const int Batch = 1_000;
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    public static int Run(Settings settings)
    {
        var runs = settings.Whole("runs", 1_000_000);
        settings.Check();
        var folder = Directory.CreateTempSubdirectory("contactcenter-bench-waiting-").FullName;
        try
        {
            var path = Path.Combine(folder, "runs.db");
            using var store = new SqliteConnection($"Data Source={path}");
            store.Open();
            Execute(store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE run (due INTEGER, id BLOB, frame BLOB, PRIMARY KEY (due, id)) WITHOUT ROWID");
            var program = CompileRun.Sample("lead");
            var run = new ScriptRun(program, Guid.Empty, new ScriptRunSettings { TimeZone = "Europe/Rome" });
            Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
            Begin(store, run, 1); // what is loaded once is no run's
            var (memory, clock) = (Held(), Stopwatch.StartNew());
            Begin(store, run, runs);
            var took = clock.Elapsed.TotalSeconds;
            Execute(store, "PRAGMA wal_checkpoint(TRUNCATE)");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{runs:N0} runs begun, each durable with {Batch - 1} others, in {took:F1} s: {runs / took:N0}/s. They wait in {new FileInfo(path).Length / 1e9:F3} GB, {new FileInfo(path).Length / (double)runs:N0} bytes each, {Rows(store).Frame:N0} of them the frame; in memory {(Held() - memory) / (double)runs:F2} bytes each"));
            clock.Restart();
            var kept = Keep(store, run, program);
            took = clock.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all of {kept:N0} due at once, each read, taken a step on, and durable again with {Batch - 1} others, in {took:F1} s: {kept / took:N0}/s"));
            return kept == runs + 1 ? 0 : throw new InvalidOperationException($"{runs + 1 - kept} runs were not found again.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Begin(SqliteConnection store, ScriptRun run, int runs)
    {
        using var put = Command(store, "INSERT INTO run VALUES ($due, $id, $frame)");
        var frame = new byte[1_024];
        var first = Rows(store).Count;
        for (var number = first; number < first + runs;)
        {
            using var batch = store.BeginTransaction();
            put.Transaction = batch;
            for (var i = 0; i < Batch && number < first + runs; i++, number++)
            {
                Take(run, number, frame, out var length);
                Store(put, run, frame.AsSpan(0, length));
            }

            batch.Commit();
        }
    }

    private static void Take(ScriptRun run, long number, byte[] frame, out int length)
    {
        run.Reset(new Guid((int)number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1));
        var fields = ImmutableDictionary.CreateRange<string, string>(
        [
            new("name", "Luisa Bianchi"), new("phone", string.Create(CultureInfo.InvariantCulture, $"+39333{number:0000000}")),
            new("email", string.Create(CultureInfo.InvariantCulture, $"luisa.{number}@example.org")), new("product", "heat pump"), new("zip", "20121"),
        ]);
        if (!run.Program.TryReadEvent("webform.submitted", fields, out var lead)
            || ScriptMachine.Advance(run, ScriptInput.Begin(lead), Start.AddMilliseconds(number)) != ScriptAdvance.Applied
            || run.State != ScriptRunState.Waiting
            || !ScriptFrame.TryWrite(run, frame, out length))
        {
            throw new InvalidOperationException($"Run {number} does not wait: {run.State}.");
        }
    }

    private static long Keep(SqliteConnection store, ScriptRun run, ScriptProgram program)
    {
        using var read = Command(store, $"SELECT due, id, frame FROM run WHERE due <= $due ORDER BY due, id LIMIT {Batch}");
        using var remove = Command(store, "DELETE FROM run WHERE due = $due AND id = $id");
        using var put = Command(store, "INSERT INTO run VALUES ($due, $id, $frame)");
        var (now, written, kept) = (Start.AddDays(14), new byte[1_024], 0L);
        while (true)
        {
            var due = new List<(long Due, byte[] Id, byte[] Frame)>(Batch);
            read.Parameters["$due"].Value = now.ToUnixTimeMilliseconds();
            using (var rows = read.ExecuteReader())
            {
                while (rows.Read())
                {
                    due.Add((rows.GetInt64(0), rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2)));
                }
            }

            if (due.Count == 0)
            {
                return kept;
            }

            using var batch = store.BeginTransaction();
            (remove.Transaction, put.Transaction) = (batch, batch);
            foreach (var (at, id, frame) in due)
            {
                ScriptFrame.Read(frame, run);
                if (ScriptMachine.Advance(run, ScriptInput.Due(run.Demand.Sequence), now) != ScriptAdvance.Applied || run.Program != program || !ScriptFrame.TryWrite(run, written, out var length))
                {
                    throw new InvalidOperationException($"Run {run.Id} does not go on.");
                }

                (remove.Parameters["$due"].Value, remove.Parameters["$id"].Value) = (at, id);
                remove.ExecuteNonQuery();
                Store(put, run, written.AsSpan(0, length));
                kept++;
            }

            batch.Commit();
        }
    }

    /// <summary>A run that waits for nobody's time stands behind all that do.</summary>
    private static void Store(SqliteCommand put, ScriptRun run, ReadOnlySpan<byte> frame)
    {
        put.Parameters["$due"].Value = run.Due?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        put.Parameters["$id"].Value = run.Id.ToByteArray(bigEndian: true);
        put.Parameters["$frame"].Value = frame.ToArray();
        put.ExecuteNonQuery();
    }

    private static (long Count, double Frame) Rows(SqliteConnection store)
    {
        using var command = Command(store, "SELECT count(*), coalesce(avg(length(frame)), 0) FROM run");
        using var rows = command.ExecuteReader();
        rows.Read();
        return (rows.GetInt64(0), rows.GetDouble(1));
    }

    private static SqliteCommand Command(SqliteConnection store, string sql)
    {
        var command = store.CreateCommand();
        command.CommandText = sql;
        foreach (var name in new[] { "$due", "$id", "$frame" }.Where(sql.Contains))
        {
            command.Parameters.Add(new SqliteParameter(name, null));
        }

        return command;
    }

    private static void Execute(SqliteConnection store, string sql)
    {
        using var command = Command(store, sql);
        command.ExecuteNonQuery();
    }

    private static long Held()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
