using System.Collections.Immutable;
using System.Diagnostics;

namespace ContactCenter.Routing;

/// <summary>
/// The router as a pure machine. A command means events (<see cref="Decide"/>); events change the state (<see cref="Apply"/>); what
/// they make possible is matched until nothing more fits (<see cref="Run"/> does all three). Ids follow from the command's id, time is
/// an argument: the same commands give the same events and state everywhere. Not thread-safe per state.
/// </summary>
public static class RouterMachine
{
    /// <summary>Whether the input was carried out before.</summary>
    internal static bool IsKnown(RouterState state, RouterInput input) =>
        input.Source is { } position ? state.Watermark >= position : state.Remembers(input.CommandId);

    /// <summary>What a command means by itself, without the offers that become possible by it. Changes nothing.</summary>
    /// <param name="state">The state, settled.</param>
    /// <param name="input">The command.</param>
    /// <param name="now">The time; taken in whole milliseconds.</param>
    /// <exception cref="UnreachableException">The command is of an unknown kind.</exception>
    public static RouterDecision Decide(RouterState state, RouterInput input, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        if (IsKnown(state, input))
        {
            return RouterDecision.Refuse(RouterRefusalCode.Repeated, "This command was carried out before; nothing new happened.");
        }

        now = WholeMilliseconds(now);
        return input.Command switch
        {
            RouterCommand.Enqueue command => WorkDecisions.Decide(state, command, now),
            RouterCommand.Complete command => WorkDecisions.Decide(state, command, now),
            RouterCommand.Accept command => OfferDecisions.Decide(state, command, now),
            RouterCommand.EndWrapUp command => WrapUpDecisions.Decide(state, command),
            RouterCommand.Withdraw command => WorkDecisions.Decide(state, command),
            RouterCommand.Wake => TimerDecisions.Decide(state, now),
            RouterCommand.SetQueue command => ConfigurationDecisions.Decide(state, command),
            RouterCommand.RemoveQueue command => ConfigurationDecisions.Decide(state, command),
            RouterCommand.SetAgent command => ConfigurationDecisions.Decide(state, command),
            RouterCommand.RemoveAgent command => ConfigurationDecisions.Decide(state, command),
            RouterCommand.Release command => WorkDecisions.Decide(state, command),
            RouterCommand.Assign command => WorkDecisions.Decide(state, command),
            RouterCommand.TakeUp command => WorkDecisions.Decide(state, command, now),
            RouterCommand.ExtendWrapUp command => WrapUpDecisions.Decide(state, command),
            RouterCommand.SignIn command => PresenceDecisions.Decide(state, command),
            RouterCommand.SignOut command => PresenceDecisions.Decide(state, command),
            RouterCommand.SetReady command => PresenceDecisions.Decide(state, command),
            RouterCommand.SetNotReady command => PresenceDecisions.Decide(state, command),
            RouterCommand.Connect command => PresenceDecisions.Decide(state, command),
            RouterCommand.Disconnect command => PresenceDecisions.Decide(state, command, now),
            RouterCommand.Decline command => OfferDecisions.Decide(state, command, now),
            RouterCommand.SetCalendar command => CalendarDecisions.Decide(state, command, now),
            RouterCommand.RemoveCalendar command => CalendarDecisions.Decide(state, command),
            RouterCommand.Move command => TransferDecisions.Decide(state, command, now),
            RouterCommand.RequestCallback command => TransferDecisions.Decide(state, command, now),
            RouterCommand.Postpone command => TransferDecisions.Decide(state, command, now),
            RouterCommand.TransferOut command => TransferDecisions.Decide(state, command),
            RouterCommand.TransferIn command => TransferDecisions.Decide(state, command, now),
            RouterCommand.ConfirmTransfer command => TransferDecisions.Decide(state, command),
            RouterCommand.ReturnTransfer command => TransferDecisions.Decide(state, command),
            RouterCommand.ForgetTransfer command => TransferDecisions.Decide(state, command),
            RouterCommand.ReportLine command => LineDecisions.Decide(state, command, now),
            RouterCommand.AddContact command => ContactDecisions.Decide(state, command, now),
            RouterCommand.WithdrawContact command => ContactDecisions.Decide(state, command),
            RouterCommand.WithdrawEverywhere command => ContactDecisions.Decide(state, command),
            RouterCommand.SetCampaign command => CampaignDecisions.Decide(state, command),
            RouterCommand.RemoveCampaign command => CampaignDecisions.Decide(state, command),
            RouterCommand.PauseCampaign command => CampaignDecisions.Decide(state, command),
            RouterCommand.ResumeCampaign command => CampaignDecisions.Decide(state, command),
            _ => throw new UnreachableException($"No rule for the command {input.Command.GetType().Name}."),
        };
    }

