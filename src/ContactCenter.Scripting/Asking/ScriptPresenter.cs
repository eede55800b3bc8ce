using ContactCenter.Scripting.Asking;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting;

/// <summary>
/// Between a run and a person: what the run demands as a text, choices and keys of a medium, and what the person answered as an input. One a program;
/// pure, immutable, thread-safe. The same answer comes to the same value and the same record whatever medium it came by.
/// </summary>
public sealed class ScriptPresenter
{
    private readonly Wording _wording;

    /// <summary>Takes the program's texts apart.</summary>
    public ScriptPresenter(ScriptProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        (Program, _wording) = (program, new Wording(program));
    }

    /// <summary>The program.</summary>
    public ScriptProgram Program { get; }

    /// <summary>What the run's demand says or asks; null when it puts nothing to a person, as an action or a wait.</summary>
    /// <param name="run">A run of this program.</param>
    /// <param name="medium">By what it is put.</param>
    /// <exception cref="ArgumentException">The run is another program's.</exception>
    public ScriptPrompt? Present(ScriptRun run, ScriptMedium medium)
    {
        ArgumentNullException.ThrowIfNull(medium);
        Check(run);
        return run.State switch
        {
            ScriptRunState.Saying or ScriptRunState.Noting => Line(run, medium),
            ScriptRunState.Asking or ScriptRunState.Confirming => Question(run, medium),
            ScriptRunState.Sending => Message(run),
            _ => null,
        };
    }

    /// <summary>Reads what a person answered to the open question.</summary>
    /// <param name="run">A run of this program.</param>
    /// <param name="said">What was keyed, said, written or chosen. Nothing but spaces is silence.</param>
    /// <param name="form">How; keys are read as keys, all else as words.</param>
    /// <param name="now">When.</param>
    /// <param name="settings">Country, currency and telephone numbers.</param>
    /// <returns>An input for the machine: answered, misunderstood or silent. Without an open question it is one the machine refuses.</returns>
    /// <exception cref="ArgumentException">The run is another program's.</exception>
    public ScriptInput Read(ScriptRun run, string said, ScriptAnswerForm form, DateTimeOffset now, ScriptAnswerSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(said);
        Check(run);
        return AskReader.Read(run, _wording, said, form, now, settings ?? new ScriptAnswerSettings());
    }

    private static ScriptPrompt Begin(ScriptRun run, Language language) =>
        new() { Kind = run.State, Sequence = run.Demand.Sequence, Language = language.Code, TextId = run.Demand.TextId };

    private ScriptPrompt Line(ScriptRun run, ScriptMedium medium)
    {
        var demand = run.Demand;
        var line = Program.Tables.Lines[demand.Statement.Detail];
        var form = run.State == ScriptRunState.Noting ? ScriptTextForm.Written : medium.Form; // a note is read by the agent, whatever the customer hears
        var text = _wording.Render(line.Text, run.Language, form, demand.Shown, run.Zone.Info);
        return Begin(run, _wording.LanguageOf(line.Text, run.Language)) with
        {
            Text = text,
            Body = text,
            Audio = _wording.AudioOf(line.Text, run.Language, line.Audio),
            Knowledge = line.Knowledge,
        };
    }

    private ScriptPrompt Question(ScriptRun run, ScriptMedium medium)
    {
        var demand = run.Demand;
        var ask = Program.Tables.Asks[demand.Statement.Detail];
        var language = _wording.LanguageOf(ask.Text, run.Language);
        var choices = AskChoices.Of(run, ask, _wording, medium.Form, language);
        var type = ask.Slot < 0 ? ScriptType.YesNo : Program.Tables.Slots[ask.Slot].Type;
        var buttons = AskBody.HasButtons(medium, type, choices);
        var prompt = Begin(run, language) with
        {
            Text = _wording.Render(ask.Text, run.Language, medium.Form, demand.Shown, run.Zone.Info),
            Refusal = AskBody.Refusal(run, _wording, medium, language, type, choices),
            Audio = _wording.AudioOf(ask.Text, run.Language, ask.Audio),
            Choices = choices,
            HasButtons = buttons,
            Type = type,
            Keys = AskBody.KeysOf(type, choices),
            Silence = ask.SilenceAfter == 0 ? null : TimeSpan.FromTicks(ask.SilenceAfter),
            Channel = ask.Channel,
        };
        return prompt with { Body = AskBody.Of(prompt, medium, language) };
    }

    private ScriptPrompt Message(ScriptRun run)
    {
        var demand = run.Demand;
        var send = Program.Tables.Sends[demand.Statement.Detail];
        var form = send.Channel == "sms" ? ScriptTextForm.Short : ScriptTextForm.Written;
        var text = send.Text < 0 ? "" : _wording.Render(send.Text, run.Language, form, demand.Shown, run.Zone.Info);
        return Begin(run, send.Text < 0 ? Wording.Known(run.Language) : _wording.LanguageOf(send.Text, run.Language)) with
        {
            Text = text,
            Body = text,
            Channel = send.Channel,
            Template = send.Template,
            Recipients = [.. demand.Arguments.ToArray().Select(static to => to.ToInvariantText())],
        };
    }

    private void Check(ScriptRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Program.ShortHash != Program.ShortHash)
        {
            throw new ArgumentException($"The run is of '{run.Program.Name}' v{run.Program.Version}, the presenter of '{Program.Name}' v{Program.Version}; take the one of the run's program.", nameof(run));
        }
    }
}
