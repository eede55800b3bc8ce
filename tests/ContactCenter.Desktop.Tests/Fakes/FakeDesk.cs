using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;

namespace ContactCenter.Desktop.Tests.Fakes;

/// <summary>A desk in memory. It does what commands say in the simplest way, keeps what it was asked, and answers as told.</summary>
internal sealed class FakeDesk(Principal principal, TenantId tenant, TimeProvider time) : IDesk
{
    private readonly Lock _gate = new();
    private readonly List<Channel<DeskEvent>> _watchers = [];
    private long _position = 1_000;

    public Principal Principal => principal;

    public TenantId Tenant => tenant;

    public bool CanWrite { get; set; } = true;

    public AgentId Me { get; } = new(principal.Name);

    public List<(DeskCommand Command, Guid Key)> Commands { get; } = [];

    /// <summary>Answers to give before any command is done.</summary>
    public Queue<DeskResult> Answers { get; } = [];

    public DeskChoices Choices { get; set; } = new([], [], [], []);

    public AgentView Agent { get; set; } =
        new(new AgentId(principal.Name), principal.Name, Presence.SignedOut, null, false, time.GetUtcNow(), 0, 4, [], []);

    public Dictionary<InteractionId, InteractionView> Interactions { get; } = [];

    public Dictionary<CustomerId, CustomerView> Customers { get; } = [];

    public WallboardView Wallboard { get; set; } = new(time.GetUtcNow(), [], []);

    public List<AttentionItem> Attention { get; } = [];

    /// <summary>Whether the tenant is being started again: nothing can be read.</summary>
    public bool IsDown { get; set; }

    public int Connections { get; private set; }

    public int AgentQueries { get; private set; }

    public int Watchers
    {
        get
        {
            lock (_gate)
            {
                return _watchers.Count;
            }
        }
    }

    public ValueTask<DeskChoices> ChoicesAsync(CancellationToken cancellationToken = default) => new(Up(Choices));

    public ValueTask<AgentView> AgentAsync(CancellationToken cancellationToken = default)
    {
        AgentQueries++;
        return new(Up(Agent) with { Connected = Connections > 0, CapacityUsed = Agent.Work.Count });
    }

    public ValueTask<InteractionView?> InteractionAsync(InteractionId interaction, CancellationToken cancellationToken = default) =>
        new(Interactions.GetValueOrDefault(interaction));

    public ValueTask<CustomerView?> CustomerAsync(CustomerId customer, int limit = 50, CancellationToken cancellationToken = default) =>
        new(Customers.GetValueOrDefault(customer));

    public ValueTask<IReadOnlyList<InteractionSummary>> InteractionsAsync(InteractionFilter filter, CancellationToken cancellationToken = default) =>
        new([.. Interactions.Values.Select(i => i.Summary)
            .Where(i => (!filter.OpenOnly || i.Status != InteractionStatus.Closed) && (filter.Before is not { } before || Compare(i, before, filter.BeforeInteraction) < 0))
            .OrderByDescending(i => i.OpenedAt).ThenByDescending(i => i.Interaction.Value).Take(filter.Limit)]);

    /// <summary>What was searched for, in order.</summary>
    public List<HistorySearch> Searches { get; } = [];

    public ValueTask<HistoryFindings> SearchAsync(HistorySearch search, CancellationToken cancellationToken = default)
    {
        Searches.Add(search);
        var found = Interactions.Values.Select(static i => i.Summary)
            .Where(i => (search.About is not { } about || i.CustomerName == about) && (search.Queue is not { } queue || i.Queue == queue) && (search.Status is not { } status || i.Status == status))
            .OrderByDescending(static i => i.OpenedAt).Take(search.Limit ?? 50).ToList();
        return new(new HistoryFindings(found, Interactions.Count, search.After is null && found.Count > 0 ? new HistoryCursor(found[^1].OpenedAt, found[^1].Interaction) : null));
    }

    public ValueTask<WallboardView> WallboardAsync(CancellationToken cancellationToken = default) => new(Up(Wallboard));

    public ValueTask<IReadOnlyList<AttentionItem>> AttentionAsync(CancellationToken cancellationToken = default) => new([.. Attention]);

    public Dictionary<InteractionId, WorkExplanation> Explanations { get; } = [];

    public Dictionary<OfferId, (PastOffer Offer, WorkExplanation Why)> Offers { get; } = [];

    public ValueTask<IReadOnlyList<PastOffer>> OffersAsync(InteractionId interaction, CancellationToken cancellationToken = default) =>
        new([.. Offers.Values.Where(o => o.Why.Interaction == interaction).Select(static o => o.Offer)]);

    public ValueTask<WorkExplanation?> ExplainOfferAsync(InteractionId interaction, OfferId offer, CancellationToken cancellationToken = default) =>
        new(Offers.TryGetValue(offer, out var found) ? found.Why : null);

