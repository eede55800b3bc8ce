namespace ContactCenter.Routing;

/// <summary>The contacts of a campaign whose time has come, in one line for each calendar by which they may be called.</summary>
internal sealed class ReadyContacts(SlotTable<RouterContact> table)
{
    private readonly PlacedHeap<RouterContact> _always = new(table);
    private readonly Dictionary<RouterCalendar, PlacedHeap<RouterContact>> _byHours = [];

    public int Count { get; private set; }

    /// <summary>Those who may be called at this moment.</summary>
    public int Open
    {
        get
        {
            var open = _always.Count;
            foreach (var (hours, line) in _byHours)
            {
                open += hours.IsOpen ? line.Count : 0;
            }

            return open;
        }
    }

    /// <summary>When the first of the closed lines opens; null where nobody waits for that.</summary>
    public DateTimeOffset? OpensAt
    {
        get
        {
            DateTimeOffset? first = null;
            foreach (var (hours, line) in _byHours)
            {
                if (line.Count > 0 && !hours.IsOpen && hours.Timer.At is { } opens && (first is null || opens < first))
                {
                    first = opens;
                }
            }

            return first;
        }
    }

    public void Add(RouterContact contact)
    {
        Count++;
        LineOf(contact).Add(contact, contact.Due, contact.Sequence);
    }

    public void Remove(RouterContact contact)
    {
        Count--;
        LineOf(contact).Remove(contact);
    }

    /// <summary>The longest due of those who may be called now and until <paramref name="until"/>; null where there is none.</summary>
    public RouterContact? First(DateTimeOffset until)
    {
        var first = _always.Count > 0 ? _always.First : null;
        foreach (var (hours, line) in _byHours)
        {
            if (line.Count > 0 && AreOpen(hours, until) && line.First is var other && (first is null || (other.Due, other.Sequence).CompareTo((first.Due, first.Sequence)) < 0))
            {
                first = other;
            }
        }

        return first;
    }

    /// <summary>Whether calling hours are on, and stay so until then.</summary>
    public static bool AreOpen(RouterCalendar? hours, DateTimeOffset until) => hours is null || (hours.IsOpen && (hours.Timer.At is not { } closes || closes > until));

    private PlacedHeap<RouterContact> LineOf(RouterContact contact)
    {
        if (contact.Hours is not { } hours)
        {
            return _always;
        }

        if (!_byHours.TryGetValue(hours, out var line))
        {
            _byHours[hours] = line = new PlacedHeap<RouterContact>(table);
        }

        return line;
    }
}
