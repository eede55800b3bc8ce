using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Business hours come, change and go, and open and close queues.</summary>
internal static class CalendarDecisions
{
    public static RouterDecision Decide(RouterState state, RouterCommand.SetCalendar command, DateTimeOffset now)
    {
        if (CalendarRules.FindFault(command.Settings) is { } fault)
        {
            return Refusals.Invalid(fault);
        }

        var known = state.Calendar(command.Settings.Id);
        if (known?.Settings == command.Settings)
        {
            return Refusals.AlreadyHandled($"The calendar '{command.Settings.Id}' is set so already.");
        }

        var (open, until) = CalendarClock.At(command.Settings, now);
        return RouterDecision.Of(new RouterEvent.CalendarSet(command.Settings, open, until));
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.RemoveCalendar command) =>
        state.Calendar(command.Calendar) is null
            ? RouterDecision.Refuse(RouterRefusalCode.UnknownCalendar, $"There is no calendar '{command.Calendar}'. Add the calendar first, or check the id.")
            : state.QueuesBy(command.Calendar).FirstOrDefault() is { } user
                ? RouterDecision.Refuse(
                    RouterRefusalCode.CalendarInUse, $"The queue '{user.Settings.Id}' uses the calendar '{command.Calendar}'. Give the queue another one, then remove this.")
                : state.CampaignBy(command.Calendar) is { } campaign
                    ? RouterDecision.Refuse(
                        RouterRefusalCode.CalendarInUse, $"The campaign '{campaign.Settings.Id}' calls contacts by the calendar '{command.Calendar}'. Let it finish them or withdraw them, then remove this.")
                    : RouterDecision.Of(new RouterEvent.CalendarRemoved(command.Calendar));

    /// <summary>The calendar's time has come.</summary>
    public static RouterDecision Decide(RouterCalendar calendar, DateTimeOffset now)
    {
        var (open, until) = CalendarClock.At(calendar.Settings, now);
        return RouterDecision.Of(new RouterEvent.CalendarChanged(calendar.Settings.Id, open, until));
    }

    /// <summary>What a queue that has opened or closed means for an item that waits in it, or comes back to wait in it, one at a time: each sees where those before it went.</summary>
    public static RouterDecision Follow(RouterState state, RouterWork work, DateTimeOffset now, bool returned = false)
    {
        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        if (work.Status == WorkStatus.Waiting && !work.Priority.IsEmergency && !state.IsOfCampaign(work.Id))
        {
            if (work.Queue.IsOpen)
            {
                Overflows.Unbind(state, work.Item, events);
            }
            else
            {
                Overflows.Enter(state, work.Item, work.Left, work.Overflowed, now, events, OverflowTrigger.Closed, returned);
            }
        }

        return RouterDecision.Of(events.ToImmutable());
    }
}
