using System.Collections.Immutable;

namespace ContactCenter.Scripting.Tests.Running;

/// <summary>Programs that tests share.</summary>
internal static class Scripts
{
    public static readonly ScriptType YesOrNo = ScriptType.OneOf("yes", "no");

    /// <summary>The answers of <see cref="Gas"/>, one for each question in the order asked; the address is confirmed the second time.</summary>
    public static readonly string[] GasAnswers = ["yes", "yes", "yes", "second", "second", "no", "third", "yes", "yes"];

    public static readonly string[] GasTrace =
    [
        "say greet(Rossi)", "ask smell", "ask indoors", "ask unwell", "say evacuate", "say switches", "ask meter",
        "ask floor", "do plant.find(second)", "say address(Via Roma 12)", "ask right(Via Roma 12)",
        "ask floor", "do plant.find(third)", "say address(Via Roma 12)", "ask right(Via Roma 12)",
        "do case.open(90)", "say eta(25)", "ask stay", "do case.close", "say bye",
    ];

    /// <summary>The gas emergency of 20 steps the ceiling runs too: 7 lines said, 9 questions, 4 actions, one loop taken twice.</summary>
    public static ScriptProgram Gas()
    {
        var three = ScriptType.OneOf("first", "second", "third");
        var b = new ProgramBuilder("gas-emergency", 3) { Languages = ["it", "en", "pl", "ru"], Channels = ["agent", "voice", "chat"] };
        var (hello, where, lost) = (b.Label(), b.Label(), b.Label());
        var caller = b.Slot("caller", ScriptType.Text, isPrivate: true, isFact: true);
        var minutes = b.Slot("minutes", ScriptType.Number, isFact: true);
        var risk = b.Slot("risk", ScriptType.Number);
        var answer = b.Slot("answer", YesOrNo);
        var meter = b.Slot("meter", three);
        var floor = b.Slot("floor", three);
        var plant = b.Slot("plant", ScriptType.Text);
        var attempts = b.Slot("attempts", ScriptType.Number);

        b.Step("hello", hello);
        b.Constant(ScriptValue.Number(0));
        b.Emit(ScriptOp.Store, risk);
        b.Constant(ScriptValue.Number(0));
        b.Emit(ScriptOp.Store, attempts);
        Say(b, "hello", "greet", caller);
        foreach (var (id, points) in new[] { ("smell", 40), ("indoors", 20), ("unwell", 30) })
        {
            var no = b.Label();
            Ask(b, "hello", id, answer, YesOrNo);
            b.Emit(ScriptOp.Load, answer);
            b.Constant(ScriptValue.Choice("yes"));
            b.Emit(ScriptOp.Is);
            b.Emit(ScriptOp.JumpIfNo, no);
            Add(b, risk, points);
            b.Mark(no);
        }

        var calm = b.Label();
        b.Emit(ScriptOp.Load, risk);
        b.Constant(ScriptValue.Number(60));
        b.Emit(ScriptOp.AtLeast);
        b.Emit(ScriptOp.JumpIfNo, calm);
        Say(b, "hello", "evacuate");
        Say(b, "hello", "switches");
        b.Mark(calm);
        Ask(b, "hello", "meter", meter, three);

        b.Step("where", where);
        Ask(b, "where", "floor", floor, three);
        Do(b, "where", "plant.find", plant, lost, ("floor", floor, three));
        Say(b, "where", "address", plant);
        Ask(b, "where", "right", answer, YesOrNo, plant);
        var right = b.Label();
        b.Emit(ScriptOp.Load, answer);
        b.Constant(ScriptValue.Choice("yes"));
        b.Emit(ScriptOp.Is);
        b.Emit(ScriptOp.JumpIfYes, right);
        Add(b, attempts, 1);
        b.Emit(ScriptOp.Jump, where);
        b.Mark(right);
        Do(b, "where", "case.open", -1, lost, ("risk", risk, ScriptType.Number));
        Say(b, "where", "eta", minutes);
        Ask(b, "where", "stay", answer, YesOrNo);
        Do(b, "where", "case.close", -1, lost);
        Say(b, "where", "bye");
        b.Emit(ScriptOp.End, b.Outcome("dispatched"));

        b.Step("lost", lost);
        b.Emit(ScriptOp.End, b.Outcome("lost"));
        return b.Build();
    }

