using System.Collections.Immutable;

namespace ContactCenter.Scripting.Conversations;

/// <summary>Plays one conversation: what is done goes to the simulator, what is expected is looked up in what happened since.</summary>
internal sealed class ConversationPlayer
{
    private readonly ScriptSimulator _simulator;
    private readonly ConversationExpectations _expectations;
    private readonly ImmutableArray<ScriptInput>? _answers;
    private int _answered;
    private ScriptValue _payload;

    private ConversationPlayer(ScriptSimulator simulator, bool compares, ImmutableArray<ScriptInput>? answers)
    {
        (_simulator, _answers) = (simulator, answers);
        _expectations = new ConversationExpectations(simulator, compares);
    }

    /// <summary>The answers that were read, in order.</summary>
    private List<ScriptInput> Answers { get; } = [];

    public static ConversationResult Play(Conversation conversation, ScriptProgram program, ConversationSettings settings)
    {
        if (settings.Language is null)
        {
            return Play(conversation, program, settings, null, out _);
        }

        // What people answer is written in one language; in another the same is answered.
        var own = Play(conversation, program, settings with { Language = null }, null, out var answers);
        return own.Failure is not null ? own : Play(conversation, program, settings, [.. answers], out _);
    }

    private static ConversationResult Play(
        Conversation conversation, ScriptProgram program, ConversationSettings settings, ImmutableArray<ScriptInput>? answers, out List<ScriptInput> given)
    {
        given = [];
        ScriptSimulator simulator;
        try
        {
            simulator = new ScriptSimulator(program, ConversationSetup.Of(conversation, settings));
        }
        catch (ArgumentException e)
        {
            return new ConversationResult(conversation.Name, new ConversationFault(conversation.Line, Sentence(e)), [], new ScriptCoverage(program));
        }

        var player = new ConversationPlayer(simulator, settings.Language is null, answers);
        ConversationFault? failure = null;
        try
        {
            foreach (var line in conversation.Lines)
            {
                try
                {
                    player.Do(line);
                }
                catch (Exception e) when (e is ScriptSimulationException or ArgumentException or OverflowException)
                {
                    failure = new ConversationFault(line.Number, Sentence(e));
                    break;
                }
            }
        }
        finally
        {
            given = player.Answers;
        }

        return new ConversationResult(conversation.Name, failure, [.. simulator.Entries], simulator.Coverage);
    }

    /// <summary>What an exception says, without the parameter a caller in code would look for.</summary>
    private static string Sentence(Exception e) => e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;

    private void Do(ConversationLine line)
    {
        switch (line.Word(0))
        {
            case "by" or "in" or "zone" or "country" or "at":
                return; // the simulator was made with them
            case "given":
                _simulator.Give(line.Text(1), ValueOf(_simulator.TypeOfFact(line.Text(1)), line, 2));
                return;
            case "starts":
                var slot = _simulator.Run.Program.Tables.StartSlot;
                _payload = slot < 0 ? throw new ScriptSimulationException("The script starts on nothing that brings something.") : ValueOf(_simulator.Run.Program.Tables.Slots[slot].Type, line, 2);
                return;
            case "action":
                Let(line);
                return;
        }

        if (_simulator.Run.State == ScriptRunState.Created)
        {
            _simulator.Begin(_payload);
        }

        if (line.Word(0) is "expect" or "never")
        {
            _expectations.Check(line);
            return;
        }

        Act(line);
    }

    private void Act(ConversationLine line)
    {
        switch (line.Word(0))
        {
            case "begin":
                return;
            case "crash":
                _simulator.Crash(); // nothing is different behind it
                return;
        }

        _expectations.GoOn();
        switch (line.Word(0), line.Word(1))
        {
            case ("customer", _):
                Answer(line);
                break;
            case ("agent", "back"):
                _simulator.GoBack(line.Text(2));
                break;
            case ("agent", _):
                _simulator.GoTo(line.Text(2), line.Text(3));
                break;
            case ("call", "answered") when line.Words.Length == 4 && _simulator.Run.Demand.IsScreened:
                _simulator.Fail(ProgramBranch.Machine); // the one branch that has a call
                break;
            case ("call", "answered") or ("queue", "takes"):
                _simulator.Succeed();
                break;
            case ("call", _):
                _simulator.Fail(line.Text(2));
                break;
            case ("queue", _):
                _simulator.Fail("unserved");
                break;
            case ("clock", var word):
                _simulator.Forward(ConversationRules.TryDuration(word, "+", out var time) ? _simulator.Now + time : Moment(line, 1));
                break;
            case ("down", var word):
                ConversationRules.TryDuration(word, "", out var down);
                _simulator.Down(down);
                break;
            case ("moves", _):
                _simulator.Move(line.Text(1), line.Words.Length > 2 ? line.Text(2) : null);
                break;
            case ("event", _):
                _simulator.Arrive(line.Text(1), PayloadOf(line));
                break;
        }
    }

