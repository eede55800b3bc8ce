using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactCenter.Desk;
using ContactCenter.Records;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>To which program runs are to go, and by which map. Compares each old program with it once. Thread-safe.</summary>
internal sealed class UpgradeOrder(ScriptPresenter to, string map)
{
    private readonly ConcurrentDictionary<string, ScriptUpgrade> _from = new(StringComparer.Ordinal);
    private readonly SourceText _map = new("Map", map);

    /// <summary>What speaks for the new program.</summary>
    public ScriptPresenter To => to;

    /// <summary>The new program's hash.</summary>
    public string Hash { get; } = ScriptPrograms.HashOf(to.Program);

    /// <summary>What becomes of a run as it stands, and the run on the new program when it moves. The run itself is not changed.</summary>
    public UpgradeFinding Judge(ScriptRun run, InteractionId interaction, Principal by, string reason, DateTimeOffset now, out ScriptRun? moved)
    {
        var actor = by.Name.Length > ScriptValueLimits.MaxNameLength ? by.Name[..ScriptValueLimits.MaxNameLength] : by.Name;
        var found = From(run.Program).Upgrade(run, actor, reason, now, out moved);
        return new UpgradeFinding(run.Id, interaction, run.Program.Version, found.Verdict, found.From, found.To, found.Code, found.Why);
    }

    /// <summary>What is wrong with the map, in the eyes of every old program; none when there is no old program and every line can be read.</summary>
    public ImmutableArray<ScriptTextFault> FindFaults(IEnumerable<ScriptProgram> programs)
    {
        _ = ScriptUpgradeMap.Parse(_map, 0, out var unread);
        var wrong = unread.IsEmpty ? programs.SelectMany(program => From(program).MapFaults) : unread;
        return [.. wrong.Select(Fault).Distinct().OrderBy(static fault => fault.Line).ThenBy(static fault => fault.Column)];
    }

    private ScriptUpgrade From(ScriptProgram program) => _from.GetOrAdd(
        ScriptPrograms.HashOf(program), static (_, one) => new ScriptUpgrade(one.Program, one.To, ScriptUpgradeMap.Parse(one.Map, one.Program.Version, out var _)), (Program: program, To: to.Program, Map: _map));

    private ScriptTextFault Fault(Diagnostic diagnostic)
    {
        var (line, column) = _map.PositionOf(diagnostic.Range.Start);
        return new ScriptTextFault(line, column, diagnostic.Code.Id, diagnostic.Message);
    }
}
