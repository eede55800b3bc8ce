namespace ContactCenter.Routing.Tests.Model;

// What happens to work.
internal sealed partial class Oracle
{
    private void HearWork(RouterRecord record, RouterCommand? cause)
    {
        var at = record.At;
        switch (record.Event)
        {
            case RouterEvent.WorkQueued e:
                Require((cause as RouterCommand.TransferIn)?.Item is not { Hops: > 0 } brought || brought.Id != e.Item.Id || brought.WaitingSince == e.Item.WaitingSince, "work lost its place on the way to another partition");
                _items.Add(e.Item.Id, new NaiveItem { Work = e.Item, Order = ++_order, Entered = at, Status = e.Item.NotBefore > at ? WorkStatus.Scheduled : WorkStatus.Waiting });
                e.TakenUp.ShouldBe(cause is RouterCommand.TakeUp ? true : null);
                _entered = e.Item.Id == _returned || IsOfCampaign(e.Item.Id) || cause is RouterCommand.TakeUp ? null : _items[e.Item.Id]; // what came back stays, unless the queue is closed: the rules would send it away again
                if (e.Item.Id == _returned)
                {
                    _back = _items[e.Item.Id];
                    _cameBack.Add(_back);
                }

                _returned = null;
                _arrived++;
                if (cause is not RouterCommand.TakeUp)
                {
                    Arrive(_items[e.Item.Id], at);
                }

                break;
            case RouterEvent.WorkUnbound e:
                if (e.Reason == WorkUnboundReason.TimeLimit)
                {
                    FiresInTime(_items[e.Item].Entered + _items[e.Item].Work.AgentLimit, at);
                }

                _items[e.Item].Work = _items[e.Item].Work with { Agent = null, AgentLimit = null };
                break;
            case RouterEvent.WorkUnserved e:
                var lonely = _items[e.Item];
                lonely.Unserved.ShouldBeFalse("an item was called unserved twice");
                _agents.Values.Any(agent => CouldServe(agent, lonely)).ShouldBeFalse("an item was called unserved while somebody could serve it");
                lonely.Unserved = true;
                break;
            case RouterEvent.WorkRelaxed e: HearRing(e, at); break;
            case RouterEvent.WorkMoved e: HearMove(e, at); break;
            case RouterEvent.WorkOverflowed e: HearOverflow(e, at); break;
            case RouterEvent.WorkAnnounced e: HearAnnouncement(e, at); break;
            case RouterEvent.WorkPlaceKept e:
                Require(!Waiting(e.Item).Work.IsCallback, "a callback was made one again");
                _items[e.Item].Work = Waiting(e.Item).Work with { IsCallback = true };
                break;
            case RouterEvent.WorkPostponed e:
                var postponed = _items[e.Item];
                postponed.Agent.ShouldBe(e.Agent);
                Forget(postponed);
                Free(postponed);
                postponed.Status = WorkStatus.Scheduled;
                postponed.Work = postponed.Work with { IsCallback = true, NotBefore = e.Until, WaitingSince = e.WaitingSince, Attempt = e.Attempt };
                break;
            case RouterEvent.WorkDue e:
                var begun = _items[e.Item];
                begun.Status.ShouldBe(WorkStatus.Scheduled);
                FiresInTime(begun.Work.NotBefore, at);
                (begun.Status, begun.Work) = (WorkStatus.Waiting, begun.Work with { NotBefore = null });
                Arrive(begun, at);
                _entered = begun;
                break;
            case RouterEvent.WorkTransferredOut e:
                Require(_leaving.TryAdd(e.Item.Id, e.Queue), "work was sent to another partition twice");
                _items[e.Item.Id].Holders.ShouldBeEmpty("work in somebody's hands went to another partition");
                Facts(e.Item).ShouldBe(Facts(_items[e.Item.Id].Work with { Queue = e.Item.Queue }));
                if (e.Trigger is { } trigger)
                {
                    var rule = RuleFor(_items[e.Item.Id], trigger, at);
                    (rule.To, rule.Partition, rule.Queue).ShouldBe((OverflowTarget.Partition, e.Partition, e.Item.Queue));
                    _items[e.Item.Id].ShouldNotBe(_back, "work was sent to another partition that has just given it back");
                }

                _figures[e.Queue].Overflowed += e.Trigger is null ? 0 : 1;
                End(_items[e.Item.Id], null);
                break;
            case RouterEvent.OfferMade e: HearOffer(e, at); break;
            case RouterEvent.OfferAccepted e: HearAcceptance(e, at); break;
            case RouterEvent.OfferDeclined e: Return(Offered(e.Item, e.Agent, e.Offer), e.Agent, asked: true, last: true); break;
            case RouterEvent.OfferExpired e:
                FiresInTime(_items[e.Item].Offers.Single(offer => offer.Id == e.Offer).Until, at);
                _silent = _items[e.Item].Offers.Count == 1 && _rang != (e.Item, at) ? e.Agent : null; // alone, not the last of a ring
                _rang = (e.Item, at);
                Return(Offered(e.Item, e.Agent, e.Offer), e.Agent, asked: true, last: false);
                break;
            case RouterEvent.OfferRevoked e: Return(Offered(e.Item, e.Agent, e.Offer), e.Agent, asked: false, last: false); break;
            case RouterEvent.WorkAssigned e: HearAssignment(e, at, cause); break;
            case RouterEvent.WorkRequeued e:
                var requeued = InStatus(e.Item, WorkStatus.Assigned, e.Agent);
                Forget(requeued);
                Free(requeued);
                requeued.Status = WorkStatus.Waiting;
                _cameBack.Add(requeued);
                Arrive(requeued, at);
                break;
            case RouterEvent.WorkWithdrawn e:
                _figures[e.Queue].Abandoned += e.Reason is WithdrawReason.CustomerLeft or WithdrawReason.NoAgent && _items[e.Item].Status == WorkStatus.Waiting ? 1 : 0;
                End(_items[e.Item], e.Agent);
                break;
            case RouterEvent.WorkCompleted { WrapUp: false } e: End(InStatus(e.Item, WorkStatus.Assigned, e.Agent), e.Agent); break;
            case RouterEvent.WorkCompleted e: InStatus(e.Item, WorkStatus.Assigned, e.Agent).Status = WorkStatus.WrapUp; break;
            case RouterEvent.WorkReleased e: End(InStatus(e.Item, WorkStatus.Assigned, e.Agent), e.Agent); break;
            case RouterEvent.WrapUpStarted e: InStatus(e.Item, WorkStatus.WrapUp, e.Agent).Until = e.Until; break;
            case RouterEvent.WrapUpExtended e: InStatus(e.Item, WorkStatus.WrapUp, e.Agent).Until = e.Until; break;
            case RouterEvent.WrapUpEnded e:
                if (e.Reason == WrapUpEndedReason.TimeLimit)
                {
                    FiresInTime(_items[e.Item].Until, at);
                }

                End(InStatus(e.Item, WorkStatus.WrapUp, e.Agent), e.Agent);
                break;
            default: throw new InvalidOperationException($"The oracle does not know {record.Event.Kind}.");
        }
    }

