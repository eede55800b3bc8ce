using System.Collections.Immutable;
using ContactCenter.Desk;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>What an event of the world is to one run as it stands: its next input, kept until it listens, or nothing to it.</summary>
internal static class ScriptMeeting
{
    /// <summary>How many events are kept for one run: a script that is busy misses a few, one that never listens again must not grow without end.</summary>
    public const int MostKept = 16;

    public static readonly DeskResult Taken = new(DeskStatus.Done, "taken");
    public static readonly DeskResult Kept = new(DeskStatus.Done, "kept");
    public static readonly DeskResult Full = new(DeskStatus.Done, "full");
    public static readonly DeskResult Unfit = new(DeskStatus.Done, "unfit");
    public static readonly DeskResult NotTied = new(DeskStatus.Done, "not-tied");

    /// <summary>What an event comes to; where it is taken the run has advanced. <see cref="DeskResult.Done"/> for a run that does not listen to it at all.</summary>
    public static DeskResult Meet(ScriptStream stream, ScriptCommand.Meet c, ImmutableArray<ScriptFact> facts, DateTimeOffset now)
    {
        var run = stream.Run!;
        if (run.State is ScriptRunState.Ended or ScriptRunState.Faulted || !run.Program.Events.Contains(c.Event))
        {
            return DeskResult.Done;
        }

        if (!run.Program.TryReadEvent(c.Event, c.Content.Fields, out var payload))
        {
            return Unfit;
        }

        if (!EventTies.Fit(run, c.Event, payload, c.Content.Ties))
        {
            return NotTied;
        }

        // Of one name the first that came is the first that is met.
        return stream.Kept.All(one => one.Event != c.Event) && TryTake(run, c.Event, payload, c.IsServed, facts, now) ? Taken
            : stream.Kept.Count < MostKept ? Kept
            : Full;
    }

    /// <summary>Gives a run an event it listens to where it stands; false where it does not, or is not to be disturbed.</summary>
    public static bool TryTake(ScriptRun run, string name, ScriptValue payload, bool isServed, ImmutableArray<ScriptFact> facts, DateTimeOffset now) =>
        !IsInMotion(run.State, isServed) && ScriptMachine.Advance(run, ScriptInput.EventArrived(name, payload) with { Facts = facts }, now) == ScriptAdvance.Applied;

    /// <summary>Whether the center is just doing what the run demands and goes on by itself: led away now, a message would be sent twice or not at all.</summary>
    public static bool IsInMotion(ScriptRunState state, bool isServed) =>
        state is ScriptRunState.Sending or ScriptRunState.Starting or ScriptRunState.HangingUp || (!isServed && state is (ScriptRunState.Saying or ScriptRunState.Noting));
}