    /// <summary>Changes the state by one record of the journal. Never refuses; replay is nothing but this.</summary>
    /// <exception cref="UnreachableException">The event is of an unknown kind: the journal is newer than this program.</exception>
    public static void Apply(RouterState state, RouterRecord record)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(record);
        var at = record.At.ToUnixTimeMilliseconds();
        switch (record.Event)
        {
            case RouterEvent.WorkQueued e: state.Queue(e.Item, e.TakenUp == true, at); break;
            case RouterEvent.OfferMade e: state.Offer(e.Item, e.Agent, e.Offer, e.ExpiresAt, at); break;
            case RouterEvent.OfferAccepted e: state.Accept(e.Offer, at); break;
            case RouterEvent.WorkAssigned e: state.Assign(e.Item, e.Agent, e.Offer, e.TakenUp == true, at); break;
            case RouterEvent.WorkCompleted { WrapUp: true } e: state.WrapUp(e.Item, at); break;
            case RouterEvent.WorkCompleted e: state.End(e.Item); break;
            case RouterEvent.WrapUpStarted e: state.WrapUpUntil(e.Item, e.Until); break;
            case RouterEvent.WrapUpEnded e: state.End(e.Item); break;
            case RouterEvent.WorkWithdrawn e: state.Withdraw(e.Item, e.Reason, at); break;
            case RouterEvent.QueueSet e: state.Set(e.Settings); break;
            case RouterEvent.QueueRemoved e: state.Remove(e.Queue); break;
            case RouterEvent.AgentSet e: state.Set(e.Settings, at); break;
            case RouterEvent.AgentRemoved e: state.Remove(e.Agent); break;
            case RouterEvent.AgentSignedIn e: state.SignIn(e.Agent, at); break;
            case RouterEvent.AgentSignedOut e: state.SignOut(e.Agent, at); break;
            case RouterEvent.AgentReady e: state.Ready(e.Agent, at); break;
            case RouterEvent.AgentNotReady e: state.NotReady(e.Agent, e.Reason, at); break;
            case RouterEvent.AgentConnected e: state.Connect(e.Agent); break;
            case RouterEvent.AgentDisconnected e: state.Disconnect(e.Agent, e.OffersUntil); break;
            case RouterEvent.AgentGraceEnded e: state.EndGrace(e.Agent); break;
            case RouterEvent.WorkUnserved e: state.MarkUnserved(e.Item); break;
            case RouterEvent.WorkUnbound e: state.Unbind(e.Item); break;
            case RouterEvent.WorkRequeued e: state.Requeue(e.Item, at); break;
            case RouterEvent.WorkReleased e: state.End(e.Item); break;
            case RouterEvent.WrapUpExtended e: state.WrapUpUntil(e.Item, e.Until); break;
            case RouterEvent.OfferDeclined e: state.TakeBack(e.Offer, exclude: true, lastInLine: true, at); break;
            case RouterEvent.OfferExpired e: state.TakeBack(e.Offer, exclude: true, lastInLine: false, at); break;
            case RouterEvent.OfferRevoked e: state.TakeBack(e.Offer, exclude: false, lastInLine: false, at); break;
            case RouterEvent.CalendarSet e: state.Set(e.Settings, e.IsOpen, e.Until); break;
            case RouterEvent.CalendarChanged e: state.Change(e.Calendar, e.IsOpen, e.Until); break;
            case RouterEvent.CalendarRemoved e: state.Remove(e.Calendar); break;
            case RouterEvent.WorkRelaxed e: state.Relax(e.Item, e.Ring); break;
            case RouterEvent.WorkMoved e: state.Move(e.Item, e.To, e.Trigger is not null, at); break;
            case RouterEvent.WorkOverflowed { Followed: true, Target: OverflowTarget.Voicemail or OverflowTarget.Answer } e: state.Overflow(e.Item, at); break;
            case RouterEvent.WorkOverflowed e: state.MarkOverflowed(e.Item, e.Rule); break;
            case RouterEvent.WorkAnnounced e: state.MarkAnnounced(e.Item, at); break;
            case RouterEvent.WorkPlaceKept e: state.KeepPlace(e.Item); break;
            case RouterEvent.WorkPostponed e: state.Postpone(e.Item, e.Until, e.WaitingSince, e.Attempt, at); break;
            case RouterEvent.WorkDue e: state.Begin(e.Item, at); break;
            case RouterEvent.WorkTransferredOut e: state.TransferOut(e.Item, e.Queue, e.Partition, e.Trigger is not null, at); break;
            case RouterEvent.WorkTransferredIn e: state.TransferIn(e.Item, e.Hops); break;
            case RouterEvent.WorkTransferReturned e: state.EndTransferOut(e.Item); break;
            case RouterEvent.WorkTransferConfirmed e: state.EndTransferOut(e.Item); break;
            case RouterEvent.WorkTransferForgotten e: state.ForgetTransferIn(e.Item, e.Hops); break;
            case RouterEvent.WorkRefused e: state.Refuse(e.Queue, at); break;
            case RouterEvent.ContactDialled e: state.Dial(e, at); break;
            case RouterEvent.ContactAnswered e: state.Answer(e.Line, e.Until, at); break;
            case RouterEvent.ContactConnected e: state.Connect(e.Line, at); break;
            case RouterEvent.ContactNotReached e: state.MissContact(e, at); break;
            case RouterEvent.ContactAbandoned e: state.Abandon(e, at); break;
            case RouterEvent.ContactPreviewed e: state.Preview(e.Campaign, e.Contact, e.Line, at); break;
            case RouterEvent.ContactPutBack e: state.PutBack(e.Line); break;
            case RouterEvent.ContactAdded e: state.Add(e.Campaign, e.Contact, at); break;
            case RouterEvent.ContactWithdrawn e: state.Withdraw(e.Campaign, e.Contact); break;
            case RouterEvent.CampaignSet e: state.Set(e.Settings); break;
            case RouterEvent.CampaignRemoved e: state.Remove(e.Campaign); break;
            case RouterEvent.CampaignPaused e: state.Pause(e.Campaign, paused: true); break;
            case RouterEvent.CampaignResumed e: state.Pause(e.Campaign, paused: false); break;
            case RouterEvent.CampaignDue e: state.Due(e.Campaign, at); break;
            case RouterEvent.CampaignAgentsTaken e: state.MarkTaken(e.Campaign, e.Agents); break;
            case RouterEvent.CommandFaulted: break; // a fact for others; the router keeps nothing of it
            default: throw new UnreachableException($"No rule for the event {record.Event.GetType().Name}.");
        }

