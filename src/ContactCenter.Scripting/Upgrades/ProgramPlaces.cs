using System.Collections.Immutable;

namespace ContactCenter.Scripting.Upgrades;

/// <summary>What arrows of a program lead to, by name, and which statements there are in which step. Immutable.</summary>
internal sealed class ProgramPlaces
{
    private readonly ScriptProgram _program;
    private readonly Dictionary<int, string> _names = [];
    private readonly ILookup<string, int> _inStep;

    public ProgramPlaces(ScriptProgram program)
    {
        _program = program;
        for (var i = program.Tables.Steps.Length - 1; i >= 0; i--)
        {
            _names[program.Tables.Steps[i].Entry] = program.Tables.Steps[i].Name;
        }

        for (var at = 0; at < program.Code.Length; at++)
        {
            if (program.Code[at].Op is ScriptOp.End or ScriptOp.Back)
            {
                _names.TryAdd(at, program.Code[at].Op == ScriptOp.End ? $"end {program.Outcomes[program.Code[at].C]}" : "back");
            }
        }

        _inStep = Enumerable.Range(0, program.Statements.Length).ToLookup(StepOf, StringComparer.Ordinal);
        Steps = [.. program.Tables.Steps.Select(static step => step.Name)];
    }

    /// <summary>The steps, in their order.</summary>
    public ImmutableArray<string> Steps { get; }

    /// <summary>The step of a statement.</summary>
    public string StepOf(int statement) => _program.Tables.Steps[_program.Statements[statement].Step].Name;

    /// <summary>The statements of a step, in their order.</summary>
    public IEnumerable<int> In(string step) => _inStep[step];

    /// <summary>What a place in the code is called: a step, <c>end NAME</c>, <c>back</c>; empty for the next statement and other places.</summary>
    public string NameOf(int place) => place < 0 ? "" : _names.GetValueOrDefault(place, "");

    /// <summary>The statement of an id; -1 when there is none.</summary>
    public int Find(string id) => Array.FindIndex(_program.Statements, statement => statement.Id == id);

    /// <summary>Whether a run can stand at it.</summary>
    public bool IsSeen(int statement) => _program.Statements[statement].Kind < StatementKind.Set;
}
