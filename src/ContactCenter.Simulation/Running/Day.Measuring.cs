namespace ContactCenter.Simulation;

// What the day is measured by, apart from the contacts themselves.
internal sealed partial class Day
{
    private readonly StaffUsage[] _usage;
    private readonly Dictionary<QueueId, QueueLine> _lines;

    private void Pass(long now) => _now = now;

    private void Wait(ref Contact contact, QueueId queue)
    {
        if (_lines.TryGetValue(queue, out var line))
        {
            line.Change(_now, 1);
            contact.Line = line;
        }
    }

    private void EndWait(ref Contact contact)
    {
        contact.Line?.Change(_now, -1);
        contact.Line = null;
    }

    private void Measure(SimulatedAgent agent)
    {
        var usage = agent.Group < 0 ? _usage[^1] : _usage[agent.Group];
        agent.BusySince = Measure(agent.BusySince, agent.Held > 0, usage.Busy, usage);
        agent.StaffedSince = Measure(agent.StaffedSince, agent.SignedIn && (agent.Ready || agent.Held > 0), usage.Staffed, usage);
    }

    private long Measure(long since, bool is_, double[] seconds, StaffUsage usage)
    {
        if (is_)
        {
            return since < 0 ? _now : since;
        }

        if (since >= 0)
        {
            usage.Add(seconds, since, _now);
        }

        return -1;
    }

    private DayRecord Close()
    {
        foreach (var agent in _agents)
        {
            (agent.Held, agent.SignedIn) = (0, false);
            Measure(agent);
        }

        foreach (var line in _lines.Values)
        {
            line.Change(_now, 0);
        }

        for (var i = 0; i < _contactCount; i++)
        {
            ref var contact = ref _contacts[i];
            if (contact.Stage is ContactStage.Waiting or ContactStage.Offered)
            {
                contact.Fate = _desk.Has(ItemOf(i)) ? ContactFate.StillWaiting : ContactFate.EndedByRouter;
                contact.EndedAt = _now;
            }
            else if (contact.Stage == ContactStage.Assigned)
            {
                contact.EndedAt = _now;
            }
        }

        return new DayRecord(_contacts.AsMemory(0, _contactCount), _agents, _usage, [.. _scenario.Queues.Select(queue => _lines[queue.Settings.Id].Mean)]);
    }
}
