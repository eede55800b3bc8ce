using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>What becomes of the lines of campaigns.</summary>
internal static class LineDecisions
{
    private static readonly Priority Highest = new(100); // of those that are no emergency

    public static RouterDecision Decide(RouterState state, RouterCommand.ReportLine command, DateTimeOffset now)
    {
        if (command.Outcome is < LineOutcome.Person or > LineOutcome.HungUp)
        {
            return Refusals.Invalid($"The line {command.Line} is reported as {command.Outcome}; report Person, Machine, Busy, NoAnswer, Failed or HungUp.");
        }

        if (state.CallOf(command.Line) is not { Stage: CallStage.Ringing or CallStage.Answered } call)
        {
            return RouterDecision.Refuse(RouterRefusalCode.UnknownLine, $"The line {command.Line} is not known, over, or in an agent's hands. Nothing is left to do.");
        }

        return (call.Stage, command.Outcome) switch
        {
            (CallStage.Ringing, LineOutcome.HungUp) => Wrong($"The line {command.Line} was not answered yet. Report NoAnswer, Busy or Failed."),
            (CallStage.Ringing, LineOutcome.Person) => Answer(state, call, now),
            (CallStage.Answered, LineOutcome.Person) => Refusals.AlreadyHandled($"The line {command.Line} was answered by a person already."),
            (CallStage.Answered, not LineOutcome.HungUp) => Wrong($"The line {command.Line} was answered by a person. Report HungUp when it has ended."),
            _ => Miss(state, call, command.Outcome, now),
        };
    }

    /// <summary>The call's time is up: it is abandoned, or nothing was heard of it.</summary>
    public static RouterDecision Decide(RouterState state, CampaignCall call, DateTimeOffset now)
    {
        if (call.Stage != CallStage.Answered)
        {
            return Miss(state, call, LineOutcome.Unknown, now);
        }

        var campaign = call.Campaign;
        var id = campaign.Settings.Id;
        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        var beyond = !campaign.Pacing.HasRoomFor(campaign.Settings, call.At);
        if (beyond && campaign.Taken <= campaign.BeyondCap)
        {
            events.Add(new RouterEvent.CampaignAgentsTaken(id, 1)); // those who were free had declined it, or a stop in the middle of a large append lost what told so
        }

        EndWork(state, call, WithdrawReason.NoAgent, events);
        events.Add(new RouterEvent.ContactAbandoned(
            id, call.Contact!.Contact.Id, call.Line, call.Interaction, DateTimeOffset.FromUnixTimeMilliseconds(call.At), beyond, NextAttempt(call, LineOutcome.Abandoned, now)));
        return RouterDecision.Of(events.ToImmutable());
    }

    /// <summary>Takes the call's work from its line, from those who are asked and from who has it.</summary>
    public static void EndWork(RouterState state, CampaignCall call, WithdrawReason reason, ImmutableArray<RouterEvent>.Builder events)
    {
        if (state.WorkOf(call.Line) is not { } work)
        {
            return;
        }

        var item = work.Item;
        events.AddRange(OfferDecisions.RevokeAll(work, OfferRevokedReason.Withdrawn));
        events.Add(work.Status == WorkStatus.Assigned
            ? new RouterEvent.WorkReleased(item.Id, item.Interaction, item.Queue, work.Agent!.Id)
            : new RouterEvent.WorkWithdrawn(item.Id, item.Interaction, item.Queue, null, reason));
    }

