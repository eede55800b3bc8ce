using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>What a run wants of its host: a view of the run, valid until its next input.</summary>
public readonly struct ScriptDemand
{
    private readonly ScriptRun _run;

    internal ScriptDemand(ScriptRun run) => _run = run;

    /// <summary>What to do: as the run's state says.</summary>
    public ScriptRunState Kind => _run.State;

    /// <summary>Its number, which answers carry (<see cref="ScriptInput.For"/>).</summary>
    public int Sequence => _run.DemandSequence;

    /// <summary>The idempotency key of its effect: the same however often it is done, another for every other demand.</summary>
    public Guid Key => DerivedId.From(_run.Id, _run.DemandSequence);

    /// <summary>The id of its statement; empty when there is none.</summary>
    public string StatementId => _run.Statement < 0 ? "" : Statement.Id;

    /// <summary>The name of the step; empty when there is none.</summary>
    public string Step => _run.Statement < 0 ? "" : _run.Program.Tables.Steps[Statement.Step].Name;

    /// <summary>The id of the text to show; null when there is none, or it is a template's.</summary>
    public string? TextId => TextIndex < 0 || Template is not null ? null : _run.Program.Tables.Texts[TextIndex].Id;

    /// <summary>The values shown in the text, in the order of its holes.</summary>
    public ReadOnlySpan<ScriptValue> Shown => _run.GivenValues[..HoleCount];

    /// <summary>What follows the shown values: arguments of an action or a script, recipients of a message, the number to call, what is waited for, the list to choose from.</summary>
    public ReadOnlySpan<ScriptValue> Arguments => _run.Statement < 0 || _run.GivenCount == 0 ? [] : _run.GivenValues[HoleCount.._run.Program.Given[_run.Statement]];

    /// <summary>The id of the text that says why the last answer was refused; null when none was.</summary>
    public string? RefusalId => _run.Refusal < 0 ? null : _run.Program.Tables.Texts[_run.Refusal].Id;

    /// <summary>The values shown in that text.</summary>
    public ReadOnlySpan<ScriptValue> RefusalShown => _run.Refusal < 0 ? [] : _run.GivenValues[_run.Program.Given[_run.Statement]..];

    /// <summary>How often nothing was answered.</summary>
    public int Silences => _run.Silences;

    /// <summary>How often a wrong answer was given.</summary>
    public int WrongAnswers => _run.Wrongs;

    /// <summary>Which try of a call it is, from 1.</summary>
    public int Attempt => _run.Attempt;

    /// <summary>When the run wants <see cref="ScriptInputKind.Due"/>; null for never.</summary>
    public DateTimeOffset? Due => _run.Due;

    /// <summary>The action to do, by its name; null for other demands.</summary>
    public string? Action => Entry(StatementKind.Do) ? _run.Program.Tables.Actions[Statement.Detail].Action : null;

    /// <summary>The script to start, by its name; null for other demands.</summary>
    public string? Script => Entry(StatementKind.Start) ? _run.Program.Tables.Starts[Statement.Detail].Script : null;

    /// <summary>The queue of a transfer, or the one whose agent is to be on a call; null for none.</summary>
    public string? Queue => Entry(StatementKind.Transfer) ? _run.Program.Tables.Transfers[Statement.Detail].Queue
        : Entry(StatementKind.Call) ? _run.Program.Tables.Calls[Statement.Detail].Queue : null;

    /// <summary>
    /// Whether a call has a way for machines (<c>machine -&gt; step</c>): then who answers is to be listened to first, and a machine told by <see cref="ScriptInput.Failed"/> with the code
    /// <c>machine</c>, while the call goes on.
    /// </summary>
    public bool IsScreened => Entry(StatementKind.Call) && _run.Program.Tables.Calls[Statement.Detail].TargetOf(ProgramBranch.Machine) >= 0;

    /// <summary>The priority of a transfer; smaller comes first, 0 for the queue's own.</summary>
    public int Priority => Entry(StatementKind.Transfer) ? _run.Program.Tables.Transfers[Statement.Detail].Priority : 0;

    /// <summary>The channel a message is sent or a question is asked by; null for the run's own.</summary>
    public string? Channel => Entry(StatementKind.Send) ? _run.Program.Tables.Sends[Statement.Detail].Channel
        : Entry(StatementKind.Ask) ? _run.Program.Tables.Asks[Statement.Detail].Channel : null;

    /// <summary>The arguments of an action or of a script that begins by name, as invariant text; those that are empty are left out.</summary>
    public ImmutableDictionary<string, string> NamedArguments()
    {
        var arguments = ImmutableDictionary.CreateBuilder<string, string>();
        if (Entry(StatementKind.Do) || Entry(StatementKind.Start))
        {
            var given = Arguments;
            var declared = Entry(StatementKind.Do) ? _run.Program.Tables.Actions[Statement.Detail].Arguments : _run.Program.Tables.Starts[Statement.Detail].Arguments;
            for (var i = 0; i < given.Length; i++)
            {
                if (!given[i].IsEmpty)
                {
                    arguments[declared[i].Name] = given[i].ToInvariantText();
                }
            }
        }

        return arguments.ToImmutable();
    }

    /// <summary>The result of the action as a value of its slot's type: the record of its fields, or what the field <c>result</c> says; false when that does not fit, which is a failure of the action.</summary>
    public bool TryReadResult(ImmutableDictionary<string, string> fields, out ScriptValue result)
    {
        result = default;
        var slot = Entry(StatementKind.Do) ? _run.Program.Tables.Actions[Statement.Detail].Result : -1;
        if (slot < 0)
        {
            return true;
        }

        var type = _run.Program.Tables.Slots[slot].Type;
        return type.TryRead(fields, "result", out result, out _) && type.Accepts(result);
    }

    /// <summary>The template a message is made of; null where it has a text of the script.</summary>
    internal string? Template => Entry(StatementKind.Send) ? _run.Program.Tables.Sends[Statement.Detail].Template : null;

    internal ProgramStatement Statement => _run.Program.Statements[_run.Statement];

    internal int TextIndex => TextOf(_run.Program, _run.Statement);

    private int HoleCount => TextIndex < 0 || _run.GivenCount == 0 ? 0 : _run.Program.Tables.Texts[TextIndex].Holes.Length;

    internal static int TextOf(ScriptProgram program, int statement)
    {
        if (statement < 0)
        {
            return -1;
        }

        var (kind, detail) = (program.Statements[statement].Kind, program.Statements[statement].Detail);
        return kind switch
        {
            StatementKind.Say or StatementKind.Note => program.Tables.Lines[detail].Text,
            StatementKind.Ask or StatementKind.Confirm => program.Tables.Asks[detail].Text,
            StatementKind.Send => program.Tables.Sends[detail].Text,
            _ => -1,
        };
    }

    private bool Entry(StatementKind kind) => _run.Statement >= 0 && Statement.Kind == kind;
}
