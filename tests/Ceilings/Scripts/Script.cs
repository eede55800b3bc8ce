namespace ScriptLimits;

/// What every peer does: run the same 20-step gas-emergency script once and report each host-visible step.
public abstract class Peer
{
    public abstract string Name { get; }
    /// Runs the whole script; returns the number of host-visible steps (say, ask, action).
    public abstract int RunOnce(List<string>? trace = null);
}

public static class Script
{
    // One answer (option index) for each question in the order asked; the address is confirmed the second time.
    public static readonly int[] Answers = [0, 0, 0, 1, 1, 1, 2, 0, 0];
    public static readonly string[] Expected =
    [
        "say greet", "ask 2", "ask 2", "ask 2", "say evac", "say switches", "ask 3",
        "ask 3", "act lookup", "say addr", "ask 2", "ask 3", "act lookup", "say addr", "ask 2",
        "act open_case", "say eta", "ask 2", "act disposition", "say bye",
    ];
}