        if (state.HasCalls)
        {
            state.FollowWork(record.Event, at);
        }

        state.Remember(record);
    }

    /// <summary>Carries out a command: decides, applies, and makes the offers that became possible. Afterwards the state is settled.</summary>
    /// <param name="state">The state, settled; changed in place. A throw leaves it unusable when <see cref="Decide"/> would not have thrown.</param>
    /// <param name="input">The command.</param>
    /// <param name="now">The time; taken in whole milliseconds.</param>
    /// <returns>The records to append, all or none, and the refusal if there is one.</returns>
    public static RouterRun Run(RouterState state, RouterInput input, DateTimeOffset now)
    {
        var turn = new RouterTurn(state);
        var records = new List<RouterRecord>();
        var refusal = turn.Run(input, now, records);
        return new RouterRun([.. records], refusal);
    }

    internal static DateTimeOffset WholeMilliseconds(DateTimeOffset time) =>
        time.Offset == TimeSpan.Zero && time.Ticks % TimeSpan.TicksPerMillisecond == 0 ? time : DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}

/// <summary>A command carried out.</summary>
/// <param name="Records">What happened, in order; applied already.</param>
/// <param name="Refusal">Why the command was not carried out; null when it was.</param>
public sealed record RouterRun(ImmutableArray<RouterRecord> Records, RouterRefusal? Refusal);
