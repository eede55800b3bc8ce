using ContactCenter.Scripting.Tests.Running;
using ContactCenter.Scripting.Tests.Syntax;

namespace ContactCenter.Scripting.Tests.Analysis;

/// <summary>Takes the real machine along a path that was explored.</summary>
internal static class ExploredPath
{
    /// <summary>Walks the path; every line of it must be the one the run stands at.</summary>
    public static ScriptRun Walk(SourceText source, ScriptProgram program, ExploredEnding ending, params ScriptFact[] facts)
    {
        var play = new Play(program, new ScriptRunSettings { TimeZone = "Europe/Rome" });
        var all = AnyValue.Facts(program, play.Now).Where(fact => !facts.Any(own => own.Name == fact.Name)).Concat(facts);
        var start = program.Tables.StartSlot is >= 0 and var slot ? AnyValue.Of(program.Tables.Slots[slot].Type, play.Now) : default;
        play.Then(ScriptInput.Begin(start) with { Facts = [.. all] });
        foreach (var turn in ending.Path.Where(static turn => !turn.Statement.StartsWith("set ", StringComparison.Ordinal) && !turn.Statement.StartsWith("if ", StringComparison.Ordinal)
            && !turn.Statement.StartsWith("->", StringComparison.Ordinal)))
        {
            AnswerQueries(play, turn);
            if (turn.Chosen == "late" && play.State != ScriptRunState.Waiting)
            {
                continue; // the instant had passed: it was late at once
            }

            var statement = program.Statements[play.Run.Statement];
            source.PositionOf(statement.Range.Start).Line.ShouldBe(turn.Line, $"{turn.Statement}, {turn.Chosen}");
            Take(play, turn);
        }

        return play.Run;
    }

    /// <summary>What the machine asks actions before a line, or in one.</summary>
    private static void AnswerQueries(Play play, ExploredTurn turn)
    {
        while (play.State == ScriptRunState.Doing && !turn.Statement.StartsWith("do ", StringComparison.Ordinal))
        {
            play.Succeed(Result(play));
        }
    }

    private static ScriptValue Result(Play play)
    {
        var result = play.Run.Program.Tables.Actions[play.Run.Program.Statements[play.Run.Statement].Detail].Result;
        return result < 0 ? default : AnyValue.Of(play.Run.Program.Tables.Slots[result].Type, play.Now);
    }

    private static void Take(Play play, ExploredTurn turn)
    {
        var at = play.At;
        switch (turn.Chosen.Split(' '))
        {
            case ["event", "hangup"]:
                play.Then(ScriptInput.HungUp());
                break;
            case ["event", var name]:
                play.Then(ScriptInput.EventArrived(name));
                break;
            case ["silent", ..]:
                Repeat(play, turn.Statement, ScriptInput.Silent);
                break;
            case ["answered", "wrongly", ..]:
                Repeat(play, turn.Statement, static at => ScriptInput.Misunderstood(at, "?"));
                break;
            case ["fails" or "refused", ..]:
                play.Then(ScriptInput.Failed(at, "refused"));
                break;
            case ["machine"]:
                play.Then(ScriptInput.Failed(at, "machine"));
                break;
            case ["unreached", ..]:
                while (play.State is ScriptRunState.Calling or ScriptRunState.Pausing && play.Run.Program.Statements[play.Run.Statement].Kind == StatementKind.Call)
                {
                    play.Now = play.Run.Due ?? play.Now;
                    play.Then(play.State == ScriptRunState.Pausing ? ScriptInput.Due(play.At) : ScriptInput.Failed(play.At, "unreached"));
                }

                break;
            case ["done"]:
                play.Succeed(Result(play));
                break;
            case ["taken" or "reached"]:
                play.Succeed();
                break;
            case ["not", "taken", ..]:
                play.Then(ScriptInput.Failed(at, "none"));
                break;
            case ["in", "time"]:
                play.Now = play.Run.Due!.Value > play.Now ? play.Run.Due.Value : play.Now;
                play.Due();
                break;
            case ["late"]:
                play.Now = play.Run.Due!.Value.AddDays(30);
                play.Due();
                break;
            case ["yes" or "no"]:
                play.Answer(ScriptValue.YesNo(turn.Chosen == "yes"));
                break;
            case ["answered"]:
                var ask = play.Run.Program.Tables.Asks[play.Run.Program.Statements[play.Run.Statement].Detail];
                play.Answer(ask.HasList ? play.Run.Demand.Arguments[^1].AsList()!.Items[0] : AnyValue.Of(play.Run.Program.Tables.Slots[ask.Slot].Type, play.Now));
                break;
            case [var key, var name, ..] when char.IsDigit(key[0]):
                play.Choose(name);
                break;
            default:
                turn.Chosen.ShouldBe("");
                play.Continue();
                break;
        }
    }

    private static void Repeat(Play play, string statement, Func<int, ScriptInput> input)
    {
        var standing = play.Run.Statement;
        for (var i = 0; i < 10 && play.Run.State == ScriptRunState.Asking && play.Run.Statement == standing; i++)
        {
            play.Then(input(play.At));
        }

        play.Run.Statement.ShouldNotBe(play.Run.State == ScriptRunState.Faulted ? -2 : standing, statement);
    }
}
