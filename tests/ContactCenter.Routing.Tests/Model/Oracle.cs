namespace ContactCenter.Routing.Tests.Model;

/// <summary>
/// A naive router that scans everyone for everything. It believes no event: each must be what it would have decided itself.
/// </summary>
internal sealed partial class Oracle
{
    private readonly Dictionary<QueueId, QueueSettings> _queues = [];
    private readonly Dictionary<CalendarId, (bool IsOpen, DateTimeOffset? Until)> _calendars = [];
    private readonly Dictionary<QueueId, (TimeSpan Wait, DateTimeOffset At)> _lastWaits = [];
    private readonly Dictionary<QueueId, NaiveFigures> _figures = [];
    private readonly Dictionary<AgentId, NaiveAgent> _agents = [];
    private readonly Dictionary<WorkItemId, NaiveItem> _items = [];
    private readonly Dictionary<(WorkItemId, AgentId), int> _lastAsked = [];
    private readonly Dictionary<WorkItemId, QueueId> _leaving = [];
    private readonly HashSet<ReceivedSnapshot> _received = [];
    private NaiveItem? _entered;
    private readonly HashSet<NaiveItem> _cameBack = []; // to its queue, by this command
    private WorkItemId? _returned;
    private NaiveItem? _back; // from another partition, by this command
    private AgentId? _silent; // who was asked alone, and is to be sent away for not answering
    private (WorkItemId Item, DateTimeOffset At) _rang;
    private long _order;
    private int _arrived;
    private int _ended;

    /// <param name="record">What happened.</param>
    /// <param name="cause">The command it followed from; null for a start.</param>
    public void Hear(RouterRecord record, RouterCommand? cause)
    {
        CheckEntry(record.Event, record.At);
        if (!HearCampaign(record))
        {
            Change(record, cause);
        }

        _held = null;
        WatchShortages(record.Event);
    }

    private void Change(RouterRecord record, RouterCommand? cause)
    {
        switch (record.Event)
        {
            case RouterEvent.QueueSet e: Set(e.Settings); break;
            case RouterEvent.QueueRemoved e:
                _items.Values.Any(item => item.Work.Queue == e.Queue).ShouldBeFalse("a queue was removed with work in it");
                Require(_campaigns.Values.All(campaign => campaign.Settings.Queue != e.Queue), "a queue was removed that a campaign calls for");
                Require(!_leaving.ContainsValue(e.Queue), "a queue was removed to which work may come back");
                _queues.Remove(e.Queue);
                _lastWaits.Remove(e.Queue);
                _figures.Remove(e.Queue);
                break;
            case RouterEvent.CalendarSet e:
                (e.IsOpen, e.Until).ShouldBe(CalendarClock.At(e.Settings, record.At));
                _calendars[e.Settings.Id] = (e.IsOpen, e.Until);
                break;
            case RouterEvent.CalendarChanged e:
                FiresInTime(_calendars[e.Calendar].Until, record.At);
                _calendars[e.Calendar] = (e.IsOpen, e.Until);
                break;
            case RouterEvent.CalendarRemoved e:
                _queues.Values.Any(queue => queue.Calendar == e.Calendar).ShouldBeFalse("a calendar was removed that is in use");
                _calendars.Remove(e.Calendar);
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
            case RouterEvent.AgentNotReady e:
                Require(e.Reason != NotReadyReason.NoAnswer || _silent == e.Agent, "an agent was sent away who was not asked alone");
                _silent = null;
                _agents[e.Agent].Ready = false;
                break;
            case RouterEvent.AgentConnected e: (_agents[e.Agent].Connected, _agents[e.Agent].GraceUntil) = (true, null); break;
            case RouterEvent.AgentDisconnected e: (_agents[e.Agent].Connected, _agents[e.Agent].GraceUntil) = (false, e.OffersUntil); break;
            case RouterEvent.AgentGraceEnded e:
                FiresInTime(_agents[e.Agent].GraceUntil, record.At);
                _agents[e.Agent].GraceUntil = null;
                break;
            case RouterEvent.WorkRefused e:
                Refused(e);
                break;
            case RouterEvent.WorkTransferredIn e: Require(_received.Add(new(e.Item, e.Hops)), "work was taken from another partition twice"); break;
            case RouterEvent.WorkTransferReturned e:
                Require(_leaving.Remove(e.Item), "work came back that was not away");
                _returned = e.Item;
                foreach (var asked in _lastAsked.Keys.Where(pair => pair.Item1 == e.Item).ToList())
                {
                    _lastAsked.Remove(asked); // it enters anew
                }

                break;
            case RouterEvent.WorkTransferConfirmed e: Require(_leaving.Remove(e.Item), "a transfer was confirmed that was none"); break;
            case RouterEvent.WorkTransferForgotten e: Require(_received.Remove(new(e.Item, e.Hops)), "a transfer was forgotten that was none"); break;
            default:
                HearWork(record, cause);
                break;
        }
    }

