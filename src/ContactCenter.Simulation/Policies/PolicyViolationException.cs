using System.Collections.Immutable;

namespace ContactCenter.Simulation;

/// <summary>A policy does not keep what is expected of it. Any test framework shows the message: every violation, with the figures that show it.</summary>
public sealed class PolicyViolationException : Exception
{
    /// <summary>Says that a policy does not keep what is expected of it.</summary>
    public PolicyViolationException()
        : this("The policy does not keep what is expected of it.")
    {
    }

    /// <summary>Says what is not kept.</summary>
    public PolicyViolationException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is not kept, with what caused it.</summary>
    public PolicyViolationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal PolicyViolationException(string scenario, ImmutableArray<string> violations)
        : base($"The policy of '{scenario}' does not keep what is expected of it:{string.Concat(violations.Select(static violation => $"\n- {violation}"))}") =>
        Violations = violations;

    /// <summary>What is not kept, a sentence each.</summary>
    public ImmutableArray<string> Violations { get; } = [];
}
