namespace ContactCenter.Scripting;

/// <summary>What is too much for a center, and where it is. Immutable.</summary>
public sealed record ScriptCheckOptions
{
    /// <summary>The most parts an SMS may take, in the language that takes most; 3. More are told as <c>S604</c>.</summary>
    public int MaxSmsSegments { get; init; } = 3;

    /// <summary>The time zone the script's times of the day are in, such as <c>Europe/Rome</c>; null, the default, where that is not known. Times its clocks skip or repeat are told as <c>S806</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The first day of the year whose clock changes are looked at; 2026-01-01. A wait for a day before it is told as <c>S801</c>.</summary>
    public DateOnly ClocksFrom { get; init; } = new(2026, 1, 1);
}
