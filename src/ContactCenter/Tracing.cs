using System.Diagnostics;

namespace ContactCenter;

/// <summary>One trace follows a message from the door to the agent's answer and out; its context travels in the entries.</summary>
internal static class Tracing
{
    /// <summary>The name of the package's activity source and meter.</summary>
    public const string Name = "ContactCenter";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Starts a span under <paramref name="traceParent"/>, or under the current one where it is null.</summary>
    public static Activity? Start(string name, string? traceParent, ActivityKind kind = ActivityKind.Internal) =>
        traceParent is not null && ActivityContext.TryParse(traceParent, null, isRemote: false, out var parent)
            ? Source.StartActivity(name, kind, parent)
            : Source.StartActivity(name, kind);
}
