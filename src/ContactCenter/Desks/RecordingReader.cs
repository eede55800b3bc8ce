using System.Globalization;
using System.Security.Cryptography;
using ContactCenter.Desk;
using ContactCenter.Projections;
using ContactCenter.Recordings;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Reads what was recorded of calls.</summary>
internal sealed class RecordingReader(TenantRuntime runtime)
{
    /// <summary>The recordings of some sessions, the oldest first.</summary>
    public async ValueTask<IReadOnlyList<RecordingView>> OfAsync(IEnumerable<SessionId> sessions, bool mayOpen, CancellationToken cancellationToken)
    {
        var found = new List<RecordingRow>();
        foreach (var session in sessions)
        {
            found.AddRange(await runtime.Views.Recordings.OfSessionAsync(runtime.Storage.Views, session, cancellationToken).ConfigureAwait(false));
        }

        return [.. found.OrderBy(static r => r.At).Select(r => Of(r, mayOpen))];
    }

    /// <summary>A recording with the interaction its call belongs to; null when there is none such, or its time is over.</summary>
    public async ValueTask<(RecordingRow Row, InteractionId? Interaction)?> FindAsync(RecordingId recording, CancellationToken cancellationToken) =>
        await runtime.Views.Recordings.FindAsync(runtime.Storage.Views, recording, cancellationToken).ConfigureAwait(false) is { } row
            ? (row, row.Interaction ?? runtime.Views.Interactions.OfSession(row.Session))
            : null;

    /// <summary>The sound of a recording; null when it has gone, or its customer has been erased or has a damaged key.</summary>
    /// <exception cref="InvalidDataException">Its file has been altered or cut off.</exception>
    public async ValueTask<DeskRecording?> OpenAsync(RecordingRow row, CancellationToken cancellationToken)
    {
        if (await RecordingKeys.FindAsync(runtime.Storage, row, cancellationToken).ConfigureAwait(false) is not { } key
            || await runtime.Storage.Recordings.OpenAsync(row.Id, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            return null;
        }

        try
        {
            var map = await RecordingMap.ReadAsync(file, row.Id, row.Rate, key, cancellationToken).ConfigureAwait(false);
            if (map is null || (row.Ended is { } ended && !(IsWhole(ended, file.Length, map) && await runtime.Recordings.IsProvenAsync(row.Id, ended, file, cancellationToken).ConfigureAwait(false))))
            {
                throw new InvalidDataException($"Recording {row.Id} has been altered or cut off. Restore its file from a backup.");
            }

            var tag = row.Ended?.Hash ?? string.Create(CultureInfo.InvariantCulture, $"{row.Id.Value:N}-{map.Frames}");
            return new DeskRecording(new WavStream(file, map, key), tag, row.StartedAt);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static RecordingView Of(RecordingRow row, bool mayOpen) => new(row.Id, row.Call, row.Session, StateOf(row), row.StartedAt, row.By)
    {
        Length = row.Ended is { } ended ? TimeSpan.FromMilliseconds(ended.Length) : null,
        Kept = row.Ended is { } whole ? TimeSpan.FromMilliseconds(whole.Kept) : null,
        IsMessage = row.IsMessage,
        Heard = row.Ended?.Heard is { } heard ? TimeSpan.FromMilliseconds(heard) : null,
        Code = row.Ended?.Code,
        MayOpen = mayOpen,
    };

    private static RecordingState StateOf(RecordingRow row) => row.Ended?.Cause switch
    {
        null => row.IsPaused ? RecordingState.Paused : RecordingState.Recording,
        RecordingCause.Completed => RecordingState.Completed,
        RecordingCause.Interrupted => RecordingState.Interrupted,
        _ => RecordingState.Failed,
    };

    /// <summary>Whether the file is what the log says of it, as far as its size and its parts go. One that could not be ended yet may have something torn behind.</summary>
    private static bool IsWhole(RecordingEnded ended, long length, RecordingMap map) =>
        map.Size == ended.Size && map.Frames * 1_000 / map.Rate == ended.Length && (length == ended.Size || (ended.Cause == RecordingCause.Failed && length > ended.Size));
}
