namespace ContactCenter.Scripting;

/// <summary>What a run is begun with.</summary>
public sealed record ScriptRunSettings
{
    /// <summary>The language it speaks; the program's first by default.</summary>
    public string? Language { get; init; }

    /// <summary>The channel it speaks by; the program's first by default.</summary>
    public string? Channel { get; init; }

    /// <summary>The IANA name of the time zone its times of the day are in; UTC by default.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>What one wake-up may use.</summary>
    public ScriptBudget Budget { get; init; } = new();
}

/// <summary>What one wake-up of a run may use; more is a fault, never a loop without an end.</summary>
public sealed record ScriptBudget
{
    /// <summary>Instructions; 10,000 by default.</summary>
    public int Steps { get; init; } = 10_000;

    /// <summary>Characters of text and items of lists that are made; 65,536 by default.</summary>
    public int Text { get; init; } = 65_536;

    /// <summary>Bytes of all values together; 65,536 by default. A text counts with 3 for each character.</summary>
    public int State { get; init; } = 65_536;
}
