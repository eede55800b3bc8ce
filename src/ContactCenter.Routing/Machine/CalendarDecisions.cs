using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Business hours come, change and go, and open and close queues.</summary>
internal static class CalendarDecisions
{
    public static RouterDecision Decide(RouterState state, RouterCommand.SetCalendar command, DateTimeOffset now)
    {
        if (CalendarSettings.FindFault(command.Settings) is { } fault)
        {
            return Refusals.Invalid(fault);
        }

        var known = state.Calendar(command.Settings.Id);
        if (known?.Settings == command.Settings)
        {
            return Refusals.AlreadyHandled($"The calendar '{command.Settings.Id}' is set so already.");
        }

        var (open, until) = CalendarClock.At(command.Settings, now);
        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        events.Add(new RouterEvent.CalendarSet(command.Settings, open, until));
        Follow(state, known, open, now, events);
        return RouterDecision.Of(events.ToImmutable());
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.RemoveCalendar command) =>
        state.Calendar(command.Calendar) is null
            ? RouterDecision.Refuse(RouterRefusalCode.UnknownCalendar, $"There is no calendar '{command.Calendar}'. Add the calendar first, or check the id.")
            : state.QueuesBy(command.Calendar).FirstOrDefault() is { } user
                ? RouterDecision.Refuse(
                    RouterRefusalCode.CalendarInUse, $"The queue '{user.Settings.Id}' uses the calendar '{command.Calendar}'. Give the queue another one, then remove this.")
                : RouterDecision.Of(new RouterEvent.CalendarRemoved(command.Calendar));

    /// <summary>The calendar's time has come.</summary>
    public static RouterDecision Decide(RouterState state, RouterCalendar calendar, DateTimeOffset now)
    {
        var (open, until) = CalendarClock.At(calendar.Settings, now);
        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        events.Add(new RouterEvent.CalendarChanged(calendar.Settings.Id, open, until));
        Follow(state, calendar, open, now, events);
        return RouterDecision.Of(events.ToImmutable());
    }

    /// <summary>What waits in the calendar's queues: is for everyone when those it was meant for are gone, or overflows.</summary>
    private static void Follow(RouterState state, RouterCalendar? calendar, bool open, DateTimeOffset now, ImmutableArray<RouterEvent>.Builder events)
    {
        if (calendar is null || calendar.IsOpen == open)
        {
            return;
        }

        foreach (var work in state.SortedWork().Where(work => work.Queue.Calendar == calendar && work.Status == WorkStatus.Waiting && !work.Item.Priority.IsEmergency))
        {
            if (open)
            {
                Overflows.Unbind(state, work.Item, events);
            }
            else
            {
                Overflows.Enter(state, work.Item, work.Left, work.Overflowed, now, events, closing: calendar);
            }
        }
    }
}
