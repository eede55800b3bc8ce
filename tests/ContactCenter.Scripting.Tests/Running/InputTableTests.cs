namespace ContactCenter.Scripting.Tests.Running;

/// <summary>The table of <c>docs/scripting/running.md</c>: every state with every input.</summary>
public sealed class InputTableTests
{
    private static readonly ScriptInputKind[] Inputs = Enum.GetValues<ScriptInputKind>();

    // A applied, - unexpected, h unhandled, n nothing before, x over.
    private static readonly Dictionary<ScriptRunState, string> Table = new()
    {
        //                                Begin Continue Answered Silent Misunderstood Succeeded Failed Event Due Back GoTo HungUp Facts Moved Stopped Upgraded
        [ScriptRunState.Created] =      "A - - - - - - - - - - - - - - -",
        [ScriptRunState.Saying] =       "- A - - - - - h - n A A A A A -",
        [ScriptRunState.Noting] =       "- A - - - - - h - n A A A A A -",
        [ScriptRunState.Asking] =       "- - A A A - - h A n A A A A A -",
        [ScriptRunState.Confirming] =   "- - A A A - - h A A A A A A A -",
        [ScriptRunState.Doing] =        "- - - - - A A h A - - h A A A -",
        [ScriptRunState.Sending] =      "- A - - - - A h - - - h A A A -",
        [ScriptRunState.Calling] =      "- - - - - A A h - - - h A A A -",
        [ScriptRunState.Transferring] = "- - - - - A A h A - - h A A A -",
        [ScriptRunState.HangingUp] =    "- A - - - - - h - - - A A A A -",
        [ScriptRunState.Waiting] =      "- - - - - - - A A - A h A A A -",
        [ScriptRunState.Starting] =     "- A - - - - - h - - - h A A A -",
        [ScriptRunState.Pausing] =      "- - - - - - - h A - - h A A A -",
        [ScriptRunState.Ended] =        "x x x x x x x x x x x x x x x x",
        [ScriptRunState.Faulted] =      "x x x x x x x x x x x x x x x x",
    };

