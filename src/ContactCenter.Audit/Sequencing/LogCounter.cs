using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>Counts entries: whole hours by what the store keeps, the rest one by one. Of these, those before <paramref name="head"/>.</summary>
internal sealed class LogCounter(LogId log, ILogStore store, long head)
{
    private const int Chunk = 4_096;
    private static readonly DateTimeOffset LastHour = DateTimeOffset.MaxValue.AddTicks(1 - TimeSpan.TicksPerHour);

    public async ValueTask CountAsync(LogQuery query, LogTally tally, CancellationToken cancellationToken)
    {
        if (query is not { Interaction: null, Session: null, Customer: null, Asset: null, Case: null } || query.From > LastHour)
        {
            await LookAsync(query, tally, cancellationToken).ConfigureAwait(false);
            return;
        }

        var (first, next) = (Up(query.From), Down(query.To));
        if (first >= next || !await store.TryCountAsync(query with { From = first, To = next }, tally, cancellationToken).ConfigureAwait(false))
        {
            await LookAsync(query, tally, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (query.From < first)
        {
            await LookAsync(query with { To = first }, tally, cancellationToken).ConfigureAwait(false);
        }

        if (query.To > next)
        {
            await LookAsync(query with { From = next }, tally, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask LookAsync(LogQuery query, LogTally tally, CancellationToken cancellationToken)
    {
        for (var next = 0L; ;)
        {
            var positions = await store.FindAsync(query, new LogPosition(next), Chunk, cancellationToken).ConfigureAwait(false);
            if (positions.Count == 0 || positions[0] >= head)
            {
                return;
            }

            foreach (var stored in await store.ReadAtAsync(positions, cancellationToken).ConfigureAwait(false))
            {
                var header = EntryCodec.DecodeHeader(log, stored.Bytes);
                if (stored.Position.Value < head && query.Matches(header))
                {
                    tally.Add(header.Time, header.Kind, header.Links.Agent);
                }
            }

            if (positions.Count < Chunk)
            {
                return;
            }

            next = positions[^1] + 1;
        }
    }

    private static DateTimeOffset? Up(DateTimeOffset? time) => Down(time) is { } hour && hour < time ? hour.AddHours(1) : time?.ToUniversalTime();

    private static DateTimeOffset? Down(DateTimeOffset? time) =>
        time is { } at ? new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero) : null;
}
