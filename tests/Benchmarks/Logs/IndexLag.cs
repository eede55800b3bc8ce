using System.Buffers.Binary;
using System.Diagnostics;
using AuditLimits;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>How far the index is behind the log while 64 callers write as fast as they can.</summary>
internal static class IndexLag
{
    public static async Task RunAsync(string folder, TimeSpan duration)
    {
        var log = await FullLog.OpenAsync(folder, new EntrySource(5, Ids.LiveRandom));
        await using var closing = log;
        await log.AppendAsync();
        var looking = Task.Run(() => LookAsync(log, duration));
        var load = await Load.RunAsync(64, duration, () => log.AppendAsync());
        var lags = await looking;
        lags.Sort();
        Console.WriteLine($"index lag at {load.PerSecond:N0} entries/s: p50 {lags[lags.Count / 2]:F0} ms, p99 {lags[(int)(lags.Count * 0.99)]:F0} ms, most {lags[^1]:F0} ms ({lags.Count} looks)");
    }

    /// <summary>Every few milliseconds: how long ago was the log's end where the index's is now?</summary>
    private static async Task<List<double>> LookAsync(FullLog log, TimeSpan duration)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(log.Folder, "index.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var applied = connection.CreateCommand();
        applied.CommandText = "SELECT value FROM meta WHERE name = 'applied'";
        var heads = new Queue<(long At, long Head)>();
        var lags = new List<double>();
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            heads.Enqueue((Stopwatch.GetTimestamp(), log.Log.Head.Value));
            var end = applied.ExecuteScalar() is byte[] bytes ? BinaryPrimitives.ReadInt64BigEndian(bytes) : 0;
            while (heads.Count > 1 && heads.Peek().Head <= end)
            {
                heads.Dequeue();
            }

            lags.Add(heads.Peek().Head <= end ? 0 : Stopwatch.GetElapsedTime(heads.Peek().At).TotalMilliseconds);
            await Task.Delay(5);
        }

        return lags;
    }
}
