using ContactCenter.Channels;

namespace ContactCenter.Routing.Tests.Model;

/// <summary>
/// A naive router that scans everyone for everything. It believes no event: each must be what it would have decided itself.
/// </summary>
internal sealed class Oracle
{
    private readonly Dictionary<QueueId, QueueSettings> _queues = [];
    private readonly Dictionary<AgentId, NaiveAgent> _agents = [];
    private readonly Dictionary<WorkItemId, NaiveItem> _items = [];
    private readonly Dictionary<(WorkItemId, AgentId), int> _lastAsked = [];
    private long _order;
    private int _arrived;
    private int _ended;

    public void Hear(RouterRecord record)
    {
        switch (record.Event)
        {
            case RouterEvent.QueueSet e: _queues[e.Settings.Id] = e.Settings; break;
            case RouterEvent.QueueRemoved e:
                _items.Values.ShouldNotContain(item => item.Work.Queue == e.Queue, "a queue was removed with work in it");
                _queues.Remove(e.Queue);
                break;
            case RouterEvent.AgentSet e:
                if (_agents.TryGetValue(e.Settings.Id, out var known))
                {
                    known.Settings = e.Settings;
                }
                else
                {
                    _agents.Add(e.Settings.Id, new NaiveAgent { Settings = e.Settings });
                }

                break;
            case RouterEvent.AgentRemoved e: _agents.Remove(e.Agent); break;
            case RouterEvent.AgentSignedIn e: _agents[e.Agent].SignedIn = true; break;
            case RouterEvent.AgentSignedOut e:
                Held(e.Agent).ShouldBeEmpty("an agent signed out with work");
                (_agents[e.Agent].SignedIn, _agents[e.Agent].Ready) = (false, false);
                break;
            case RouterEvent.AgentReady e:
                _agents[e.Agent].Ready = true;
                _agents[e.Agent].Readiness = ++_order;
                _agents[e.Agent].IdleSince = ++_order;
                break;
            case RouterEvent.AgentNotReady e: _agents[e.Agent].Ready = false; break;
            case RouterEvent.AgentConnected e: (_agents[e.Agent].Connected, _agents[e.Agent].GraceUntil) = (true, null); break;
            case RouterEvent.AgentDisconnected e: (_agents[e.Agent].Connected, _agents[e.Agent].GraceUntil) = (false, e.OffersUntil); break;
            case RouterEvent.AgentGraceEnded e:
                FiresInTime(_agents[e.Agent].GraceUntil, record.At);
                _agents[e.Agent].GraceUntil = null;
                break;
            case RouterEvent.WorkRefused e:
                Refused(e);
                break;
            default:
                HearWork(record);
                break;
        }
    }

    /// <summary>What must hold after every command.</summary>
    public void CheckSettled(RouterState state, DateTimeOffset now)
    {
        Require(BestPair() is null, "an agent with room and an item that fit were left apart");
        foreach (var item in _items.Values.Where(item => item.Status == WorkStatus.Waiting))
        {
            if (item.Work.Agent is { } meant)
            {
                Require(
                    _agents.TryGetValue(meant, out var agent) && agent.SignedIn && Cost(agent, item.Work.Channel).Units <= agent.Settings.Capacity,
                    "an item is left to one agent alone, who cannot take it");
            }
            else if (!_agents.Values.Any(agent => CouldServe(agent, item)))
            {
                Require(item.Unserved, "nobody can serve an item, and nobody was told");
            }
        }

        Require(NextDue() == state.NextDue, "the next timer is another");
        Require(!(NextDue() is { } due && due <= now), "a timer was due and did not fire");
        Require(_arrived == _ended + _items.Count, "work was lost or made");
        var known = _items.Values.OrderBy(item => item.Order).Select(item => (item.Work.Id, item.Status, item.Agent));
        Require(state.Work.Select(work => (work.Item.Id, work.Status, work.Agent)).SequenceEqual(known), "the work stands elsewhere");
        foreach (var view in state.Agents)
        {
            var agent = _agents[view.Settings.Id];
            Require(view.UsedUnits == Used(agent), "the capacity in use is not what is held");
            Require((view.IsSignedIn, view.IsReady, view.IsConnected) == (agent.SignedIn, agent.Ready, agent.Connected), "presence differs");
        }

        foreach (var view in state.Queues)
        {
            int Count(WorkStatus status) => _items.Values.Count(item => item.Work.Queue == view.Settings.Id && item.Status == status);
            Require(
                (view.Waiting, view.Offered, view.Assigned, view.WrapUp)
                == (Count(WorkStatus.Waiting), Count(WorkStatus.Offered), Count(WorkStatus.Assigned), Count(WorkStatus.WrapUp)),
                "a queue counts wrongly");
        }
    }

