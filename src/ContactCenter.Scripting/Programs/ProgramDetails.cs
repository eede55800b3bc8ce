using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>A line said or noted.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Knowledge">An article beside it; null when there is none.</param>
/// <param name="Audio">A recording of it; null when there is none.</param>
internal sealed record ProgramLine(int Text, string? Knowledge = null, string? Audio = null);

/// <summary>What follows when something happens too often.</summary>
/// <param name="Times">At this count; 1 or more.</param>
/// <param name="Target">The place in the code.</param>
internal sealed record ProgramLimit(int Times, int Target);

/// <summary>One answer of a question.</summary>
/// <param name="Key">What is pressed or written, such as <c>1</c>.</param>
/// <param name="Name">The value: one of the slot's names.</param>
/// <param name="Text">What people read; -1 for the name.</param>
/// <param name="Target">Where it leads; -1 for the next statement.</param>
internal sealed record ProgramChoice(string Key, string Name, int Text, int Target = -1);

/// <summary>A question; a confirmation is one without a slot.</summary>
/// <param name="Slot">Where the answer goes; -1 for a confirmation.</param>
/// <param name="Text">The question.</param>
internal sealed record ProgramAsk(int Slot, int Text)
{
    /// <summary>The answers by name; empty when the type says which there are.</summary>
    public ImmutableArray<ProgramChoice> Choices { get; init; } = [];

    /// <summary>Whether a list of answers is worked out and pushed behind the shown values.</summary>
    public bool HasList { get; init; }

    /// <summary>How long silence lasts, in ticks; 0 when the channel decides.</summary>
    public long SilenceAfter { get; init; }

    /// <summary>What follows on silence; null for the program's default, which is a fault.</summary>
    public ProgramLimit? Silence { get; init; }

    /// <summary>What follows on wrong answers; null for the program's default, which is a fault.</summary>
    public ProgramLimit? Wrong { get; init; }

    /// <summary>The code that says whether an answer holds, ended by accept or reject; -1 when every answer does.</summary>
    public int Accept { get; init; } = -1;

    /// <summary>Where a no leads, -1 for the next statement; a confirmation alone has it.</summary>
    public int No { get; init; } = -1;

    /// <summary>The channel it is asked by; null for the run's own.</summary>
    public string? Channel { get; init; }

    /// <summary>A recording of it; null when there is none.</summary>
    public string? Audio { get; init; }
}

/// <summary>An argument of an action or of a script that begins.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
internal sealed record ProgramArgument(string Name, ScriptType Type);

/// <summary>An action.</summary>
/// <param name="Action">The action's name.</param>
/// <param name="Arguments">Its arguments; one value is pushed for each.</param>
/// <param name="Result">The slot its result goes to; -1 for none.</param>
/// <param name="Else">The place in the code when it fails.</param>
internal sealed record ProgramDo(string Action, ImmutableArray<ProgramArgument> Arguments, int Result, int Else)
{
    /// <summary>After how many ticks it counts as failed; 0 for the action's own time-out.</summary>
    public long Late { get; init; }

    /// <summary>Whether nobody may go back past it.</summary>
    public bool IsIrreversible { get; init; }

    /// <summary>Whether asking again with the same key is harmless.</summary>
    public bool IsRepeatable { get; init; }
}

/// <summary>A message.</summary>
/// <param name="Channel">Its channel.</param>
/// <param name="Text">Its text, or the template's as it was when the script was compiled; -1 for a template that takes nothing and whose text was not known.</param>
/// <param name="Template">The template; null when the text is the script's own.</param>
/// <param name="Recipients">How many values behind the shown ones say to whom; 1 or more.</param>
internal sealed record ProgramSend(string Channel, int Text, string? Template, int Recipients);

/// <summary>Where a failure leads.</summary>
/// <param name="Code">The failure's code, such as <c>refused</c>.</param>
/// <param name="Target">The place in the code.</param>
internal sealed record ProgramBranch(string Code, int Target)
{
    /// <summary>The code of a call that a machine answered: the one that is no failure, for the call is on.</summary>
    public const string Machine = "machine";
}

/// <summary>A call to the number that is pushed.</summary>
/// <param name="Queue">The queue whose agent is to be there; null for none.</param>
/// <param name="Tries">How often it is tried; 1 or more.</param>
/// <param name="Every">Ticks between tries.</param>
/// <param name="Branches">Where failures lead. A code of its own leads there at once; all others are tried again, then lead to that of <c>unreached</c>.</param>
internal sealed record ProgramCall(string? Queue, int Tries, long Every, ImmutableArray<ProgramBranch> Branches)
{
    /// <summary>Where a code of its own leads; -1 where it has no branch.</summary>
    public int TargetOf(string code)
    {
        foreach (var branch in Branches)
        {
            if (branch.Code == code)
            {
                return branch.Target;
            }
        }

        return -1;
    }
}

/// <summary>Handing over to a queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Priority">Its priority there; smaller comes first, 0 for the queue's own.</param>
/// <param name="Taken">Where it leads that somebody took it; -1 ends the run without an outcome.</param>
/// <param name="After">After how many ticks without anybody it goes on at <paramref name="AfterTarget"/>; 0 for never.</param>
/// <param name="AfterTarget">That place; -1 for none. A failed transfer goes there too.</param>
internal sealed record ProgramTransfer(string Queue, int Priority, int Taken, long After, int AfterTarget);

/// <summary>What a wait waits for. The numbers are written to programs.</summary>
internal enum ProgramWaitKind : byte
{
    /// <summary>A length of time, which is pushed.</summary>
    Duration = 0,

    /// <summary>An instant, which is pushed.</summary>
    Moment = 1,

    /// <summary>An event.</summary>
    Event = 2,
}

/// <summary>Waiting.</summary>
/// <param name="Kind">For what.</param>
internal sealed record ProgramWait(ProgramWaitKind Kind)
{
    /// <summary>The events that end it; the one a <see cref="ProgramWaitKind.Event"/> waits for among them.</summary>
    public ImmutableArray<ProgramHandler> Events { get; init; } = [];

    /// <summary>From which minute of the day it may end, 0 to 1,439; -1 for any.</summary>
    public int From { get; init; } = -1;

    /// <summary>Before which minute of the day it may end, 0 to 1,439; not behind <see cref="From"/> it is that of the next day.</summary>
    public int To { get; init; } = -1;

    /// <summary>More than so many ticks late it goes on at <see cref="LateTarget"/>; for an event: so many ticks after the beginning. -1 for never.</summary>
    public long Late { get; init; } = -1;

    /// <summary>The place in the code when it is late; -1 for none.</summary>
    public int LateTarget { get; init; } = -1;
}

/// <summary>Another script that begins.</summary>
/// <param name="Script">Its name.</param>
/// <param name="Arguments">What it gets; one value is pushed for each.</param>
internal sealed record ProgramStart(string Script, ImmutableArray<ProgramArgument> Arguments);
