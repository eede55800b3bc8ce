namespace ContactCenter.Scripting;

/// <summary>What checking an input found, so that applying it need not look again.</summary>
internal struct InputPlan
{
    /// <summary>The input's value, of the very type it goes to.</summary>
    public ScriptValue Value;

    /// <summary>What the event leads to.</summary>
    public ProgramHandler? Handler;

    /// <summary>The run as it was at the question before.</summary>
    public ScriptRun? Earlier;

    /// <summary>The step to go to, or the channel to go on by.</summary>
    public int Place;

    /// <summary>The language to go on in.</summary>
    public int Language;
}