    private void HearRing(RouterEvent.WorkRelaxed e, DateTimeOffset at)
    {
        var item = Waiting(e.Item);
        e.Ring.ShouldBe(item.Ring + 1);
        FiresInTime(item.Entered + Rings(item)[item.Ring].After, at);
        item.Ring = e.Ring;
    }

    private void HearMove(RouterEvent.WorkMoved e, DateTimeOffset at)
    {
        var item = _items[e.Item];
        item.Work.Queue.ShouldBe(e.Queue);
        _queues.ShouldContainKey(e.To);
        item.Holders.ShouldBeEmpty("work moved out of somebody's hands");
        if (e.Trigger is { } trigger)
        {
            var rule = RuleFor(item, trigger, at);
            (rule.To, rule.Queue).ShouldBe((OverflowTarget.Queue, e.To));
            item.Left.ShouldNotContain(e.To, "work overflowed back to where it came from");
            item.Left.Add(e.Queue);
        }
        else
        {
            item.Left.Clear();
        }

        Require(!IsFull(e.To) || item.Work.Priority.IsEmergency, "work moved into a full queue");
        item.Work = item.Work with { Queue = e.To };
        (item.Entered, item.Ring, item.LastAnnounced) = (at, 0, null);
        item.Overflowed.Clear();
        _figures[e.Queue].Overflowed += e.Trigger is null ? 0 : 1;
        if (item.Status != WorkStatus.Scheduled)
        {
            Arrive(item, at);
        }

        _entered = item;
    }

