using ContactCenter.Calls;
using ContactCenter.Desk;
using ContactCenter.Door;
using ContactCenter.Interactions;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>What a person wants of a call. A wish about a call that is on goes to its channel at once: what comes of it is told by the call's own entries.</summary>
internal sealed class DeskCalls(TenantRuntime runtime, Principal principal, AgentId me)
{
    private const int MaxKeys = 32;

    /// <summary>The conversation a command about a call is about; null for other commands.</summary>
    public static InteractionId? InteractionOf(DeskCommand command) => command switch
    {
        DeskCommand.PlaceCall c => c.Interaction,
        DeskCommand.HangUp c => c.Interaction,
        DeskCommand.HoldCall c => c.Interaction,
        DeskCommand.MuteCall c => c.Interaction,
        DeskCommand.SendKeys c => c.Interaction,
        DeskCommand.Consult c => c.Interaction,
        DeskCommand.EndConsult c => c.Interaction,
        DeskCommand.ParkCall c => c.Interaction,
        DeskCommand.PickUpCall c => c.Interaction,
        DeskCommand.MoveCall c => c.Interaction,
        DeskCommand.RecordCall c => c.Interaction,
        DeskCommand.SuperviseCall c => c.Interaction,
        _ => null,
    };

    /// <summary>What is wrong with the command itself; null when nothing is.</summary>
    public static DeskResult? FindFault(DeskCommand command, TenantOptions options, AgentId me) => command switch
    {
        DeskCommand.Consult { Colleague: null, Outside: null } or DeskCommand.Consult { Colleague: not null, Outside: not null } =>
            Invalid("CC1322", "Name a colleague or a number outside, one of both."),
        DeskCommand.Consult { Colleague: { } colleague } when !options.Agents.ContainsKey(colleague.Value) => Invalid("CC1212", $"There is no agent '{colleague}'."),
        DeskCommand.Consult { Colleague: { } colleague } when colleague == me => Invalid("CC1212", "You are in the call already; choose a colleague."),
        DeskCommand.SendKeys c when c.Keys is not { Length: > 0 and <= MaxKeys } || c.Keys.Any(static k => !"0123456789*#ABCD".Contains(k, StringComparison.Ordinal)) =>
            Invalid("CC1324", $"Keys are 1 to {MaxKeys} of 0 to 9, *, # and A to D."),
        DeskCommand.MoveCall c when !KeyRules.IsValid(c.Device) && !(c.Device is ['+', .. { Length: > 0 and <= MaxKeys } digits] && digits.All(char.IsAsciiDigit)) => Invalid("CC1325", "Name a telephone of yours as it is configured, such as 'desk' or 'mobile'."),
        _ => null,
    };

    /// <summary>Does it, under the caller's own key.</summary>
    public async ValueTask<DeskResult> DoAsync(DeskCommand command, InteractionId interaction, Guid key)
    {
        if (await runtime.Views.Interactions.FindAsync(runtime.Storage.Views, interaction, CancellationToken.None).ConfigureAwait(false) is not { } row)
        {
            return new DeskResult(DeskStatus.NotFound, "CC1305", "There is no such interaction.");
        }

        if (command is DeskCommand.PickUpCall)
        {
            return runtime.Views.Calls.Of(row) is { Place: not null } parked
                ? await AskAsync(parked, command).ConfigureAwait(false)
                : new DeskResult(DeskStatus.Refused, "CC1329", "The call is not parked any more: somebody has picked it up, or the caller has hung up.");
        }

        var isMine = row.Agent == me && row.Status == InteractionStatus.Assigned;
        if (!isMine && !(command is DeskCommand.RecordCall or DeskCommand.SuperviseCall && principal.Roles.Contains(Role.Supervisor)))
        {
            return new DeskResult(DeskStatus.Refused, "CC1302", "Only the agent who has the conversation does this with its call; take it over first.");
        }

        var call = runtime.Views.Calls.Of(row);
        if (command is DeskCommand.PlaceCall place)
        {
            return call is null ? await PlaceAsync(place, key).ConfigureAwait(false)
                : new DeskResult(DeskStatus.Refused, "CC1321", "A call of this conversation is on already; hang it up first, or consult.");
        }

        return call is null ? new DeskResult(DeskStatus.Refused, "CC1320", "The conversation has no call at this moment; call the customer, or look again.")
            : command is DeskCommand.EndConsult { How: ConsultEnd.Transfer } && call.Consulting is { } colleague && row.Work is { } work
                ? await runtime.Router.AskAsync(key, new RouterCommand.Assign(work, colleague), principal, CancellationToken.None).ConfigureAwait(false)
                : await AskAsync(call, command).ConfigureAwait(false);
    }

    private async ValueTask<DeskResult> PlaceAsync(DeskCommand.PlaceCall c, Guid key)
    {
        var beginning = new CallBeginning(runtime, principal, me);
        if (beginning.FindFault(c.Endpoint, c.To, out var from, out var to) is { } fault)
        {
            return fault;
        }

        var (call, session) = await beginning.SessionAsync(from, to, key).ConfigureAwait(false);
        var input = new InteractionInput(key, null, principal, new InteractionCommand.OrderCall(me, session, call)) { TraceParent = Entries.TraceParent };
        return await runtime.Interactions.PostAsync(c.Interaction, input).ConfigureAwait(false);
    }

    private async ValueTask<DeskResult> AskAsync(CallRow call, DeskCommand command)
    {
        CallOrder order = command switch
        {
            DeskCommand.HangUp => new CallOrder.End { Tenant = runtime.Tenant, Call = call.Id },
            DeskCommand.HoldCall c => new CallOrder.Hold(me, c.IsHeld) { Tenant = runtime.Tenant, Call = call.Id },
            DeskCommand.MuteCall c => new CallOrder.Mute(me, c.IsMuted) { Tenant = runtime.Tenant, Call = call.Id },
            DeskCommand.SendKeys c => new CallOrder.SendKeys(me, c.Keys) { Tenant = runtime.Tenant, Call = call.Id },
            DeskCommand.Consult c => new CallOrder.Consult(me, c.Colleague, c.Outside) { Tenant = runtime.Tenant, Call = call.Id },
            DeskCommand.EndConsult c => new CallOrder.EndConsult(me, c.How) { Tenant = runtime.Tenant, Call = call.Id },
            DeskCommand.ParkCall => new CallOrder.Park(me) { Tenant = runtime.Tenant, Call = call.Id },
            DeskCommand.PickUpCall => new CallOrder.PickUp(me) { Tenant = runtime.Tenant, Call = call.Id },
            DeskCommand.MoveCall c => new CallOrder.MoveTo(me, c.Device) { Tenant = runtime.Tenant, Call = call.Id },
            DeskCommand.RecordCall c => new CallOrder.Record(me.Value, c.IsOn) { Tenant = runtime.Tenant, Call = call.Id },
            DeskCommand.SuperviseCall c => new CallOrder.Supervise(me, c.Part) { Tenant = runtime.Tenant, Call = call.Id },
            _ => throw new System.Diagnostics.UnreachableException($"No order for {command.GetType().Name}."),
        };
        var result = await runtime.Calls.AskAsync(call, order, CancellationToken.None).ConfigureAwait(false);
        return result.IsDone ? DeskResult.Done : new DeskResult(DeskStatus.Refused, result.Code, result.Message);
    }

    private static DeskResult Invalid(string code, string message) => new(DeskStatus.Invalid, code, message);
}
