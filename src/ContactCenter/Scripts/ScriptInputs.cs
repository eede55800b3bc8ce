using ContactCenter.Channels;
using ContactCenter.Interactions;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>What a command is to the machine where the run stands. Pure.</summary>
internal static class ScriptInputs
{
    /// <summary>The event of a message the run did not ask for.</summary>
    private const string MessageEvent = "message";

    private static readonly ScriptType Message = ScriptType.Record(MessageEvent, new ScriptTypeField("text", ScriptType.Text));

    /// <summary>The input; null when the command has nothing to say to the run as it stands.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">The run.</param>
    /// <param name="presenter">What reads answers.</param>
    /// <param name="earlier">The frame of the question before, for going back.</param>
    /// <param name="now">When.</param>
    public static ScriptInput? Of(ScriptCommand command, ScriptRun run, ScriptPresenter presenter, ReadOnlyMemory<byte> earlier, DateTimeOffset now)
    {
        var demand = run.Demand;
        var asks = run.State is ScriptRunState.Asking or ScriptRunState.Confirming;
        return command switch
        {
            ScriptCommand.Proceed c => ScriptInput.Continue(c.Demand),
            ScriptCommand.Hear c when asks && Answers(c, run) => presenter.Read(run, c.Text, c.Form, now),
            ScriptCommand.Hear { Form: not ScriptAnswerForm.Text } => null, // keyed into a pause
            ScriptCommand.Hear c => ScriptInput.EventArrived(MessageEvent, MessageOf(c.Text)),
            ScriptCommand.Conclude c => !IsOpen(run, c.Demand, ScriptRunState.Doing) ? null
                : demand.TryReadResult(c.Fields, out var result) ? ScriptInput.Succeeded(c.Demand, result)
                : ScriptInput.Failed(c.Demand, "result-unfitting"),
            ScriptCommand.Reach c => IsOpen(run, c.Demand, ScriptRunState.Calling) ? ScriptInput.Succeeded(c.Demand) : null,
            ScriptCommand.GiveUp { Code: ScriptCalls.Machine } c when !run.Demand.IsScreened => IsOpen(run, c.Demand, ScriptRunState.Calling) ? ScriptInput.Succeeded(c.Demand) : null, // upgraded meanwhile
            ScriptCommand.GiveUp c => ScriptInput.Failed(c.Demand, c.Code),
            ScriptCommand.Wake when asks && run.Channel == ChannelKind.Voice.Value => null, // the telephone knows when it has finished asking, and tells silence itself
            ScriptCommand.Wake => run.Due <= now ? ScriptInput.Due(demand.Sequence) : null,
            ScriptCommand.Serve => run.State == ScriptRunState.Transferring ? ScriptInput.Succeeded(demand.Sequence) : null,
            ScriptCommand.Unserve c => run.State is ScriptRunState.Transferring or ScriptRunState.Calling ? ScriptInput.Failed(demand.Sequence, c.Code) : null,
            ScriptCommand.Leave => ScriptInput.HungUp(),
            ScriptCommand.Enter c => asks && c.Demand == demand.Sequence ? presenter.Read(run, c.Text, ScriptAnswerForm.Operator, now) : null,
            ScriptCommand.Next c => ScriptInput.Continue(c.Demand),
            ScriptCommand.GoBack c => ScriptInput.GoBack(earlier, c.Reason),
            ScriptCommand.GoTo c => ScriptInput.GoTo(c.Step, c.Reason),
            _ => null,
        };
    }

    /// <summary>Whether it is about the open question: what is written is, and so is a button of it, also of a time it was asked before. A button of an earlier question is not.</summary>
    private static bool Answers(ScriptCommand.Hear heard, ScriptRun run)
    {
        var (demand, again) = (run.Demand.Sequence, run.Demand.Silences + run.Demand.WrongAnswers);
        return heard.ChosenFrom is not { } message || Enumerable.Range(demand - again, again + 1).Any(one => InteractionScripts.IsOf(message, run.Id, one));
    }

    private static bool IsOpen(ScriptRun run, int demand, ScriptRunState state) => run.State == state && run.Demand.Sequence == demand;

    private static ScriptValue MessageOf(string text) => string.IsNullOrWhiteSpace(text)
        ? default
        : ScriptValue.Record(Message, ScriptValue.Text(text.Length > ScriptValueLimits.MaxTextLength ? text[..ScriptValueLimits.MaxTextLength] : text));
}
