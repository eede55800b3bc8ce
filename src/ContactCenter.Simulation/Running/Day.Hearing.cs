using ContactCenter.Routing;

namespace ContactCenter.Simulation;

// What the router said, and what follows from it. Events it does not know change nothing here.
internal sealed partial class Day
{
    private Dictionary<WorkItemId, int>? _replayed;

    /// <summary>Carries a command out with all that follows at once; returns the refusal.</summary>
    private RouterRefusal? Do(RouterCommand command)
    {
        var refusal = _desk.Do(command, _now);
        Hear();
        while (true)
        {
            if (_accepting.TryPop(out var offered))
            {
                if (_contacts[offered.Contact].Stage == ContactStage.Offered)
                {
                    _desk.Do(new RouterCommand.Accept(_agents[offered.Agent].Id, offered.Offer), _now);
                    Hear();
                }
            }
            else if (_freed.TryPop(out var agent))
            {
                GoWhenFree(agent);
            }
            else
            {
                return refusal;
            }
        }
    }

    private void Hear()
    {
        foreach (var record in _desk.Records)
        {
            Hear(record.Event);
        }
    }

    private void Hear(RouterEvent happened)
    {
        switch (happened)
        {
            case RouterEvent.OfferAccepted: break; // the assignment follows
            case RouterEvent.WorkQueued e when ContactOf(e.Item.Id) is var number and >= 0: Wait(ref _contacts[number], e.Item.Queue); break;
            case RouterEvent.OfferMade e: HearOffer(e); break;
            case RouterEvent.WorkAssigned e: HearAssignment(e); break;
            case RouterEvent.OfferDeclined e: WaitAgain(e.Item); break;
            case RouterEvent.OfferExpired e: WaitAgain(e.Item); break;
            case RouterEvent.OfferRevoked e: WaitAgain(e.Item); break;
            case RouterEvent.WorkRequeued e: HearRequeued(e); break;
            case RouterEvent.WorkCompleted e: HearCompleted(e); break;
            case RouterEvent.WrapUpStarted e when ContactOf(e.Item) is var number and >= 0:
                if (_contacts[number].WrapUp is >= 0 and var wrapUp && _now + wrapUp < (e.Until - _scenario.Start).TotalMilliseconds)
                {
                    _calendar.Add(_now + wrapUp, Happening.EndWrapUp, number, _contacts[number].Version);
                }

                break;
            case RouterEvent.WrapUpEnded e when ContactOf(e.Item) is var number and >= 0: LetGo(ref _contacts[number]); break;
            case RouterEvent.WorkReleased e when ContactOf(e.Item) is var number and >= 0:
                LetGo(ref _contacts[number]);
                End(ref _contacts[number], ContactFate.Served);
                break;
            case RouterEvent.WorkWithdrawn e: HearWithdrawn(e); break;
            case RouterEvent.WorkTransferredOut e when ContactOf(e.Item.Id) is var number and >= 0: End(ref _contacts[number], ContactFate.EndedByRouter); break;
            case RouterEvent.WorkRefused e when ContactOf(e.Item) is var number and >= 0: End(ref _contacts[number], ContactFate.Refused); break;
            default:
                HearAgent(happened);
                HearUnknown(happened);
                break;
        }
    }

    private void HearOffer(RouterEvent.OfferMade e)
    {
        var number = ContactOf(e.Item);
        if (number < 0 || !_agentNumbers.TryGetValue(e.Agent, out var agent))
        {
            return;
        }

        ref var contact = ref _contacts[number];
        contact.Stage = ContactStage.Offered;
        contact.Offers++;
        contact.OpenOffers++;
        var offered = new Offered(number, agent, e.Offer);
        var delay = AnswerDelay(number, contact, _agents[agent]);
        if (delay == 0)
        {
            _accepting.Push(offered);
        }
        else if (delay > 0)
        {
            _calendar.Add(_now + delay, Happening.Accept, _offers.Count);
            _offers.Add(offered);
        }
    }

