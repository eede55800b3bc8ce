using System.Numerics;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Running;

/// <summary>Random scripts on the machine and on a naive interpreter of the same tree, with a crash now and then.</summary>
public sealed class OracleTests
{
    private const int Demands = 40;

    [Property(MaxTest = 400)]
    public void The_machine_does_what_a_plain_walk_over_the_tree_does(int seed)
    {
        var random = new Random(seed);
        var script = new TreeScript(4, [.. Enumerable.Range(0, 3).Select(step => Step(random, step))]);
        var naive = new NaiveInterpreter(script);
        var play = new Play(ScriptProgram.FromBytes(script.Compile().ToBytes())).Begin();
        using var walk = naive.Run().GetEnumerator();
        for (var i = 0; i < Demands && walk.MoveNext(); i++)
        {
            Line(play).ShouldBe(walk.Current, $"seed {seed}, demand {i}");
            if (play.State >= ScriptRunState.Ended)
            {
                break;
            }

            if (random.Next(4) == 0)
            {
                play.Crash();
            }

            naive.Input = Give(play, random);
        }

        Replay.Of(play.Run.Program, play.Frames).Select(Convert.ToHexString).ShouldBe(play.Frames.Select(Convert.ToHexString));
    }

    [Fact]
    public void Random_scripts_come_to_every_kind_of_end()
    {
        var ends = new HashSet<string>();
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var play = new Play(new TreeScript(4, [.. Enumerable.Range(0, 3).Select(step => Step(random, step))]).Compile()).Begin();
            for (var i = 0; i < Demands && play.State < ScriptRunState.Ended; i++)
            {
                Give(play, random);
            }

            ends.Add(play.State == ScriptRunState.Faulted ? play.Run.Fault.ToString() : play.Run.Outcome ?? "goes on");
        }

        foreach (var end in new[] { "end0", "goes on", nameof(ScriptFault.Mismatch), nameof(ScriptFault.TooManySilences), nameof(ScriptFault.TooManyWrong) })
        {
            ends.ShouldContain(end);
        }
    }

    private static object? Give(Play play, Random random)
    {
        switch (play.State)
        {
            case ScriptRunState.Asking:
                switch (random.Next(5))
                {
                    case 0:
                        play.Then(ScriptInput.Silent(play.At));
                        return null;
                    case 1:
                        play.Then(ScriptInput.Misunderstood(play.At, "ehm"));
                        return "wrong";
                    default:
                        var answer = random.Next(-3, 9);
                        play.Answer(ScriptValue.Number(answer));
                        return (BigInteger)answer * 1_000_000;
                }

            case ScriptRunState.Doing when random.Next(3) == 0:
                play.Then(ScriptInput.Failed(play.At, "no"));
                return "failed";
            case ScriptRunState.Doing:
                var result = random.Next(100);
                play.Succeed(ScriptValue.Number(result / 8m));
                return (BigInteger)result * 125_000;
            default:
                play.Continue();
                return null;
        }
    }

    private static string Line(Play play)
    {
        var demand = play.Run.Demand;
        return demand.Kind switch
        {
            ScriptRunState.Ended => play.Run.Outcome!,
            ScriptRunState.Faulted => $"fault {play.Run.Fault}",
            ScriptRunState.Saying => $"say {demand.StatementId}({string.Join(",", demand.Shown.ToArray())})",
            ScriptRunState.Doing => $"do {demand.StatementId}({demand.Arguments[0]})",
            _ => $"ask {demand.TextId} {demand.Silences} {demand.WrongAnswers}",
        };
    }

    private static Line[] Step(Random random, int step) => [new SayLine($"begin{step}", [Number(random, 1)]), .. Lines(random, random.Next(1, 6), 2)];

    private static Line[] Lines(Random random, int count, int depth) => [.. Enumerable.Range(0, count).Select(_ => OneLine(random, depth))];

    private static Line OneLine(Random random, int depth) => random.Next(depth > 0 ? 7 : 6) switch
    {
        0 => new SetLine(random.Next(4), Number(random, 3)),
        1 => new SayLine($"l{random.Next(1_000)}", [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(3) == 0 ? Truth(random, 2) : Number(random, 2))]),
        2 => new AskLine($"q{random.Next(1_000)}", random.Next(4), random.Next(2) == 0 ? Truth(random, 2) : null, random.Next(1, 3), random.Next(-1, 3)),
        3 => new DoLine($"d{random.Next(1_000)}", Number(random, 2), random.Next(4), random.Next(3)),
        4 => new GoLine(random.Next(3)),
        5 => new SetLine(random.Next(4), Number(random, 2)),
        _ => new IfLine(Truth(random, 2), Lines(random, random.Next(3), depth - 1), Lines(random, random.Next(3), depth - 1)),
    };

    private static Tree Number(Random random, int depth) => (depth == 0 ? random.Next(2) : random.Next(6)) switch
    {
        0 => new Literal(random.Next(12) == 0 ? null : random.Next(60) == 0 ? "text" : (BigInteger)random.Next(-4_000_000, 9_000_000) * random.Next(1, 3)),
        1 => new Read(random.Next(4)),
        2 => new Choose(Truth(random, depth - 1), Number(random, depth - 1), Number(random, depth - 1)),
        3 => new OrElse(Number(random, depth - 1), Number(random, depth - 1)),
        _ => new Binary(Binary.Signs.ElementAt(random.Next(4)), Number(random, depth - 1), Number(random, depth - 1)),
    };

    private static Tree Truth(Random random, int depth) => depth == 0
        ? new Literal(random.Next(2) == 0)
        : new Binary(Binary.Signs.ElementAt(random.Next(4, 10)), Number(random, depth - 1), Number(random, depth - 1));
}
