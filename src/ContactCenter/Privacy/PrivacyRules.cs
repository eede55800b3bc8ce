using System.Text;
using ContactCenter.Desk;
using ContactCenter.Records;

namespace ContactCenter.Privacy;

/// <summary>What may be done about a customer's data. Pure.</summary>
internal static class PrivacyRules
{
    /// <summary>What is wrong with a reason; null when nothing is.</summary>
    public static DeskResult? FindFault(string? reason) =>
        reason is not { Length: > 0 and <= PrivacyCommand.MaxReasonLength } || string.IsNullOrWhiteSpace(reason) || reason.Any(char.IsControl)
            ? new DeskResult(DeskStatus.Invalid, "CC1256", $"The reason has {reason?.Length ?? 0} characters; write 1 to {PrivacyCommand.MaxReasonLength} in one line, and nothing personal: it stays in the history for ever.")
            : null;

    /// <summary>The kind of entry a command writes.</summary>
    public static string KindOf(PrivacyCommand command) => command switch
    {
        PrivacyCommand.PlaceHold => PrivacyKinds.HoldPlaced,
        PrivacyCommand.LiftHold => PrivacyKinds.HoldLifted,
        PrivacyCommand.Erase => PrivacyKinds.Erased,
        _ => throw new System.Diagnostics.UnreachableException($"No rule for {command.GetType().Name}."),
    };

    /// <summary>Why a command cannot be done; null when it can.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isKnown">Whether anything is known of such a customer.</param>
    /// <param name="customer">What the log holds of the customer.</param>
    /// <param name="open">How much is open: conversations, messages, files on their way.</param>
    public static DeskResult? FindRefusal(PrivacyCommand command, bool isKnown, CustomerTrail customer, int open) => command switch
    {
        _ when !isKnown => new DeskResult(DeskStatus.NotFound, "CC1251", "There is no such customer."),
        _ when customer.Erased is { } erased => Refused("CC1255", $"The customer was erased on {erased.Time:yyyy-MM-dd}; nothing is left to be done."),
        PrivacyCommand.PlaceHold when customer.Hold is { } hold => Refused("CC1254", $"There is a legal hold already, of {hold.Time:yyyy-MM-dd}: {hold.Reason}"),
        PrivacyCommand.LiftHold when customer.Hold is null => Refused("CC1254", "There is no legal hold to lift."),
        PrivacyCommand.Erase when customer.Hold is { } hold => Refused("CC1253", $"A legal hold of {hold.Time:yyyy-MM-dd} keeps the customer: {hold.Reason} Lift it first."),
        PrivacyCommand.Erase when open > 0 => Refused("CC1252", $"{open} of the customer's conversations, messages or files are not over; end them first."),
        _ => null,
    };

    /// <summary>Whether a command is the one that was done: then it is a retry. A reason is compared as UTF-8 keeps it.</summary>
    public static bool IsSame(PrivacyCommand command, PrivacyAct done) =>
        done.Kind == KindOf(command) && done.Reason == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(command.Reason));

    /// <summary>A key stands for one command.</summary>
    /// <param name="done">What was done under it.</param>
    public static DeskResult KeyUsed(PrivacyAct done) =>
        Refused("CC1273", $"Another command was done under this key, {done.Kind} of {done.Time:yyyy-MM-dd}; nothing was done now. Take a new key for each command.");

    private static DeskResult Refused(string code, string message) => new(DeskStatus.Refused, code, message);
}
