using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Analysis;

/// <summary>Looks at every place there is, nearest first, and keeps the way to each: what it comes to first it comes to by a shortest path. One use.</summary>
internal sealed class Search(SourceText source, Places places, int most)
{
    /// <summary>Different things known at a line; beyond that it is looked at with nothing known, so that what can be reached is found.</summary>
    private const int MostKnown = 256;

    private readonly Dictionary<int, int> _variants = [];
    private readonly List<(Place Place, int From, Way By)> _seen = [];
    private readonly HashSet<(int Line, int Return, string Known)> _known = [];
    private readonly Dictionary<(ExploredEndingKind Kind, string Outcome), (int From, Way By)> _endings = [];

    public HashSet<StepSymbol> Reached { get; } = [];

    public bool IsComplete { get; private set; } = true;

    public void Run()
    {
        Add(places.First, -1, default);
        for (var at = 0; at < _seen.Count; at++)
        {
            foreach (var (way, to) in places.From(_seen[at].Place))
            {
                if (to.Place is { } place)
                {
                    Add(place, at, way);
                }
                else
                {
                    _endings.TryAdd((to.Ending, to.Outcome), (at, way));
                }
            }
        }
    }

    public IEnumerable<ExploredEnding> Endings() =>
        _endings.Select(ending => new ExploredEnding { Kind = ending.Key.Kind, Outcome = ending.Key.Outcome, Path = [.. PathTo(ending.Value.From, ending.Value.By)] });

    private void Add(Place place, int from, Way by)
    {
        var variants = _variants.GetValueOrDefault(place.Line.Index);
        place = variants < MostKnown ? place : place with { Known = Knowledge.Nothing };
        if (!_known.Add((place.Line.Index, place.Return?.Index ?? -1, place.Known.Key)))
        {
            return;
        }

        if (_seen.Count >= most)
        {
            IsComplete = false;
            return;
        }

        _variants[place.Line.Index] = variants + 1;
        _seen.Add((place, from, by));
        Reached.Add(place.Line.Step.Symbol);
    }

    private List<ExploredTurn> PathTo(int at, Way by)
    {
        var path = new List<ExploredTurn>();
        while (at >= 0)
        {
            var (place, from, before) = _seen[at];
            path.Add(Turn(place.Line, by));
            (at, by) = (from, before);
        }

        path.Reverse();
        return path;
    }

    private ExploredTurn Turn(Line line, Way by) => new()
    {
        Step = line.Step.Symbol.Name,
        Line = source.PositionOf(line.Statement.Range.Start).Line,
        Statement = FirstLine(line.Statement.Range),
        Chosen = by.Chosen,
        IsFailure = by.IsFailure,
    };

    private string FirstLine(TextRange range)
    {
        var text = source.Slice(range);
        var end = text.IndexOfAny('\r', '\n');
        return (end < 0 ? text : text[..end]).TrimEnd().ToString();
    }
}