    public static ImmutableArray<ScriptFact> GasFacts { get; } = [new("caller", ScriptValue.Text("Rossi")), new("minutes", ScriptValue.Number(25))];

    /// <summary>What the host does at a demand of <see cref="Gas"/>, and the line of the trace.</summary>
    public static ScriptInput GasInput(ScriptRun run, ref int asked, List<string>? trace)
    {
        var demand = run.Demand;
        switch (demand.Kind)
        {
            case ScriptRunState.Asking:
                trace?.Add(Line("ask", demand.TextId!, demand.Shown));
                return ScriptInput.Answered(demand.Sequence, ScriptValue.Choice(GasAnswers[asked++]));
            case ScriptRunState.Doing:
                trace?.Add(Line("do", demand.Action!, demand.Arguments));
                return ScriptInput.Succeeded(demand.Sequence, demand.Action == "plant.find" ? ScriptValue.Text("Via Roma 12") : default);
            default:
                trace?.Add(Line("say", demand.TextId!, demand.Shown));
                return ScriptInput.Continue(demand.Sequence);
        }
    }

    public static int Say(ProgramBuilder b, string step, string id, params ReadOnlySpan<int> shown)
    {
        var statement = b.Statement($"{step}/{id}", StatementKind.Say);
        b.Perform(statement, new ProgramLine(Text(b, id, shown)));
        return statement;
    }

    public static int Ask(ProgramBuilder b, string step, string id, int slot, ScriptType type, params ReadOnlySpan<int> shown) =>
        Ask(b, step, new ProgramAsk(slot, -1) { Choices = [.. type.Names.Select(static (name, at) => new ProgramChoice($"{at + 1}", name, -1))] }, id, shown);

    public static int Ask(ProgramBuilder b, string step, ProgramAsk ask, string id, params ReadOnlySpan<int> shown)
    {
        var statement = b.Statement($"{step}/{id}", ask.Slot < 0 ? StatementKind.Confirm : StatementKind.Ask);
        var text = Text(b, id, shown);
        b.Perform(statement, ask with { Text = text });
        return statement;
    }

    public static int Do(ProgramBuilder b, string step, string action, int result, int otherwise, params ReadOnlySpan<(string Name, int Slot, ScriptType Type)> arguments)
    {
        var statement = b.Statement($"{step}/{action}", StatementKind.Do);
        var declared = ImmutableArray.CreateBuilder<ProgramArgument>();
        foreach (var (name, slot, type) in arguments)
        {
            b.Emit(ScriptOp.Load, slot);
            declared.Add(new(name, type));
        }

        b.Perform(statement, new ProgramDo(action, declared.ToImmutable(), result, otherwise));
        return statement;
    }

    /// <summary>Loads the slots, and makes a text that shows them.</summary>
    public static int Text(ProgramBuilder b, string id, params ReadOnlySpan<int> shown)
    {
        var pieces = ImmutableArray.CreateBuilder<ProgramPiece>();
        pieces.Add(new(id + " "));
        for (var i = 0; i < shown.Length; i++)
        {
            b.Emit(ScriptOp.Load, shown[i]);
            pieces.Add(new("", i));
        }

        return b.Text(id, [.. Enumerable.Repeat(ScriptType.Text, shown.Length)], new ProgramTemplate("it", "", pieces.ToImmutable()));
    }

    public static void Add(ProgramBuilder b, int slot, int points)
    {
        b.Emit(ScriptOp.Load, slot);
        b.Constant(ScriptValue.Number(points));
        b.Emit(ScriptOp.Add);
        b.Emit(ScriptOp.Store, slot);
    }

    private static string Line(string what, string id, ReadOnlySpan<ScriptValue> values) =>
        values.IsEmpty ? $"{what} {id}" : $"{what} {id}({string.Join(", ", values.ToArray())})";
}
