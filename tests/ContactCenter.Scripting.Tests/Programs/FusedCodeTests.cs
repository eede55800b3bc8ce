using ContactCenter.Scripting.Tests.Running;

namespace ContactCenter.Scripting.Tests.Programs;

public sealed class FusedCodeTests
{
    [Fact]
    public void An_operation_on_a_slot_and_a_constant_is_one_instruction_and_every_place_stays()
    {
        Instruction[] code = [new(ScriptOp.Load, 0, 7), new(ScriptOp.Constant, 0, 2), new(ScriptOp.Add, 0, 0), new(ScriptOp.Load, 0, 1), new(ScriptOp.Constant, 0, 0)];
        FusedCode.Of([.. code]).ShouldBe([new(ScriptOp.SlotWithConstant, 0, 7), .. code[1..]]);
        Instruction[] other = [new(ScriptOp.Load, 0, 7), new(ScriptOp.Constant, 0, 2), new(ScriptOp.Field, 0, 0)];
        FusedCode.Of([.. other]).ShouldBe(other);
    }

    [Theory]
    [InlineData(19, 3)]
    [InlineData(20, 3)]
    [InlineData(21, 4)]
    [InlineData(25, 4)]
    [InlineData(26, 5)]
    public void It_costs_the_budget_what_its_three_instructions_cost(int steps, int rounds)
    {
        // Two instructions to begin with, then five a round, of which the fourth stores.
        var play = InstructionTests.Evaluate(Rounds, new ScriptBudget { Steps = steps });
        (play.Run.Fault, play.Run["any"]).ShouldBe((ScriptFault.StepBudget, ScriptValue.Number(rounds)));

        static void Rounds(ProgramBuilder b)
        {
            b.Constant(ScriptValue.Number(0));
            b.Emit(ScriptOp.Store, 0);
            var again = b.Label();
            b.Mark(again);
            AddOne(b);
            b.Emit(ScriptOp.Jump, again);
        }
    }

    [Fact]
    public void Who_jumps_into_it_finds_the_constant_and_the_operation()
    {
        var play = InstructionTests.Evaluate(static b =>
        {
            var middle = b.Label();
            b.Constant(ScriptValue.Number(5));
            b.Emit(ScriptOp.Jump, middle);
            b.Emit(ScriptOp.Load, 0);
            b.Mark(middle);
            b.Constant(ScriptValue.Number(1));
            b.Emit(ScriptOp.Add);
        });
        play.Shown.ShouldBe(["6"]);
    }

    [Fact]
    public void A_program_that_has_it_written_is_refused() =>
        Should.Throw<ScriptFormatException>(() => InstructionTests.Evaluate(static b =>
        {
            b.Emit(ScriptOp.SlotWithConstant, 0);
            b.Constant(ScriptValue.Number(1));
            b.Emit(ScriptOp.Add);
        })).Message.ShouldContain("is no instruction of this version");

    private static void AddOne(ProgramBuilder b)
    {
        b.Emit(ScriptOp.Load, 0);
        b.Constant(ScriptValue.Number(1));
        b.Emit(ScriptOp.Add);
        b.Emit(ScriptOp.Store, 0);
    }
}
