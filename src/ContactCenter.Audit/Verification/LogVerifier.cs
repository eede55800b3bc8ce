using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// Checks a whole log against itself: every entry in its one encoding, positions without gaps, every root and tile recomputed, the chain
/// of commit records; with a key also their signatures. A cut-off end and a history rewritten from some point on show only against
/// <see cref="LogVerificationOptions.Heads"/> kept elsewhere.
/// </summary>
public static class LogVerifier
{
    private const int RecordChunk = 1_024;
    private const long ProgressEvery = 65_536;

    /// <summary>Verifies everything stored at the time of the call. Reads beside a writer, a part at a time whatever the log's length.</summary>
    /// <param name="log">The stored bytes.</param>
    /// <param name="options">What else to check; nothing by default.</param>
    /// <param name="cancellationToken">Ends the verification; the last state told to <see cref="LogVerificationOptions.Progress"/> can be gone on from.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the state to go on from is none, of another log, or of a verification with another key.</exception>
    public static async ValueTask<LogVerification> VerifyAsync(ILogReader log, LogVerificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        options ??= new LogVerificationOptions();
        if (options.Processors is < 1 or > 64)
        {
            throw new ArgumentException($"{nameof(LogVerificationOptions.Processors)} is {options.Processors}; set it to 1 to 64.", nameof(options));
        }

        if (options.Heads.FirstOrDefault(h => !h.IsOf(log.Id, options.Key)) is { } other)
        {
            throw new ArgumentException($"A head given is one of '{other.Origin}', not of log '{log.Id}'{(options.Key is { } key ? $" by the key '{key.Name}'" : "")}; give heads of this log.", nameof(options));
        }

        var keys = options.Key is { } given ? await LogKeys.FollowAsync(log, given, cancellationToken).ConfigureAwait(false) : null;
        var from = options.From ?? LogVerificationState.Start;
        if (from.FindMisfit(log.Id, keys, options.SignedFrom) is { } misfit)
        {
            throw new ArgumentException($"The state to go on from does not fit: {misfit}", nameof(options));
        }

        var heads = new HeadCheck(options.Heads);
        var chain = new ChainCheck(log.Id, options, from, keys, heads);
        var before = new StateCheck(log, from, heads);
        if (from.Records > 0 && await before.FindFaultAsync(chain.Result().Root, cancellationToken).ConfigureAwait(false) is { } changed)
        {
            return chain.Result() with { Fault = changed };
        }

        if (before.IsStateWrong)
        {
            throw new ArgumentException($"The state to go on from was damaged or altered: it does not fit commit record {from.Records - 1}, which it names; verify everything anew.", nameof(options));
        }

        var feed = new EntryFeed(log, options.Processors, chain.Entries);
        await using (feed.ConfigureAwait(false))
        {
            await CheckAsync(log, chain, feed, options, cancellationToken).ConfigureAwait(false);
        }

        if (chain.Fault is not null)
        {
            return chain.Result();
        }

        chain.CheckEnd();
        if (chain.Fault is null)
        {
            await CheckEndAsync(log, chain, cancellationToken).ConfigureAwait(false);
        }

        chain.Fault ??= keys?.Fault; // a change of the key in what was verified before is not looked at again above
        if (chain.Fault is null)
        {
            options.Progress?.Report(chain.State());
        }

        return chain.Result();
    }

    private static async ValueTask CheckAsync(ILogReader log, ChainCheck chain, EntryFeed feed, LogVerificationOptions options, CancellationToken cancellationToken)
    {
        var told = chain.Entries;
        while (await RecordsAsync(log, chain, cancellationToken).ConfigureAwait(false) is { Count: > 0 } records)
        {
            foreach (var stored in records)
            {
                await CheckAsync(log, chain, feed, stored, cancellationToken).ConfigureAwait(false);
                if (chain.Fault is not null)
                {
                    return;
                }

                if (options.Progress is { } progress && chain.Entries - told >= ProgressEvery)
                {
                    told = chain.Entries;
                    progress.Report(chain.State());
                }
            }
        }
    }