    public ValueTask<WorkExplanation?> ExplainAsync(InteractionId interaction, CancellationToken cancellationToken = default) =>
        new(Explanations.GetValueOrDefault(interaction));

    public List<ScriptSummary> Scripts { get; } = [];

    /// <summary>The figures of each script.</summary>
    public Func<string, DateTimeOffset?, DateTimeOffset?, ScriptFiguresView?> Figures { get; set; } = static (_, _, _) => null;

    public ValueTask<IReadOnlyList<ScriptSummary>> ScriptsAsync(CancellationToken cancellationToken = default) => new(Up<IReadOnlyList<ScriptSummary>>([.. Scripts]));

    public ValueTask<ScriptFiguresView?> ScriptFiguresAsync(string script, DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default) =>
        new(Up(Figures(script, from, to)));

    /// <summary>What was asked of live runs; without a key where it was only looked.</summary>
    public List<(UpgradeRequest Request, Guid? Key)> Upgrades { get; } = [];

    public Func<UpgradeRequest, UpgradeResult> Upgrade { get; set; } = static request => new UpgradeResult(DeskStatus.Done) { Report = new UpgradeReport(request.Script, 2, "abcd") };

    public ValueTask<UpgradeResult> LookAtUpgradeAsync(UpgradeRequest request, CancellationToken cancellationToken = default)
    {
        Upgrades.Add((request, null));
        return new(Up(Upgrade(request)));
    }

    public ValueTask<UpgradeResult> UpgradeRunsAsync(UpgradeRequest request, Guid key, CancellationToken cancellationToken = default)
    {
        Upgrades.Add((request, key));
        return new(Up(Upgrade(request)));
    }

    public ValueTask<DeskMedia?> OpenMediaAsync(long message, int index, CancellationToken cancellationToken = default) => new((DeskMedia?)null);

    public ValueTask<DeskRecording?> OpenRecordingAsync(RecordingId recording, CancellationToken cancellationToken = default) => new((DeskRecording?)null);

