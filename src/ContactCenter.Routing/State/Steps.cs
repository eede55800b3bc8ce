namespace ContactCenter.Routing;

/// <summary>What happens next by itself to an item that waits.</summary>
internal enum Step
{
    /// <summary>Scheduled work begins to wait.</summary>
    Begin,

    /// <summary>It has waited long enough for one agent.</summary>
    Unbind,

    /// <summary>It gets to the next ring.</summary>
    Relax,

    /// <summary>It overflows.</summary>
    Overflow,

    /// <summary>The customer is told where it stands.</summary>
    Announce,
}

/// <summary>The agenda of a waiting item: a function of the item and its queue's settings, so that a change of them holds at once.</summary>
internal static class Steps
{
    /// <summary>What is due next and when, in Unix milliseconds; <see cref="long.MaxValue"/> is never.</summary>
    public static (long Due, Step Step) Next(RouterWork work)
    {
        var (special, settings) = (work.Special, work.Queue.Settings);
        if (work.Status == WorkStatus.Scheduled)
        {
            return (special!.NotBefore!.Value.ToUnixTimeMilliseconds(), Step.Begin);
        }

        if (!work.Queue.HasSteps && special?.AgentLimit is null)
        {
            return (long.MaxValue, Step.Begin);
        }

        var next = (Due: long.MaxValue, Step: Step.Begin);
        void Consider(long due, Step step) => next = due < next.Due ? (due, step) : next;

        if (special is { Agent: not null, AgentLimit: { } limit })
        {
            Consider(work.EnteredAt + Ms(limit), Step.Unbind);
        }

        if (work.Ring < work.Queue.RingsFor(work))
        {
            Consider(work.EnteredAt + Ms(settings.Rings[work.Ring].After), Step.Relax);
        }

        if (OverflowByWait(work) is { } rule)
        {
            Consider(work.EnteredAt + Ms(settings.Overflow[rule].After!.Value), Step.Overflow);
        }

        if (settings.Announcements is { } announcements)
        {
            var (first, every) = (work.EnteredAt + Ms(announcements.First), Ms(announcements.Every));
            Consider(work.AnnouncedAt < first ? first : first + ((((work.AnnouncedAt - first) / every) + 1) * every), Step.Announce);
        }

        return next;
    }

    /// <summary>The rule by waiting time that applies next and has not yet; the first in order among those due at once.</summary>
    public static int? OverflowByWait(RouterWork work)
    {
        int? first = null;
        var rules = work.Queue.Settings.Overflow.Or();
        for (var i = 0; i < rules.Length; i++)
        {
            if (rules[i].When == OverflowTrigger.Wait && (work.Overflowed & (1 << i)) == 0 && (first is null || rules[i].After < rules[first.Value].After))
            {
                first = i;
            }
        }

        return first;
    }

    private static long Ms(TimeSpan time) => (long)time.TotalMilliseconds;
}
