using System.Globalization;
using ContactCenter.Scripting.Syntax;
using ContactCenter.Scripting.Tests.Running;

namespace ContactCenter.Scripting.Tests.Proofs;

/// <summary>
/// Random scripts as text, compiled and run by the machine, beside an interpreter of the syntax tree: after every input what is demanded, what people see, every slot, when it is
/// due and how it ended are the same. A build plays the same scripts each time; others, and more, by <c>CONTACTCENTER_SCRIPT_RUNS</c>.
/// </summary>
public sealed class NaiveInterpreterTests
{
    private const int Inputs = 40;
    private static readonly int? Wanted = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_SCRIPT_RUNS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : null;
    private static readonly ScriptContracts Contracts = ScriptContracts.Parse(new SourceText("contracts", RandomScript.Contracts), out _);

    [Fact]
    public void The_compiled_script_does_what_a_walk_over_its_lines_does()
    {
        var (first, count) = Wanted is { } more ? (Environment.TickCount, more) : (0, 2_000);
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = first; seed != first + count; seed++)
        {
            foreach (var stood in Play(seed))
            {
                ends[stood] = ends.GetValueOrDefault(stood) + 1;
            }
        }

        // Scripts in which little happens prove little: everything they can come to, they came to.
        foreach (var word in (string[])["say", "note", "send", "ask", "do", "call", "pause", "transfer", "hang up", "start", "wait", "end o0", "end o1", "end o2", "fault Overflow", "fault OutOfRange", "fault TooManyWrong", "fault TooManySilences", "fault NoWayBack"])
        {
            ends.GetValueOrDefault(word).ShouldBeGreaterThan(count / 300, word);
        }
    }

    /// <summary>Seeds that showed a difference once.</summary>
    [Theory]
    [InlineData(1)] // a parameter nobody reads broke the compiler
    [InlineData(11)] // a list of something that may be nothing was taken for nothing
    [InlineData(70236202)] // a wait that is gone back to is late by what it asked for at first
    [InlineData(70282839)] // an event leads away from an action in the middle of a line
    [InlineData(70330084)] // what is nothing is left out of a list
    [InlineData(1021)] // both sides of a comparison are worked out
    public void A_script_that_differed_once_does_not(int seed) => Play(seed).ShouldNotBeEmpty();

    private static List<string> Play(int seed)
    {
        var script = new RandomScript(seed).Text;
        var source = new SourceText("random.flow", script);
        var compiled = ScriptCompiler.Compile(source, Contracts);
        compiled.Program.ShouldNotBeNull($"seed {seed}: {string.Join("; ", compiled.Diagnostics.Where(static one => one.Severity == DiagnosticSeverity.Error).Select(one => $"{source.PositionOf(one.Range.Start).Line}: {one}"))}\n{script}");
        var names = compiled.Program.Tables.Slots.Select(static slot => slot.Name).Where(static name => !name.Contains('.', StringComparison.Ordinal)).ToList();
        var (random, machine, naive) = (new Random(seed), new Play(compiled.Program), new NaiveInterpreter(ScriptParser.Parse(source), names));
        naive.Give("p", "+390612345678");
        machine.Then(ScriptInput.Begin() with { Facts = [new("p", ScriptValue.Written(ScriptType.Phone, "+390612345678"))] });
        naive.Begin(machine.Now);
        var (trace, stood) = (new List<string>(), new List<string>());
        for (var i = 0; ; i++)
        {
            var standing = Standing(machine.Run);
            var told = $"seed {seed}, input {i}:\n{string.Join('\n', trace)}\n{script}";
            naive.Standing.ShouldBe(standing, told);
            stood.Add(standing.Split(' ') is ["end" or "fault" or "hang", ..] ? standing : standing.Split(' ')[0]);
            if (machine.State >= ScriptRunState.Ended)
            {
                return stood;
            }

            naive.Due.ShouldBe(machine.Run.Due, told);
            foreach (var name in names)
            {
                naive.Slot(name).ShouldBe(machine.Run[name].ToInvariantText(), $"slot {name}, {told}");
            }

            if (i == Inputs)
            {
                return stood;
            }

            if (random.Next(5) == 0)
            {
                machine.Crash();
            }

            trace.Add($"{standing} | {Give(machine, naive, random, script)}");
        }
    }

    private static string Give(Play machine, NaiveInterpreter naive, Random random, string script)
    {
        machine.Now += TimeSpan.FromSeconds(random.Next(3) * 37);
        if (random.Next(8) == 0 && Elsewhere(machine, naive, random, script) is { } elsewhere)
        {
            return elsewhere;
        }

        var at = machine.At;
        switch (machine.State)
        {
            case ScriptRunState.Asking or ScriptRunState.Confirming:
                return Answer(machine, naive, random);
            case ScriptRunState.Doing or ScriptRunState.Calling or ScriptRunState.Transferring when random.Next(3) == 0:
                var code = random.Next(4) switch { 0 => "refused", 1 => "machine", _ => "busy" };
                machine.Then(ScriptInput.Failed(at, code));
                naive.Fail(machine.Now, code);
                return code;
            case ScriptRunState.Doing or ScriptRunState.Calling or ScriptRunState.Transferring:
                var (value, plain) = Result(machine, random);
                machine.Then(ScriptInput.Succeeded(at, value));
                naive.Succeed(machine.Now, plain);
                return $"succeeded {value.ToInvariantText()}";
            case ScriptRunState.Waiting or ScriptRunState.Pausing when machine.Run.Due is { } due:
                machine.Now = due + TimeSpan.FromMinutes(random.Next(3) * 45);
                machine.Due();
                naive.BecomeDue(machine.Now);
                return "due";
            default:
                machine.Continue();
                naive.Continue(machine.Now);
                return "done";
        }
    }

    private static string? Elsewhere(Play machine, NaiveInterpreter naive, Random random, string script)
    {
        var kind = random.Next(3);
        if (kind == 0 && script.Contains(", anytime", StringComparison.Ordinal) && naive.WaysBack < 8 && machine.Give(ScriptInput.GoTo("aside", "to see")) == ScriptAdvance.Applied)
        {
            naive.GoTo(machine.Now, "aside");
            return "goes aside";
        }

        var (name, value) = kind == 1 ? ("ping", ScriptValue.Empty) : ("told", ScriptValue.Number(random.Next(9)));
        if (machine.Give(ScriptInput.EventArrived(name, value)) != ScriptAdvance.Applied)
        {
            return null;
        }

        naive.Arrive(machine.Now, name, value.AsNumber());
        return name;
    }

    private static string Answer(Play machine, NaiveInterpreter naive, Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                machine.Then(ScriptInput.Misunderstood(machine.At, "ehm"));
                naive.Misunderstand(machine.Now);
                return "ehm";
            case 1 when machine.Run.Due is { } due:
                machine.Now = due > machine.Now ? due : machine.Now;
                machine.Due();
                naive.BecomeDue(machine.Now);
                return "silent until due";
            case 1:
                machine.Then(ScriptInput.Silent(machine.At));
                naive.BeSilent(machine.Now);
                return "silent";
        }

        var demand = machine.Run.Demand;
        var ask = machine.Run.Program.Tables.Asks[demand.Statement.Detail];
        var type = ask.Slot < 0 ? ScriptType.YesNo : machine.Run.Program.Tables.Slots[ask.Slot].Type;
        var list = ask.HasList ? demand.Arguments[^1].AsList() : null;
        (ScriptValue Value, object? Plain) answer = type.Kind switch
        {
            ScriptKind.YesNo => Truth(random),
            ScriptKind.Text => (ScriptValue.Text("foo"), "foo"),
            ScriptKind.Choice => Choice(ask.Choices[random.Next(ask.Choices.Length)].Name),
            _ when list is { Count: > 0 } => Number(list[random.Next(list.Count)].AsNumber()),
            _ => Number(type.Minimum is null ? random.Next(-30, 90) / 10m : random.Next(10)),
        };
        if (machine.Give(ScriptInput.Answered(machine.At, answer.Value, "so")) != ScriptAdvance.Applied)
        {
            return "no answer on the list"; // what is empty cannot be chosen
        }

        naive.Answer(machine.Now, answer.Plain);
        return $"answered {answer.Value.ToInvariantText()}";
    }

    private static (ScriptValue Value, object? Plain) Result(Play machine, Random random)
    {
        switch (machine.Run.Demand.Action)
        {
            case "act.get":
                var (count, name, ok) = (random.Next(4), random.Next(2) == 0 ? "foo" : null, random.Next(2) == 0);
                var type = machine.Run.Program.Tables.Slots[machine.Run.Program.SlotOf("r")].Type;
                return (ScriptValue.Record(type, ScriptValue.Number(count), ScriptValue.Text(name), ScriptValue.YesNo(ok)), new Dictionary<string, object?> { ["count"] = (decimal)count, ["name"] = name, ["ok"] = ok });
            case "fact.list":
                var items = Enumerable.Range(0, random.Next(4)).Select(_ => (decimal)random.Next(5)).ToList();
                return (ScriptValue.List([.. items.Select(ScriptValue.Number)]), items.Cast<object?>().ToList());
            case null:
                return default;
            default:
                return Number(random.Next(-40, 100) / 8m);
        }
    }

    private static (ScriptValue Value, object? Plain) Number(decimal? number) => (number is { } some ? ScriptValue.Number(some) : ScriptValue.Empty, number);

    private static (ScriptValue Value, object? Plain) Truth(Random random) => random.Next(2) == 0 ? (ScriptValue.Yes, true) : (ScriptValue.No, false);

    private static (ScriptValue Value, object? Plain) Choice(string name) => (ScriptValue.Choice(name), name);

    /// <summary>The same words the interpreter has for where it stands.</summary>
    private static string Standing(ScriptRun run)
    {
        var demand = run.Demand;
        switch (run.State)
        {
            case ScriptRunState.Ended:
                return $"end {run.Outcome}";
            case ScriptRunState.Faulted:
                return $"fault {run.Fault}";
        }

        var text = demand.TextIndex < 0 ? "" : Text(run, demand.TextIndex, demand.Shown);
        var arguments = string.Join(",", demand.Arguments.ToArray().Select(static value => value.ToInvariantText()));
        return run.State switch
        {
            ScriptRunState.Saying => $"say {text}",
            ScriptRunState.Noting => $"note {text}",
            ScriptRunState.Sending => $"send {text} to {arguments}",
            ScriptRunState.Asking or ScriptRunState.Confirming =>
                $"ask {text}{(run.Program.Tables.Asks[demand.Statement.Detail].HasList ? $" from {arguments}" : "")} {demand.Silences} {demand.WrongAnswers} {(run.Refusal < 0 ? "" : Text(run, run.Refusal, demand.RefusalShown))}",
            ScriptRunState.Doing => $"do {demand.Action}({arguments})",
            ScriptRunState.Calling => $"call {arguments} try {demand.Attempt}",
            ScriptRunState.Pausing => "pause",
            ScriptRunState.Transferring => $"transfer {demand.Queue}",
            ScriptRunState.Starting => $"start {demand.Script}({arguments})",
            ScriptRunState.Waiting => "wait",
            _ => "hang up",
        };
    }

    private static string Text(ScriptRun run, int text, ReadOnlySpan<ScriptValue> shown)
    {
        var written = "";
        foreach (var piece in run.Program.Tables.Texts[text].Templates[0].Pieces)
        {
            written += piece.Hole < 0 ? piece.Literal : shown[piece.Hole].ToInvariantText();
        }

        return written;
    }
}
