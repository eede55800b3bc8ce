using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>A log's bytes as they are stored, for verification. Thread-safe.</summary>
public interface ILogReader
{
    /// <summary>Which log.</summary>
    LogId Id { get; }

    /// <summary>What is stored from <paramref name="from"/> on, in order of position, at most <paramref name="max"/>; empty at the end.</summary>
    ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken);

    /// <summary>The commit records' bytes from <paramref name="number"/> on, in order, at most <paramref name="max"/>; empty at the end.</summary>
    ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken);

    /// <summary>
    /// The full tiles of <paramref name="level"/> from <paramref name="index"/> on, in order, at most <paramref name="max"/>; empty at the end, and where none
    /// are kept: whoever needs them makes them from the entries.
    /// </summary>
    ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken);
}

/// <summary>An entry as stored.</summary>
/// <param name="Position">Where.</param>
/// <param name="Bytes">The leaf.</param>
public readonly record struct StoredEntry(LogPosition Position, ReadOnlyMemory<byte> Bytes);

/// <summary>A commit record as stored.</summary>
/// <param name="Number">The number it is stored under.</param>
/// <param name="Bytes">The record; <see cref="CommitRecord.Decode"/>.</param>
/// <param name="Signature">The signature of <see cref="CommitRecord.Hash"/>; empty where the log was not signed.</param>
public readonly record struct StoredRecord(long Number, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Signature = default);
