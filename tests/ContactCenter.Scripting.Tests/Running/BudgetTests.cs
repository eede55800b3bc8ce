namespace ContactCenter.Scripting.Tests.Running;

public sealed class BudgetTests
{
    [Fact]
    public void A_loop_without_an_end_stops_the_run_and_not_the_process()
    {
        var play = InstructionTests.Evaluate(static b =>
        {
            var again = b.Label();
            b.Mark(again);
            b.Constant(ScriptValue.Yes);
            b.Emit(ScriptOp.JumpIfYes, again);
            b.Emit(ScriptOp.Empty);
        });
        play.Run.Fault.ShouldBe(ScriptFault.StepBudget);
        play.State.ShouldBe(ScriptRunState.Faulted);
        play.Crash().Run.Fault.ShouldBe(ScriptFault.StepBudget);
    }

    [Theory]
    [InlineData(5, ScriptFault.None)]
    [InlineData(4, ScriptFault.StepBudget)]
    public void The_budget_is_exact(int steps, ScriptFault fault) => InstructionTests.Evaluate(
        static b =>
        {
            b.Constant(ScriptValue.Number(1));
            b.Emit(ScriptOp.Negate);
            b.Emit(ScriptOp.Negate);
            b.Emit(ScriptOp.Negate);
        },
        new ScriptBudget { Steps = steps }).Run.Fault.ShouldBe(fault);

    [Fact]
    public void Text_that_is_made_counts()
    {
        static void Code(ProgramBuilder b)
        {
            b.Constant(ScriptValue.Text(new string('x', 600)));
            b.Constant(ScriptValue.Text(new string('y', 400)));
            b.Emit(ScriptOp.Add);
        }

        InstructionTests.Evaluate(Code, new ScriptBudget { Text = 999 }).Run.Fault.ShouldBe(ScriptFault.TextBudget);
        InstructionTests.Evaluate(Code, new ScriptBudget { Text = 1_000 }).Run.Fault.ShouldBe(ScriptFault.None);
    }

    [Fact]
    public void Lists_of_lists_do_not_grow_beyond_what_can_be_kept()
    {
        var play = InstructionTests.Evaluate(static b =>
        {
            b.Constant(ScriptValue.Text(new string('x', 4_000)));
            for (var depth = 0; depth < 2; depth++)
            {
                b.Emit(ScriptOp.Store, 0);
                for (var i = 0; i < 30; i++)
                {
                    b.Emit(ScriptOp.Load, 0);
                }

                b.Emit(ScriptOp.MakeList, 30);
            }
        });
        play.Run.Fault.ShouldBe(ScriptFault.Overflow);
    }

    [Fact]
    public void A_state_that_is_too_large_stops_the_run_without_the_values_that_made_it_so()
    {
        var b = new ProgramBuilder("large", 1);
        var (step, lost) = (b.Label(), b.Label());
        var text = b.Slot("text", ScriptType.Text);
        var more = b.Slot("more", ScriptType.Text);
        b.Step("only", step);
        Scripts.Ask(b, "only", new ProgramAsk(text, -1), "first");
        Scripts.Ask(b, "only", new ProgramAsk(more, -1), "second");
        b.Emit(ScriptOp.End, b.Outcome("done"));
        b.Step("lost", lost);
        b.Emit(ScriptOp.End, b.Outcome("lost"));
        var play = new Play(b.Build(), new ScriptRunSettings { Budget = new ScriptBudget { State = 5_000 } }).Begin();
        play.Answer(ScriptValue.Text(new string('x', 1_000)));
        play.State.ShouldBe(ScriptRunState.Asking);
        play.Answer(ScriptValue.Text(new string('y', 1_000)));
        play.Run.Fault.ShouldBe(ScriptFault.StateTooLarge);
        play.Run["text"].IsEmpty.ShouldBeFalse();
        play.Run["more"].IsEmpty.ShouldBeTrue();
    }
}
