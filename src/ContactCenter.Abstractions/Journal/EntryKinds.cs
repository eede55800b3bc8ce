using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Nodes;

namespace ContactCenter.Journal;

/// <summary>The kinds of entries a reader knows. Brings the body of an older version to the newest, so that every reader knows one form of it. Immutable.</summary>
public sealed class EntryKinds
{
    private readonly FrozenDictionary<string, EntryKind> _kinds;

    /// <summary>These kinds; of two with one name the one with more versions counts.</summary>
    public EntryKinds(IEnumerable<EntryKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        _kinds = kinds.GroupBy(static k => k.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(static g => g.Key, static g => g.MaxBy(static k => k.Version)!, StringComparer.Ordinal);
    }

    /// <summary>The kinds' names.</summary>
    public IReadOnlyCollection<string> Names => _kinds.Keys;

    /// <summary>These and others.</summary>
    public EntryKinds With(params IEnumerable<EntryKind> others) => new(_kinds.Values.Concat(others));

    /// <summary>These and others.</summary>
    public EntryKinds With(EntryKinds others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return With(others._kinds.Values);
    }

    /// <summary>The version in which a kind is written; 0 when it is not known.</summary>
    public int VersionOf(string kind) => _kinds.TryGetValue(kind, out var known) ? known.Version : 0;

    /// <summary>Whether an entry of this kind and version can be read.</summary>
    public bool Knows(string kind, int version) => version >= 1 && version <= VersionOf(kind);

    /// <summary>The body of an entry as the newest version of its kind has it: the entry's own where that is its version.</summary>
    /// <exception cref="NotSupportedException">The kind, or its version, is of a newer build.</exception>
    public ReadOnlyMemory<byte> BodyOf(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!Knows(entry.Kind, entry.KindVersion))
        {
            throw new NotSupportedException(
                $"Entry {entry.Id} is '{entry.Kind}' version {entry.KindVersion}, which this build does not know; run the build that wrote it, or a later one.");
        }

        var steps = _kinds[entry.Kind].Steps;
        if (entry.KindVersion > steps.Length)
        {
            return entry.Body;
        }

        var body = JsonNode.Parse(entry.Body.Span)!.AsObject();
        for (var version = entry.KindVersion; version <= steps.Length; version++)
        {
            body = steps[version - 1](body);
        }

        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }
}
