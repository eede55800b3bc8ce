using System.Collections.Concurrent;
using ContactCenter.Calls;
using ContactCenter.Channels;

namespace ContactCenter.Testing.Conformance;

/// <summary>The center as a channel of calls sees it while it is tried: its doors, which remember everything. Thread-safe.</summary>
public sealed class CallBench : ICallDoor, IInbox, IEndpointDirectory
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<(CallId Call, CallReport Report)> _reports = new();
    private readonly ConcurrentQueue<InboundCall> _offered = new();
    private readonly ConcurrentQueue<InboundMessage> _keyed = new();
    private readonly ConcurrentQueue<(OfferId Offer, AgentId Agent, OfferAnswer Answer)> _answers = new();
    private volatile bool _isWritable = true;
    private int _turnedAway;

    /// <summary>Whose the calls are.</summary>
    public static TenantId Tenant { get; } = new("acme");

    /// <summary>The number that is called, and from which is called.</summary>
    public static Endpoint Line { get; } = new(Tenant, new EndpointId("line"), ChannelKind.Voice, Address.Phone("+390612345001"));

    /// <summary>An agent with a telephone.</summary>
    public static AgentId Anna { get; } = new("anna");

    /// <summary>Another one.</summary>
    public static AgentId Bruno { get; } = new("bruno");

    /// <summary>Whether what is told becomes durable.</summary>
    public bool IsWritable
    {
        get => _isWritable;
        set => _isWritable = value;
    }

    /// <summary>The calls that came in, in their order.</summary>
    public IReadOnlyList<InboundCall> Offered => [.. _offered];

    /// <summary>What was told of a call, in its order.</summary>
    public IReadOnlyList<CallReport> ReportsOf(CallId call) => [.. _reports.Where(r => r.Call == call).Select(static r => r.Report)];

    /// <summary>What was told of all calls.</summary>
    internal IReadOnlyList<CallReport> Reports => [.. _reports.Select(static r => r.Report)];

    /// <summary>Calls that were not made durable.</summary>
    internal int TurnedAway => Volatile.Read(ref _turnedAway);

    /// <summary>What was keyed.</summary>
    internal IReadOnlyList<InboundMessage> Keyed => [.. _keyed];

    /// <summary>How offers were answered by telephone.</summary>
    internal IReadOnlyList<(OfferId Offer, AgentId Agent, OfferAnswer Answer)> Answers => [.. _answers];

    /// <inheritdoc />
    public ValueTask<CallAdmission> OfferAsync(InboundCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!IsWritable)
        {
            Interlocked.Increment(ref _turnedAway);
            return ValueTask.FromResult(new CallAdmission(InboxStatus.Refused, default, default, TimeSpan.FromSeconds(5)));
        }

        var isNew = _offered.All(o => o.ProviderId != call.ProviderId);
        if (isNew)
        {
            _offered.Enqueue(call);
        }

        var id = IdOf(call);
        return ValueTask.FromResult(new CallAdmission(isNew ? InboxStatus.Accepted : InboxStatus.Repeated, id, new SessionId(id.Value), null));
    }

    /// <inheritdoc />
    public ValueTask<InboxStatus> ReportAsync(TenantId tenant, CallId call, CallReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        _reports.Enqueue((call, report));
        return ValueTask.FromResult(IsWritable ? InboxStatus.Accepted : InboxStatus.Refused);
    }

    /// <inheritdoc />
    public ValueTask<InboxStatus> NoteInternalAsync(CallId call, AgentId from, AgentId to, CallReport report, CancellationToken cancellationToken = default) =>
        ReportAsync(Tenant, call, report, cancellationToken);

    /// <inheritdoc />
    public ValueTask<CallBegun> BeginAsync(AgentCall call, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new CallBegun(new CallOrderResult("no-desk", "Nobody calls from the bench."), default));

    /// <inheritdoc />
    public ValueTask<InboxStatus> NoteEmergencyAsync(CallId call, AgentId from, string number, CallReport report, CancellationToken cancellationToken = default) =>
        ReportAsync(Tenant, call, report, cancellationToken);

    /// <inheritdoc />
    public ValueTask<bool> AnswerOfferAsync(TenantId tenant, OfferId offer, AgentId agent, OfferAnswer answer, CancellationToken cancellationToken = default)
    {
        _answers.Enqueue((offer, agent, answer));
        return ValueTask.FromResult(true);
    }

    /// <inheritdoc />
    public ValueTask<bool> RequestCallbackAsync(TenantId tenant, CallId call, CancellationToken cancellationToken = default) => ValueTask.FromResult(false);

    /// <inheritdoc />
    public ValueTask PhoneAsync(TenantId tenant, AgentId agent, bool isReachable, CancellationToken cancellationToken = default) => default;

    /// <inheritdoc />
    public ValueTask<InboxResult> ReceiveAsync(InboundMessage message, CancellationToken cancellationToken = default)
    {
        _keyed.Enqueue(message);
        return ValueTask.FromResult(new InboxResult(IsWritable ? InboxStatus.Accepted : InboxStatus.Refused, default, null));
    }

    /// <inheritdoc />
    public ValueTask<InboxResult> ReportAsync(DeliveryReport report, CancellationToken cancellationToken = default) => throw new ConformanceException("A delivery report came; what is said on a telephone has none.");

    /// <inheritdoc />
    public IReadOnlyCollection<Endpoint> All(ChannelKind channel) => channel == Line.Channel ? [Line] : [];

    /// <inheritdoc />
    public Endpoint? Find(ChannelKind channel, Address address) => channel == Line.Channel && address == Line.Address ? Line : null;

    /// <summary>The id the bench gives a call.</summary>
    internal static CallId IdOf(InboundCall call) => new(DerivedId.From("conformance-call", call.ProviderId));

    /// <summary>Waits until something is so.</summary>
    internal async Task UntilAsync(Func<bool> isSo, string what)
    {
        if (!await HasWithinAsync(Patience, isSo))
        {
            throw new ConformanceException($"{what}: expected within {Patience}; told so far: [{string.Join(", ", Reports)}], keyed [{string.Join(", ", Keyed.Select(static k => k.Text))}].");
        }
    }

    /// <summary>Whether something is so within a time.</summary>
    internal static async Task<bool> HasWithinAsync(TimeSpan patience, Func<bool> isSo)
    {
        for (var waited = TimeSpan.Zero; !isSo(); waited += Step)
        {
            if (waited >= patience)
            {
                return false;
            }

            await Task.Delay(Step, TimeProvider.System);
        }

        return true;
    }

    private static TimeSpan Step => TimeSpan.FromMilliseconds(10);
}