    /// <summary>What an agent's having the work of a call means: preview is dialled, who waits is connected.</summary>
    public static RouterDecision Follow(RouterState state, CampaignCall call, DateTimeOffset now)
    {
        var (id, contact, agent) = (call.Campaign.Settings.Id, call.Contact?.Contact.Id, state.WorkOf(call.Line)!.Agent!.Id);
        switch (call.Stage)
        {
            case CallStage.Answered:
                return RouterDecision.Of(new RouterEvent.ContactConnected(id, contact!.Value, call.Line, call.Interaction, agent));
            case CallStage.Preview when call.Campaign is { IsPaused: false, Queue.IsOpen: true } && call.Contact!.Attempts < call.Campaign.Settings.MaxAttempts
                && ReadyContacts.AreOpen(call.Contact.Hours, PacingDecisions.SureEndOf(call.Campaign, now)):
                return RouterDecision.Of(Dial(call.Campaign, call.Contact!, call.Line, agent, now));
            case CallStage.Preview:
                return PutBack(state, call);
            default:
                return RouterDecision.Of([]);
        }
    }

    /// <summary>Nobody is asked about the contact any more.</summary>
    public static RouterDecision PutBack(RouterState state, CampaignCall call)
    {
        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        EndWork(state, call, WithdrawReason.Supervisor, events);
        events.Add(new RouterEvent.ContactPutBack(call.Campaign.Settings.Id, call.Contact!.Contact.Id, call.Line));
        return RouterDecision.Of(events.ToImmutable());
    }

    public static RouterEvent Dial(RouterCampaign campaign, RouterContact contact, WorkItemId line, AgentId? agent, DateTimeOffset now) => new RouterEvent.ContactDialled(
        campaign.Settings.Id,
        contact.Contact.Id,
        line,
        contact.Contact.Interaction,
        contact.Attempts + 1,
        agent,
        RouterMachine.WholeMilliseconds(now + campaign.Settings.RingTime));

    /// <summary>The work of a call: what is offered in preview, or who has answered.</summary>
    public static WorkItem WorkOf(CampaignCall call, bool answered, DateTimeOffset now) => new()
    {
        Id = call.Line,
        Interaction = call.Interaction,
        Queue = call.Campaign.Settings.Queue,
        Channel = call.Campaign.Settings.Channel,
        Priority = answered ? Highest : Priority.Normal,
        IsCallback = !answered,
        Attempt = call.Contact!.Attempts - (answered ? 1 : 0),
        WaitingSince = now,
    };

    private static RouterDecision Answer(RouterState state, CampaignCall call, DateTimeOffset now)
    {
        var (id, contact) = (call.Campaign.Settings.Id, call.Contact!.Contact.Id);
        var answered = new RouterEvent.ContactAnswered(
            id, contact, call.Line, call.Interaction, RouterMachine.WholeMilliseconds(now + call.Campaign.Settings.AnswerLimit));
        return state.WorkOf(call.Line) switch
        {
            null => RouterDecision.Of(answered, new RouterEvent.WorkQueued(WorkOf(call, answered: true, now))),
            { Status: WorkStatus.Assigned } work => RouterDecision.Of(
                answered, new RouterEvent.ContactConnected(id, contact, call.Line, call.Interaction, work.Agent!.Id)),
            _ => RouterDecision.Of(answered), // its agent has gone, and it waits for another
        };
    }

    private static RouterDecision Miss(RouterState state, CampaignCall call, LineOutcome outcome, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        EndWork(state, call, outcome == LineOutcome.HungUp ? WithdrawReason.CustomerLeft : WithdrawReason.Supervisor, events);
        events.Add(new RouterEvent.ContactNotReached(
            call.Campaign.Settings.Id, call.Contact!.Contact.Id, call.Line, call.Interaction, outcome, NextAttempt(call, outcome, now)));
        return RouterDecision.Of(events.ToImmutable());
    }

    private static DateTimeOffset? NextAttempt(CampaignCall call, LineOutcome outcome, DateTimeOffset now)
    {
        var (settings, contact) = (call.Campaign.Settings, call.Contact!);
        return contact is { IsWithdrawn: false } && contact.Attempts < settings.MaxAttempts && settings.Retries.After(outcome) is { } after
            ? ContactDecisions.WholeSecond(now + after)
            : null;
    }

    private static RouterDecision Wrong(string what) => RouterDecision.Refuse(RouterRefusalCode.WrongOutcome, what);
}
