namespace ContactCenter.Scripting;

/// <summary>What is too much for a center. Immutable.</summary>
public sealed record ScriptCheckOptions
{
    /// <summary>The most parts an SMS may take, in the language that takes most; 3. More are told as <c>S604</c>.</summary>
    public int MaxSmsSegments { get; init; } = 3;
}
