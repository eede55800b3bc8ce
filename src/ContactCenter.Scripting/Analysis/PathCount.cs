namespace ContactCenter.Scripting.Analysis;

/// <summary>Counts paths from the beginning to an ending that stand at no line twice. One use.</summary>
internal sealed class PathCount(Places places, int most)
{
    private const int Deepest = 4_096;

    /// <summary>Ways looked at for each path that may be counted: most of them come round to a line and count for nothing.</summary>
    private const int LooksPerPath = 32;

    private readonly bool[] _isOn = new bool[places.Count];
    private int _paths;
    private long _looks = (long)most * LooksPerPath;

    public (int Paths, bool HasMore) Run()
    {
        // Not by calling itself: a script may have more lines than a thread has room for calls.
        var open = new Stack<(Place Place, IEnumerator<(Way Way, Arrival To)> Ways)>();
        Push(open, places.First);
        while (open.TryPeek(out var at))
        {
            if (_paths >= most || _looks-- <= 0)
            {
                return (_paths, true);
            }

            if (!at.Ways.MoveNext())
            {
                at.Ways.Dispose();
                _isOn[at.Place.Line.Index] = false;
                open.Pop();
            }
            else if (at.Ways.Current.To.Place is not { } next)
            {
                _paths++;
            }
            else if (!_isOn[next.Line.Index] && open.Count < Deepest)
            {
                Push(open, next);
            }
        }

        return (_paths, false);
    }

    private void Push(Stack<(Place Place, IEnumerator<(Way Way, Arrival To)> Ways)> open, Place place)
    {
        _isOn[place.Line.Index] = true;
        open.Push((place, places.From(place).GetEnumerator()));
    }
}
