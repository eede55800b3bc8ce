using ContactCenter.Scripting.Tests.Running;

namespace ContactCenter.Scripting.Tests.Programs;

/// <summary>Bytes somebody tampered with, and inputs that come at random.</summary>
internal static class Forge
{
    public static byte[] Bytes(byte[] bytes, Random random)
    {
        bytes = [.. bytes];
        for (var i = random.Next(1, 6); i > 0 && bytes.Length > 0; i--)
        {
            var at = random.Next(bytes.Length);
            bytes = random.Next(5) switch
            {
                0 => bytes[..at],
                1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
                2 => [.. bytes[..at], .. bytes[(at + 1)..]],
                _ => [.. bytes[..at], (byte)(random.Next(3) == 0 ? random.Next(256) : bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]],
            };
        }

        return bytes;
    }

    public static void Drive(ScriptProgram program, Random random) => Drive(new ScriptRun(program, Play.RunId), random, ScriptInput.Begin());

    public static void Drive(ScriptRun run, Random random, ScriptInput input)
    {
        var buffer = new byte[ScriptFrame.MaxBytes];
        var last = Array.Empty<byte>();
        for (var i = 0; i < 30; i++)
        {
            if (ScriptMachine.Advance(run, in input, Play.Start.AddHours(i)) == ScriptAdvance.Applied)
            {
                ScriptFrame.TryWrite(run, buffer, out var length).ShouldBeTrue();
                last = buffer[..length];
                var back = ScriptFrame.Read(run.Program, last);
                (back.State, back.Sequence, back.Due).ShouldBe((run.State, run.Sequence, run.Due));
            }

            input = Random(run, random, last);
        }
    }

    private static ScriptInput Random(ScriptRun run, Random random, byte[] last)
    {
        var at = run.Demand.Sequence;
        return random.Next(16) switch
        {
            0 => ScriptInput.Silent(at),
            1 => ScriptInput.Misunderstood(at, "ehm"),
            2 => ScriptInput.Failed(at, "busy"),
            3 => ScriptInput.EventArrived(random.Next(2) == 0 ? "question" : "ping", ScriptValue.Text("x")),
            4 => ScriptInput.Due(at),
            5 => ScriptInput.GoTo("help", "x"),
            6 => ScriptInput.GoBack(last, "x"),
            7 or 8 or 9 => ScriptInput.Answered(at, random.Next(3) switch { 0 => ScriptValue.Yes, 1 => ScriptValue.Choice("yes"), _ => ScriptValue.Choice("second") }),
            10 or 11 => ScriptInput.Succeeded(at, ScriptValue.Text("x")),
            _ => ScriptInput.Continue(at),
        };
    }
}
