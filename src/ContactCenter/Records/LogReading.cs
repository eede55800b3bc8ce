using System.Security.Cryptography;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>Small ways of reading that the contracts leave to their users.</summary>
internal static class LogReading
{
    /// <summary>The entry at a position.</summary>
    /// <exception cref="InvalidOperationException">The log ends before it.</exception>
    public static async ValueTask<Entry> EntryAtAsync(this ILog log, LogPosition position, CancellationToken cancellationToken)
    {
        await foreach (var committed in log.QueryAsync(new LogQuery { Position = position, Limit = 1 }, cancellationToken).ConfigureAwait(false))
        {
            return committed.Entry;
        }

        throw new InvalidOperationException($"The log {log.Id} ends before position {position}.");
    }

    /// <summary>A sealed text of an entry; null when there is none, its key is gone, or it cannot be read: what is damaged is worth no more than what is erased, and holds nothing up.</summary>
    public static async ValueTask<string?> RevealAsync(this IPersonalData data, Entry entry, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await data.RevealWholeAsync(entry, name, cancellationToken).ConfigureAwait(false);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A sealed text of an entry; null when there is none, or its key is gone.</summary>
    /// <exception cref="CryptographicException">It cannot be read: its key is damaged, or it is.</exception>
    public static async ValueTask<string?> RevealWholeAsync(this IPersonalData data, Entry entry, string name, CancellationToken cancellationToken) =>
        entry.Sealed.FirstOrDefault(f => f.Name == name) is { } field
            ? await data.RevealAsync(entry.Id, field, cancellationToken).ConfigureAwait(false)
            : null;
}