    public static TheoryData<ScriptRunState, ScriptInputKind> Cells
    {
        get
        {
            var cells = new TheoryData<ScriptRunState, ScriptInputKind>();
            foreach (var state in Enum.GetValues<ScriptRunState>())
            {
                foreach (var input in Inputs)
                {
                    cells.Add(state, input);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_input_in_every_state_does_what_the_table_says(ScriptRunState state, ScriptInputKind kind)
    {
        var expected = Table[state].Split(' ')[Array.IndexOf(Inputs, kind)] switch
        {
            "A" => ScriptAdvance.Applied,
            "h" => ScriptAdvance.Unhandled,
            "n" => ScriptAdvance.NothingBefore,
            "x" => ScriptAdvance.Over,
            _ => ScriptAdvance.Unexpected,
        };
        var play = In(state);
        play.State.ShouldBe(state);
        play.Now += TimeSpan.FromDays(1);
        var before = play.State_bytes();
        play.Give(Plausible(play, kind)).ShouldBe(expected);
        if (expected != ScriptAdvance.Applied)
        {
            play.State_bytes().ShouldBe(before);
        }
        else
        {
            play.Run.Sequence.ShouldBe(play.Frames.Count);
            play.Crash(); // and its frame is read back
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void An_answer_to_another_demand_changes_nothing_in_any_state(ScriptRunState state, ScriptInputKind kind)
    {
        if (state is ScriptRunState.Created or ScriptRunState.Ended or ScriptRunState.Faulted
            || kind is not (>= ScriptInputKind.Continue and <= ScriptInputKind.Failed or ScriptInputKind.Due))
        {
            return;
        }

        var play = In(state);
        var before = play.State_bytes();
        foreach (var other in new[] { play.At - 1, play.At + 1, 0, -1 })
        {
            var input = Plausible(play, kind);
            play.Give(ScriptInput.Recorded(kind, default, other, input.Value, input.Text, null, null)).ShouldBe(ScriptAdvance.Stale);
        }

        play.State_bytes().ShouldBe(before);
    }

    private static ScriptInput Plausible(Play play, ScriptInputKind kind) => kind switch
    {
        ScriptInputKind.Begin => ScriptInput.Begin(),
        ScriptInputKind.Continue => ScriptInput.Continue(play.At),
        ScriptInputKind.Answered => ScriptInput.Answered(play.At, play.State == ScriptRunState.Confirming ? ScriptValue.Yes : ScriptValue.Choice("yes")),
        ScriptInputKind.Silent => ScriptInput.Silent(play.At),
        ScriptInputKind.Misunderstood => ScriptInput.Misunderstood(play.At, "ehm"),
        ScriptInputKind.Succeeded => ScriptInput.Succeeded(play.At),
        ScriptInputKind.Failed => ScriptInput.Failed(play.At, "busy"),
        ScriptInputKind.EventArrived => ScriptInput.EventArrived("ping"),
        ScriptInputKind.Due => ScriptInput.Due(play.At),
        ScriptInputKind.GoBack => ScriptInput.GoBack(play.Run.QuestionBefore is { } at ? play.Frames[at - 1] : default, "misheard"),
        ScriptInputKind.GoTo => ScriptInput.GoTo("help", "curious"),
        ScriptInputKind.HungUp => ScriptInput.HungUp(),
        ScriptInputKind.FactsChanged => ScriptInput.FactsChanged([new("fact", ScriptValue.Number(1))]),
        ScriptInputKind.Moved => ScriptInput.Moved("voice", "en"),
        ScriptInputKind.Upgraded => ScriptInput.Recorded(kind, default, play.At, default, "v1 -> v2", "ada", "new version"),
        _ => ScriptInput.Stopped("enough"),
    };

    /// <summary>A program with every statement in a row, run to a state.</summary>
    private static Play In(ScriptRunState state)
    {
        var play = new Play(AllStatements());
        if (state == ScriptRunState.Created)
        {
            return play;
        }

        play.Begin();
        while (play.State != state)
        {
            if (state == ScriptRunState.Faulted && play.State == ScriptRunState.Asking)
            {
                play.Then(ScriptInput.Silent(play.At));
                continue;
            }

            play = play.State switch
            {
                ScriptRunState.Asking => play.Choose("yes"),
                ScriptRunState.Confirming => play.Answer(ScriptValue.Yes),
                ScriptRunState.Calling when state == ScriptRunState.Pausing => play.Then(ScriptInput.Failed(play.At, "busy")),
                ScriptRunState.Doing or ScriptRunState.Calling or ScriptRunState.Transferring => play.Succeed(),
                ScriptRunState.Waiting => play.Then(ScriptInput.EventArrived("ping")),
                _ => play.Continue(),
            };
        }

        return play;
    }

    internal static ScriptProgram AllStatements()
    {
        var b = new ProgramBuilder("all", 1);
        var (step, help, behind) = (b.Label(), b.Label(), b.Label());
        var answer = b.Slot("answer", Scripts.YesOrNo);
        b.Slot("fact", ScriptType.Number, isFact: true);
        var second = TimeSpan.TicksPerSecond;
        b.Step("only", step);
        Scripts.Say(b, "only", "say");
        var note = b.Statement("only/note", StatementKind.Note);
        b.Perform(note, new ProgramLine(Scripts.Text(b, "note", answer), "gas/001"));
        Scripts.Ask(b, "only", new ProgramAsk(answer, -1) { SilenceAfter = second }, "ask");
        Scripts.Ask(b, "only", new ProgramAsk(-1, -1) { SilenceAfter = second }, "confirm");
        Perform(b, StatementKind.Do, new ProgramDo("case.open", [new("risk", ScriptType.Number)], -1, help) { Late = second });
        var send = b.Statement("only/send", StatementKind.Send);
        var text = Scripts.Text(b, "sms", answer);
        b.Constant(ScriptValue.Text("+390612345678"));
        b.Perform(send, new ProgramSend("sms", text, null, 1));
        Perform(b, StatementKind.Call, new ProgramCall("sales", 2, second, []));
        var transfer = b.Statement("only/transfer", StatementKind.Transfer);
        b.Perform(transfer, new ProgramTransfer("desk", 1, behind, second, help), goesOn: false);
        b.Mark(behind);
        b.Perform(b.Statement("only/hang up", StatementKind.HangUp));
        var wait = b.Statement("only/wait", StatementKind.Wait);
        b.Constant(ScriptValue.Duration(TimeSpan.FromSeconds(1)));
        b.Perform(wait, new ProgramWait(ProgramWaitKind.Duration) { Events = [new("ping", -1, -1)], From = 0, To = 1_439, Late = second * 90_000, LateTarget = help });
        Perform(b, StatementKind.Start, new ProgramStart("crew-watch", [new("risk", ScriptType.Number)]));
        b.Emit(ScriptOp.End, b.Outcome("done"));
        b.Step("help", help, isAnytime: true, title: "Help");
        Scripts.Say(b, "help", "help");
        b.Emit(ScriptOp.Back);
        return b.Build();
    }

    private static void Perform(ProgramBuilder b, StatementKind kind, object detail)
    {
        var statement = b.Statement($"only/{kind}", kind);
        b.Constant(ScriptValue.Number(1));
        b.Perform(statement, detail);
    }
}