    private void HearWork(RouterRecord record)
    {
        switch (record.Event)
        {
            case RouterEvent.WorkQueued e:
                Require(!(_queues[e.Item.Queue].MaxLength is { } limit && Length(e.Item.Queue) >= limit && !e.Item.Priority.IsEmergency), "a full queue took work");
                _items.Add(e.Item.Id, new NaiveItem { Work = e.Item, Order = ++_order });
                _arrived++;
                break;
            case RouterEvent.WorkUnbound e:
                _items[e.Item].Work = _items[e.Item].Work with { Agent = null };
                break;
            case RouterEvent.WorkUnserved e:
                var lonely = _items[e.Item];
                lonely.Unserved.ShouldBeFalse("an item was called unserved twice");
                _agents.Values.ShouldNotContain(agent => CouldServe(agent, lonely), "an item was called unserved while somebody could serve it");
                lonely.Unserved = true;
                break;
            case RouterEvent.OfferMade e: HearOffer(e, record.At); break;
            case RouterEvent.OfferAccepted e:
                Offered(e.Item, e.Agent, e.Offer);
                (record.At < _items[e.Item].Until).ShouldBeTrue("an offer was accepted late");
                _items[e.Item].Status = WorkStatus.Assigned;
                _items[e.Item].Until = null;
                break;
            case RouterEvent.OfferDeclined e: Return(Offered(e.Item, e.Agent, e.Offer), e.Agent, asked: true, last: true); break;
            case RouterEvent.OfferExpired e:
                FiresInTime(_items[e.Item].Until, record.At);
                Return(Offered(e.Item, e.Agent, e.Offer), e.Agent, asked: true, last: false);
                break;
            case RouterEvent.OfferRevoked e: Return(Offered(e.Item, e.Agent, e.Offer), e.Agent, asked: false, last: false); break;
            case RouterEvent.WorkAssigned e: HearAssignment(e); break;
            case RouterEvent.WorkRequeued e: Return(InStatus(e.Item, WorkStatus.Assigned, e.Agent), e.Agent, asked: false, last: true); break;
            case RouterEvent.WorkWithdrawn e: End(_items[e.Item], e.Agent); break;
            case RouterEvent.WorkCompleted { WrapUp: false } e: End(InStatus(e.Item, WorkStatus.Assigned, e.Agent), e.Agent); break;
            case RouterEvent.WorkCompleted e: InStatus(e.Item, WorkStatus.Assigned, e.Agent).Status = WorkStatus.WrapUp; break;
            case RouterEvent.WorkReleased e: End(InStatus(e.Item, WorkStatus.Assigned, e.Agent), e.Agent); break;
            case RouterEvent.WrapUpStarted e: InStatus(e.Item, WorkStatus.WrapUp, e.Agent).Until = e.Until; break;
            case RouterEvent.WrapUpExtended e: InStatus(e.Item, WorkStatus.WrapUp, e.Agent).Until = e.Until; break;
            case RouterEvent.WrapUpEnded e:
                if (e.Reason == WrapUpEndedReason.TimeLimit)
                {
                    FiresInTime(_items[e.Item].Until, record.At);
                }

                End(InStatus(e.Item, WorkStatus.WrapUp, e.Agent), e.Agent);
                break;
            default: throw new InvalidOperationException($"The oracle does not know {record.Event.Kind}.");
        }
    }

