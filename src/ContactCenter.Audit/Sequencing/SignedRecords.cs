namespace ContactCenter.Audit;

/// <summary>Finds where a log was signed last, without reading all of it.</summary>
internal static class SignedRecords
{
    private const int Page = 1_024;

    /// <summary>
    /// The last commit record with a signature: the last of all in a log that is signed, null in one that never was. Builds before refused nobody who went on unsigned; behind such a stretch it is found
    /// where the stretch has at most 1,024 records, or no more than were signed in a row before it, or the log was signed from its first record on.
    /// </summary>
    /// <param name="log">The stored records.</param>
    /// <param name="last">The number of the last record.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public static async ValueTask<StoredRecord?> FindLastAsync(ILogReader log, long last, CancellationToken cancellationToken)
    {
        if (await SignedAtAsync(last).ConfigureAwait(false) is { } atOnce)
        {
            return atOnce;
        }

        var unsigned = Math.Max(0, last - Page + 1); // from here on none is, once this page has been looked at
        var page = await log.ReadRecordsAsync(unsigned, Page, cancellationToken).ConfigureAwait(false);
        if (page.Any(static r => !r.Signature.IsEmpty))
        {
            return page.Last(static r => !r.Signature.IsEmpty);
        }

        for (var step = (long)Page; unsigned > 0; step *= 2)
        {
            var at = Math.Max(0, last - step);
            if (await SignedAtAsync(at).ConfigureAwait(false) is { } signed)
            {
                return await LastBeforeAsync(signed, unsigned).ConfigureAwait(false);
            }

            unsigned = at;
        }

        return null;

        async ValueTask<StoredRecord> LastBeforeAsync(StoredRecord signed, long end)
        {
            while (end - signed.Number > 1)
            {
                var middle = signed.Number + ((end - signed.Number) / 2);
                if (await SignedAtAsync(middle).ConfigureAwait(false) is { } later)
                {
                    signed = later;
                }
                else
                {
                    end = middle;
                }
            }

            return signed;
        }

        async ValueTask<StoredRecord?> SignedAtAsync(long number) =>
            await log.ReadRecordsAsync(number, 1, cancellationToken).ConfigureAwait(false) is [{ Signature.IsEmpty: false } record, ..] && record.Number == number ? record : null;
    }
}