    public async ValueTask<MediaUpload> AddMediaAsync(InteractionId interaction, SessionId session, Stream content, CancellationToken cancellationToken = default)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        return Answers.TryDequeue(out var answer) && !answer.IsDone
            ? new MediaUpload(answer, null)
            : new MediaUpload(DeskResult.Done, new UploadedMedium(new BlobId($"b{copy.Length}"), "image/png", copy.Length));
    }

    /// <summary>Every sign of typing, in order.</summary>
    public List<(InteractionId Interaction, SessionId Session, bool IsTyping)> Typed { get; } = [];

    public ValueTask TypingAsync(InteractionId interaction, SessionId session, bool isTyping, CancellationToken cancellationToken = default)
    {
        Typed.Add((interaction, session, isTyping));
        return default;
    }

    public MessagePlan? Plan(ChannelKind channel, string text) => channel == ChannelKind.Sms
        ? new MessagePlan(1 + (text.Length / 160), "GSM-7", text.Length, 160 - (text.Length % 160), text.Length > 1_600 ? "Too long: at most 10 segments." : null)
        : null;

    public async IAsyncEnumerable<DeskEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var watcher = Channel.CreateUnbounded<DeskEvent>();
        lock (_gate)
        {
            _watchers.Add(watcher);
        }

        try
        {
            await foreach (var e in watcher.Reader.ReadAllAsync(cancellationToken))
            {
                yield return e;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(watcher);
            }
        }
    }

    public ValueTask<IAsyncDisposable> ConnectAsync(CancellationToken cancellationToken = default)
    {
        Connections++;
        Raise(DeskEventKind.Presence);
        return new(new Connection(this));
    }

    public ValueTask<DeskResult> DoAsync(DeskCommand command, Guid key, CancellationToken cancellationToken = default)
    {
        Commands.Add((command, key));
        if (Answers.TryDequeue(out var answer) && !answer.IsDone)
        {
            return new(answer);
        }

        Apply(command);
        Raise(DeskEventKind.Presence);
        Raise(DeskEventKind.Offer);
        return new(answer ?? DeskResult.Done);
    }

    public void Raise(DeskEventKind kind, InteractionId? interaction = null)
    {
        var e = new DeskEvent(kind, ++_position, time.GetUtcNow()) { Interaction = interaction, Agent = kind is DeskEventKind.Offer or DeskEventKind.Presence ? Me : null };
        lock (_gate)
        {
            _watchers.ForEach(w => w.Writer.TryWrite(e));
        }
    }

    public void Offer(OfferView offer)
    {
        Agent = Agent with { Offers = [.. Agent.Offers, offer] };
        Raise(DeskEventKind.Offer);
    }

    public void Add(InteractionId interaction, TimelineItem item)
    {
        var view = Interactions[interaction];
        Interactions[interaction] = view with { Timeline = [.. view.Timeline, item] };
        Raise(DeskEventKind.Interaction, interaction);
    }

    private void Apply(DeskCommand command)
    {
        switch (command)
        {
            case DeskCommand.SignIn:
                Be(Presence.NotReady, NotReadyReason.SignedIn);
                break;
            case DeskCommand.SignOut:
                Be(Presence.SignedOut, null);
                break;
            case DeskCommand.SetReady:
                Be(Presence.Ready, null);
                break;
            case DeskCommand.SetNotReady c:
                Be(Presence.NotReady, c.Reason);
                break;
            case DeskCommand.AcceptOffer c when Agent.Offers.FirstOrDefault(o => o.Offer == c.Offer) is { } offer:
                Interactions[offer.Interaction] = Interactions[offer.Interaction] with { MayWrite = true };
                Change(offer.Interaction, s => s with { Status = InteractionStatus.Assigned, Agent = Me });
                Agent = Agent with
                {
                    Offers = [.. Agent.Offers.Where(o => o != offer)],
                    Work = [.. Agent.Work, new WorkView(Interactions[offer.Interaction].Summary, null, false)],
                };
                break;
            case DeskCommand.DeclineOffer c:
                Agent = Agent with { Offers = [.. Agent.Offers.Where(o => o.Offer != c.Offer)] };
                break;
            case DeskCommand.SendMessage c:
                Add(c.Interaction, Item(TimelineKind.MessageOut, c.Text) with { Session = c.Session, Channel = ChannelKind.Sms, State = MessageState.Sent });
                break;
            case DeskCommand.Resend c:
                Interactions[c.Interaction] = Interactions[c.Interaction] with
                {
                    Timeline = [.. Interactions[c.Interaction].Timeline.Select(t => t.Message == c.Message ? t with { IsResent = true, CanResend = false } : t)],
                };
                Add(c.Interaction, Item(TimelineKind.MessageOut, "again") with { State = MessageState.Sent, Repeats = c.Message, ResentBy = Agent.Name });
                Attention.RemoveAll(a => a.Message == c.Message);
                Raise(DeskEventKind.Attention);
                break;
            case DeskCommand.AddNote c:
                Add(c.Interaction, Item(TimelineKind.Note, c.Text));
                break;
            case DeskCommand.EndInteraction c:
                Interactions[c.Interaction] = Interactions[c.Interaction] with { MayWrite = false };
                Change(c.Interaction, s => s with { Status = InteractionStatus.WrapUp });
                Rework(c.Interaction, w => w with { InWrapUp = true, WrapUpUntil = time.GetUtcNow().AddSeconds(60) });
                break;
            case DeskCommand.CloseInteraction c:
                Change(c.Interaction, s => s with { Status = InteractionStatus.Closed, Disposition = c.Disposition, ClosedAt = time.GetUtcNow() });
                Agent = Agent with { Work = [.. Agent.Work.Where(w => w.Interaction.Interaction != c.Interaction)] };
                break;
            case DeskCommand.ForceNotReady c:
                Wallboard = Wallboard with
                {
                    Agents = [.. Wallboard.Agents.Select(a => a.Agent == c.Agent ? a with { Presence = Presence.NotReady, Reason = NotReadyReason.Supervisor } : a)],
                };
                break;
            case DeskCommand.ResolveAttention c:
                Attention.RemoveAll(a => a.Id == c.Item);
                Raise(DeskEventKind.Attention);
                break;
        }
    }

    private static int Compare(InteractionSummary line, DateTimeOffset opened, InteractionId? id) =>
        line.OpenedAt.CompareTo(opened) is not 0 and var order ? order : line.Interaction.Value.CompareTo(id?.Value ?? default);

    private T Up<T>(T value) => IsDown ? throw new LogUnavailableException() : value;

    private TimelineItem Item(TimelineKind kind, string text) => new(new EntryId(Guid.NewGuid()), ++_position, time.GetUtcNow(), kind, Agent.Name) { Text = text };

    private void Be(Presence presence, NotReadyReason? reason) => Agent = Agent with { Presence = presence, Reason = reason, Since = time.GetUtcNow() };

    private void Change(InteractionId interaction, Func<InteractionSummary, InteractionSummary> change)
    {
        Interactions[interaction] = Interactions[interaction] with { Summary = change(Interactions[interaction].Summary) };
        Rework(interaction, w => w with { Interaction = Interactions[interaction].Summary });
        Raise(DeskEventKind.Interaction, interaction);
    }

    private void Rework(InteractionId interaction, Func<WorkView, WorkView> change) =>
        Agent = Agent with { Work = [.. Agent.Work.Select(w => w.Interaction.Interaction == interaction ? change(w) : w)] };

    private sealed class Connection(FakeDesk desk) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            desk.Connections--;
            desk.Raise(DeskEventKind.Presence);
            return default;
        }
    }
}