    private void HearOverflow(RouterEvent.WorkOverflowed e, DateTimeOffset at)
    {
        var item = Waiting(e.Item);
        var rule = _queues[item.Work.Queue].Overflow[e.Rule];
        rule.ShouldBe(RuleFor(item, e.Trigger, at));
        e.Target.ShouldBe(rule.To);
        e.Followed.ShouldBe(CanFollow(item, rule), "a rule was followed that cannot be, or was not");
        item.Overflowed.Add(e.Rule);
        if (e.Followed && rule.To != OverflowTarget.Callback)
        {
            _figures[e.Queue].Overflowed++;
            End(item, null);
        }
    }

    private void HearAnnouncement(RouterEvent.WorkAnnounced e, DateTimeOffset at)
    {
        var item = Waiting(e.Item);
        FiresInTime(NextAnnouncement(item), at);
        var ahead = _items.Values.Count(other => other.Work.Queue == item.Work.Queue
            && (other.Status == WorkStatus.Offered || (other.Status == WorkStatus.Waiting && Key(other).CompareTo(Key(item)) < 0)));
        var upTo = _queues[item.Work.Queue].Announcements!.PositionUpTo;
        e.Position.ShouldBe(ahead < upTo ? ahead + 1 : null);
        e.ExpectedWait.ShouldBe(!_lastWaits.TryGetValue(item.Work.Queue, out var last) ? null : last.Wait > at - item.Entered ? last.Wait - (at - item.Entered) : TimeSpan.Zero);
        item.LastAnnounced = at;
    }

    private void HearOffer(RouterEvent.OfferMade e, DateTimeOffset at)
    {
        var (item, agent) = _items[e.Item].Status == WorkStatus.Offered
            ? (_items[e.Item], BestFor(_items[e.Item]) ?? throw new ShouldAssertException("one more was asked whom nobody should ask"))
            : BestPair() ?? throw new ShouldAssertException("an offer was made where nobody fits");
        (e.Item, e.Agent).ShouldBe((item.Work.Id, agent.Settings.Id), "another pair goes first");
        Require(item.Offers.Count < (item.Work.Agent is null ? _queues[item.Work.Queue].OfferTo : 1), "more agents are asked than the queue allows");
        Require(!(_lastAsked.TryGetValue((e.Item, e.Agent), out var readiness) && readiness == agent.Readiness), "an agent was asked again with nothing new");
        e.ExpiresAt.ShouldBe(at + _queues[item.Work.Queue].OfferTimeout);
        if (item.Offers.Count == 0)
        {
            item.FirstOffered = at;
        }

        item.Status = WorkStatus.Offered;
        item.Offers.Add((e.Offer, e.Agent, e.ExpiresAt));
        agent.LastAsked = ++_order;
        _held = null;
        CheckCapacity(agent);
    }

    private void HearAcceptance(RouterEvent.OfferAccepted e, DateTimeOffset at)
    {
        var item = Offered(e.Item, e.Agent, e.Offer);
        item.Offers.Count.ShouldBe(1, "an offer was accepted while another was live");
        Require(at < item.Offers[0].Until, "an offer was accepted late");
        Serve(item, item.FirstOffered, at);
        (item.Status, item.Agent) = (WorkStatus.Assigned, e.Agent);
    }

