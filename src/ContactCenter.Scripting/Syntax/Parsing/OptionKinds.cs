namespace ContactCenter.Scripting.Syntax;

/// <summary>What a statement may have after commas.</summary>
[Flags]
internal enum OptionKinds
{
    None = 0,
    Audio = 1 << 0,
    Kb = 1 << 1,
    From = 1 << 2,
    By = 1 << 3,
    Silence = 1 << 4,
    Wrong = 1 << 5,
    No = 1 << 6,
    Late = 1 << 7,
    LateTo = 1 << 8,
    Else = 1 << 9,
    Queue = 1 << 10,
    Tries = 1 << 11,
    Refused = 1 << 12,
    Unreached = 1 << 13,
    After = 1 << 14,
    Taken = 1 << 15,
    Within = 1 << 16,
    On = 1 << 17,
    Machine = 1 << 18,
}
