using System.Globalization;
using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Journal;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Benchmarks.Center;

/// <summary>What the entries and rows of waiting runs come to, and which of them are the runs' own; the rest is the conversation around them.</summary>
internal static class PromiseBytes
{
    private const int Page = 10_000;
    private static readonly HashSet<string> OwnEntries = ["script.requested", "script.stepped"];
    private static readonly HashSet<string> OwnRows = ["scripts", "waiting-scripts", "run-timers"];

    public static async Task PrintAsync(string folder, int runs)
    {
        var kinds = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using (var reader = SqliteLog.OpenReader(Path.GetDirectoryName(Find(folder, "log.db"))!, new LogId("acme")))
        {
            var next = LogPosition.Start;
            while (await reader.ReadAsync(next, Page, CancellationToken.None) is { Count: > 0 } entries)
            {
                foreach (var (position, bytes) in entries)
                {
                    var kind = EntryCodec.DecodeHeader(reader.Id, bytes).Kind;
                    kinds[kind] = kinds.GetValueOrDefault(kind) + bytes.Length;
                    next = position.Next;
                }
            }
        }

        Print("entries", kinds, OwnEntries, runs);
        Print("rows of views", Views(Find(folder, "views.db")), OwnRows, runs);
    }

    /// <summary>A row stands in the table and, but for its document, in an index.</summary>
    private static SortedDictionary<string, long> Views(string path)
    {
        var views = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT view, sum(2 * (length(view) + length(key) + length(grp) + 6) + length(doc)) FROM row GROUP BY view";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            views[rows.GetString(0)] = rows.GetInt64(1);
        }

        return views;
    }

    private static void Print(string what, SortedDictionary<string, long> parts, HashSet<string> own, int runs)
    {
        var (mine, all) = (parts.Where(part => own.Contains(part.Key)).Sum(static part => part.Value), parts.Values.Sum());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {all / runs:N0} bytes a waiting run, {mine / runs:N0} of them the run's own ({(double)mine / all:P0})"));
        foreach (var (name, bytes) in parts.Where(part => part.Value >= runs))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-24} {bytes / runs,6:N0}"));
        }
    }

    private static string Find(string folder, string name) => Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories).Single();
}