    /// <summary>What must hold after every command.</summary>
    public void CheckSettled(RouterState state, DateTimeOffset now)
    {
        Require(BestPair() is null, "an agent with room and an item that fit were left apart");
        CheckEntry(null, now);
        CheckLeft(now);
        foreach (var item in _items.Values.Where(item => item.Status == WorkStatus.Waiting && IsOpenFor(item)))
        {
            if (item.Work.Agent is { } meant)
            {
                Require(
                    _agents.TryGetValue(meant, out var agent) && agent.SignedIn && agent.Cost(item.Work.Channel).Units <= agent.Settings.Capacity,
                    "an item is left to one agent alone, who cannot take it");
            }
            else if (!_agents.Values.Any(agent => CouldServe(agent, item)))
            {
                Require(item.Unserved, "nobody can serve an item, and nobody was told");
            }
        }

        Require(NextDue() == state.NextDue, $"the next timer is another: {NextDue():O}, not {state.NextDue:O}");
        CheckCampaigns(state, now);
        Require(_arrived == _ended + _items.Count, "work was lost or made");
        var known = _items.Values.OrderBy(item => item.Order).Select(item => (Facts(item.Work), item.Status, item.Holders.Cast<AgentId?>().FirstOrDefault(), item.Ring));
        Require(state.Work.Select(work => (Facts(work.Item), work.Status, work.Agent, work.Ring)).SequenceEqual(known), "the work stands elsewhere");
        Require(state.Leaving.Select(leaving => leaving.Item.Id).ToHashSet().SetEquals(_leaving.Keys), "other work is on its way to other partitions");
        Require(state.Received.ToHashSet().SetEquals(_received), "other work came from other partitions");
        foreach (var view in state.Agents)
        {
            var agent = _agents[view.Settings.Id];
            Require(view.UsedUnits == Used(agent), "the capacity in use is not what is held");
            Require((view.IsSignedIn, view.IsReady, view.IsConnected) == (agent.SignedIn, agent.Ready, agent.Connected), "presence differs");
            Require(view.Work.Select(work => work.Item.Id).ToHashSet().SetEquals(Held(agent.Settings.Id).Select(item => item.Work.Id)), "an agent holds other work");
        }

        foreach (var view in state.Queues)
        {
            int Count(WorkStatus status) => _items.Values.Count(item => item.Work.Queue == view.Settings.Id && item.Status == status);
            Require(
                (view.Waiting, view.Offered, view.Assigned, view.WrapUp, view.Scheduled)
                == (Count(WorkStatus.Waiting), Count(WorkStatus.Offered), Count(WorkStatus.Assigned), Count(WorkStatus.WrapUp), Count(WorkStatus.Scheduled)),
                "a queue counts wrongly");
            var (read, heard) = (state.ReadFigures(view.Settings.Id, now)!.Total, _figures[view.Settings.Id]);
            Require(
                (read.Arrived, read.Served, read.ServedInTime, read.Abandoned, read.Refused, read.Overflowed)
                == (heard.Arrived, heard.Served, heard.InTime, heard.Abandoned, heard.Refused, heard.Overflowed),
                "a queue's figures are not what happened");
            Require(view.IsOpen == IsOpen(view.Settings), "a queue is open and should not be, or is not");
        }
    }