    private void HearOffer(RouterEvent.OfferMade e, DateTimeOffset at)
    {
        var (item, agent) = BestPair() ?? throw new ShouldAssertException("an offer was made where nobody fits");
        (e.Item, e.Agent).ShouldBe((item.Work.Id, agent.Settings.Id), "another pair goes first");
        Require(!(_lastAsked.TryGetValue((e.Item, e.Agent), out var readiness) && readiness == agent.Readiness), "an agent was asked again with nothing new");
        e.ExpiresAt.ShouldBe(at + _queues[item.Work.Queue].OfferTimeout);
        (item.Status, item.Agent, item.Offer, item.Until) = (WorkStatus.Offered, e.Agent, e.Offer, e.ExpiresAt);
        CheckCapacity(agent);
    }

    private void HearAssignment(RouterEvent.WorkAssigned e)
    {
        var item = _items[e.Item];
        if (e.Offer is { } offer)
        {
            (item.Status, item.Agent, item.Offer).ShouldBe((WorkStatus.Assigned, e.Agent, offer));
        }
        else
        {
            (item.Status == WorkStatus.Assigned ? item.Agent : null).ShouldBe(e.From);
            item.Status.ShouldBeOneOf(WorkStatus.Waiting, WorkStatus.Assigned);
            if (e.From is { } from)
            {
                _agents[from].IdleSince = ++_order;
            }

            (item.Status, item.Agent, item.Offer, item.Until) = (WorkStatus.Assigned, e.Agent, null, null);
            CheckCapacity(_agents[e.Agent]);
        }

        item.Work = item.Work with { Agent = null };
    }

    private void Refused(RouterEvent.WorkRefused e)
    {
        switch (e.Reason)
        {
            case WorkRefusedReason.UnknownQueue: _queues.ShouldNotContainKey(e.Queue); break;
            case WorkRefusedReason.QueueFull: Length(e.Queue).ShouldBeGreaterThanOrEqualTo(_queues[e.Queue].MaxLength!.Value); break;
        }
    }

    /// <summary>Of all items and agents that fit: the item first in line, and the agent idle longest for it.</summary>
    private (NaiveItem Item, NaiveAgent Agent)? BestPair()
    {
        foreach (var item in _items.Values.Where(item => item.Status == WorkStatus.Waiting).OrderBy(Key))
        {
            if (_agents.Values.Where(agent => MayTake(agent, item)).MinBy(agent => agent.IdleSince) is { } agent)
            {
                return (item, agent);
            }
        }

        return null;
    }

    private (bool, DateTimeOffset, long) Key(NaiveItem item) => (
        !item.Work.Priority.IsEmergency,
        item.Work.WaitingSince - (item.Work.Priority.IsEmergency ? TimeSpan.Zero : item.Work.Priority.Value * _queues[item.Work.Queue].PriorityCredit),
        item.Order);

    private bool MayTake(NaiveAgent agent, NaiveItem item) =>
        agent is { SignedIn: true, Ready: true, Connected: true } && Fits(agent, item.Work.Channel) && !item.Asked.Contains((agent.Settings.Id, agent.Readiness))
        && (item.Work.Agent is { } meant ? meant == agent.Settings.Id : HasSkills(agent, item));

    private bool CouldServe(NaiveAgent agent, NaiveItem item) =>
        agent.SignedIn && HasSkills(agent, item) && Cost(agent, item.Work.Channel).Units <= agent.Settings.Capacity
        && !item.Asked.Contains((agent.Settings.Id, agent.Readiness));

    private bool HasSkills(NaiveAgent agent, NaiveItem item) => _queues[item.Work.Queue].Skills.Concat(item.Work.Skills)
        .All(needed => agent.Settings.Skills.Any(skill => skill.Skill == needed.Skill && skill.Level >= needed.Level));

