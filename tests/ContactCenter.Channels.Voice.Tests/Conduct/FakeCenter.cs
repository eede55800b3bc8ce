using System.Collections.Concurrent;
using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

/// <summary>The center as a call sees it: two doors, and what keeps sound.</summary>
internal sealed class FakeCenter : ICallDoor, IInbox, ICallRecordings
{
    private readonly ConcurrentQueue<CallReport> _reports = [];
    private readonly ConcurrentQueue<InboundMessage> _keyed = [];
    private readonly ConcurrentQueue<(AgentId Agent, OfferAnswer Answer)> _answers = [];
    private readonly ConcurrentQueue<string> _internal = [];
    private int _calls;

    /// <summary>Whether calls become durable.</summary>
    public bool IsWritable { get; set; } = true;

    /// <summary>Completes before a call that came in becomes durable.</summary>
    public Task Admits { get; set; } = Task.CompletedTask;

    /// <summary>Whether an agent who answers is in time.</summary>
    public bool IsInTime { get; set; } = true;

    /// <summary>How many answers are refused before one is taken.</summary>
    public int RefusesKeys { get; set; }

    public CallId Call { get; private set; }

    public InboundCall? Offered { get; private set; }

    public int Callbacks { get; private set; }

    public List<(AgentId Agent, bool IsReachable)> Phones { get; } = [];

    public IReadOnlyList<CallReport> Reports => [.. _reports];

    /// <summary>What was told of calls between agents: who, whom, what.</summary>
    public IReadOnlyList<string> Internal => [.. _internal];

    public IReadOnlyList<InboundMessage> Keyed => [.. _keyed];

    public IReadOnlyList<(AgentId Agent, OfferAnswer Answer)> Answers => [.. _answers];

    public FakeRecording? Recording { get; private set; }

    /// <summary>Whether nothing can be recorded.</summary>
    public bool RecordsNothing { get; set; }

    public async ValueTask<CallAdmission> OfferAsync(InboundCall call, CancellationToken cancellationToken = default)
    {
        Offered = call;
        await Admits;
        if (!IsWritable)
        {
            return new CallAdmission(InboxStatus.Refused, default, default, TimeSpan.FromSeconds(7));
        }

        Call = new CallId(DerivedId.From("call", call.ProviderId, Interlocked.Increment(ref _calls).ToString()));
        return new CallAdmission(InboxStatus.Accepted, Call, default, null);
    }

    public ValueTask<InboxStatus> ReportAsync(TenantId tenant, CallId call, CallReport report, CancellationToken cancellationToken = default)
    {
        _reports.Enqueue(report);
        return ValueTask.FromResult(IsWritable ? InboxStatus.Accepted : InboxStatus.Refused);
    }

    public ValueTask<InboxStatus> NoteInternalAsync(CallId call, AgentId from, AgentId to, CallReport report, CancellationToken cancellationToken = default)
    {
        _internal.Enqueue($"{from} {to} {(report as CallReport.Ended)?.Cause.ToString() ?? report.GetType().Name}");
        return ValueTask.FromResult(InboxStatus.Accepted);
    }

    /// <summary>What becomes of a call that a telephone of ours dials; null: it is begun.</summary>
    public CallOrderResult? BeginsNot { get; set; }

    /// <summary>Done before the door answers a telephone that dials: an order may be faster.</summary>
    public Func<CallId, Task> Beginning { get; set; } = static _ => Task.CompletedTask;

    public AgentCall? Begun { get; private set; }

    public async ValueTask<CallBegun> BeginAsync(AgentCall call, CancellationToken cancellationToken = default)
    {
        Begun = call;
        if (BeginsNot is { } refusal)
        {
            return new CallBegun(refusal, default);
        }

        Call = new CallId(DerivedId.From("call", call.ProviderId));
        await Beginning(Call);
        return new CallBegun(CallOrderResult.Done, Call);
    }

    public ValueTask<InboxStatus> NoteEmergencyAsync(CallId call, AgentId from, string number, CallReport report, CancellationToken cancellationToken = default)
    {
        _internal.Enqueue($"{from} {number} {(report as CallReport.Ended)?.Cause.ToString() ?? report.GetType().Name}");
        return ValueTask.FromResult(InboxStatus.Accepted);
    }

    public ValueTask<bool> AnswerOfferAsync(TenantId tenant, OfferId offer, AgentId agent, OfferAnswer answer, CancellationToken cancellationToken = default)
    {
        _answers.Enqueue((agent, answer));
        return ValueTask.FromResult(IsInTime);
    }

    public ValueTask<bool> RequestCallbackAsync(TenantId tenant, CallId call, CancellationToken cancellationToken = default)
    {
        Callbacks++;
        return ValueTask.FromResult(true);
    }

    public ValueTask PhoneAsync(TenantId tenant, AgentId agent, bool isReachable, CancellationToken cancellationToken = default)
    {
        Phones.Add((agent, isReachable));
        return ValueTask.CompletedTask;
    }

    public ValueTask<InboxResult> ReceiveAsync(InboundMessage message, CancellationToken cancellationToken = default)
    {
        if (RefusesKeys-- > 0)
        {
            return ValueTask.FromResult(new InboxResult(InboxStatus.Refused, default, TimeSpan.FromSeconds(1)));
        }

        _keyed.Enqueue(message);
        return ValueTask.FromResult(new InboxResult(InboxStatus.Accepted, default, null));
    }

    public ValueTask<InboxResult> ReportAsync(DeliveryReport report, CancellationToken cancellationToken = default) => throw new InvalidOperationException("A telephone reports no delivery.");

    public ValueTask<ICallRecording?> BeginAsync(TenantId tenant, CallId call, int sampleRate, string by, bool isMessage = false, CancellationToken cancellationToken = default)
    {
        if (RecordsNothing)
        {
            return ValueTask.FromResult<ICallRecording?>(null);
        }

        Recording = new FakeRecording(by) { IsMessage = isMessage };
        return ValueTask.FromResult<ICallRecording?>(Recording);
    }
}

internal sealed class FakeRecording(string by) : ICallRecording
{
    public string By => by;

    public bool HasFailed => false;

    public bool IsMessage { get; init; }

    public TimeSpan Heard { get; set; }

    public TimeSpan Quiet { get; set; }

    public volatile bool IsPaused;

    public volatile bool IsOver;

    public void Write(ReadOnlySpan<short> caller, ReadOnlySpan<short> center)
    {
    }

    public ValueTask PauseAsync(string who)
    {
        IsPaused = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask ResumeAsync(string who)
    {
        IsPaused = false;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsOver = true;
        return ValueTask.CompletedTask;
    }
}
