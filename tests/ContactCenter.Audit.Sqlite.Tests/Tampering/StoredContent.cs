using ContactCenter.Journal;

namespace ContactCenter.Audit.Sqlite.Tests.Tampering;

/// <summary>Everything that can be read of a log's file, up to the first thing that cannot.</summary>
internal sealed record StoredContent(List<StoredEntry> Entries, List<StoredRecord> Records, List<MerkleTile> Tiles)
{
    public static async Task<StoredContent> ReadAsync(TestFolder folder)
    {
        var content = new StoredContent([], [], []);
        try
        {
            using var reader = folder.OpenReader();
            await FillAsync(content.Entries, next => reader.ReadAsync(new LogPosition(next), 10_000, default), static e => e.Position.Value);
            await FillAsync(content.Records, next => reader.ReadRecordsAsync(next, 10_000, default), static r => r.Number);
            await FillAsync(content.Tiles, next => reader.ReadTilesAsync(0, next, 10_000, default), static t => t.Index);
        }
        catch (LogFormatException)
        {
            // nothing of it can be read
        }

        return content;
    }

    /// <summary>Where the two differ first, the entry if it is one; null where they do not.</summary>
    public Difference? FirstDifference(StoredContent other) =>
        First(Entries, other.Entries, static (a, b) => a.Position == b.Position && a.Bytes.Span.SequenceEqual(b.Bytes.Span)) is { } entry ? new Difference(entry)
        : First(Records, other.Records, static (a, b) => a.Number == b.Number && a.Bytes.Span.SequenceEqual(b.Bytes.Span) && a.Signature.Span.SequenceEqual(b.Signature.Span)) is not null
            || First(Tiles, other.Tiles, static (a, b) => a.Index == b.Index && a.Hashes.Span.SequenceEqual(b.Hashes.Span)) is not null ? new Difference(null)
        : null;

    private static int? First<T>(List<T> ones, List<T> others, Func<T, T, bool> same)
    {
        var end = Math.Min(ones.Count, others.Count);
        var at = Enumerable.Range(0, end).FirstOrDefault(i => !same(ones[i], others[i]), end);
        return at == end && ones.Count == others.Count ? null : at;
    }

    private static async Task FillAsync<T>(List<T> all, Func<long, ValueTask<IReadOnlyList<T>>> read, Func<T, long> number)
    {
        try
        {
            for (var next = 0L; await read(next) is { Count: > 0 } some; next = number(some[^1]) + 1)
            {
                number(some[^1]).ShouldBeGreaterThanOrEqualTo(next, "what is read leads back, and reading on never ends");
                all.AddRange(some);
            }
        }
        catch (LogFormatException)
        {
            // up to here
        }
    }

    public sealed record Difference(int? Entry);
}
