using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace ContactCenter.Channels.WebChat;

/// <summary>Who is connected, with how many tabs. Thread-safe.</summary>
internal sealed class VisitorDirectory
{
    private readonly ConcurrentDictionary<SessionAddress, ImmutableArray<VisitorLine>> _lines = new();

    /// <summary>How many connections there are.</summary>
    public int Count => _lines.Sum(static l => l.Value.Length);

    public bool IsHere(SessionAddress session) => _lines.ContainsKey(session);

    /// <summary>Counts a tab in; true when it is the visitor's first.</summary>
    public bool Add(SessionAddress session, VisitorLine line) =>
        _lines.AddOrUpdate(session, static (_, l) => [l], static (_, known, l) => known.Add(l), line).Length == 1;

    /// <summary>Counts a tab out; true when it was the visitor's last.</summary>
    public bool Remove(SessionAddress session, VisitorLine line)
    {
        while (_lines.TryGetValue(session, out var known))
        {
            var rest = known.Remove(line);
            if (rest.IsEmpty ? _lines.TryRemove(KeyValuePair.Create(session, known)) : _lines.TryUpdate(session, rest, known))
            {
                return rest.IsEmpty;
            }
        }

        return false;
    }

    /// <summary>Tells every tab of the visitor but <paramref name="but"/>.</summary>
    public void Tell(SessionAddress session, ServerFrame frame, VisitorLine? but = null)
    {
        foreach (var line in _lines.GetValueOrDefault(session, []))
        {
            if (line != but)
            {
                line.Tell(frame);
            }
        }
    }

    /// <summary>Tells every tab of the visitor what is worth nothing later.</summary>
    public void TellInPassing(SessionAddress session, ServerFrame frame)
    {
        foreach (var line in _lines.GetValueOrDefault(session, []))
        {
            line.TellInPassing(frame);
        }
    }
}
