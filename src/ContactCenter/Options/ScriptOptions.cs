namespace ContactCenter;

/// <summary>A script as it is seeded: what Flow calls a script, a text that guides callers, bots and agents.</summary>
public sealed class ScriptOptions
{
    /// <summary>The script. Its name, in the first line, is the one it is added under.</summary>
    public string Text { get; set; } = "";

    /// <summary>What it relies on besides the center's own actions, queues and calendars: records, events, other scripts. May be empty.</summary>
    public string Contracts { get; set; } = "";
}
