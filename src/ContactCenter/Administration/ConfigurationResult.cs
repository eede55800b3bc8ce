using ContactCenter.Desk;

namespace ContactCenter.Administration;

/// <summary>What became of a change.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Code">A stable code of <c>docs/errors.md</c>, when it was not made.</param>
/// <param name="Message">One sentence, when it was not made.</param>
/// <param name="Faults">Everything that is wrong with it, where <paramref name="Status"/> is <see cref="DeskStatus.Invalid"/>.</param>
public sealed record ConfigurationResult(DeskStatus Status, string? Code, string? Message, IReadOnlyList<ConfigurationFault> Faults)
{
    /// <summary>Made, durably, and in force.</summary>
    public static ConfigurationResult Done { get; } = new(DeskStatus.Done, null, null, []);

    /// <summary>Whether it is made, now or by an earlier call with the same key.</summary>
    public bool IsDone => Status is DeskStatus.Done or DeskStatus.Repeated;
}