    private void HearAssignment(RouterEvent.WorkAssigned e, DateTimeOffset at, RouterCommand? cause)
    {
        var item = _items[e.Item];
        if (e.Offer is { } offer)
        {
            (item.Status, item.Agent, item.Offers.Single().Id).ShouldBe((WorkStatus.Assigned, e.Agent, offer));
        }
        else
        {
            (item.Status == WorkStatus.Assigned ? item.Agent : null).ShouldBe(e.From);
            item.Status.ShouldBeOneOf(WorkStatus.Waiting, WorkStatus.Assigned, WorkStatus.Scheduled);
            e.TakenUp.ShouldBe(cause is RouterCommand.TakeUp begun && begun.Item.Id == e.Item ? true : null);
            if (item.Status == WorkStatus.Waiting && e.TakenUp is null)
            {
                Serve(item, at, at);
            }

            if (cause is not (RouterCommand.Assign or RouterCommand.TakeUp))
            {
                _queues[item.Work.Queue].AutoAccept.ShouldBeTrue("work was given to an agent who was not asked");
                BestPair().ShouldBe((item, _agents[e.Agent]), "another pair goes first");
            }

            Free(item);
            _agents[e.Agent].LastAsked = ++_order;
            (item.Status, item.Agent) = (WorkStatus.Assigned, e.Agent);
            _held = null;
            CheckCapacity(_agents[e.Agent]);
        }

        item.Work = item.Work with { Agent = null, AgentLimit = null, NotBefore = null };
    }

    private bool IsOfCampaign(WorkItemId item) => _calls.TryGetValue(item, out var call) && call.Stage != CallStage.Connected;

    /// <summary>A call's work has left its agent: it is no call any more.</summary>
    private void Forget(NaiveItem item)
    {
        if (!IsOfCampaign(item.Work.Id))
        {
            _calls.Remove(item.Work.Id);
        }
    }

    private void Arrive(NaiveItem item, DateTimeOffset at)
    {
        item.Entered = at;
        _figures[item.Work.Queue].Arrived += item.Status == WorkStatus.Waiting ? 1 : 0;
    }

    private void Serve(NaiveItem item, DateTimeOffset until, DateTimeOffset at)
    {
        var queue = _queues[item.Work.Queue];
        _lastWaits[queue.Id] = (until - item.Entered, at);
        _figures[queue.Id].Served++;
        _figures[queue.Id].InTime += at - item.Entered <= (queue.ServiceLevel ?? new ServiceLevelTarget()).Within ? 1 : 0;
    }

    private NaiveItem InStatus(WorkItemId id, WorkStatus status, AgentId agent)
    {
        (_items[id].Status, _items[id].Agent).ShouldBe((status, agent));
        return _items[id];
    }

    private NaiveItem Waiting(WorkItemId id)
    {
        _items[id].Status.ShouldBe(WorkStatus.Waiting);
        return _items[id];
    }

    private NaiveItem Offered(WorkItemId id, AgentId agent, OfferId offer)
    {
        var item = _items[id];
        item.Status.ShouldBe(WorkStatus.Offered);
        item.Offers.Select(made => (made.Id, made.Agent)).ShouldContain((offer, agent));
        return item;
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

        item.Offers.RemoveAll(offer => offer.Agent == agent);
        item.Status = item.Offers.Count == 0 ? WorkStatus.Waiting : WorkStatus.Offered;
        _cameBack.Add(item);
    }

    private void Free(NaiveItem item)
    {
        if (item.Agent is { } id)
        {
            _agents[id].IdleSince = ++_order;
            _agents[id].Readiness = ++_order; // after other work one may be asked again about what one missed
        }

        item.Offers.Clear();
        (item.Agent, item.Until) = (null, null);
    }

    private void End(NaiveItem item, AgentId? agent)
    {
        item.Agent.ShouldBe(agent);
        item.Status.ShouldNotBe(WorkStatus.Offered);
        Forget(item);
        Free(item);
        _entered = _entered == item ? null : _entered;
        _items.Remove(item.Work.Id);
        _ended++;
    }
}
