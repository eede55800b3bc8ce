using System.CommandLine;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary><c>ccflow stats</c>: what runs made of scripts.</summary>
internal static class StatsCommand
{
    public static Command Create()
    {
        var frames = new Argument<string>("FRAMES") { Description = "A file of frames: each behind its length in 4 bytes, the low one first; those of a run in their order." };
        var scripts = new Option<string[]>("--script") { Description = "A script the frames are of; once for each version. Its contracts stand beside it.", Required = true, AllowMultipleArgumentsPerToken = true };
        var format = new Option<string>("--format") { Description = "text: for people; json: for 'ccflow diagram' and other tools.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("stats", "Counts outcomes, drop-off, time per step and branch, silence and wrong answers, and agents' deviations. Exit code 0: done, 1: some frames are of other scripts, 2: it could not be done.")
        {
            frames, scripts, format,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var programs = new List<ScriptProgram>();
            foreach (var file in parsed.GetRequiredValue(scripts))
            {
                programs.Add((await ScriptFile.ReadAsync(file, null, cancellationToken)).Compile());
            }

            var figures = new ScriptFigures();
            var others = 0;
            var last = new Dictionary<Guid, ScriptProgram>();
            foreach (var frame in FrameFile.Read(parsed.GetRequiredValue(frames)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                others += TryAdd(figures, programs, last, frame.Span) ? 0 : 1;
            }

            await Console.Out.WriteAsync(parsed.GetValue(format) == "json" ? FiguresReport.ToJson(figures.Versions()) : FiguresReport.ToText(figures.Versions()));
            if (others > 0)
            {
                await Console.Error.WriteLineAsync($"{TextReport.Counted(others, "frame")} of other scripts or versions were left out; name those with --script.");
            }

            return others == 0 ? Shared.Right : Shared.Wrong;
        }));
        return command;
    }

    /// <summary>A frame says which program it is of: it is read with each until one fits, that of the run first.</summary>
    private static bool TryAdd(ScriptFigures figures, List<ScriptProgram> programs, Dictionary<Guid, ScriptProgram> last, ReadOnlySpan<byte> frame)
    {
        var run = FrameFile.RunOf(frame);
        last.TryGetValue(run, out var known);
        foreach (var program in known is null ? programs : programs.Where(other => other != known).Prepend(known))
        {
            try
            {
                figures.Add(program, frame);
                last[run] = program;
                return true;
            }
            catch (ScriptFormatException)
            {
            }
        }

        return false;
    }
}