    private static async ValueTask CheckAsync(
        ILogReader log, ChainCheck chain, EntryFeed feed, StoredRecord stored, CancellationToken cancellationToken)
    {
        if (chain.Begin(stored) is not { } record)
        {
            return;
        }

        for (var i = 0; i < record.Count && chain.Fault is null; i++)
        {
            if (feed.TryNext(out var known))
            {
                chain.Add(known);
            }
            else if (await feed.NextAsync(cancellationToken).ConfigureAwait(false) is { } entry)
            {
                chain.Add(entry);
            }
            else
            {
                chain.Missing(record, await FirstOfNextAsync(log, record, cancellationToken).ConfigureAwait(false));
            }
        }

        if (chain.Fault is not null)
        {
            return;
        }

        if (!chain.HasRoot(record))
        {
            chain.Altered(record, await FindAlteredAsync(log, chain, record, cancellationToken).ConfigureAwait(false));
            return;
        }

        chain.End(record, stored);
        foreach (var tile in chain.TakeTiles())
        {
            if (chain.Fault is null)
            {
                await CheckAsync(log, chain, tile, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Where the next record begins; null when there is none that can be read.</summary>
    private static async ValueTask<LogPosition?> FirstOfNextAsync(ILogReader log, CommitRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return await log.ReadRecordsAsync(record.Number + 1, 1, cancellationToken).ConfigureAwait(false) is [var next] ? CommitRecord.Decode(next.Bytes.Span).First : null;
        }
        catch (LogFormatException)
        {
            return null;
        }
    }

    private static async ValueTask CheckAsync(ILogReader log, ChainCheck chain, MerkleTile tile, CancellationToken cancellationToken)
    {
        try
        {
            if (await log.ReadTilesAsync(tile.Level, tile.Index, 1, cancellationToken).ConfigureAwait(false) is [var kept, ..]
                && (kept.Index != tile.Index || !kept.Hashes.Span.SequenceEqual(tile.Hashes.Span)))
            {
                chain.WrongTile(tile, $"Tile {tile.Index} of level {tile.Level} was altered: its hashes are not those of the entries, which fit their commit records.");
            }
        }
        catch (LogFormatException e)
        {
            chain.WrongTile(tile, e.Message);
        }
    }

    private static async ValueTask<IReadOnlyList<StoredRecord>> RecordsAsync(ILogReader log, ChainCheck chain, CancellationToken cancellationToken)
    {
        try
        {
            return await log.ReadRecordsAsync(chain.Records, RecordChunk, cancellationToken).ConfigureAwait(false);
        }
        catch (LogFormatException e)
        {
            chain.Unreadable(e.Message);
            return [];
        }
    }

    /// <summary>The entry of a batch that a stored tile knows with another hash, if exactly one is; the root says only that the batch is wrong.</summary>
    private static async ValueTask<LogPosition?> FindAlteredAsync(ILogReader log, ChainCheck chain, CommitRecord record, CancellationToken cancellationToken)
    {
        LogPosition? altered = null;
        for (var i = 0; i < chain.Batch.Count; i++)
        {
            var position = record.First.Value + i;
            if (await LeavesAsync(log, position / MerkleTile.Width, cancellationToken).ConfigureAwait(false) is not { } tile)
            {
                return null;
            }

            if (!tile.Hashes.Span.Slice((int)(position % MerkleTile.Width) * MerkleHash.Size, MerkleHash.Size).SequenceEqual(chain.Batch[i].Span))
            {
                if (altered is not null)
                {
                    return null;
                }

                altered = new LogPosition(position);
            }
        }

        return altered;
    }

    private static async ValueTask<MerkleTile?> LeavesAsync(ILogReader log, long index, CancellationToken cancellationToken)
    {
        try
        {
            return await log.ReadTilesAsync(0, index, 1, cancellationToken).ConfigureAwait(false) is [var tile, ..] && tile.Index == index ? tile : null;
        }
        catch (LogFormatException)
        {
            return null;
        }
    }

    /// <summary>Entries nobody committed. A batch committed meanwhile by a writer is none of them.</summary>
    private static async ValueTask CheckEndAsync(ILogReader log, ChainCheck chain, CancellationToken cancellationToken)
    {
        var beyond = await log.ReadAsync(new LogPosition(chain.Entries), 1, cancellationToken).ConfigureAwait(false);
        if (beyond.Count > 0 && (await log.ReadRecordsAsync(chain.Records, 1, cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            chain.Uncommitted(beyond[0].Position);
        }
    }
}
