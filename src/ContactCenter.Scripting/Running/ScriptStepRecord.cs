using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>The journal's half of a frame: what happened to a run in one step. Immutable.</summary>
public sealed class ScriptStepRecord
{
    internal ScriptStepRecord(ScriptProgram program, Guid run, int sequence, DateTimeOffset at) => (Program, Run, Sequence, At) = (program, run, sequence, at);

    /// <summary>The run.</summary>
    public Guid Run { get; }

    /// <summary>Which of the run's steps it is, from 1.</summary>
    public int Sequence { get; }

    /// <summary>The instant of the wake-up.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What happened, as the run took it: kind, raw text, normalised value, who and why. Facts and the record to go back to are not in it.</summary>
    public ScriptInput Input { get; init; }

    /// <summary>The id of the statement it happened at; empty at the beginning.</summary>
    public string StatementId => Before < 0 ? "" : Program.Statements[Before].Id;

    /// <summary>The slots that got another value; their values are in the run the frame holds.</summary>
    public IEnumerable<string> Changed => ChangedSlots.Select(slot => Program.Tables.Slots[slot].Name);

    internal ScriptProgram Program { get; }

    internal int Before { get; init; }

    internal ImmutableArray<int> ChangedSlots { get; init; } = [];
}