    /// <summary>-1: nobody answers.</summary>
    private long AnswerDelay(int number, in Contact contact, SimulatedAgent agent)
    {
        if (agent.Group < 0)
        {
            return Math.Max(0, contact.Answering);
        }

        var group = _scenario.Groups[agent.Group];
        if (group is { Answering: null, Misses: 0 })
        {
            return 0;
        }

        var chance = RandomStream.For(_plan.Seed, _plan.Number, $"answer {contact.Offers}/{group.Settings.Id.Value}", number);
        return chance.NextDouble() < group.Misses ? -1 : group.Answering?.Draw(chance) ?? 0;
    }

    private void HearAssignment(RouterEvent.WorkAssigned e)
    {
        var number = ContactOf(e.Item);
        if (number < 0 || !_agentNumbers.TryGetValue(e.Agent, out var agent))
        {
            return;
        }

        ref var contact = ref _contacts[number];
        if (contact.Stage == ContactStage.Assigned)
        {
            LetGo(ref contact); // taken over
        }

        EndWait(ref contact);
        contact.OpenOffers = 0;
        (contact.Stage, contact.Agent, contact.AssignedAt) = (ContactStage.Assigned, agent, _now);
        contact.Fate = ContactFate.Served;
        contact.Version++;
        Hold(_agents[agent]);
        _calendar.Add(_now + contact.Handling, Happening.Complete, number, contact.Version);
    }

    private void HearRequeued(RouterEvent.WorkRequeued e)
    {
        var number = ContactOf(e.Item);
        if (number >= 0)
        {
            LetGo(ref _contacts[number]);
            Wait(ref _contacts[number], e.Queue);
            (_contacts[number].Stage, _contacts[number].Fate) = (ContactStage.Waiting, ContactFate.StillWaiting);
            _contacts[number].Version++;
            if (_contacts[number].Patience >= 0)
            {
                _calendar.Add(Math.Max(_now, _contacts[number].At + _contacts[number].Patience), Happening.Abandon, number);
            }
        }
    }

    private void WaitAgain(WorkItemId item)
    {
        var number = ContactOf(item);
        if (number >= 0 && _contacts[number].Stage == ContactStage.Offered && --_contacts[number].OpenOffers == 0)
        {
            _contacts[number].Stage = ContactStage.Waiting;
        }
    }

    private void HearCompleted(RouterEvent.WorkCompleted e)
    {
        var number = ContactOf(e.Item);
        if (number < 0)
        {
            return;
        }

        ref var contact = ref _contacts[number];
        if (!e.WrapUp)
        {
            LetGo(ref contact);
        }

        End(ref contact, ContactFate.Served);
        if (e.WrapUp)
        {
            contact.Stage = ContactStage.WrapUp;
        }
    }

    private void HearWithdrawn(RouterEvent.WorkWithdrawn e)
    {
        var number = ContactOf(e.Item);
        if (number < 0)
        {
            return;
        }

        ref var contact = ref _contacts[number];
        if (contact.Stage == ContactStage.Assigned)
        {
            LetGo(ref contact);
            End(ref contact, ContactFate.Served);
            return;
        }

        End(ref contact, e.Reason == WithdrawReason.CustomerLeft ? ContactFate.Abandoned : ContactFate.EndedByRouter);
    }

    /// <summary>Whatever the router may do by rules this program knows nothing of: work that is not there any more has ended.</summary>
    private void HearUnknown(RouterEvent happened)
    {
        if (EventItems.Find(happened) is { } item && ContactOf(item) is var number and >= 0
            && _contacts[number].Stage is ContactStage.Waiting or ContactStage.Offered && !_desk.Has(item))
        {
            End(ref _contacts[number], ContactFate.EndedByRouter);
        }
    }

    private void End(ref Contact contact, ContactFate fate)
    {
        EndWait(ref contact);
        (contact.Stage, contact.Fate, contact.EndedAt) = (ContactStage.Over, fate, _now);
        _open--;
    }
}
