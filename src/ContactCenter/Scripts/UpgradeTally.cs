using ContactCenter.Desk;
using ContactCenter.Records;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>Counts what becomes of runs, and keeps the page that was asked for. Takes them in the order of their ids.</summary>
internal sealed class UpgradeTally(UpgradeRequest request)
{
    /// <summary>Different obstacles that are told apart while counting; the rest is in the counts alone.</summary>
    private const int MostObstacles = 10_000;

    private const int ShownObstacles = 100;
    private const int DefaultLimit = 100;

    private readonly Dictionary<(int Version, string Statement, string Code, string Why), int> _obstacles = [];
    private readonly int[] _counts = new int[3];
    private readonly List<UpgradedRun> _page = [];
    private bool _hasMore;

    public void Add(UpgradeFinding one)
    {
        _counts[(int)one.Verdict]++;
        if (one.Verdict != ScriptUpgradeVerdict.Moves)
        {
            var key = (one.Version, one.From, one.Code, one.Why);
            if (_obstacles.TryGetValue(key, out var count) || _obstacles.Count < MostObstacles)
            {
                _obstacles[key] = count + 1;
            }
        }

        if (request.After is { } after && one.Run.CompareTo(after) <= 0)
        {
            return;
        }

        _hasMore |= _page.Count == (request.Limit ?? DefaultLimit);
        if (!_hasMore)
        {
            _page.Add(new UpgradedRun(one.Run, one.Interaction, one.Version, one.Verdict, one.From, one.To, one.Code, one.Why));
        }
    }

    public UpgradeReport ToReport(string script, int version, string program) => new(script, version, program)
    {
        Moves = _counts[(int)ScriptUpgradeVerdict.Moves],
        Stays = _counts[(int)ScriptUpgradeVerdict.Stays],
        Fails = _counts[(int)ScriptUpgradeVerdict.Fails],
        Runs = _page,
        Next = _hasMore ? _page[^1].Run : null,
        Obstacles =
        [
            .. _obstacles.OrderByDescending(static one => one.Value)
                .ThenBy(static one => one.Key.Version).ThenBy(static one => one.Key.Statement, StringComparer.Ordinal).ThenBy(static one => one.Key.Why, StringComparer.Ordinal).Take(ShownObstacles)
                .Select(static one => new UpgradeObstacle(one.Key.Version, one.Key.Statement, one.Key.Code, one.Key.Why, one.Value)),
        ],
    };
}
