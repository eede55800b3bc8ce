using System.Collections.Immutable;

namespace ContactCenter.Scripting.Figures;

/// <summary>What is counted of one program.</summary>
internal sealed class VersionCounts(ScriptProgram program, int mostDeviations)
{
    private const int MostReason = 200;
    private const string OtherReasons = "(other reasons)";

    private readonly (long Entered, long DroppedOff, LogHistogram Time)[] _steps = [.. program.Tables.Steps.Select(static _ => (0L, 0L, new LogHistogram()))];
    private readonly (long Asked, long Answered, long Silences, long Wrong)[] _questions = new (long, long, long, long)[program.Statements.Length];
    private readonly Dictionary<(string From, string To, bool IsFailure), long> _moves = [];
    private readonly Dictionary<(int Statement, string Way), LogHistogram> _branches = [];
    private readonly Dictionary<(string Kind, string Step, string Target, string Reason), long> _deviations = [];
    private readonly Dictionary<int, long> _outcomes = [];
    private readonly Dictionary<ScriptFault, long> _faults = [];
    private long _runs;
    private long _cameByUpgrade;
    private long _ended;
    private long _whole;
    private long _adherent;

    public long WentByUpgrade { get; set; }

    /// <summary>A run begins, or comes from another version.</summary>
    public void Came(ScriptRun run, bool byUpgrade)
    {
        _runs++;
        _cameByUpgrade += byUpgrade ? 1 : 0;
        if (run.Statement >= 0 && run.State < ScriptRunState.Ended)
        {
            _steps[StepOf(run.Statement)].Entered++;
            Ask(run);
        }
    }

    public OpenRun Count(ScriptStepRecord record, ScriptRun run, OpenRun? before)
    {
        var (isDeviated, since, demanded) = (before?.IsDeviated ?? false, before?.InStepSince ?? record.At, before?.DemandedAt ?? record.At);
        if (record.Input.Kind == ScriptInputKind.Begin)
        {
            Came(run, byUpgrade: false);
        }
        else if (record.Input.Kind is ScriptInputKind.GoBack or ScriptInputKind.GoTo)
        {
            Deviate(record, run);
            isDeviated = true;
        }

        var way = Way.Of(record, before?.Wanted ?? 0);
        if (way is { } taken)
        {
            Leave(record, run, taken, before);
            demanded = record.At;
        }

        if (record.Before >= 0 && IsElsewhere(record, run))
        {
            if (before is not null)
            {
                _steps[StepOf(record.Before)].Time.Add(record.At - since);
            }

            since = record.At;
            if (run.State < ScriptRunState.Ended)
            {
                _steps[StepOf(run.Statement)].Entered++;
            }
        }

        var isWhole = before?.IsWhole ?? record.Sequence == 1;
        if (run.State >= ScriptRunState.Ended)
        {
            End(run, isWhole, isDeviated);
        }

        return new OpenRun(run, record, isDeviated, since, demanded, isWhole);
    }

    public ScriptVersionFigures ToFigures() => new()
    {
        Script = program.Name,
        Version = program.Version,
        Hash = Convert.ToHexStringLower(program.Hash.AsSpan()),
        Runs = _runs,
        CameByUpgrade = _cameByUpgrade,
        WentByUpgrade = WentByUpgrade,
        Ended = _ended,
        Outcomes = [.. program.Outcomes.Select((outcome, at) => new OutcomeFigures(outcome, _outcomes.GetValueOrDefault(at)))],
        WithoutOutcome = _outcomes.GetValueOrDefault(-1),
        Faults = _faults.ToImmutableSortedDictionary(),
        Steps = [.. _steps.Select((step, at) => (program.Tables.Steps[at].Name, Counts: step)).Where(static step => !step.Name.Contains('.', StringComparison.Ordinal))
            .Select(static step => new StepFigures(step.Name, step.Counts.Entered, step.Counts.DroppedOff, Figures(step.Counts.Time)))],
        Moves = [.. _moves.OrderByDescending(static move => move.Value).ThenBy(static move => move.Key.From, StringComparer.Ordinal).ThenBy(static move => move.Key.To, StringComparer.Ordinal)
            .Select(static move => new MoveFigures(move.Key.From, move.Key.To, move.Key.IsFailure, move.Value))],
        Branches = [.. _branches.OrderBy(static branch => branch.Key.Statement).ThenByDescending(static branch => branch.Value.Count).ThenBy(static branch => branch.Key.Way, StringComparer.Ordinal)
            .Select(branch => new BranchFigures(program.Statements[branch.Key.Statement].Id, branch.Key.Way, Figures(branch.Value)))],
        Questions = [.. _questions.Select(static (counts, at) => (At: at, Counts: counts)).Where(static one => one.Counts != default)
            .Select(one => new QuestionFigures(program.Statements[one.At].Id, one.Counts.Asked, one.Counts.Answered, one.Counts.Silences, one.Counts.Wrong))],
        Deviations = [.. _deviations.OrderByDescending(static one => one.Value).ThenBy(static one => one.Key)
            .Select(static one => new DeviationFigures(one.Key.Kind, one.Key.Step, one.Key.Target, one.Key.Reason, one.Value))],
        Adherence = _whole == 0 ? null : (double)_adherent / _whole,
    };