    private bool Fits(NaiveAgent agent, ChannelKind channel)
    {
        var held = Held(agent.Settings.Id).ToList();
        return Used(agent) + Cost(agent, channel).Units <= agent.Settings.Capacity
            && (held.Count == 0 || (!Cost(agent, channel).Exclusive && !held.Any(item => Cost(agent, item.Work.Channel).Exclusive)));
    }

    private void CheckCapacity(NaiveAgent agent)
    {
        Used(agent).ShouldBeLessThanOrEqualTo(agent.Settings.Capacity);
        var held = Held(agent.Settings.Id).ToList();
        Require(!(held.Count > 1 && held.Any(item => Cost(agent, item.Work.Channel).Exclusive)), "exclusive work has company");
    }

    private int Used(NaiveAgent agent) => Held(agent.Settings.Id).Sum(item => Cost(agent, item.Work.Channel).Units);

    private IEnumerable<NaiveItem> Held(AgentId agent) => _items.Values.Where(item => item.Agent == agent);

    private int Length(QueueId queue) => _items.Values.Count(item => item.Work.Queue == queue && item.Status is WorkStatus.Waiting or WorkStatus.Offered);

    private static ChannelCost Cost(NaiveAgent agent, ChannelKind channel) =>
        agent.Settings.Costs.Cast<ChannelCost?>().FirstOrDefault(cost => cost!.Value.Channel == channel) ?? ChannelCost.DefaultFor(channel);

    private NaiveItem InStatus(WorkItemId id, WorkStatus status, AgentId agent)
    {
        (_items[id].Status, _items[id].Agent).ShouldBe((status, agent));
        return _items[id];
    }

    private NaiveItem Offered(WorkItemId id, AgentId agent, OfferId offer)
    {
        _items[id].Offer.ShouldBe(offer);
        return InStatus(id, WorkStatus.Offered, agent);
    }

    private void Return(NaiveItem item, AgentId agent, bool asked, bool last)
    {
        if (asked)
        {
            item.Asked.Add((agent, _agents[agent].Readiness));
            _lastAsked[(item.Work.Id, agent)] = (int)_agents[agent].Readiness;
        }

        if (last)
        {
            _agents[agent].IdleSince = ++_order;
        }

        (item.Status, item.Agent, item.Offer, item.Until) = (WorkStatus.Waiting, null, null, null);
    }

    private void End(NaiveItem item, AgentId? agent)
    {
        item.Agent.ShouldBe(agent);
        if (agent is { } id)
        {
            _agents[id].IdleSince = ++_order;
        }

        _items.Remove(item.Work.Id);
        _ended++;
    }

    private DateTimeOffset? NextDue() =>
        _items.Values.Select(item => item.Until).Concat(_agents.Values.Select(agent => agent.GraceUntil)).Where(due => due is not null).Min();

    private void FiresInTime(DateTimeOffset? due, DateTimeOffset at)
    {
        due.ShouldNotBeNull("a timer fired that was not set");
        due.Value.ShouldBeLessThanOrEqualTo(at, "a timer fired early");
        due.ShouldBe(NextDue(), "a timer fired before one that was due earlier");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ShouldAssertException(otherwise);
        }
    }

    private sealed class NaiveAgent
    {
        public required AgentSettings Settings { get; set; }

        public bool SignedIn { get; set; }

        public bool Ready { get; set; }

        public bool Connected { get; set; }

        public long Readiness { get; set; }

        public long IdleSince { get; set; }

        public DateTimeOffset? GraceUntil { get; set; }
    }

    private sealed class NaiveItem
    {
        public required WorkItem Work { get; set; }

        public required long Order { get; init; }

        public WorkStatus Status { get; set; }

        public AgentId? Agent { get; set; }

        public OfferId? Offer { get; set; }

        public DateTimeOffset? Until { get; set; }

        public bool Unserved { get; set; }

        public HashSet<(AgentId, long)> Asked { get; } = [];
    }
}
