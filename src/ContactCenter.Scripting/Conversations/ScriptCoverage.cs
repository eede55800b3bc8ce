using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>
/// Which parts of a program conversations reached: its steps, its lines, each choice, each branch of what can fail, be late or be refused, and each text in each
/// language. What is decided inside (<c>set</c>, <c>if</c>) is seen by the lines it leads to. Not thread-safe.
/// </summary>
public sealed class ScriptCoverage
{
    private readonly HashSet<CoveragePoint> _reached = [];
    private readonly HashSet<(string Text, string Language)> _texts = [];
    private int _statement = -1;
    private int _silences;
    private int _wrongs;
    private long _wanted;

    /// <summary>Nothing of the program is reached.</summary>
    public ScriptCoverage(ScriptProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        Program = program;
        Points = [.. CoveragePoints.Of(program)];
        Texts = [.. program.Statements.Where(IsShown).Select(statement => program.Tables.Texts[ScriptDemand.TextOf(program, Array.IndexOf(program.Statements, statement))].Id).Distinct()];
    }

    /// <summary>The program.</summary>
    public ScriptProgram Program { get; }

    /// <summary>Everything that can be reached, in the script's order.</summary>
    public ImmutableArray<CoveragePoint> Points { get; }

    /// <summary>The ids of the texts that are said, noted, asked or sent.</summary>
    public ImmutableArray<string> Texts { get; }

    /// <summary>What was not reached.</summary>
    public IEnumerable<CoveragePoint> Missed => Points.Where(point => !_reached.Contains(point));

    /// <summary>How many of the points were reached.</summary>
    public int Reached => Points.Count(_reached.Contains);

    /// <summary>The texts that were not shown in a language.</summary>
    public IEnumerable<string> MissedTexts(string language) => Texts.Where(text => !_texts.Contains((text, language)));

    /// <summary>Whether a point was reached.</summary>
    public bool Has(CoveragePoint point) => _reached.Contains(point);

    /// <summary>Takes over what another conversation on the same program reached.</summary>
    /// <exception cref="ArgumentException">It is of another program.</exception>
    public void Add(ScriptCoverage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Program.ShortHash != Program.ShortHash)
        {
            throw new ArgumentException($"That coverage is of '{other.Program.Name}' v{other.Program.Version}, not of '{Program.Name}' v{Program.Version}.", nameof(other));
        }

        _reached.UnionWith(other._reached);
        _texts.UnionWith(other._texts);
    }

    /// <summary>Sees a run after each input it took.</summary>
    internal void Reach(ScriptRun run)
    {
        if (_statement >= 0)
        {
            ReachBranch(run, _statement);
        }

        if (run.Statement >= 0 && run.State is not (ScriptRunState.Ended or ScriptRunState.Faulted))
        {
            var statement = Program.Statements[run.Statement];
            _reached.Add(new CoveragePoint(CoverageKind.Step, Program.Tables.Steps[statement.Step].Name, ""));
            _reached.Add(new CoveragePoint(CoverageKind.Line, statement.Id, ""));
            if (run.Refusal >= 0)
            {
                _reached.Add(new CoveragePoint(CoverageKind.Refusal, statement.Id, Program.Tables.Texts[run.Refusal].Id));
            }

            if (run.Demand.TextId is { } text)
            {
                _texts.Add((text, run.Language));
            }
        }

        if (run.Outcome is { } outcome)
        {
            _reached.Add(new CoveragePoint(CoverageKind.Outcome, outcome, ""));
        }

        (_statement, _silences, _wrongs, _wanted) = (run.State is ScriptRunState.Ended or ScriptRunState.Faulted ? -1 : run.Statement, run.Silences, run.Wrongs, run.Wanted);
    }

    private void ReachBranch(ScriptRun run, int index)
    {
        var statement = Program.Statements[index];
        var detail = statement.Detail;
        var (input, code) = (run.InputKind, run.InputText ?? "");
        var failed = input is ScriptInputKind.Failed or ScriptInputKind.Due;
        var branch = (statement.Kind, input) switch
        {
            (_, ScriptInputKind.HungUp) => CoveragePoints.On(ScriptMachine.HangUpEvent),
            (StatementKind.Wait, ScriptInputKind.EventArrived) when Program.Tables.Waits[detail].Events.Any(on => on.Event == code) => $"on {code}",
            (_, ScriptInputKind.EventArrived) => CoveragePoints.On(code),
            (StatementKind.Ask, ScriptInputKind.Answered) when run.InputValue.Kind == ScriptKind.Choice => run.InputValue.AsText()!,
            (StatementKind.Ask or StatementKind.Confirm, ScriptInputKind.Answered) when run.InputValue.Kind == ScriptKind.YesNo => run.InputValue.IsYes ? "yes" : "no",
            (StatementKind.Ask or StatementKind.Confirm, ScriptInputKind.Silent or ScriptInputKind.Due) when Program.Tables.Asks[detail].Silence is { } silence && _silences + 1 >= silence.Times => CoveragePoints.Silence,
            (StatementKind.Ask or StatementKind.Confirm, ScriptInputKind.Misunderstood or ScriptInputKind.Answered) when Program.Tables.Asks[detail].Wrong is { } wrong && _wrongs + 1 >= wrong.Times
                && (input == ScriptInputKind.Misunderstood || run.Statement != index) => CoveragePoints.Wrong,
            (StatementKind.Do, _) when failed => CoveragePoints.Else,
            (StatementKind.Call, ScriptInputKind.Failed) when run.State != ScriptRunState.Pausing => Program.Tables.Calls[detail].Branches.Any(one => one.Code == code) ? code : "unreached",
            (StatementKind.Transfer, ScriptInputKind.Succeeded) => CoveragePoints.Taken,
            (StatementKind.Transfer, _) when failed => CoveragePoints.After,
            (StatementKind.Wait, ScriptInputKind.Due) when IsLate(Program.Tables.Waits[detail], run.At) => CoveragePoints.Late,
            _ => null,
        };
        if (branch is not null)
        {
            _reached.Add(new CoveragePoint(CoverageKind.Branch, branch.StartsWith("handler ", StringComparison.Ordinal) ? "" : statement.Id, branch));
        }
    }

    private bool IsLate(ProgramWait wait, long now) => wait.Late >= 0 && (wait.Kind == ProgramWaitKind.Event || now - _wanted > wait.Late);

    /// <summary>Whether a statement has a text of the script's own; a template's is the center's to look after.</summary>
    private bool IsShown(ProgramStatement statement) => ScriptDemand.TextOf(Program, Array.IndexOf(Program.Statements, statement)) >= 0
        && (statement.Kind != StatementKind.Send || Program.Tables.Sends[statement.Detail].Template is null);
}
