using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>Whether an entry is what a query asks for. For stores and for those who test them.</summary>
public static class LogQueryMatch
{
    /// <summary>Whether all conditions of <paramref name="query"/> but its limit hold for <paramref name="entry"/>.</summary>
    public static bool Matches(this LogQuery query, CommittedEntry entry)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(entry);
        var position = entry.Position;
        return (query.Position is not { } from || (query.Descending ? position < from : position >= from))
            && query.Matches(entry.Entry.Kind, entry.Entry.Time, entry.Entry.Links);
    }

    /// <summary>Whether kind, time and links of <paramref name="header"/> are what <paramref name="query"/> asks for.</summary>
    public static bool Matches(this LogQuery query, EntryHeader header)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(header);
        return query.Matches(header.Kind, header.Time, header.Links);
    }

    private static bool Matches(this LogQuery query, string kind, DateTimeOffset time, EntryLinks links) =>
        Fits(query.Interaction, links.Interaction)
        && Fits(query.Session, links.Session)
        && Fits(query.Customer, links.Customer)
        && Fits(query.Agent, links.Agent)
        && Fits(query.Asset, links.Asset)
        && Fits(query.Case, links.Case)
        && (query.Kind is null || query.Kind == kind)
        && (query.From is not { } from || time >= from)
        && (query.To is not { } to || time < to);

    private static bool Fits<T>(T? asked, T? found)
        where T : struct, IEquatable<T> => asked is not { } value || (found is { } other && value.Equals(other));
}
