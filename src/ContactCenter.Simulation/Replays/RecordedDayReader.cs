using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>Listens to a journal and keeps what a replay needs. Used once.</summary>
internal sealed class RecordedDayReader(DateTimeOffset? from, DateTimeOffset? to)
{
    private readonly List<Story> _stories = [];
    private readonly Dictionary<WorkItemId, Story> _known = [];
    private readonly HashSet<QueueId> _atOnce = []; // the queues that give work at once
    private readonly HashSet<WorkItemId> _dialled = []; // the lines of campaigns
    private readonly HashSet<WorkItemId> _before = []; // what was there when the day began
    private readonly Dictionary<QueueId, QueueSettings> _queues = [];
    private readonly Dictionary<CalendarId, CalendarSettings> _calendars = [];
    private readonly Dictionary<AgentId, AgentSettings> _agents = [];
    private readonly Dictionary<AgentId, (bool SignedIn, bool Connected, bool Ready, NotReadyReason Reason)> _presence = [];
    private readonly List<TimedCommand> _commands = [];
    private readonly Dictionary<QueueId, ChannelKind> _channels = [];
    private DateTimeOffset? _first;
    private DateTimeOffset _last;
    private int _declined;
    private int _missed;
    private int _outbound;
    private bool _begun;

    private DateTimeOffset From => from ?? _first!.Value;

    public void Hear(RouterRecord record)
    {
        if (record.At >= to)
        {
            Hear(record, isLater: true);
            return;
        }

        _first ??= record.At;
        _last = record.At;
        if (record.At < From)
        {
            HearBefore(record.Event);
            return;
        }

        if (!_begun)
        {
            Begin();
        }

        Hear(record, isLater: false);
    }

    public RecordedDay ToDay()
    {
        if (_stories.Count == 0)
        {
            throw new ScenarioException($"The journal has no contact{(from is null && to is null ? "" : $" from {from:u} to {to:u}")}. Choose a time in which somebody came.");
        }

        return new RecordedDay(From, to ?? _last, [.. _stories.Select(story => story.ToContact(to ?? _last))], [.. _calendars.Values], [.. _queues.Values], [.. _agents.Values], [.. _commands], [.. Notes()]);
    }

    /// <summary>What is known when the day begins becomes its first commands.</summary>
    private void Begin()
    {
        _begun = true;
        foreach (var (agent, presence) in _presence)
        {
            Add(presence.SignedIn, new RouterCommand.SignIn(agent));
            Add(presence.Connected, new RouterCommand.Connect(agent));
            Add(presence is { SignedIn: true, Ready: true }, new RouterCommand.SetReady(agent));
            Add(presence is { SignedIn: true, Ready: false } && presence.Reason != NotReadyReason.SignedIn, new RouterCommand.SetNotReady(agent, presence.Reason));
        }

        void Add(bool is_, RouterCommand command)
        {
            if (is_)
            {
                _commands.Add(new TimedCommand(TimeSpan.Zero, command));
            }
        }
    }

    private void HearBefore(RouterEvent happened)
    {
        (bool, bool, bool, NotReadyReason) With(AgentId agent, Func<(bool SignedIn, bool Connected, bool Ready, NotReadyReason Reason), (bool, bool, bool, NotReadyReason)> change) =>
            _presence[agent] = change(_presence.GetValueOrDefault(agent));
        switch (happened)
        {
            case RouterEvent.CalendarSet e: _calendars[e.Settings.Id] = e.Settings; break;
            case RouterEvent.CalendarRemoved e: _calendars.Remove(e.Calendar); break;
            case RouterEvent.QueueSet e:
                _queues[e.Settings.Id] = e.Settings;
                Keep(e.Settings);
                break;
            case RouterEvent.QueueRemoved e: _queues.Remove(e.Queue); break;
            case RouterEvent.AgentSet e: _agents[e.Settings.Id] = e.Settings; break;
            case RouterEvent.AgentRemoved e:
                _agents.Remove(e.Agent);
                _presence.Remove(e.Agent);
                break;
            case RouterEvent.AgentSignedIn e: With(e.Agent, static was => (true, was.Connected, false, NotReadyReason.SignedIn)); break;
            case RouterEvent.AgentSignedOut e: With(e.Agent, static was => (false, was.Connected, false, default)); break;
            case RouterEvent.AgentReady e: With(e.Agent, static was => (true, was.Connected, true, default)); break;
            case RouterEvent.AgentNotReady e: With(e.Agent, was => (true, was.Connected, false, e.Reason)); break;
            case RouterEvent.AgentConnected e: With(e.Agent, static was => (was.SignedIn, true, was.Ready, was.Reason)); break;
            case RouterEvent.AgentDisconnected e: With(e.Agent, static was => (was.SignedIn, false, was.Ready, was.Reason)); break;
            case RouterEvent.WorkQueued e: _before.Add(e.Item.Id); break;
            case RouterEvent.WorkWithdrawn e: _before.Remove(e.Item); break;
            case RouterEvent.WorkReleased e: _before.Remove(e.Item); break;
            case RouterEvent.WorkCompleted e: _before.Remove(e.Item); break;
            case RouterEvent.WorkTransferredOut e: _before.Remove(e.Item.Id); break;
            case RouterEvent.WorkOverflowed e when Ends(e): _before.Remove(e.Item); break;
            case RouterEvent.ContactPreviewed e: _dialled.Add(e.Line); break;
            case RouterEvent.ContactDialled e: _dialled.Add(e.Line); break;
        }
    }

