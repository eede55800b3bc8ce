using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>Everything a program consists of. <see cref="ScriptProgram"/> checks it.</summary>
internal sealed record ProgramTables(string Name, int Version)
{
    /// <summary>The languages; the script is written in the first.</summary>
    public required ImmutableArray<string> Languages { get; init; }

    public ImmutableArray<string> Channels { get; init; } = [];

    public ImmutableArray<string> Outcomes { get; init; } = [];

    public ImmutableArray<ProgramSlot> Slots { get; init; } = [];

    public ImmutableArray<ProgramStep> Steps { get; init; } = [];

    public ImmutableArray<ProgramStatement> Statements { get; init; } = [];

    public ImmutableArray<Instruction> Code { get; init; } = [];

    public ImmutableArray<ScriptValue> Constants { get; init; } = [];

    /// <summary>Names of fields the code reads.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Record types the code makes.</summary>
    public ImmutableArray<ScriptType> Types { get; init; } = [];

    public ImmutableArray<ProgramText> Texts { get; init; } = [];

    public ImmutableArray<ProgramLine> Lines { get; init; } = [];

    /// <summary>Questions and confirmations.</summary>
    public ImmutableArray<ProgramAsk> Asks { get; init; } = [];

    public ImmutableArray<ProgramDo> Actions { get; init; } = [];

    public ImmutableArray<ProgramSend> Sends { get; init; } = [];

    public ImmutableArray<ProgramCall> Calls { get; init; } = [];

    public ImmutableArray<ProgramTransfer> Transfers { get; init; } = [];

    public ImmutableArray<ProgramWait> Waits { get; init; } = [];

    public ImmutableArray<ProgramStart> Starts { get; init; } = [];

    /// <summary>What happens on events wherever the run stands.</summary>
    public ImmutableArray<ProgramHandler> Handlers { get; init; } = [];

    /// <summary>The event the script starts on; null when it is started by name.</summary>
    public string? StartsOn { get; init; }

    /// <summary>The slot for what that event brings; -1 for none.</summary>
    public int StartSlot { get; init; } = -1;

    /// <summary>Silences a question without its own limit bears, and wrong answers; 1 to 100.</summary>
    public int DefaultTries { get; init; } = 3;
}
