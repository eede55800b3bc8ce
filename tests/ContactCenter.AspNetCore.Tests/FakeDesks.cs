using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ContactCenter.Channels;
using ContactCenter.Desk;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>Two tenants whose desks show fixed things, note what they are asked, and do what the test says.</summary>
internal sealed class FakeDesks : IDesks
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public IReadOnlyCollection<TenantId> Tenants { get; } = [new TenantId("acme"), new TenantId("zeta")];

    public ConcurrentQueue<(Principal Principal, TenantId Tenant, DeskCommand Command, Guid Key)> Commands { get; } = [];

    public ConcurrentQueue<(Principal Principal, InteractionId Interaction, SessionId Session, byte[] Content)> Uploads { get; } = [];

    public ConcurrentQueue<(Principal Principal, InteractionId Interaction, SessionId Session, bool IsTyping)> Typed { get; } = [];

    /// <summary>The one attachment there is.</summary>
    public Dictionary<RecordingId, Func<DeskRecording>> Recordings { get; } = [];

    public Func<DeskMedia> Media { get; set; } = static () => new DeskMedia(new MemoryStream("picture"u8.ToArray()), "image/png", 7) { Name = "boiler.png" };

    public Func<DeskResult> Result { get; set; } = () => DeskResult.Done;

    /// <summary>Thrown by everything a desk is asked.</summary>
    public Exception? Fault { get; set; }

    public Channel<DeskEvent> Events { get; } = Channel.CreateUnbounded<DeskEvent>();

    /// <summary>One item for each desktop that connects (true) and goes (false).</summary>
    public Channel<bool> Connections { get; } = Channel.CreateUnbounded<bool>();

    /// <summary>What was asked of live runs; without a key where it was only looked.</summary>
    public ConcurrentQueue<(Principal Principal, UpgradeRequest Request, Guid? Key)> Upgrades { get; } = new();

    public Func<UpgradeRequest, UpgradeResult> Upgrade { get; set; } = static request => new UpgradeResult(DeskStatus.Done) { Report = new UpgradeReport(request.Script, 2, "abcd") };

    public IDesk Open(Principal principal, TenantId tenant) =>
        Tenants.Contains(tenant) && principal.Tenants.Contains(tenant) ? new FakeDesk(this, principal, tenant) : throw new DeskAccessException();

    private sealed class FakeDesk(FakeDesks all, Principal principal, TenantId tenant) : IDesk
    {
        private static readonly InteractionSummary Summary = new(
            new InteractionId(Guid.Parse("11111111-1111-8111-8111-111111111111")), new CustomerId(Guid.Parse("22222222-2222-8222-8222-222222222222")), "+39 333 …",
            ChannelKind.Sms, new EndpointId("sms-faults"), new QueueId("faults"), InteractionStatus.WrapUp, new AgentId("anna"), Noon, null, null, 0);

        public Principal Principal => principal;

        public TenantId Tenant => tenant;

        public bool CanWrite => true;

        public ValueTask<DeskChoices> ChoicesAsync(CancellationToken cancellationToken) =>
            Answer(new DeskChoices([new Choice("faults", "Faults")], [], [new Choice("resolved", "Resolved")], []));

        public ValueTask<AgentView> AgentAsync(CancellationToken cancellationToken) =>
            Answer(new AgentView(new AgentId(principal.Name), "Anna", Presence.NotReady, NotReadyReason.Break, true, Noon, 20, 100, [], [new WorkView(Summary, Noon, true)]));

        public ValueTask<InteractionView?> InteractionAsync(InteractionId interaction, CancellationToken cancellationToken) =>
            Answer(interaction == Summary.Interaction
                ? new InteractionView(
                    Summary,
                    [],
                    [new TimelineItem(default, 7, Noon, TimelineKind.MessageIn, "customer") { Text = "<b>No heat</b> \u0007 €", State = MessageState.Delivered }],
                    true)
                : null);

        public ValueTask<CustomerView?> CustomerAsync(CustomerId customer, int limit, CancellationToken cancellationToken) =>
            Answer(customer == Summary.Customer ? new CustomerView(customer, [Address.Phone("+393331234567")], [Summary]) : null);

        public ValueTask<IReadOnlyList<InteractionSummary>> InteractionsAsync(InteractionFilter filter, CancellationToken cancellationToken) =>
            Answer<IReadOnlyList<InteractionSummary>>(filter.OpenOnly ? [] : [Summary]);

        public ValueTask<HistoryFindings> SearchAsync(HistorySearch search, CancellationToken cancellationToken) =>
            Answer(new HistoryFindings(search.About == "+393331234567" ? [Summary] : [], 7, new HistoryCursor(Noon, Summary.Interaction)));

        public ValueTask<WallboardView> WallboardAsync(CancellationToken cancellationToken) =>
            Answer(new WallboardView(Noon, [new QueueView(new QueueId("faults"), "Faults", 1, Noon, 0, 1, 2, 80, TimeSpan.FromSeconds(20), 3, 2)], []));

        public ValueTask<IReadOnlyList<AttentionItem>> AttentionAsync(CancellationToken cancellationToken) =>
            Answer<IReadOnlyList<AttentionItem>>([new AttentionItem(Guid.Parse("33333333-3333-8333-8333-333333333333"), "message.unknown", Noon, "CC2001", null)]);

        public ValueTask<WorkExplanation?> ExplainAsync(InteractionId interaction, CancellationToken cancellationToken) =>
            Answer(interaction == Summary.Interaction
                ? new WorkExplanation(interaction, new QueueId("faults"), Noon, [], [new WorkCandidate(new AgentId("anna"), "Anna", WorkObstacle.NotReady, null)])
                : null);

        public ValueTask<IReadOnlyList<PastOffer>> OffersAsync(InteractionId interaction, CancellationToken cancellationToken) =>
            Answer<IReadOnlyList<PastOffer>>(interaction == Summary.Interaction ? [Offer] : []);

        public ValueTask<WorkExplanation?> ExplainOfferAsync(InteractionId interaction, OfferId offer, CancellationToken cancellationToken) =>
            Answer(interaction == Summary.Interaction && offer == Offer.Offer
                ? new WorkExplanation(interaction, new QueueId("faults"), Noon, [], [new WorkCandidate(new AgentId("anna"), "Anna", WorkObstacle.None, null) { Place = 1 }]) { Chosen = new AgentId("anna"), At = Noon }
                : null);

        private static PastOffer Offer => new(new OfferId(Guid.Parse("44444444-4444-8444-8444-444444444444")), new AgentId("anna"), "Anna", new QueueId("faults"), Noon, OfferOutcome.Accepted);

        public ValueTask<IReadOnlyList<ScriptSummary>> ScriptsAsync(CancellationToken cancellationToken) =>
            Answer<IReadOnlyList<ScriptSummary>>([new ScriptSummary("meter", [new ScriptVersionSummary(2, "abcd", true, 3)]) { IsConfigured = true }]);

        public ValueTask<ScriptFiguresView?> ScriptFiguresAsync(string script, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken) =>
            Answer(script == "meter" ? new ScriptFiguresView(script, from ?? Noon.AddDays(-7), to ?? Noon, []) { Erased = 2 } : null);

        public ValueTask<UpgradeResult> LookAtUpgradeAsync(UpgradeRequest request, CancellationToken cancellationToken)
        {
            Check();
            all.Upgrades.Enqueue((principal, request, null));
            return Answer(all.Upgrade(request));
        }

        public ValueTask<UpgradeResult> UpgradeRunsAsync(UpgradeRequest request, Guid key, CancellationToken cancellationToken)
        {
            Check();
            all.Upgrades.Enqueue((principal, request, key));
            return Answer(all.Upgrade(request));
        }

        public ValueTask<DeskMedia?> OpenMediaAsync(long message, int index, CancellationToken cancellationToken) =>
            Answer(message == 7 && index == 0 ? all.Media() : null);

        public ValueTask<DeskRecording?> OpenRecordingAsync(RecordingId recording, CancellationToken cancellationToken) =>
            Answer(all.Recordings.TryGetValue(recording, out var open) ? open() : null);

        public async ValueTask<MediaUpload> AddMediaAsync(InteractionId interaction, SessionId session, Stream content, CancellationToken cancellationToken)
        {
            Check();
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, cancellationToken);
            all.Uploads.Enqueue((principal, interaction, session, copy.ToArray()));
            return all.Result() is { IsDone: false } refused
                ? new MediaUpload(refused, null)
                : new MediaUpload(DeskResult.Done, new UploadedMedium(new BlobId("b10b"), "image/png", copy.Length));
        }

        public ValueTask TypingAsync(InteractionId interaction, SessionId session, bool isTyping, CancellationToken cancellationToken)
        {
            Check();
            all.Typed.Enqueue((principal, interaction, session, isTyping));
            return default;
        }

        public MessagePlan? Plan(ChannelKind channel, string text)
        {
            Check();
            return channel == ChannelKind.Sms ? new MessagePlan(1, "GSM-7", text.Length, 160 - text.Length, null) : null;
        }

        public async IAsyncEnumerable<DeskEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var e in all.Events.Reader.ReadAllAsync(cancellationToken))
            {
                yield return e;
            }
        }

        public ValueTask<IAsyncDisposable> ConnectAsync(CancellationToken cancellationToken)
        {
            Check();
            all.Connections.Writer.TryWrite(true);
            return new(new Connection(all));
        }

        public ValueTask<DeskResult> DoAsync(DeskCommand command, Guid key, CancellationToken cancellationToken)
        {
            Check();
            all.Commands.Enqueue((principal, tenant, command, key));
            return new(all.Result());
        }

        private ValueTask<T> Answer<T>(T value)
        {
            Check();
            return new(value);
        }

        private void Check()
        {
            if (all.Fault is { } fault)
            {
                throw fault;
            }
        }
    }

    private sealed class Connection(FakeDesks all) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            all.Connections.Writer.TryWrite(false);
            return default;
        }
    }
}
