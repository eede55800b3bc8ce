using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>What a call looks like to somebody who wants something done in it.</summary>
internal sealed record CallView
{
    /// <summary>Whether caller and center are connected.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Whether the caller is on hold.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether the caller was left with somebody outside.</summary>
    public bool IsTransferred { get; init; }

    /// <summary>Who talks with the caller.</summary>
    public IReadOnlyCollection<AgentId> Agents { get; init; } = [];

    /// <summary>Who of the center listens, whispers or barges in.</summary>
    public IReadOnlyCollection<AgentId> Supervisors { get; init; } = [];

    /// <summary>Who asks somebody else meanwhile; null for nobody.</summary>
    public AgentId? Consulting { get; init; }

    /// <summary>Whether the one who is asked has answered.</summary>
    public bool IsConsultAnswered { get; init; }

    /// <summary>Whether sound can be kept here.</summary>
    public bool CanRecord { get; init; }
}

/// <summary>Who may do what in which state of a call. Pure. What follows from the log is never refused here: it is done, or it is too late.</summary>
internal static class CallRules
{
    /// <summary>Why <paramref name="order"/> cannot be carried out; <see cref="CallOrderResult.Done"/> when it can.</summary>
    public static CallOrderResult Check(CallOrder order, CallView view) => order switch
    {
        CallOrder.Hold o => Talks(view, o.By) ?? Free(view, o.By) ?? CallOrderResult.Done,
        CallOrder.Mute o => Talks(view, o.By) ?? CallOrderResult.Done,
        CallOrder.SendKeys o => Talks(view, o.By) ?? Sendable(o.Keys) ?? CallOrderResult.Done,
        CallOrder.Consult o => Talks(view, o.By) ?? Free(view, by: null) ?? Whom(view, o) ?? CallOrderResult.Done,
        CallOrder.EndConsult o => Ends(view, o),
        CallOrder.Supervise { Part: null } o => view.Supervisors.Contains(o.By) ? CallOrderResult.Done : CallRefusals.NotIn,
        CallOrder.Supervise o => Watches(view, o),
        CallOrder.Record => view.CanRecord ? CallOrderResult.Done : CallRefusals.NoRecordings,
        CallOrder.Park o => Talks(view, o.By) ?? Free(view, by: null) ?? CallOrderResult.Done,
        CallOrder.MoveTo o => Talks(view, o.By) ?? Free(view, by: null) ?? CallOrderResult.Done,
        _ => CallOrderResult.Done,
    };

    private static CallOrderResult? Talks(CallView view, AgentId by) =>
        !view.IsAnswered ? CallRefusals.NotAnswered : view.Agents.Contains(by) ? null : CallRefusals.NotIn;

    /// <summary>Whether nobody consults; <paramref name="by"/> is told how to go on.</summary>
    private static CallOrderResult? Free(CallView view, AgentId? by) =>
        view.Consulting is null || (by is not null && view.Consulting != by) ? null : CallRefusals.Consulting;

    private static CallOrderResult? Sendable(string keys) =>
        keys.Length is >= 1 and <= 32 && keys.All(static key => KeyCollector.Keys.Contains(key, StringComparison.Ordinal)) ? null : CallRefusals.BadKeys;

    private static CallOrderResult? Whom(CallView view, CallOrder.Consult order) =>
        order.Colleague is null == order.Outside is null ? CallRefusals.OneOfBoth
        : order.Colleague is { } colleague && (view.Agents.Contains(colleague) || view.Supervisors.Contains(colleague)) ? CallRefusals.AlreadyIn
        : null;

    private static CallOrderResult Ends(CallView view, CallOrder.EndConsult order) =>
        view.Consulting != order.By ? CallRefusals.NoConsult
        : order.How != ConsultEnd.Back && !view.IsConsultAnswered ? CallRefusals.ConsultRings
        : CallOrderResult.Done;

    private static CallOrderResult Watches(CallView view, CallOrder.Supervise order) =>
        order.Part is not (CallPart.Listener or CallPart.Whisperer or CallPart.Barger) ? CallRefusals.BadPart
        : view.Agents.Contains(order.By) ? CallRefusals.AlreadyIn
        : view.Agents.Count == 0 ? CallRefusals.NobodyTalks
        : CallOrderResult.Done;
}

/// <summary>Every refusal of an order, with its remedy: <c>docs/errors.md</c>.</summary>
internal static class CallRefusals
{
    public static readonly CallOrderResult Gone = new("CC2401", "The call is over. Nothing is left to do in it.");
    public static readonly CallOrderResult NotIn = new("CC2402", "This person is not in the call. Take the call, or join it, first.");
    public static readonly CallOrderResult NotAnswered = new("CC2403", "The call is not answered yet. Wait until the other side has answered.");
    public static readonly CallOrderResult Consulting = new("CC2404", "Somebody is being consulted. Go back to the caller, or put everybody together, first.");
    public static readonly CallOrderResult NoConsult = new("CC2405", "This person consults nobody. Begin a consultation first.");
    public static readonly CallOrderResult ConsultRings = new("CC2406", "Nobody has answered the consultation yet. Wait for the answer, or go back to the caller.");
    public static readonly CallOrderResult OneOfBoth = new("CC2407", "A consultation needs a colleague or a number outside, and not both. Choose one.");
    public static readonly CallOrderResult AlreadyIn = new("CC2408", "This person is in the call already. Choose somebody else, or leave the call first.");
    public static readonly CallOrderResult BadPart = new("CC2409", "A supervisor listens, whispers or barges in. Choose one of these.");
    public static readonly CallOrderResult NobodyTalks = new("CC2410", "No agent talks with the caller. Wait until one does.");
    public static readonly CallOrderResult NoTelephone = new("CC2411", "No telephone of this person can be reached. Register the telephone, or configure a number for the person.");
    public static readonly CallOrderResult NoLine = new("CC2412", "No trunk takes this number. Check the number and the trunks' rules.");
    public static readonly CallOrderResult NoDevice = new("CC2413", "The person has no such telephone, or it cannot be reached. Choose one that is configured and registered.");
    public static readonly CallOrderResult BadKeys = new("CC2414", "1 to 32 of the keys 0123456789*#ABCD can be sent. Correct the keys.");
    public static readonly CallOrderResult TooManyKeys = new("CC2415", "Keys are being sent still, and no more can wait. Try again in a few seconds.");
    public static readonly CallOrderResult NoRecordings = new("CC2416", "Nothing keeps recordings here. Add a store of recordings to the center.");
    public static readonly CallOrderResult NoPlace = new("CC2417", "Every parking place is taken. Pick one of the parked calls up first, or configure more places.");
    public static readonly CallOrderResult NotParked = new("CC2426", "The call is not parked any more. Look at the list of parked calls again.");
    public static readonly CallOrderResult Busy = new("CC2418", "Too much is waiting to be done in this call. Try again in a moment.");
    public static readonly CallOrderResult Stopping = new("CC2419", "The center is stopping and begins no call. Try again once it runs.");
}