    private void Answer(ConversationLine line)
    {
        switch (line.Word(1))
        {
            case "silent":
                _simulator.BeSilent();
                return;
            case "hangs":
                _simulator.HangUp();
                return;
        }

        if (_answers is { } answers)
        {
            _simulator.Repeat(_answered < answers.Length ? answers[_answered++] : throw new ScriptSimulationException("In this language more is asked."));
            return;
        }

        var (form, text) = (line.Word(1), line.Words.Length) switch
        {
            ("keys", 3) => (ScriptAnswerForm.Key, line.Text(2)),
            ("says", 3) => (ScriptAnswerForm.Speech, line.Text(2)),
            ("writes", 3) => (ScriptAnswerForm.Text, line.Text(2)),
            ("chooses", 3) => (ScriptAnswerForm.Button, line.Text(2)),
            _ => (_simulator.FormOf(line.Text(1)), line.Text(1)),
        };
        _simulator.Answer(text, form, Answers);
    }

    private void Let(ConversationLine line)
    {
        var (once, at, takes) = (line.Word(2) == "once", line.Word(2) == "once" ? 3 : 2, TimeSpan.Zero);
        if (line.Word(at) == "takes")
        {
            ConversationRules.TryDuration(line.Word(at + 1), "", out takes);
            at += 2;
        }

        var result = line.Word(at) == "fails"
            ? new SimulatedResult(takes, line.Words.Length > at + 1 ? line.Text(at + 1) : "failed")
            : new SimulatedResult(takes, Fields: FieldsOf(line, at + 1, "result"));
        _simulator.Let(line.Text(1), result, once);
    }

    private DateTimeOffset Moment(ConversationLine line, int at) =>
        ConversationRules.TryDateTime(line, at, out var wall) ? ConversationSetup.InZone(wall, _simulator.Settings.TimeZone) : throw new ScriptSimulationException("There is no such time.");

    private ScriptValue PayloadOf(ConversationLine line)
    {
        if (line.Words.Length == 2)
        {
            return default;
        }

        return _simulator.TypeOfEvent(line.Text(1)) is { } type
            ? ValueOf(type, line, 2)
            : throw new ScriptSimulationException($"The script takes nothing from the event '{line.Text(1)}' here.");
    }

    internal static ScriptValue ValueOf(ScriptType type, ConversationLine line, int from)
    {
        var fields = FieldsOf(line, from, "");
        if (!type.HasFields)
        {
            var text = fields.GetValueOrDefault("") ?? throw new ScriptSimulationException($"One value is wanted here, {type}.");
            return ScriptValue.TryParse(type, text, out var value) ? value : throw new ScriptSimulationException($"'{text}' is no {type}.");
        }

        if (fields.ContainsKey(""))
        {
            throw new ScriptSimulationException($"Give {type} by its fields, such as {type.Fields[0].Name} \"{line.Text(from)}\".");
        }

        if (fields.Keys.FirstOrDefault(name => type.IndexOf(name) < 0) is { } unknown)
        {
            throw new ScriptSimulationException($"There is no '{unknown}' in {type}; it has {string.Join(", ", type.Fields.Select(static field => field.Name))}.");
        }

        return ScriptValue.Record(type, [.. type.Fields.Select(field => fields.GetValueOrDefault(field.Name) is not { } text
            ? field.IsOptional ? ScriptValue.Empty : throw new ScriptSimulationException($"'{field.Name}' is missing; give {field.Type}.")
            : ScriptValue.TryParse(field.Type, text, out var value) ? value : throw new ScriptSimulationException($"'{text}' is no {field.Type} for '{field.Name}'."))]);
    }

    private static ImmutableDictionary<string, string> FieldsOf(ConversationLine line, int from, string single)
    {
        if (line.Words.Length - from == 1)
        {
            return ImmutableDictionary<string, string>.Empty.Add(single, line.Text(from));
        }

        var fields = ImmutableDictionary.CreateBuilder<string, string>();
        for (var i = from; i + 1 < line.Words.Length; i += 2)
        {
            fields[line.Text(i)] = line.Text(i + 1);
        }

        return fields.ToImmutable();
    }
}
