namespace ContactCenter.Scripting.Tests.Running;

/// <summary>Runs a program again over the inputs of a journal.</summary>
internal static class Replay
{
    public static List<byte[]> Of(ScriptProgram program, IReadOnlyList<byte[]> frames, ScriptRunSettings? settings = null)
    {
        var run = new ScriptRun(program, Play.RunId, settings);
        var buffer = new byte[ScriptFrame.MaxBytes];
        var again = new List<byte[]>();
        foreach (var frame in frames)
        {
            var record = ScriptFrame.ReadRecord(program, frame);
            var after = ScriptFrame.Read(program, frame);
            var facts = record.Changed.Where(name => program.Tables.Slots[program.SlotOf(name)].IsFact).Select(name => new ScriptFact(name, after[name]));
            var input = record.Input.Kind == ScriptInputKind.GoBack
                ? ScriptInput.GoBack(frames[run.QuestionBefore!.Value - 1], record.Input.Reason!) with { Actor = record.Input.Actor }
                : record.Input;
            ScriptMachine.Advance(run, input with { Facts = [.. facts] }, record.At).ShouldBe(ScriptAdvance.Applied);
            ScriptFrame.TryWrite(run, buffer, out var length).ShouldBeTrue();
            again.Add(buffer[..length]);
        }

        return again;
    }
}
