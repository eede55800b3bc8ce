namespace FaultRunner;

/// <summary>What came out.</summary>
/// <param name="Rows">By the point at which the host died.</param>
/// <param name="Faults">What is wrong, each naming the message it is about; empty when nothing is.</param>
public sealed record Verdict(IReadOnlyList<Row> Rows, IReadOnlyList<string> Faults)
{
    public bool IsGood => Faults.Count == 0;

    /// <summary>What customers wrote.</summary>
    public int Messages { get; init; }

    /// <summary>How many of them the host did not acknowledge, so that only a sweep could find them.</summary>
    public int Swept { get; init; }

    /// <summary>How many answers of agents the host acknowledged.</summary>
    public int Answers { get; init; }

    /// <summary>How many items are listed for a person.</summary>
    public int Listed { get; init; }

    /// <summary>From the start of the last host until everything was in order.</summary>
    public TimeSpan SettledIn { get; init; }

    public int Kills => Rows.Where(static r => r.Point != Life.Last).Sum(static r => r.Kills);

    /// <summary>As a table in Markdown.</summary>
    public override string ToString() => string.Join('\n',
    [
        "| died at | kills | acknowledged | not acknowledged, found by the sweep | lost | doubled | unknown, listed | ready again: median, longest |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        .. Rows,
        "",
        $"{Kills} kills, {Messages} messages ({Swept} swept), {Answers} answers acknowledged, {Listed} listed for a person; in order {SettledIn.TotalSeconds:0.0} s after the last start.",
        .. Faults.Take(50),
        Faults.Count == 0 ? "Nothing lost, nothing doubled." : $"{Faults.Count} faults.",
    ]);
}

/// <summary>What came out of the deaths at one point. Messages count where they were written.</summary>
/// <param name="point">The point.</param>
public sealed class Row(string point)
{
    private readonly List<double> _ready = [];

    public string Point { get; } = point;

    public int Kills { get; private set; }

    public int Acknowledged { get; set; }

    public int Swept { get; set; }

    public int Lost { get; set; }

    public int Doubled { get; set; }

    public int Unknown { get; set; }

    public override string ToString()
    {
        var times = _ready.Order().ToList();
        var ready = times.Count == 0 ? "-" : $"{times[times.Count / 2]:0.0} s, {times[^1]:0.0} s";
        return $"| {Point} | {(Point == Life.Last ? 0 : Kills)} | {Acknowledged} | {Swept} | {Lost} | {Doubled} | {Unknown} | {ready} |";
    }

    internal void Add(Life life)
    {
        Kills++;
        if (life.ReadyIn is { } ready)
        {
            _ready.Add(ready.TotalSeconds);
        }
    }
}
