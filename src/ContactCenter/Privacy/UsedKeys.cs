using ContactCenter.Journal;
using ContactCenter.Records;

namespace ContactCenter.Privacy;

/// <summary>The callers' keys of commands about customers. An entry's id follows from the key and the customer, so a key says nothing by itself of other customers.</summary>
internal static class UsedKeys
{
    /// <summary>Longer than anybody tries a command again.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromDays(1);

    private static readonly string[] Kinds = [PrivacyKinds.HoldPlaced, PrivacyKinds.HoldLifted, PrivacyKinds.Erased];

    public static EntryId IdFor(Principal by, CustomerId customer, Guid key) =>
        new(DerivedId.From("privacy", by.ToString(), customer.Value.ToString("N"), key.ToString("N")));

    /// <summary>What was done under a key about any customer within a day; null for nothing.</summary>
    public static async ValueTask<PrivacyAct?> FindAsync(ILog log, Principal by, Guid key, DateTimeOffset now)
    {
        foreach (var kind in Kinds)
        {
            var query = new LogQuery { Kind = kind, From = now - Span, Limit = 10_000 };
            LogPosition? last;
            do
            {
                last = null;
                await foreach (var committed in log.QueryAsync(query).ConfigureAwait(false))
                {
                    last = committed.Position;
                    var entry = committed.Entry;
                    if (entry.Actor == by.ToString() && entry.Links.Customer is { } customer && entry.Id == IdFor(by, customer, key))
                    {
                        return new PrivacyAct(entry.Kind, entry.Time, entry.Actor, entry.Read(PrivacyJson.Default.PrivacyReason).Reason);
                    }
                }

                query = query with { Position = last?.Next };
            }
            while (last is not null);
        }

        return null;
    }
}
