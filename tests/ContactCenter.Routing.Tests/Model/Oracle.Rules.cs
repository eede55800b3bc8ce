using ContactCenter.Channels;

namespace ContactCenter.Routing.Tests.Model;

// The rules, by looking at everybody.
internal sealed partial class Oracle
{
    private static readonly List<NaiveItem> None = [];

    /// <summary>Who holds what, until something happens.</summary>
    private Dictionary<AgentId, List<NaiveItem>>? _held;

    /// <summary>Of all items and agents that fit: the item first in line, and the agent its queue's strategy puts first.</summary>
    private (NaiveItem Item, NaiveAgent Agent)? BestPair()
    {
        foreach (var item in _items.Values.Where(item => item.Status == WorkStatus.Waiting && IsOpenFor(item)).OrderBy(Key))
        {
            if (BestFor(item) is { } agent)
            {
                return (item, agent);
            }
        }

        return null;
    }

    private NaiveAgent? BestFor(NaiveItem item) => _agents.Values.Where(agent => MayTake(agent, item))
        .OrderByDescending(agent => Rank(item, agent)).ThenBy(agent => StrategyKey(item, agent)).ThenBy(agent => agent.IdleSince).FirstOrDefault();

    private long Rank(NaiveItem item, NaiveAgent agent)
    {
        var preferred = _queues[item.Work.Queue].Preferred.Or().Concat(item.Work.Preferred.Or())
            .GroupBy(skill => skill.Skill).Select(same => same.MaxBy(skill => skill.Level)).ToList();
        return item.Work.Agent is not null ? 0 : _queues[item.Work.Queue].Strategy switch
        {
            "best-skill" => Required(item).Concat(preferred).Select(skill => skill.Skill).Distinct().Sum(skill => Level(agent, skill)),
            "spare-the-generalists" => -agent.Settings.Skills.Select(skill => skill.Skill).Distinct().Count(),
            _ => preferred.Count(wanted => Level(agent, wanted.Skill) >= wanted.Level),
        };
    }

    /// <summary>Ratios are compared as fractions over the product of all capacities there are.</summary>
    private System.Numerics.BigInteger StrategyKey(NaiveItem item, NaiveAgent agent) => item.Work.Agent is not null ? 0 : _queues[item.Work.Queue].Strategy switch
    {
        "least-occupied" => Used(agent) * _agents.Values.Aggregate(System.Numerics.BigInteger.One, (all, other) => all * other.Settings.Capacity) / agent.Settings.Capacity,
        "round-robin" => agent.LastAsked,
        "spare-the-generalists" => Held(agent.Settings.Id).Count,
        _ => 0,
    };

    private (int, DateTimeOffset, long) Key(NaiveItem item)
    {
        var queue = _queues[item.Work.Queue];
        return item.Work.Priority.IsEmergency
            ? (0, item.Work.WaitingSince, item.Order)
            : (queue.Band switch { QueueBand.Urgent => 1, QueueBand.Normal => 2, _ => 3 }, item.Work.WaitingSince - (item.Work.Priority.Value * queue.PriorityCredit), item.Order);
    }

    private bool MayTake(NaiveAgent agent, NaiveItem item) =>
        agent is { SignedIn: true, Ready: true, Connected: true } && !item.Asked.Contains((agent.Settings.Id, agent.Readiness))
        && (item.Work.Agent is not { } meant || meant == agent.Settings.Id)
        && Fits(agent, item.Work.Channel) && !item.Holders.Contains(agent.Settings.Id) && (item.Work.Agent is not null || Suits(agent, item));

    private bool CouldServe(NaiveAgent agent, NaiveItem item) =>
        agent.SignedIn && Suits(agent, item) && agent.Cost(item.Work.Channel).Units <= agent.Settings.Capacity
        && !item.Asked.Contains((agent.Settings.Id, agent.Readiness));

    private bool Suits(NaiveAgent agent, NaiveItem item)
    {
        var (ring, queue) = (Ring(item), _queues[item.Work.Queue]);
        foreach (var needed in Required(item))
        {
            if (Level(agent, needed.Skill) < needed.Level)
            {
                return false;
            }
        }

        return (ring?.AnyTeam == true || queue.Teams.Or().IsEmpty || (agent.Settings.Team is { } team && queue.Teams.Contains(team)))
            && (ring?.AnySite == true || queue.Sites.Or().IsEmpty || (agent.Settings.Site is { } site && queue.Sites.Contains(site)));
    }

    private static int Level(NaiveAgent agent, SkillId skill)
    {
        var level = 0;
        foreach (var has in agent.Settings.Skills)
        {
            level = has.Skill == skill ? Math.Max(level, has.Level) : level;
        }

        return level;
    }

    private IEnumerable<SkillLevel> Required(NaiveItem item) => _queues[item.Work.Queue].Skills.Concat(item.Work.Skills)
        .Where(skill => Ring(item)?.Without.Or().Contains(skill.Skill) != true)
        .Select(skill => new SkillLevel(skill.Skill, Math.Max(1, skill.Level - (Ring(item)?.LowerBy ?? 0))));

