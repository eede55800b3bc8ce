using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Recordings;

/// <summary>The keys of recordings, sealed in the log under the customer's.</summary>
internal static class RecordingKeys
{
    /// <summary>The key of a recording's file; null when its customer has been erased, or the customer's key is damaged.</summary>
    public static async ValueTask<byte[]?> FindAsync(ITenantStorage storage, RecordingRow row, CancellationToken cancellationToken)
    {
        var started = await storage.Log.EntryAtAsync(row.At, cancellationToken).ConfigureAwait(false);
        return await new ReadableTexts(storage.PersonalData).RevealAsync(started, RecordingKinds.Key, cancellationToken).ConfigureAwait(false) is { } key ? Convert.FromBase64String(key) : null;
    }
}