    /// <summary>Nobody stays in a queue whose rules send away what comes back to it when it is closed, or what nobody could serve; but a full queue may have got room since.</summary>
    private void CheckLeft(DateTimeOffset now)
    {
        Require(_silent is null, "an agent who was asked alone and did not answer is asked for more");
        foreach (var item in _items.Values.Where(item => item.Status == WorkStatus.Waiting && !IsOfCampaign(item.Work.Id)))
        {
            var rule = IsOpenFor(item)
                ? item.Work.Agent is null ? FirstRule(item, now, OverflowTrigger.NoAgent) : null
                : _cameBack.Contains(item) ? FirstRule(item, now, OverflowTrigger.Closed) : null;
            Require(rule is null || (rule.Queue is { } to && _queues.TryGetValue(to, out var full) && full.MaxLength is not null), "an item stays in a queue that nobody serves, or that is closed");
        }

        _cameBack.Clear();
        _back = null;
    }

    /// <summary>Nobody stays in a queue whose rules send it elsewhere: what follows an entry is by those rules, until none applies.</summary>
    private void CheckEntry(RouterEvent? next, DateTimeOffset now)
    {
        var about = next switch
        {
            RouterEvent.WorkUnbound e => e.Item,
            RouterEvent.WorkMoved { Trigger: not null } e => e.Item,
            RouterEvent.WorkOverflowed e => e.Item,
            RouterEvent.WorkTransferredOut e => e.Item.Id,
            _ => (WorkItemId?)null,
        };
        if (_entered is not { } entered || entered.Work.Id == about)
        {
            return;
        }

        _entered = null;
        Require(entered.Status == WorkStatus.Scheduled || FirstRule(entered, now) is null, "an item stays in a queue whose rules send it elsewhere");
    }

    private void Set(QueueSettings settings)
    {
        _queues[settings.Id] = settings;
        _figures.TryAdd(settings.Id, new NaiveFigures());
        foreach (var item in _items.Values.Where(item => item.Work.Queue == settings.Id))
        {
            item.Ring = Math.Min(item.Ring, Rings(item).Count);
        }
    }

    private void Refused(RouterEvent.WorkRefused e)
    {
        if (_figures.TryGetValue(e.Queue, out var figures))
        {
            figures.Refused++;
        }

        switch (e.Reason)
        {
            case WorkRefusedReason.UnknownQueue: _queues.ShouldNotContainKey(e.Queue); break;
            case WorkRefusedReason.AgentCannot: break;
            case WorkRefusedReason.QueueFull: Length(e.Queue).ShouldBeGreaterThanOrEqualTo(_queues[e.Queue].MaxLength!.Value); break;
        }
    }

    private void FiresInTime(DateTimeOffset? due, DateTimeOffset at)
    {
        due.ShouldNotBeNull("a timer fired that was not set");
        due.Value.ShouldBeLessThanOrEqualTo(at, "a timer fired early");
        due.ShouldBe(NextDue(), "a timer fired before one that was due earlier");
    }

    /// <summary>What of an item can change.</summary>
    private static (WorkItemId, QueueId, AgentId?, TimeSpan?, DateTimeOffset?, DateTimeOffset, bool, int) Facts(WorkItem item) =>
        (item.Id, item.Queue, item.Agent, item.AgentLimit, item.NotBefore, item.WaitingSince, item.IsCallback, item.Attempt);

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ShouldAssertException(otherwise);
        }
    }
}
