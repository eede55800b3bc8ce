using ContactCenter.Desk;

namespace ContactCenter.Campaigns;

/// <summary>What became of a file.</summary>
/// <param name="Status">How it ended: <see cref="DeskStatus.Done"/> also where some of its lines were not taken.</param>
/// <param name="Code">A stable code of <c>docs/errors.md</c>, when nothing could be done with it.</param>
/// <param name="Message">Why, as a sentence.</param>
/// <param name="Added">How many people were put on the list.</param>
/// <param name="Known">How many were on it already, stand in the file twice, or were called for this campaign before.</param>
/// <param name="Barred">How many do not want to be called.</param>
/// <param name="Wrong">How many lines are wrong.</param>
/// <param name="Faults">What is wrong with them, and who was passed over, in the order of the file; the first 1,000.</param>
/// <param name="Ignored">Columns nobody reads here.</param>
public sealed record ImportResult(
    DeskStatus Status, string? Code, string? Message, int Added, int Known, int Barred, int Wrong, IReadOnlyList<LineFault> Faults, IReadOnlyList<string> Ignored)
{
    /// <summary>The most faults that are told.</summary>
    public const int MaxFaults = 1_000;

    /// <summary>Whether the file was read.</summary>
    public bool IsDone => Status == DeskStatus.Done;
}

/// <summary>Why a line of a file was not taken.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Rule">The rule's stable name, such as <c>contact-number</c>.</param>
/// <param name="Value">What stands there, cut to 64 characters.</param>
/// <param name="Message">One plain sentence: the line, the value, the remedy.</param>
public sealed record LineFault(int Line, string Rule, string Value, string Message);
