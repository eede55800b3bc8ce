using System.Collections.Immutable;

namespace ContactCenter.Scripting.Upgrades;

/// <summary>SU11 and SU12: whether a map names what there is, and pairs what can be one.</summary>
internal static class MapCheck
{
    public static ImmutableArray<Diagnostic> Run(ScriptProgram from, ScriptProgram to, ProgramPlaces old, ProgramPlaces now, ScriptUpgradeMap map)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        Named(found, map.Steps, "step", old.Steps, now.Steps);
        Named(found, map.Slots, "slot", Slots(from), Slots(to));
        Named(found, map.Lines, "line", Lines(from, old), Lines(to, now));
        foreach (var line in map.Lines)
        {
            if (old.Find(line.Old) is >= 0 and var was && now.Find(line.New[0]) is >= 0 and var become && from.Statements[was].Kind != to.Statements[become].Kind)
            {
                found.Add(new Diagnostic(UpgradeCodes.MapMismatch, line.Range, line.Old, line.New[0], $"the one is of kind {Word(from.Statements[was].Kind)}, the other of kind {Word(to.Statements[become].Kind)}"));
            }
        }

        foreach (var twice in map.Steps.Concat(map.Slots).Concat(map.Lines).GroupBy(static one => one.Old).Where(static group => group.Count() > 1))
        {
            var again = twice.Last();
            found.Add(new Diagnostic(UpgradeCodes.MapMismatch, again.Range, again.Old, string.Join(", ", again.New), "another line of the map says what it became"));
        }

        return [.. found.OrderBy(static one => one.Range.Start)];
    }

    private static string Word(StatementKind kind) => kind.ToString().ToLowerInvariant();

    private static IReadOnlyCollection<string> Slots(ScriptProgram program) =>
        [.. program.Tables.Slots.Where(static slot => !slot.IsFact && !slot.Name.Contains('.', StringComparison.Ordinal)).Select(static slot => slot.Name)];

    private static IReadOnlyCollection<string> Lines(ScriptProgram program, ProgramPlaces places) =>
        [.. Enumerable.Range(0, program.Statements.Length).Where(places.IsSeen).Select(at => program.Statements[at].Id)];

    private static void Named(
        ImmutableArray<Diagnostic>.Builder found, ImmutableArray<MappedName> mapped, string what, IReadOnlyCollection<string> old, IReadOnlyCollection<string> now)
    {
        foreach (var one in mapped)
        {
            if (!old.Contains(one.Old))
            {
                found.Add(new Diagnostic(UpgradeCodes.MapUnknown, one.Range, one.Old, what, "old", NearestWord.Hint(one.Old, old)));
            }

            foreach (var name in one.New.Where(name => !now.Contains(name)))
            {
                found.Add(new Diagnostic(UpgradeCodes.MapUnknown, one.Range, name, what, "new", NearestWord.Hint(name, now)));
            }
        }
    }
}
