using System.Security.Cryptography;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Recordings;

/// <summary>At a tenant's start: ends what was under way when its process ended, by what is on the disk; nobody writes to it any more.</summary>
internal sealed class RecordingRecovery(ITenantStorage storage, RecordingIndex index, TenantRecordings recordings)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var row in index.UnderWay.ToList())
        {
            await EndAsync(row, cancellationToken).ConfigureAwait(false);
        }

        var left = new List<RecordingId>();
        await foreach (var recording in storage.Recordings.ListUnfinishedAsync(cancellationToken).ConfigureAwait(false))
        {
            left.Add(recording);
        }

        foreach (var recording in left)
        {
            await SettleAsync(recording, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A file that has an end in the log gets its name; one the log does not name has no key, and goes.</summary>
    private async Task SettleAsync(RecordingId recording, CancellationToken cancellationToken)
    {
        if (await index.FindAsync(storage.Views, recording, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            await storage.Recordings.RemoveAsync(recording, cancellationToken).ConfigureAwait(false);
        }
        else if (row.Ended is { } ended && await LengthAsync(recording, cancellationToken).ConfigureAwait(false) >= ended.Size)
        {
            await storage.Recordings.FinishAsync(recording, ended.Size, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EndAsync(RecordingRow row, CancellationToken cancellationToken)
    {
        var file = await storage.Recordings.OpenAsync(row.Id, cancellationToken).ConfigureAwait(false);
        RecordingEnded ended;
        if (file is null)
        {
            ended = new RecordingEnded(RecordingCause.Failed, RecordingCodes.Missing, Convert.ToHexStringLower(SHA256.HashData([])), 0, 0, 0, 0);
        }
        else
        {
            await using (file.ConfigureAwait(false))
            {
                ended = await LookAsync(row, file, cancellationToken).ConfigureAwait(false);
            }

            await storage.Recordings.FinishAsync(row.Id, ended.Size, cancellationToken).ConfigureAwait(false);
        }

        await recordings.EndedAsync(row.Id, row.Links, ended).ConfigureAwait(false);
        RecordingLog.Recovered(recordings.Logger, row.Id, recordings.Tenant, TimeSpan.FromMilliseconds(ended.Kept));
    }

    private async ValueTask<RecordingEnded> LookAsync(RecordingRow row, Stream file, CancellationToken cancellationToken)
    {
        var length = file.Length;
        if (await RecordingKeys.FindAsync(storage, row, cancellationToken).ConfigureAwait(false) is not { } key)
        {
            return new RecordingEnded(RecordingCause.Interrupted, null, await RecordingHash.OfAsync(file, length, cancellationToken).ConfigureAwait(false), length, 0, 0, 0); // nobody can read it any more
        }

        if (await RecordingMap.ReadAsync(file, row.Id, row.Rate, key, cancellationToken).ConfigureAwait(false) is not { } map || length - map.Size > RecordingFormat.MaxContent + RecordingFormat.EndSize)
        {
            // More than a torn chunk: nothing is cut off that somebody may mend from a copy.
            return new RecordingEnded(RecordingCause.Failed, RecordingCodes.Altered, await RecordingHash.OfAsync(file, length, cancellationToken).ConfigureAwait(false), length, 0, 0, 0);
        }

        var voice = row.IsMessage ? new VoiceMeter(map.Rate) : null;
        var (kept, lost) = await CountAsync(file, map, key, voice, cancellationToken).ConfigureAwait(false);
        return new RecordingEnded(
            map.IsWhole ? RecordingCause.Completed : RecordingCause.Interrupted,
            null,
            await RecordingHash.OfAsync(file, map.Size, cancellationToken).ConfigureAwait(false),
            map.Size,
            map.Frames * 1_000 / map.Rate,
            kept * 1_000 / map.Rate,
            lost * 1_000 / map.Rate,
            voice is null ? null : (long)voice.Heard.TotalMilliseconds);
    }

    /// <summary>How much of it is sound, and how much was lost; of a chunk that was altered nothing.</summary>
    private static async ValueTask<(long Kept, long Lost)> CountAsync(Stream file, RecordingMap map, byte[] key, VoiceMeter? voice, CancellationToken cancellationToken)
    {
        using var cipher = new RecordingCipher(map.Header, key);
        var (bytes, content) = (new byte[RecordingFormat.MaxContent + RecordingFormat.EndSize], new byte[RecordingFormat.MaxContent]);
        var (kept, lost) = (0L, 0L);
        foreach (var chunk in map.Chunks)
        {
            if (!await chunk.TryReadAsync(file, cipher, bytes, content, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            for (var at = 0; at < chunk.Content;)
            {
                var (kind, frames) = RecordingFormat.ReadRun(content.AsSpan(at));
                if (kind == RunKind.Sound)
                {
                    voice?.TakeStereo(content.AsSpan(at + RecordingFormat.RunSize, frames * RecordingFormat.FrameSize));
                }

                at += RecordingFormat.RunSize + (kind == RunKind.Sound ? frames * RecordingFormat.FrameSize : 0);
                kept += kind == RunKind.Sound ? frames : 0;
                lost += kind == RunKind.Lost ? frames : 0;
            }
        }

        CryptographicOperations.ZeroMemory(content);
        return (kept, lost);
    }

    private async ValueTask<long> LengthAsync(RecordingId recording, CancellationToken cancellationToken)
    {
        if (await storage.Recordings.OpenAsync(recording, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            return -1;
        }

        await using (file.ConfigureAwait(false))
        {
            return file.Length;
        }
    }
}