    private QueueRing? Ring(NaiveItem item) => item.Ring == 0 ? null : _queues[item.Work.Queue].Rings[item.Ring - 1];

    private List<QueueRing> Rings(NaiveItem item) => [.. _queues[item.Work.Queue].Rings.Or().Take(item.Work.LastRing ?? int.MaxValue)];

    private bool IsOpen(QueueSettings queue) => queue.Calendar is not { } calendar || _calendars[calendar].IsOpen;

    private bool IsOpenFor(NaiveItem item) => item.Work.Priority.IsEmergency || IsOpen(_queues[item.Work.Queue]);

    private HashSet<string> Demand(NaiveItem item)
    {
        var queue = _queues[item.Work.Queue];
        var demand = new HashSet<string> { $"by {item.Work.Channel}" };
        demand.UnionWith(Required(item).GroupBy(skill => skill.Skill).Select(same => $"needs {same.Key} {same.Max(skill => skill.Level)}"));
        demand.UnionWith(queue.Preferred.Or().Concat(item.Work.Preferred.Or()).GroupBy(skill => skill.Skill).Select(same => $"likes {same.Key} {same.Max(skill => skill.Level)}"));
        demand.UnionWith(Ring(item)?.AnyTeam == true ? [] : queue.Teams.Or().Select(team => $"team {team}"));
        demand.UnionWith(Ring(item)?.AnySite == true ? [] : queue.Sites.Or().Select(site => $"site {site}"));
        return demand;
    }

    private bool Fits(NaiveAgent agent, ChannelKind channel)
    {
        var cost = agent.Cost(channel);
        var (units, items, exclusive) = (0, 0, false);
        foreach (var other in Held(agent.Settings.Id).Select(item => agent.Cost(item.Work.Channel)))
        {
            if (cost.Interruptible || !other.Interruptible)
            {
                (units, items, exclusive) = (units + other.Units, items + 1, exclusive || other.Exclusive);
            }
        }

        return units + cost.Units <= agent.Settings.Capacity && (items == 0 || (!cost.Exclusive && !exclusive));
    }

    /// <summary>Interrupted work takes nothing from what interrupts it.</summary>
    private void CheckCapacity(NaiveAgent agent)
    {
        var held = Held(agent.Settings.Id).Select(item => agent.Cost(item.Work.Channel)).ToList();
        var firm = held.Where(cost => !cost.Interruptible).ToList();
        firm.Sum(cost => cost.Units).ShouldBeLessThanOrEqualTo(agent.Settings.Capacity);
        Require(!(firm.Count > 1 && firm.Any(cost => cost.Exclusive)), "exclusive work has company");
        Require(firm.Count > 0 || held.Sum(cost => cost.Units) <= agent.Settings.Capacity, "work that can be laid aside takes more than there is");
    }

    private int Used(NaiveAgent agent) => Held(agent.Settings.Id).Sum(item => agent.Cost(item.Work.Channel).Units);

    private List<NaiveItem> Held(AgentId agent)
    {
        if (_held is null)
        {
            _held = [];
            foreach (var item in _items.Values)
            {
                foreach (var holder in item.Holders)
                {
                    (_held.TryGetValue(holder, out var list) ? list : _held[holder] = []).Add(item);
                }
            }
        }

        return _held.GetValueOrDefault(agent) ?? None;
    }

    private int Length(QueueId queue) => _items.Values.Count(item => item.Work.Queue == queue && item.Status is WorkStatus.Waiting or WorkStatus.Offered);

    private bool IsFull(QueueId queue) => _queues[queue].MaxLength is { } limit && Length(queue) >= limit;

    /// <summary>The rule that must have been the reason, at this moment.</summary>
    private OverflowRule RuleFor(NaiveItem item, OverflowTrigger trigger, DateTimeOffset at)
    {
        if (trigger != OverflowTrigger.Wait)
        {
            var first = ((_entered == item ? FirstRule(item, at) : null) ?? FirstRule(item, at, trigger)).ShouldNotBeNull("work overflowed without a reason");
            Require(_entered == item || trigger is OverflowTrigger.Closed or OverflowTrigger.NoAgent, "work overflowed by a rule for what comes");
            first.When.ShouldBe(trigger);
            return first;
        }

        var (due, rule) = NextByWait(item).ShouldNotBeNull("work overflowed without a reason");
        FiresInTime(due, at);
        return _queues[item.Work.Queue].Overflow[rule];
    }

    private const int MostHops = 8; // from partition to partition by rules

