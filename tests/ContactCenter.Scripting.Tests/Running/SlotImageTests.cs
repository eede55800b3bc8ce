using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Running;

public sealed class SlotImageTests
{
    private static readonly ScriptType Choices = ScriptType.OneOf([.. Enumerable.Range(0, 130).Select(static i => $"name-{i}")]);

    [Property(MaxTest = 200)]
    public void It_is_what_all_slots_encoded_one_after_another_are(int seed)
    {
        var random = new Random(seed);
        var program = Program(random.Next(1, 90));
        var run = new ScriptRun(program, Play.RunId);
        for (var step = random.Next(1, 12); step > 0; step--)
        {
            for (var change = random.Next(0, 4); change > 0; change--)
            {
                var slot = random.Next(run.Slots.Length);
                run.Set(slot, Value(program.SlotTypes[slot], random));
            }

            run.Image.Update(run.Slots).ShouldBe(run.Image.Encoded.Length);
            run.Image.Encoded.ToArray().ShouldBe(Encoded(run));
        }

        run.Image.TouchAll();
        run.Image.Update(run.Slots);
        run.Image.Encoded.ToArray().ShouldBe(Encoded(run));
        run.Reset(Play.RunId);
        run.Image.Encoded.ToArray().ShouldBe(new byte[run.Slots.Length]);
    }

    private static byte[] Encoded(ScriptRun run)
    {
        var to = new byte[64 + run.Slots.Sum(static value => value.Weight)];
        var at = 0;
        for (var slot = 0; slot < run.Slots.Length; slot++)
        {
            at = ValueCodec.PutSlot(to, at, in run.Slots[slot], run.Program.SlotTypes[slot], run.Program.Records);
        }

        return to[..at];
    }

    private static ScriptProgram Program(int slots)
    {
        var b = new ProgramBuilder("image", 1);
        var step = b.Label();
        for (var i = 0; i < slots; i++)
        {
            b.Slot($"s{i}", (i % 5) switch
            {
                0 => Choices,
                1 => ScriptType.Number,
                2 => ScriptType.YesNo,
                3 => ScriptType.ListOf(ScriptType.Number),
                _ => ScriptType.Text,
            });
        }

        b.Step("only", step);
        b.Emit(ScriptOp.End, b.Outcome("done"));
        return b.Build();
    }

    private static ScriptValue Value(ScriptType type, Random random) => random.Next(6) == 0
        ? default
        : type.Kind switch
        {
            ScriptKind.Choice => ScriptValue.Choice(Choices.Names[random.Next(130)]),
            ScriptKind.Number => ScriptValue.Number(random.Next(3) switch { 0 => random.Next(-70, 70), 1 => random.NextInt64(1L << 40), _ => 0.000001m * random.Next() }),
            ScriptKind.YesNo => ScriptValue.YesNo(random.Next(2) == 0),
            ScriptKind.List => ScriptValue.List([.. Enumerable.Range(0, random.Next(40)).Select(static i => ScriptValue.Number(i))]),
            _ => ScriptValue.Text(new string(random.Next(2) == 0 ? 'x' : 'ж', random.Next(1, 100))),
        };
}
