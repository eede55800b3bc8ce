namespace ContactCenter.Readiness;

/// <summary>One thing found out by a check.</summary>
/// <param name="Status">How it is.</param>
/// <param name="Code">What was found, stable, such as <c>twilio.webhook-wrong</c>: for those who say it in another language.</param>
/// <param name="Message">One sentence in English. No secret and nothing of customers.</param>
/// <param name="Remedy">What to do, one sentence in English; null when there is nothing to do.</param>
public sealed record ReadinessFinding(ReadinessStatus Status, string Code, string Message, string? Remedy = null)
{
    /// <summary>What message and remedy speak of, in the order <c>docs/readiness.md</c> gives for the code.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>It is well.</summary>
    public static ReadinessFinding Ok(string code, string message, params ReadOnlySpan<string> values) =>
        new(ReadinessStatus.Ok, code, message) { Values = values.ToArray() };

    /// <summary>It works, but will not for long, or not as it should.</summary>
    public static ReadinessFinding Warning(string code, string message, string remedy, params ReadOnlySpan<string> values) =>
        new(ReadinessStatus.Warning, code, message, remedy) { Values = values.ToArray() };

    /// <summary>It does not work.</summary>
    public static ReadinessFinding Failed(string code, string message, string remedy, params ReadOnlySpan<string> values) =>
        new(ReadinessStatus.Failed, code, message, remedy) { Values = values.ToArray() };
}

/// <summary>How a thing is that was checked.</summary>
public enum ReadinessStatus
{
    /// <summary>Well.</summary>
    Ok,

    /// <summary>It works, but needs attention.</summary>
    Warning,

    /// <summary>It does not work: do not go live with it.</summary>
    Failed,
}