    /// <param name="record">What happened.</param>
    /// <param name="isLater">Whether the day is over, and only ends of its contacts count.</param>
    private void Hear(RouterRecord record, bool isLater)
    {
        var at = record.At;
        switch (record.Event)
        {
            case RouterEvent.OfferMade e when Find(e.Item) is { } story: story.OfferedAt = at; break;
            case RouterEvent.WorkAssigned e when Find(e.Item) is { } story: HearAssigned(e, story, at); break;
            case RouterEvent.WorkRequeued e when Find(e.Item) is { } story: story.Oddities |= Oddity.ChangedHands; break;
            case RouterEvent.WorkCompleted e when Find(e.Item) is { } story: story.CompletedAt = at; break;
            case RouterEvent.WorkReleased e when Find(e.Item) is { } story: story.CompletedAt = at; break;
            case RouterEvent.WorkWithdrawn e when Find(e.Item) is { } story: story.Leave(at, e.Reason, handled: e.Agent is not null); break;
            case RouterEvent.WrapUpEnded e when Find(e.Item) is { CompletedAt: { } completed } story: story.WrapUp = at - completed; break;
            case RouterEvent.WorkOverflowed e when Ends(e) && Find(e.Item) is { } story: story.Leave(at, reason: null); break;
            case RouterEvent.WorkTransferredOut e when Find(e.Item.Id) is { } story:
                story.Oddities |= e.Trigger is null ? Oddity.TransferredOut : Oddity.None;
                story.Leave(at, e.Trigger is null ? WithdrawReason.Transferred : null);
                break;
            case RouterEvent.WorkPostponed e when Find(e.Item) is { } story:
                story.Oddities |= Oddity.Postponed;
                story.Leave(at, WithdrawReason.Closed, handled: e.Agent is not null);
                break;
            case RouterEvent.WorkMoved { Trigger: null } e when Find(e.Item) is { } story: story.Oddities |= Oddity.Moved; break;
            case RouterEvent.WorkPlaceKept e when Find(e.Item) is { } story: story.Oddities |= Oddity.PlaceKept; break;
            case RouterEvent.WorkQueued e when _known.GetValueOrDefault(e.Item.Id) is { IsRefused: false } known: known.GoOn(); break;
            case var _ when isLater: break;
            case RouterEvent.OfferDeclined: _declined++; break;
            case RouterEvent.OfferExpired: _missed++; break;
            case RouterEvent.ContactPreviewed e: _dialled.Add(e.Line); break;
            case RouterEvent.ContactDialled e: _dialled.Add(e.Line); break;
            case RouterEvent.WorkQueued e when _dialled.Contains(e.Item.Id): _outbound++; break;
            case RouterEvent.WorkQueued e:
                _channels[e.Item.Queue] = e.Item.Channel;
                Begin(e.Item, at);
                break;
            case RouterEvent.WorkRefused e when e.Reason == WorkRefusedReason.QueueFull: // the journal does not say more of it
                Begin(new WorkItem { Id = e.Item, Interaction = e.Interaction, Queue = e.Queue, Channel = _channels.GetValueOrDefault(e.Queue, ChannelKind.Voice), WaitingSince = at }, at).IsRefused = true;
                break;
            case RouterEvent.CalendarSet e when _calendars.TryAdd(e.Settings.Id, e.Settings): break;
            case RouterEvent.CalendarSet e: Add(at, new RouterCommand.SetCalendar(e.Settings)); break;
            case RouterEvent.QueueSet e:
                Keep(e.Settings);
                if (!_queues.TryAdd(e.Settings.Id, e.Settings))
                {
                    Add(at, new RouterCommand.SetQueue(e.Settings));
                }

                break;
            case RouterEvent.AgentSet e when _agents.TryAdd(e.Settings.Id, e.Settings): break;
            case RouterEvent.AgentSet e: Add(at, new RouterCommand.SetAgent(e.Settings)); break;
            case RouterEvent.AgentSignedIn e: Add(at, new RouterCommand.SignIn(e.Agent)); break;
            case RouterEvent.AgentSignedOut e: Add(at, new RouterCommand.SignOut(e.Agent)); break;
            case RouterEvent.AgentConnected e: Add(at, new RouterCommand.Connect(e.Agent)); break;
            case RouterEvent.AgentDisconnected e: Add(at, new RouterCommand.Disconnect(e.Agent)); break;
            case RouterEvent.AgentReady e: Add(at, new RouterCommand.SetReady(e.Agent)); break;
            case RouterEvent.AgentNotReady e: Add(at, new RouterCommand.SetNotReady(e.Agent, e.Reason)); break;
        }
    }