    private static DurationFigures Figures(LogHistogram time) => new(time.Count, time.Quantile(0.5), time.Quantile(0.95));

    private int StepOf(int statement) => program.Statements[statement].Step;

    private string NameOf(int statement) => program.Tables.Steps[StepOf(statement)].Name;

    /// <summary>Whether the run is no longer in the step it was in.</summary>
    private bool IsElsewhere(ScriptStepRecord record, ScriptRun run) => run.State >= ScriptRunState.Ended || StepOf(run.Statement) != StepOf(record.Before);

    private void Leave(ScriptStepRecord record, ScriptRun run, Way way, OpenRun? before)
    {
        if (!_branches.TryGetValue((record.Before, way.Name), out var time))
        {
            _branches[(record.Before, way.Name)] = time = new LogHistogram();
        }

        time.Add(before is { } known ? record.At - known.DemandedAt : TimeSpan.Zero);
        ref var question = ref _questions[record.Before];
        if (program.Statements[record.Before].Kind is StatementKind.Ask or StatementKind.Confirm && record.Input.Kind is not (ScriptInputKind.EventArrived or ScriptInputKind.HungUp or ScriptInputKind.Stopped))
        {
            question.Silences += way.Name == "silent" ? 1 : 0;
            question.Wrong += way.Name == "wrong" ? 1 : 0;
            question.Answered += way.IsFailure ? 0 : 1;
        }

        var isDropped = IsDroppedOff(record, run, way);
        _steps[StepOf(record.Before)].DroppedOff += isDropped ? 1 : 0;
        Move(record, run, way);
        if (run.State < ScriptRunState.Ended && (run.Statement != record.Before || !way.IsFailure))
        {
            Ask(run);
        }
    }

    private void Ask(ScriptRun run)
    {
        if (run.State is ScriptRunState.Asking or ScriptRunState.Confirming)
        {
            _questions[run.Statement].Asked++;
        }
    }

    private bool IsDroppedOff(ScriptStepRecord record, ScriptRun run, Way way) =>
        way.Name is "hang-up" or "stopped" || run.State == ScriptRunState.Faulted
        || (record.Input.Kind == ScriptInputKind.EventArrived && record.Input.Text == ScriptMachine.HangUpEvent)
        || (run.State == ScriptRunState.Ended && run.OutcomeIndex < 0 && program.Statements[record.Before].Kind != StatementKind.Transfer);

    private void Move(ScriptStepRecord record, ScriptRun run, Way way)
    {
        var from = StepOf(record.Before);
        var isRound = way.Target >= 0 && way.Target == program.Tables.Steps[from].Entry && run.State < ScriptRunState.Ended && run.Statement != record.Before;
        if (run.State == ScriptRunState.Faulted || (!isRound && !IsElsewhere(record, run)))
        {
            return;
        }

        var to = run.State == ScriptRunState.Ended ? run.Outcome is { } outcome ? $"end {outcome}" : "end" : NameOf(run.Statement);
        var key = (program.Tables.Steps[from].Name, to, way.IsFailure);
        _moves[key] = _moves.GetValueOrDefault(key) + 1;
    }

    private void Deviate(ScriptStepRecord record, ScriptRun run)
    {
        var reason = record.Input.Reason ?? "";
        var key = (record.Input.Kind == ScriptInputKind.GoBack ? "back" : "jump", record.Before < 0 ? "" : NameOf(record.Before), record.Input.Text ?? (run.Statement < 0 ? "" : NameOf(run.Statement)),
            reason.Length > MostReason ? reason[..(char.IsHighSurrogate(reason[MostReason - 1]) ? MostReason - 1 : MostReason)] : reason);
        key = _deviations.ContainsKey(key) || _deviations.Count < mostDeviations ? key : key with { Item4 = OtherReasons };
        _deviations[key] = _deviations.GetValueOrDefault(key) + 1;
        Ask(run);
    }

    private void End(ScriptRun run, bool isWhole, bool isDeviated)
    {
        _ended++;
        _whole += isWhole ? 1 : 0;
        _adherent += isWhole && !isDeviated ? 1 : 0;
        if (run.State == ScriptRunState.Faulted)
        {
            _faults[run.Fault] = _faults.GetValueOrDefault(run.Fault) + 1;
        }
        else
        {
            _outcomes[run.OutcomeIndex] = _outcomes.GetValueOrDefault(run.OutcomeIndex) + 1;
        }
    }
}