    /// <param name="item">The item.</param>
    /// <param name="at">The time.</param>
    /// <param name="only">The one kind of rule that counts for an item that is in its queue already; all count for one that comes.</param>
    private OverflowRule? FirstRule(NaiveItem item, DateTimeOffset at, OverflowTrigger? only = null)
    {
        var queue = _queues[item.Work.Queue];
        var rules = queue.Overflow.Or();
        for (var i = 0; i < rules.Length; i++)
        {
            var applies = only is null ? Applies(item, queue, rules[i], at)
                : only == OverflowTrigger.NoAgent ? rules[i].When == only && !_agents.Values.Any(agent => CouldServe(agent, item))
                : rules[i].When == only && Applies(item, queue, rules[i], at);
            var givenBack = item == _back && rules[i].To == OverflowTarget.Partition && item.Work.Hops < MostHops; // it says so, and stays
            if (!item.Overflowed.Contains(i) && applies && (CanFollow(item, rules[i]) || givenBack))
            {
                return rules[i];
            }
        }

        return null;
    }

    private bool Applies(NaiveItem item, QueueSettings queue, OverflowRule rule, DateTimeOffset at) => rule.When switch
    {
        OverflowTrigger.Closed => !IsOpen(queue) && !item.Work.Priority.IsEmergency,
        OverflowTrigger.Length => Length(queue.Id) - 1 >= rule.Length,
        OverflowTrigger.ExpectedWait => ExpectedWait(item, at) >= rule.After,
        OverflowTrigger.NoAgent => !_agents.Values.Any(agent => agent.SignedIn && Suits(agent, item) && agent.Cost(item.Work.Channel).Units <= agent.Settings.Capacity),
        _ => false,
    };

    private TimeSpan ExpectedWait(NaiveItem item, DateTimeOffset at)
    {
        if (_agents.Values.Any(agent => MayTake(agent, item)))
        {
            return TimeSpan.Zero;
        }

        var others = _items.Values.Where(other => other != item && other.Status == WorkStatus.Waiting).ToList();
        var first = others.Where(other => IsOpenFor(other) && other.Work.Agent is null && Demand(other).SetEquals(Demand(item))).OrderBy(Key).FirstOrDefault();
        if (first is null && !others.Any(other => other.Work.Queue == item.Work.Queue))
        {
            return TimeSpan.Zero;
        }

        var known = _lastWaits.TryGetValue(item.Work.Queue, out var last);
        if (first is null)
        {
            return known ? last.Wait : TimeSpan.Zero;
        }

        var head = at - first.Entered;
        return known && first.Entered <= last.At && last.Wait > head ? last.Wait : head; // one who came after the last was served began a new line
    }

    private bool CanFollow(NaiveItem item, OverflowRule rule) => rule.To switch
    {
        OverflowTarget.Queue => _queues.ContainsKey(rule.Queue!.Value) && rule.Queue != item.Work.Queue && !item.Left.Contains(rule.Queue.Value)
            && (item.Work.Priority.IsEmergency || !IsFull(rule.Queue.Value)),
        OverflowTarget.Partition => item != _back && item.Work.Hops < MostHops,
        _ => !item.Work.IsCallback && !item.Work.Priority.IsEmergency,
    };

    private (DateTimeOffset Due, int Rule)? NextByWait(NaiveItem item) => _queues[item.Work.Queue].Overflow.Or()
        .Select((rule, number) => (rule, number))
        .Where(r => r.rule.When == OverflowTrigger.Wait && !item.Overflowed.Contains(r.number))
        .OrderBy(r => r.rule.After).ThenBy(r => r.number)
        .Select(r => ((DateTimeOffset, int)?)(item.Entered + r.rule.After!.Value, r.number)).FirstOrDefault();

    /// <summary>The first of its times after the last one that was told or missed.</summary>
    private DateTimeOffset? NextAnnouncement(NaiveItem item)
    {
        if (_queues[item.Work.Queue].Announcements is not { } announcements)
        {
            return null;
        }

        var next = item.Entered + announcements.First;
        while (item.LastAnnounced is { } last && next <= last)
        {
            next += announcements.Every;
        }

        return next;
    }

    private IEnumerable<DateTimeOffset?> StepsOf(NaiveItem item)
    {
        if (item.Status == WorkStatus.Scheduled)
        {
            yield return item.Work.NotBefore;
        }
        else if (item.Status == WorkStatus.Waiting && !IsOfCampaign(item.Work.Id))
        {
            yield return item.Work.Agent is null ? null : item.Entered + item.Work.AgentLimit;
            yield return item.Ring < Rings(item).Count ? item.Entered + Rings(item)[item.Ring].After : null;
            yield return NextByWait(item)?.Due;
            yield return NextAnnouncement(item);
        }
        else if (item.Status == WorkStatus.Offered)
        {
            foreach (var offer in item.Offers)
            {
                yield return offer.Until;
            }
        }
        else if (item.Status != WorkStatus.Waiting)
        {
            yield return item.Until;
        }
    }

    private DateTimeOffset? NextDue() =>
        _items.Values.SelectMany(StepsOf).Concat(_agents.Values.Select(agent => agent.GraceUntil)).Concat(_calendars.Values.Select(calendar => calendar.Until))
            .Concat(_campaigns.Values.Select(campaign => campaign.NextLater)).Concat(_calls.Values.Select(call => call.Until))
            .Where(due => due is not null).Min();
}
