using ContactCenter.Scripting.Tests.Programs;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Running;

public sealed class FrameTests
{
    [Fact]
    public void A_record_says_what_happened_where_and_to_which_slots()
    {
        var play = new Play(AwayTests.Away()).Begin();
        play.Then(ScriptInput.Answered(play.At, ScriptValue.Choice("yes"), "sì", ScriptAnswerForm.Speech) with { Actor = "agent-7" });
        var record = ScriptFrame.ReadRecord(play.Run.Program, play.Frames[1]);
        (record.Run, record.Sequence, record.At, record.StatementId).ShouldBe((Play.RunId, 2, Play.Start, "start/first"));
        (record.Input.Kind, record.Input.Form, record.Input.For).ShouldBe((ScriptInputKind.Answered, ScriptAnswerForm.Speech, 1));
        (record.Input.Text, record.Input.Value, record.Input.Actor).ShouldBe(("sì", ScriptValue.Choice("yes"), "agent-7"));
        record.Changed.ShouldBe(["first", "sum"]);
        var after = ScriptFrame.Read(play.Run.Program, play.Frames[1]);
        (after.Demand.StatementId, after.Demand.TextId, after.Demand.Step, after.Language, after.Channel).ShouldBe(("start/sum", "sum", "start", "it", "voice"));
        after.Demand.Shown.ToArray().ShouldBe([ScriptValue.Number(1)]);
    }

    [Fact]
    public void A_buffer_that_is_too_small_is_told_wherever_it_ends()
    {
        var play = new Play(InputTableTests.AllStatements()).Begin();
        for (var size = 0; size < play.Frames[0].Length; size++)
        {
            ScriptFrame.TryWrite(play.Run, new byte[size], out _).ShouldBeFalse();
        }

        var exact = new byte[play.Frames[0].Length];
        ScriptFrame.TryWrite(play.Run, exact, out var written).ShouldBeTrue();
        written.ShouldBe(exact.Length);
        exact.ShouldBe(play.Frames[0]);
    }

    [Fact]
    public void A_frame_of_another_program_is_refused()
    {
        var play = new Play(AwayTests.Away()).Begin().Choose("yes");
        foreach (var frame in play.Frames)
        {
            Should.Throw<ScriptFormatException>(() => ScriptFrame.Read(AwayTests.Away(true), frame));
            Should.Throw<ScriptFormatException>(() => ScriptFrame.Read(Scripts.Gas(), frame));
        }
    }

    [Fact]
    public void Every_cut_of_a_frame_is_refused()
    {
        var play = new Play(AwayTests.Away()).Begin().Choose("yes");
        foreach (var frame in play.Frames)
        {
            for (var length = 0; length < frame.Length; length++)
            {
                Should.Throw<ScriptFormatException>(() => ScriptFrame.Read(play.Run.Program, frame.AsSpan(0, length)));
            }

            Should.Throw<ScriptFormatException>(() => ScriptFrame.Read(play.Run.Program, [.. frame, 0]));
        }
    }

    [Property(MaxTest = 600)]
    public void Forged_frames_are_refused_or_are_runs(int seed)
    {
        var random = new Random(seed);
        var program = ProgramTests.Program(random.Next(3) switch { 0 => "gas", 1 => "all", _ => "away" });
        var play = new Play(program).Begin();
        for (var i = random.Next(12); i > 0 && play.State < ScriptRunState.Ended; i--)
        {
            play = play.State switch
            {
                ScriptRunState.Asking => play.Choose("yes"),
                ScriptRunState.Confirming => play.Answer(ScriptValue.Yes),
                ScriptRunState.Doing => play.Succeed(program.Name == "gas" ? ScriptValue.Text("Via Roma 12") : default),
                ScriptRunState.Calling or ScriptRunState.Transferring => play.Succeed(),
                ScriptRunState.Waiting => play.Then(ScriptInput.Stopped("enough")),
                _ => play.Continue(),
            };
            if (play.State == ScriptRunState.Asking && play.Run.Program.Tables.Asks[play.Run.Demand.Statement.Detail].Choices.Any(static c => c.Name == "first"))
            {
                break;
            }
        }

        ScriptRun run;
        var forged = Forge.Bytes(play.Frames[^1], random);
        try
        {
            run = ScriptFrame.Read(program, forged);
            ScriptFrame.ReadRecord(program, forged);
        }
        catch (ScriptFormatException)
        {
            return;
        }

        Forge.Drive(run, random, ScriptInput.Continue(run.Demand.Sequence));
    }
}
