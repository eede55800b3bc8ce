using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>
/// An agent's telephone calls a colleague, by the name of the person or of a telephone, or calls for help. No customer is in it: it is conducted beside all other calls, recorded nowhere,
/// and told as facts.
/// </summary>
internal sealed class InternalCall(Equipment equipment, ICall caller, IReadOnlyList<CallTarget> targets, Func<CallId, CallReport, ValueTask<InboxStatus>> note)
{
    private readonly CallId _id = new(DerivedId.From("internal-call", caller.Id));

    /// <summary>Whom a telephone of ours has dialled; null where it is no colleague.</summary>
    public static InternalCall? Of(Equipment equipment, ICall caller, AgentId from)
    {
        var (phones, dialled) = (equipment.Phones, caller.To);
        var colleague = phones.AgentOf(dialled) ?? (phones.DevicesOf(dialled).Count > 0 || phones.NumberOf(dialled) is not null ? dialled : null);
        if (colleague is null)
        {
            return null;
        }

        List<CallTarget> targets = [];
        if (phones.IsReachable(colleague) && colleague != from.Value)
        {
            if (dialled != colleague || phones.DevicesOf(colleague).Count > 0)
            {
                targets.Add(new CallTarget(LineNames.Phone, dialled, caller.From));
            }

            if (dialled == colleague && phones.NumberOf(colleague) is { } number)
            {
                targets.Add(new CallTarget(LineNames.Any, number, ""));
            }
        }

        var to = new AgentId(colleague);
        return new InternalCall(equipment, caller, targets, (id, report) => equipment.Door.NoteInternalAsync(id, from, to, report));
    }

    /// <summary>A telephone of ours calls for help: by the best trunk, past everything that could refuse it.</summary>
    public static InternalCall ForHelp(Equipment equipment, ICall caller, AgentId from)
    {
        var number = new string([.. caller.To.Where(char.IsAsciiDigit)]); // without what people put between digits
        return new InternalCall(equipment, caller, [new CallTarget(LineNames.Any, number, "") { Location = caller.Location }], (id, report) => equipment.Door.NoteEmergencyAsync(id, from, number, report));
    }

    /// <summary>Until it is over, and that has been told.</summary>
    public async Task RunAsync()
    {
        await NoteAsync(new CallReport.Dialled("")).ConfigureAwait(false);
        var cause = CallCause.Failed;
        try
        {
            cause = await TalkAsync().ConfigureAwait(false);
        }
        finally
        {
            await caller.DisposeAsync().ConfigureAwait(false);
            await NoteAsync(new CallReport.Ended(cause)).ConfigureAwait(false);
        }
    }

    /// <summary>Ends it: both telephones are let go.</summary>
    public ValueTask StopAsync() => caller.DisposeAsync();

    private async Task<CallCause> TalkAsync()
    {
        if (targets.Count == 0)
        {
            await caller.RefuseAsync(CallRefusal.NoAnswer).ConfigureAwait(false);
            return CallCause.NoLine;
        }

        await caller.RingAsync().ConfigureAwait(false);
        using var ringing = new CancellationTokenSource(equipment.Rules.DialRing, equipment.Time);
        var ring = Ringer.RingAsync(equipment.Telephone, targets, ringing.Token).AsTask();
        if (await Task.WhenAny(ring, caller.Over).ConfigureAwait(false) != ring)
        {
            await ringing.CancelAsync().ConfigureAwait(false);
        }

        var result = await ring.ConfigureAwait(false);
        await using var _ = result.ConfigureAwait(false);
        if (caller.Over.IsCompleted)
        {
            return CallCause.Abandoned;
        }

        if (result.Call is not { } answered)
        {
            await caller.RefuseAsync(result.Cause.Refusal()).ConfigureAwait(false);
            return result.Cause;
        }

        return await ConnectAsync(answered).ConfigureAwait(false);
    }

    private async Task<CallCause> ConnectAsync(ICall answered)
    {
        var stage = equipment.Stages();
        await using var _ = stage.ConfigureAwait(false);
        caller.Sound = stage.Enter(PlaceKind.Staff).Sound;
        answered.Sound = stage.Enter(PlaceKind.Staff).Sound;
        if (!await caller.AnswerAsync().ConfigureAwait(false))
        {
            return CallCause.Abandoned;
        }

        await NoteAsync(new CallReport.Answered(AnsweredBy.Person)).ConfigureAwait(false);
        var over = await Task.WhenAny(caller.Over, answered.Over).ConfigureAwait(false);
        return (await over.ConfigureAwait(false)).Cause;
    }

    private async ValueTask NoteAsync(CallReport report)
    {
        try
        {
            if (await note(_id, report).ConfigureAwait(false) == InboxStatus.Refused)
            {
                equipment.Logger.ReportRefused(_id, report.GetType().Name);
            }
        }
        catch (Exception e)
        {
            equipment.Logger.ReportFailed(e, _id, report.GetType().Name);
        }
    }
}
