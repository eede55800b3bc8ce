using System.Collections.Immutable;
using ContactCenter.Scripting;

namespace ContactCenter.Benchmarks.Scripts;

/// <summary>The script of 20 steps on the machine, as a host drives it: every answer is an input, every demand is read.</summary>
internal sealed class GasRun
{
    private static readonly ScriptValue[] Answers =
        [.. new[] { "yes", "yes", "yes", "second", "second", "no", "third", "yes", "yes" }.Select(static name => ScriptValue.Choice(name))];

    private static readonly ImmutableArray<ScriptFact> Facts = [new("caller", ScriptValue.Text("Rossi")), new("minutes", ScriptValue.Number(25))];

    private static readonly Guid Id = new("0192f0c1-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ScriptValue Plant = ScriptValue.Text("Via Roma 12");

    private readonly ScriptProgram _program;
    private readonly ScriptRun _run;
    private readonly ScriptRun _pooled;
    private readonly byte[] _frame = new byte[1_024];
    private int _length;

    public GasRun()
    {
        using var stream = typeof(GasRun).Assembly.GetManifestResourceStream("gas.program")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        _program = ScriptProgram.FromBytes(bytes.ToArray());
        var settings = new ScriptRunSettings { TimeZone = "Europe/Rome" };
        (_run, _pooled) = (new ScriptRun(_program, Id, settings), new ScriptRun(_program, Id, settings));
    }

    /// <summary>Bytes of the last frame.</summary>
    public int Length => _length;

    /// <summary>Those of them that are the snapshot.</summary>
    public int SnapshotBytes => ScriptFrame.SnapshotLength(_program, _frame.AsSpan(0, _length));

    public int RunOnce() => Run(int.MaxValue, true);

    public int RunBare() => Run(int.MaxValue, false);

    public void RunTo(int step) => Run(step, true);

    public void Write() => ScriptFrame.TryWrite(_run, _frame, out _length);

    public void ReadPooled() => ScriptFrame.Read(_frame.AsSpan(0, _length), _pooled);

    public void ReadFresh() => ScriptFrame.Read(_program, _frame.AsSpan(0, _length));

    private int Run(int stop, bool isRecorded)
    {
        _run.Reset(Id);
        var (steps, asked) = (0, 0);
        var input = ScriptInput.Begin() with { Facts = Facts };
        while (true)
        {
            if (ScriptMachine.Advance(_run, in input, Now) != ScriptAdvance.Applied || (isRecorded && !ScriptFrame.TryWrite(_run, _frame, out _length)))
            {
                throw new InvalidOperationException($"Step {steps} was not taken.");
            }

            var demand = _run.Demand;
            switch (demand.Kind)
            {
                case ScriptRunState.Asking:
                    input = ScriptInput.Answered(demand.Sequence, Answers[asked++], "1", ScriptAnswerForm.Key);
                    break;
                case ScriptRunState.Doing:
                    input = ScriptInput.Succeeded(demand.Sequence, demand.Action == "plant.find" ? Plant : default);
                    break;
                case ScriptRunState.Saying:
                    input = ScriptInput.Continue(demand.Sequence);
                    break;
                default:
                    return steps;
            }

            if (++steps == stop)
            {
                return steps;
            }
        }
    }
}
