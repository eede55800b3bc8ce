using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>The calls of a tenant: those that are on in memory, the others in the store. A fold of the calls' streams.</summary>
internal sealed class CallIndex : IProjection
{
    public const string View = "calls";

    private const string Live = "live";
    private const string Over = "over";

    private readonly RowTable<CallRow> _rows = new(
        View, RowJson.Default.CallRow, static r => r.IsOver ? Over : Live, static r => r.StartedAt.ToUnixTimeMilliseconds(), static r => r.IsOver);

    private readonly ConcurrentDictionary<SessionId, CallId> _sessions = new();

    public IReadOnlyList<string> Views => [View];

    public string Shape => "calls.2"; // 2: who is muted, and since when it is parked

    /// <summary>The calls that are on.</summary>
    public IEnumerable<CallRow> Rows => _rows.Rows.Where(static r => !r.IsOver);

    /// <summary>A call, if it is in memory.</summary>
    public CallRow? Find(CallId id) => _rows.Find(Key(id));

    public ValueTask<CallRow?> FindAsync(IViewStore store, CallId id, CancellationToken cancellationToken) => _rows.FindAsync(store, Key(id), cancellationToken);

    /// <summary>The call of a session that is on.</summary>
    public CallRow? OfSession(SessionId session) => _sessions.TryGetValue(session, out var id) && Find(id) is { IsOver: false } row ? row : null;

    /// <summary>The call of an interaction that is on; the last one of several.</summary>
    public CallRow? Of(InteractionRow interaction) => interaction.Sessions.Select(OfSession).LastOrDefault(static c => c is not null);

    public CallRow Read(ViewRow row) => _rows.Read(row);

    public static string Key(CallId id) => id.Thread;

    public async ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken)
    {
        await _rows.LoadAsync(store, Live, cancellationToken).ConfigureAwait(false);
        foreach (var row in _rows.Rows)
        {
            _sessions[row.Session] = row.Id;
        }
    }

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        switch (entry.Kind)
        {
            case CallKinds.Offered when entry.Links is { Session: { } session, Customer: { } customer }:
                var facts = entry.Read(DoorJson.Default.MessageReceived);
                Put(new CallRow
                {
                    Id = facts.Call.GetValueOrDefault(),
                    Session = session,
                    Customer = customer,
                    Endpoint = facts.Endpoint,
                    Channel = facts.Channel,
                    IsInbound = true,
                    StartedAt = entry.Time,
                    LastAt = entry.Time,
                    Trunk = facts.Trunk ?? "",
                });
                break;
            case InteractionEvent.CallOrdered.Name when InteractionCodec.Read(entry) is InteractionEvent.CallOrdered ordered && entry.Links is { Customer: { } called }:
                Put(new CallRow
                {
                    Id = ordered.Call,
                    Session = ordered.Session,
                    Customer = called,
                    Endpoint = ordered.Endpoint,
                    Channel = ChannelKind.Voice,
                    Interaction = entry.Links.Interaction,
                    Line = ordered.Line,
                    Run = ordered.Run,
                    StartedAt = entry.Time,
                    LastAt = entry.Time,
                });
                break;
            case "message.joined" when entry.Links is { Session: { } joined, Interaction: { } interaction } && OfSession(joined) is { Interaction: null } found:
                Put(found with { Interaction = interaction });
                break;
            case "message.forwarded" when InteractionCodec.Read(entry) is InteractionEvent.MessageForwarded forwarded && OfSession(forwarded.Session) is { } moved:
                Put(moved with { Interaction = forwarded.To });
                break;
            default:
                if (committed.Machine.Kind == CallKinds.Machine && Find(CallOf(committed.Machine)) is { IsOver: false } row)
                {
                    Put(Change(row, entry.Kind, entry.Read(CallJson.Default.CallBody), entry.Time) with { LastAt = entry.Time });
                }

                break;
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _rows.Collect(put, remove);

    public void Saved() => _rows.Saved();

    /// <summary>The call a stream is of.</summary>
    public static CallId CallOf(MachineId machine) => new(Guid.ParseExact(machine.Key, "N"));

    private static CallRow Change(CallRow row, string kind, CallBody body, DateTimeOffset at) => kind switch
    {
        CallKinds.Dialled => row with { Trunk = body.Trunk ?? "" },
        CallKinds.Ringing => row with { IsRinging = true },
        CallKinds.Answered => row with { AnsweredAt = row.AnsweredAt ?? at, IsRinging = false, By = body.By },
        CallKinds.Joined when body is { Agent: { } agent, Part: null or CallPart.Agent } => row with { Agents = row.Agents.Remove(agent).Add(agent), Muted = row.Muted.Remove(agent), Place = null },
        CallKinds.Joined when body is { Agent: { } agent } => row with { Supervisors = row.Supervisors.Remove(agent).Add(agent) },
        CallKinds.Left when body.Agent is { } agent => row with
        {
            Agents = row.Agents.Remove(agent),
            Supervisors = row.Supervisors.Remove(agent),
            Muted = row.Muted.Remove(agent),
            Place = body.IsLost == true && row.ParkedBy == agent ? null : row.Place, // not even who parked it has come back
            HeldBy = row.HeldBy == agent ? null : row.HeldBy,
            Consulting = row.Consulting == agent ? null : row.Consulting,
        },
        CallKinds.Held => row with { HeldBy = body.Agent },
        CallKinds.Resumed => row with { HeldBy = null, Consulting = null },
        CallKinds.Consulted => row with { HeldBy = body.Agent, Consulting = body.Colleague, ConsultsOutside = body.Colleague is null },
        CallKinds.Muted when body.Agent is { } muted => row with { Muted = body.IsMuted == true ? row.Muted.Remove(muted).Add(muted) : row.Muted.Remove(muted) },
        CallKinds.Parked => row with { Place = body.Place, ParkedBy = body.Agent, ParkedAt = at, HeldBy = null },
        CallKinds.Ended => row with { EndedAt = at, Cause = body.Cause, Status = body.Status, Quality = body.Quality, HeldBy = null, Place = null },
        _ => row,
    };

    private void Put(CallRow row)
    {
        _rows.Put(Key(row.Id), row);
        if (row.IsOver)
        {
            _sessions.TryRemove(KeyValuePair.Create(row.Session, row.Id));
        }
        else
        {
            _sessions[row.Session] = row.Id;
        }
    }
}

