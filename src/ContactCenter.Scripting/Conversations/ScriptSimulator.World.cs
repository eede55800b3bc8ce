using System.Globalization;

namespace ContactCenter.Scripting;

/// <content>What the host does by itself.</content>
public sealed partial class ScriptSimulator
{
    /// <summary>How a prompt is put: as the channel it is asked by, or the run's, does.</summary>
    private ScriptMedium Medium() => MediumOf(Run.State == ScriptRunState.Asking ? Run.Demand.Channel ?? Run.Channel : Run.Channel);

    private static ScriptMedium MediumOf(string? channel) => channel switch
    {
        "voice" => ScriptMedium.Voice,
        "sms" => ScriptMedium.Sms,
        "agent" => ScriptMedium.Desk,
        "chat" or "social" => ScriptMedium.Chat,
        _ => ScriptMedium.Written,
    };

    /// <summary>How an answer comes: what consists of keys is keyed on a telephone, all else is said there.</summary>
    internal ScriptAnswerForm FormOf(string said) =>
        Medium() == ScriptMedium.Voice && !said.All(static sign => char.IsAsciiDigit(sign) || sign is '*' or '#') ? ScriptAnswerForm.Speech : Medium().Answers;

    /// <summary>Does what the run demands until somebody else has to do something.</summary>
    private void GoOn()
    {
        for (var count = 0; ; count++)
        {
            if (count == 10_000)
            {
                throw new ScriptSimulationException($"The run goes round: ten thousand steps without anybody. It {Standing()}.");
            }

            Write();
            switch (Run.State)
            {
                case ScriptRunState.Saying or ScriptRunState.Noting or ScriptRunState.Sending or ScriptRunState.HangingUp or ScriptRunState.Starting:
                    Advance(ScriptInput.Continue(Run.Demand.Sequence));
                    break;
                case ScriptRunState.Doing:
                    Do();
                    break;
                default:
                    return;
            }
        }
    }

    private void Write()
    {
        var demand = Run.Demand;
        var prompt = Prompt;
        (SimulatedKind Kind, string Text)? entry = Run.State switch
        {
            ScriptRunState.Saying => (SimulatedKind.Say, prompt!.Text),
            ScriptRunState.Noting => (SimulatedKind.Note, prompt!.Text),
            ScriptRunState.Asking => (SimulatedKind.Ask, prompt!.Text),
            ScriptRunState.Confirming => (SimulatedKind.Confirm, prompt!.Text),
            ScriptRunState.Sending => (SimulatedKind.Send, prompt!.Template ?? prompt.Text),
            ScriptRunState.Doing => (SimulatedKind.Action, demand.Action!),
            ScriptRunState.Calling => (SimulatedKind.Call, demand.Arguments[0].ToInvariantText()),
            ScriptRunState.Transferring => (SimulatedKind.Transfer, demand.Queue!),
            ScriptRunState.HangingUp => (SimulatedKind.HangUp, ""),
            ScriptRunState.Starting => (SimulatedKind.Start, demand.Script!),
            ScriptRunState.Waiting => (SimulatedKind.Wait, Run.Due is { } due ? ScriptValue.Moment(due).ToInvariantText() : ""),
            ScriptRunState.Ended => (SimulatedKind.End, Run.Outcome ?? ""),
            ScriptRunState.Faulted => (SimulatedKind.Fault, Run.Fault.ToString()),
            _ => null,
        };
        if (entry is { } one)
        {
            _entries.Add(new SimulatedEntry(one.Kind, Now, demand.Step, one.Text) { Prompt = prompt, Arguments = demand.NamedArguments() });
        }
    }

    /// <summary>An action takes its time, succeeds or fails; one that is late is late.</summary>
    private void Do()
    {
        var demand = Run.Demand;
        var (action, sequence) = (demand.Action!, demand.Sequence);
        var result = _once.TryGetValue(action, out var queue) && queue.TryDequeue(out var next) ? next
            : _always.TryGetValue(action, out var always) ? always
            : throw new ScriptSimulationException($"The script did the action '{action}', and nobody said what it gives; say 'action {action} gives ...' or 'action {action} fails'.");
        var done = Now + result.Takes;
        if (Run.Due is { } due && due < done)
        {
            Now = due;
            Advance(ScriptInput.Due(sequence));
            return;
        }

        Now = done;
        if (result.Code is { } code)
        {
            Advance(ScriptInput.Failed(sequence, code));
            return;
        }

        if (!demand.TryReadResult(result.Fields ?? System.Collections.Immutable.ImmutableDictionary<string, string>.Empty, out var value))
        {
            throw new ScriptSimulationException($"What '{action}' gives here is not what it is declared to give: {Expected(demand)}.");
        }

        Advance(ScriptInput.Succeeded(sequence, value));
    }

    private string Expected(ScriptDemand demand)
    {
        var type = Run.Program.Tables.Slots[Run.Program.Tables.Actions[demand.Statement.Detail].Result].Type;
        return type.HasFields
            ? string.Join(", ", type.Fields.Select(static field => string.Create(CultureInfo.InvariantCulture, $"{field.Name} ({field.Type}{(field.IsOptional ? ", may be missing" : "")})")))
            : type.ToString();
    }
}
