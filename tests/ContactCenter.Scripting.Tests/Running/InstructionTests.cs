namespace ContactCenter.Scripting.Tests.Running;

public sealed class InstructionTests
{
    private static readonly ScriptType Slot = ScriptType.Record("visit", new("at", ScriptType.Moment), new("doctor", ScriptType.Text, true));

    /// <summary>What a piece of code leaves on the stack as invariant text, or the fault it stops with.</summary>
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (name, (_, result)) in Codes)
            {
                cases.Add(name, result);
            }

            return cases;
        }
    }

    private static readonly Dictionary<string, (Action<ProgramBuilder> Code, string Result)> Codes = new()
    {
        ["constant"] = (b => b.Constant(ScriptValue.Text("x")), "x"),
        ["empty"] = (b => b.Emit(ScriptOp.Empty), ""),
        ["now"] = (b => b.Emit(ScriptOp.Now), "2026-11-02T09:00:00Z"),
        ["store, load"] = (b => { b.Constant(ScriptValue.Number(7)); b.Emit(ScriptOp.Store, 0); b.Emit(ScriptOp.Load, 0); }, "7"),
        ["store checked"] = (b => { b.Constant(ScriptValue.Number(7)); b.Emit(ScriptOp.StoreChecked, 1); b.Emit(ScriptOp.Load, 1); }, "7"),
        ["store checked, empty"] = (b => { b.Emit(ScriptOp.Empty); b.Emit(ScriptOp.StoreChecked, 1); b.Emit(ScriptOp.Load, 1); }, ""),
        ["store checked, out of range"] = (b => { b.Constant(ScriptValue.Number(11)); b.Emit(ScriptOp.StoreChecked, 1); b.Emit(ScriptOp.Load, 1); }, "OutOfRange"),
        ["add"] = (b => Two(b, 2, 3, ScriptOp.Add), "5"),
        ["subtract"] = (b => Two(b, 2, 3, ScriptOp.Subtract), "-1"),
        ["multiply"] = (b => Two(b, 2, 3, ScriptOp.Multiply), "6"),
        ["divide"] = (b => Two(b, 3, 2, ScriptOp.Divide), "1.5"),
        ["divide by nothing"] = (b => Two(b, 3, 0, ScriptOp.Divide), ""),
        ["overflow"] = (b => Two(b, 9_000_000_000_000, 9_000_000_000_000, ScriptOp.Add), "Overflow"),
        ["mismatch"] = (b => { b.Constant(ScriptValue.Yes); b.Constant(ScriptValue.Number(1)); b.Emit(ScriptOp.Add); }, "Mismatch"),
        ["negate"] = (b => { b.Constant(ScriptValue.Number(2)); b.Emit(ScriptOp.Negate); }, "-2"),
        ["not yes"] = (b => { b.Constant(ScriptValue.Yes); b.Emit(ScriptOp.Not); }, "no"),
        ["not empty"] = (b => { b.Emit(ScriptOp.Empty); b.Emit(ScriptOp.Not); }, ""),
        ["not a number"] = (b => { b.Constant(ScriptValue.Number(1)); b.Emit(ScriptOp.Not); }, "Mismatch"),
        ["is"] = (b => Two(b, 2, 2, ScriptOp.Is), "yes"),
        ["is not"] = (b => Two(b, 2, 2, ScriptOp.IsNot), "no"),
        ["is empty"] = (b => { b.Emit(ScriptOp.Empty); b.Constant(ScriptValue.Number(1)); b.Emit(ScriptOp.Is); }, ""),
        ["less"] = (b => Two(b, 2, 3, ScriptOp.Less), "yes"),
        ["at most"] = (b => Two(b, 3, 3, ScriptOp.AtMost), "yes"),
        ["greater"] = (b => Two(b, 2, 3, ScriptOp.Greater), "no"),
        ["at least"] = (b => Two(b, 2, 3, ScriptOp.AtLeast), "no"),
        ["no order"] = (b => { b.Constant(ScriptValue.Yes); b.Constant(ScriptValue.Number(1)); b.Emit(ScriptOp.Less); }, ""),
        ["in"] = (b => { b.Constant(ScriptValue.Number(2)); b.Constant(ScriptValue.List(ScriptValue.Number(1), ScriptValue.Number(2))); b.Emit(ScriptOp.In); }, "yes"),
        ["in no list"] = (b => Two(b, 2, 3, ScriptOp.In), "Mismatch"),
        ["is filled"] = (b => { b.Emit(ScriptOp.Empty); b.Emit(ScriptOp.IsFilled); }, "no"),
        ["list"] = (b => { b.Constant(ScriptValue.Number(1)); b.Constant(ScriptValue.Text("a")); b.Emit(ScriptOp.MakeList, 2); }, "[\"1\",\"a\"]"),
        ["empty list"] = (b => b.Emit(ScriptOp.MakeList, 0), "[]"),
        ["record, field"] = (b => { b.Emit(ScriptOp.Now); b.Constant(ScriptValue.Text("Rossi")); b.MakeRecord(Slot); b.Field("doctor"); }, "Rossi"),
        ["field of nothing"] = (b => { b.Emit(ScriptOp.Empty); b.Field("doctor"); }, ""),
        ["field that is none"] = (b => { b.Emit(ScriptOp.Now); b.Emit(ScriptOp.Empty); b.MakeRecord(Slot); b.Field("planet"); }, "Mismatch"),
        ["jump"] = (b => { var end = b.Label(); b.Constant(ScriptValue.Number(1)); b.Emit(ScriptOp.Jump, end); b.Emit(ScriptOp.Negate); b.Mark(end); b.Emit(ScriptOp.Negate); }, "-1"),
        ["jump if no, yes"] = (b => When(b, ScriptValue.Yes, ScriptOp.JumpIfNo), "first"),
        ["jump if no, no"] = (b => When(b, ScriptValue.No, ScriptOp.JumpIfNo), "second"),
        ["jump if no, empty"] = (b => When(b, ScriptValue.Empty, ScriptOp.JumpIfNo), "second"),
        ["jump if yes, yes"] = (b => When(b, ScriptValue.Yes, ScriptOp.JumpIfYes), "second"),
        ["jump if yes, empty"] = (b => When(b, ScriptValue.Empty, ScriptOp.JumpIfYes), "first"),
        ["or, filled"] = (b => Or(b, ScriptValue.Number(1)), "1"),
        ["or, empty"] = (b => Or(b, ScriptValue.Empty), "2"),
        ["count"] = (b => Call(b, ScriptFunction.Count, ScriptValue.List(ScriptValue.Yes, ScriptValue.No)), "2"),
        ["count of nothing"] = (b => Call(b, ScriptFunction.Count, ScriptValue.Empty), "0"),
        ["first"] = (b => Call(b, ScriptFunction.First, ScriptValue.List(ScriptValue.Yes, ScriptValue.No)), "yes"),
        ["last"] = (b => Call(b, ScriptFunction.Last, ScriptValue.List(ScriptValue.Yes, ScriptValue.No)), "no"),
        ["first of none"] = (b => Call(b, ScriptFunction.First, ScriptValue.List()), ""),
        ["length"] = (b => Call(b, ScriptFunction.Length, ScriptValue.Text("abc")), "3"),
        ["abs"] = (b => Call(b, ScriptFunction.Abs, ScriptValue.Number(-3)), "3"),
        ["abs of text"] = (b => Call(b, ScriptFunction.Abs, ScriptValue.Text("x")), "Mismatch"),
        ["min"] = (b => Call(b, ScriptFunction.Min, ScriptValue.Number(2), ScriptValue.Number(1)), "1"),
        ["max"] = (b => Call(b, ScriptFunction.Max, ScriptValue.Number(2), ScriptValue.Number(1)), "2"),
        ["round"] = (b => Call(b, ScriptFunction.Round, ScriptValue.Number(2.345m), ScriptValue.Number(2)), "2.34"),
        ["round to too many"] = (b => Call(b, ScriptFunction.Round, ScriptValue.Number(2.345m), ScriptValue.Number(7)), "Overflow"),
        ["starts"] = (b => Call(b, ScriptFunction.Starts, ScriptValue.Text("abc"), ScriptValue.Text("ab")), "yes"),
        ["contains"] = (b => Call(b, ScriptFunction.Contains, ScriptValue.Text("abc"), ScriptValue.Text("B")), "no"),
        ["date of"] = (b => Call(b, ScriptFunction.DateOf, ScriptValue.Moment(new(2026, 7, 1, 22, 30, 0, TimeSpan.Zero))), "2026-07-02"),
        ["time of"] = (b => Call(b, ScriptFunction.TimeOf, ScriptValue.Moment(new(2026, 7, 1, 22, 30, 0, TimeSpan.Zero))), "00:30"),
        ["weekday of"] = (b => Call(b, ScriptFunction.WeekdayOf, ScriptValue.Date(new(2026, 11, 29))), "7"),
        ["moment of"] = (b => Call(b, ScriptFunction.MomentOf, ScriptValue.Date(new(2026, 7, 1)), ScriptValue.Time(new(9, 0))), "2026-07-01T07:00:00Z"),
        ["moment of a skipped time"] = (b => Call(b, ScriptFunction.MomentOf, ScriptValue.Date(new(2026, 3, 29)), ScriptValue.Time(new(2, 30))), "2026-03-29T01:00:00Z"),
        ["moment of a time there is twice"] = (b => Call(b, ScriptFunction.MomentOf, ScriptValue.Date(new(2026, 10, 25)), ScriptValue.Time(new(2, 30))), "2026-10-25T00:30:00Z"),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_instruction_does_what_it_says(string name, string result)
    {
        var play = Evaluate(Codes[name].Code);
        (play.State == ScriptRunState.Faulted ? play.Run.Fault.ToString() : play.Shown[0]).ShouldBe(result);
    }

    [Fact]
    public void Every_instruction_and_function_has_its_case()
    {
        var used = Codes.Values.SelectMany(static c => Program(c.Code).Code).ToArray();
        var ops = used.Select(static i => i.Op).ToHashSet();
        Enum.GetValues<ScriptOp>().Where(op => !ops.Contains(op))
            .ShouldBe([ScriptOp.Back, ScriptOp.Accept, ScriptOp.Reject, ScriptOp.SlotWithConstant]); // in AskTests, AwayTests and FusedCodeTests
        Enum.GetValues<ScriptFunction>().Except(used.Where(static i => i.Op == ScriptOp.Call).Select(static i => (ScriptFunction)i.C)).ShouldBeEmpty();
    }

    internal static Play Evaluate(Action<ProgramBuilder> code, ScriptBudget? budget = null) =>
        new Play(Program(code), new ScriptRunSettings { TimeZone = "Europe/Rome", Budget = budget ?? new() }).Begin();

    private static ScriptProgram Program(Action<ProgramBuilder> code)
    {
        var b = new ProgramBuilder("one", 1);
        var step = b.Label();
        b.Slot("any", ScriptType.Number);
        b.Slot("small", ScriptType.NumberBetween(1, 10));
        b.Step("only", step);
        var statement = b.Statement("only/say", StatementKind.Say);
        code(b);
        b.Perform(statement, new ProgramLine(b.Text("t", [ScriptType.Text])));
        b.Emit(ScriptOp.End, b.Outcome("done"));
        return b.Build();
    }

    private static void Two(ProgramBuilder b, long left, long right, ScriptOp op)
    {
        b.Constant(ScriptValue.Number(left));
        b.Constant(ScriptValue.Number(right));
        b.Emit(op);
    }

    private static void When(ProgramBuilder b, ScriptValue condition, ScriptOp op)
    {
        var (other, end) = (b.Label(), b.Label());
        b.Constant(condition);
        b.Emit(op, other);
        b.Constant(ScriptValue.Text("first"));
        b.Emit(ScriptOp.Jump, end);
        b.Mark(other);
        b.Constant(ScriptValue.Text("second"));
        b.Mark(end);
    }

    private static void Or(ProgramBuilder b, ScriptValue value)
    {
        var end = b.Label();
        b.Constant(value);
        b.Emit(ScriptOp.JumpIfFilled, end);
        b.Constant(ScriptValue.Number(2));
        b.Mark(end);
    }

    private static void Call(ProgramBuilder b, ScriptFunction function, params ReadOnlySpan<ScriptValue> arguments)
    {
        foreach (var argument in arguments)
        {
            b.Constant(argument);
        }

        b.Call(function);
    }
}