/// <summary>One call as it stands.</summary>
internal sealed record CallRow
{
    public required CallId Id { get; init; }

    public required SessionId Session { get; init; }

    public required CustomerId Customer { get; init; }

    public required EndpointId Endpoint { get; init; }

    public required ChannelKind Channel { get; init; }

    public InteractionId? Interaction { get; init; }

    public bool IsInbound { get; init; }

    /// <summary>The script run that wanted it; null for none.</summary>
    public Guid? Run { get; init; }

    /// <summary>The campaign's line it is; null for none.</summary>
    public WorkItemId? Line { get; init; }

    public string Trunk { get; init; } = "";

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When something was last written about it.</summary>
    public required DateTimeOffset LastAt { get; init; }

    public bool IsRinging { get; init; }

    public AnsweredBy? By { get; init; }

    /// <summary>The agents who talk, the last one who came at the end.</summary>
    public ImmutableArray<AgentId> Agents { get; init; } = [];

    public ImmutableArray<AgentId> Supervisors { get; init; } = [];

    public AgentId? HeldBy { get; init; }

    /// <summary>The colleague who is asked while the caller waits.</summary>
    public AgentId? Consulting { get; init; }

    public bool ConsultsOutside { get; init; }

    /// <summary>Those of <see cref="Agents"/> whom nobody hears.</summary>
    public ImmutableArray<AgentId> Muted { get; init; } = [];

    /// <summary>Where it is parked.</summary>
    public string? Place { get; init; }

    /// <summary>Who parked it last.</summary>
    public AgentId? ParkedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? ParkedAt { get; init; }

    public CallCause? Cause { get; init; }

    public int? Status { get; init; }

    public CallQuality? Quality { get; init; }

    public bool IsOver => EndedAt is not null;
}