    private void HearAssigned(RouterEvent.WorkAssigned e, Story story, DateTimeOffset at)
    {
        story.Answering = e.Offer is null || story.OfferedAt is not { } offered ? null : at - offered;
        story.Oddities |= e.From is null && story.AssignedAt is null ? Oddity.None : Oddity.ChangedHands;
        if (story.AssignedAt is null && e.Offer is null && !_atOnce.Contains(e.Queue))
        {
            if (at == story.At)
            {
                story.Oddities |= Oddity.TakenUp;
                (story.Item, story.Answering) = (story.Item with { Agent = e.Agent }, TimeSpan.Zero);
            }
            else
            {
                story.Oddities |= Oddity.AssignedByHand;
            }
        }

        story.AssignedAt ??= at;
        story.Agent = e.Agent;
    }

    private void Keep(QueueSettings settings)
    {
        if (settings.AutoAccept)
        {
            _atOnce.Add(settings.Id);
        }
        else
        {
            _atOnce.Remove(settings.Id);
        }
    }

    private Story Begin(WorkItem item, DateTimeOffset at)
    {
        var story = new Story(item, at);
        _stories.Add(story);
        _known[item.Id] = story;
        return story;
    }

    private Story? Find(WorkItemId item) => _known.GetValueOrDefault(item) is { IsOver: false } story ? story : null;

    /// <summary>Whether work that cannot be served leaves the router: a callback is only offered, and it waits on.</summary>
    private static bool Ends(RouterEvent.WorkOverflowed e) => e.Followed && e.Target != OverflowTarget.Callback;

    private void Add(DateTimeOffset at, RouterCommand command) => _commands.Add(new TimedCommand(at - From, command));

    private IEnumerable<string> Notes()
    {
        string? Note(int count, string what) => count > 0 ? $"{count} {what}" : null;
        int Count(Oddity oddity) => _stories.Count(story => story.Oddities.HasFlag(oddity));
        return new[]
        {
            Note(_missed, "offers were not answered in time; a replay answers every offer, and its agents are away when they were."),
            Note(_declined, "offers were declined; a replay declines none."),
            Note(Count(Oddity.ChangedHands), "contacts went from one agent to another, or back to their queue; a replay leaves them with the first for the whole time."),
            Note(Count(Oddity.Moved), "contacts were moved to another queue by hand; a replay leaves them where they came."),
            Note(Count(Oddity.TransferredOut), "contacts were sent to another partition by hand; a replay takes them out of their queue then."),
            Note(Count(Oddity.CameBack), "contacts came back from another partition; a replay keeps them in their queue the whole time."),
            Note(Count(Oddity.Postponed), "contacts were put off to a later time; a replay ends them then, and nobody is busy with them later."),
            Note(Count(Oddity.PlaceKept), "customers kept their place and were to be called back; a replay keeps them on the line."),
            Note(Count(Oddity.AssignedByHand), "contacts were given to an agent by hand; a replay offers them by the rules."),
            Note(Count(Oddity.TakenUp), "contacts were taken up by an agent, as calls that agents make; a replay brings them as work for that agent alone."),
            Note(_outbound, "calls of campaigns were put through; a replay leaves them out, and their agents are free then."),
            Note(_before.Count, "contacts were there before the day began; a replay begins without them."),
            Note(_stories.Count(static story => story.IsRefused), "contacts were refused; should they be taken now, their channel is that of the queue's others, and their handling and patience are drawn."),
        }.OfType<string>();
    }
}
