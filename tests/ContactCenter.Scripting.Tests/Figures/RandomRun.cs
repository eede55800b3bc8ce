using ContactCenter.Scripting.Tests.Running;
using ContactCenter.Scripting.Tests.Upgrades;

namespace ContactCenter.Scripting.Tests.Figures;

/// <summary>A run to which anything that can happen happens.</summary>
internal static class RandomRun
{
    private const int MostSteps = 60;

    public static ScriptRun Of(ScriptProgram program, int number, Random random, Action<ScriptRun, DateTimeOffset> each)
    {
        var run = new ScriptRun(program, new Guid(number + 1, 0, 0, new byte[8]), new ScriptRunSettings { TimeZone = "Europe/Rome" });
        var start = program.Tables.StartSlot is >= 0 and var slot ? AnyValue.Of(program.Tables.Slots[slot].Type, Play.Start) : default;
        var (input, now) = (ScriptInput.Begin(start) with { Facts = [.. AnyValue.Facts(program, Play.Start)] }, Play.Start);
        for (var i = 0; i < MostSteps && run.State < ScriptRunState.Ended; i++)
        {
            if (ScriptMachine.Advance(run, in input, now) == ScriptAdvance.Applied)
            {
                each(run, now);
            }

            if (run.State < ScriptRunState.Ended)
            {
                // The first are what is expected; they come more often than what is not.
                var all = LiveRuns.Inputs(run, now).ToList();
                (input, now) = all[random.Next(4) > 0 ? random.Next(Math.Min(2, all.Count)) : random.Next(all.Count)];
                now += TimeSpan.FromSeconds(random.Next(20));
            }
        }

        return run;
    }
}
