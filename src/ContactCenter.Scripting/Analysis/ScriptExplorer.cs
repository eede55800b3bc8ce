using ContactCenter.Scripting.Analysis;

namespace ContactCenter.Scripting;

/// <summary>
/// Walks every way a script can go, without running it: answers, failures, silence and wrong answers, waits in time and late, events, steps an agent jumps to.
/// Thread-safe.
/// </summary>
public static class ScriptExplorer
{
    /// <summary>Explores a script.</summary>
    /// <param name="source">The script.</param>
    /// <param name="contracts">What it relies on.</param>
    /// <param name="options">How far to look; the defaults when null.</param>
    /// <exception cref="ArgumentException">The script has an error; <see cref="ScriptChecker"/> says which.</exception>
    public static ScriptExploration Explore(SourceText source, ScriptContracts contracts, ScriptExplorerOptions? options = null)
    {
        options ??= new ScriptExplorerOptions();
        var script = RightScript.Of(source, contracts);
        var places = new Places(source, script);
        var search = new Search(source, places, options.MaxPlaces);
        search.Run();
        var (paths, hasMore) = new PathCount(places, options.MaxPaths).Run();
        var outcomes = script.Syntax.Header.Outcomes.Select(static outcome => outcome.Text).ToList();
        var reached = search.Endings().OrderBy(static ending => ending.Kind).ThenBy(ending => outcomes.IndexOf(ending.Outcome)).ToList();
        return new ScriptExploration
        {
            Script = script.Syntax.Header.Name.Text,
            Version = script.Syntax.Header.Version,
            Endings = [.. reached],
            OutcomesNotReached = [.. outcomes.Where(outcome => !reached.Exists(ending => ending.Kind == ExploredEndingKind.Outcome && ending.Outcome == outcome))],
            StepsNotReached = [.. script.Steps.Select(static step => step.Symbol).Where(step => !search.Reached.Contains(step)).Select(static step => step.Name)],
            Paths = paths,
            HasMorePaths = hasMore,
            IsComplete = search.IsComplete,
        };
    }
}
