using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;

namespace ContactCenter.Distribution;

/// <summary>The router's stream in the tenant's log.</summary>
internal sealed class RouterJournal(ILog log, long version) : IRouterJournal
{
    private static readonly string TheSystem = Principal.System.ToString();

    private readonly ConcurrentDictionary<Guid, string> _traces = new();
    private readonly ConcurrentDictionary<Guid, string> _actors = new();
    private (Guid Cause, int Ordinal) _last = (Guid.Empty, -1);
    private Task _before = Task.CompletedTask; // the append before, on its way
    private long _next = version; // the version it leads to

    /// <summary>How many entries the stream has that are durable.</summary>
    public long Version { get; private set; } = version;

    public ValueTask AppendAsync(IReadOnlyList<RouterRecord> records)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>(records.Count);
        foreach (var record in records)
        {
            if (record.Cause != _last.Cause) // what follows from one command stands together, also over appends
            {
                _traces.TryRemove(_last.Cause, out _);
                _last = (record.Cause, -1);
            }

            _last.Ordinal++;
            entries.Add(ToEntry(record, _last.Ordinal));
        }

        // Every emergency passes through the router, which has at most two appends waiting.
        var append = new Append(Entries.Router, _next, log.Epoch, entries.MoveToImmutable()) { IsUrgent = true };
        _next += append.Entries.Length;
        return new ValueTask(_before = AppendAsync(append, _before));
    }

    private async Task AppendAsync(Append append, Task before)
    {
        var result = await log.AppendAsync(append).ConfigureAwait(false);
        await before.ConfigureAwait(false);
        if (result.Status == AppendStatus.StaleVersion)
        {
            result = await log.AppendAsync(append).ConfigureAwait(false); // the one before had to wait for room, and this one found some
        }

        if (result.Status != AppendStatus.Appended)
        {
            throw new LogUnavailableException($"The router's stream has another writer ({result.Status}); only one process may run a tenant.") { Code = "CC1002" };
        }

        Version += append.Entries.Length;
    }

    /// <summary>Remembers the trace of an entry the router is about to react to, until what follows is written.</summary>
    public void Remember(Entry cause)
    {
        if (cause.TraceParent is { } trace)
        {
            _traces[cause.Id.Value] = trace;
        }
    }

    /// <summary>Remembers whose command the router is about to carry out, until it is answered.</summary>
    public void Remember(Guid command, Principal by) => _actors[command] = by.ToString();

    /// <summary>The command is answered: what follows from it is written, or nothing does.</summary>
    public void Forget(Guid command) => _actors.TryRemove(command, out _);

    public static RouterRecord Read(Entry entry) => new(
        RouterCodec.Read(entry), entry.Cause.GetValueOrDefault(), entry.CausePosition, entry.Time);

    private Entry ToEntry(RouterRecord record, int ordinal)
    {
        var (interaction, agent) = About(record.Event);
        return new Entry
        {
            Id = Entries.IdFor(record.Cause, Entries.Router, ordinal),
            Kind = record.Event.Kind,
            KindVersion = RouterCodec.Kinds.VersionOf(record.Event.Kind),
            Time = record.At,
            Actor = _actors.GetValueOrDefault(record.Cause) ?? TheSystem,
            Cause = record.Cause,
            CausePosition = record.Source,
            TraceParent = _traces.GetValueOrDefault(record.Cause),
            Links = new EntryLinks { Interaction = interaction, Agent = agent },
            Body = RouterCodec.Write(record.Event),
        };
    }

    private static (InteractionId? Interaction, AgentId? Agent) About(RouterEvent e) => e switch
    {
        RouterEvent.OfferMade x => (x.Interaction, x.Agent),
        RouterEvent.OfferAccepted x => (x.Interaction, x.Agent),
        RouterEvent.OfferDeclined x => (x.Interaction, x.Agent),
        RouterEvent.OfferExpired x => (x.Interaction, x.Agent),
        RouterEvent.OfferRevoked x => (x.Interaction, x.Agent),
        RouterEvent.WorkQueued x => (x.Item.Interaction, x.Item.Agent),
        RouterEvent.WorkRefused x => (x.Interaction, null),
        RouterEvent.WorkUnserved x => (x.Interaction, null),
        RouterEvent.WorkUnbound x => (x.Interaction, x.Agent),
        RouterEvent.WorkAssigned x => (x.Interaction, x.Agent),
        RouterEvent.WorkRequeued x => (x.Interaction, x.Agent),
        RouterEvent.WorkWithdrawn x => (x.Interaction, x.Agent),
        RouterEvent.WorkCompleted x => (x.Interaction, x.Agent),
        RouterEvent.WorkReleased x => (x.Interaction, x.Agent),
        RouterEvent.WrapUpStarted x => (x.Interaction, x.Agent),
        RouterEvent.WrapUpExtended x => (x.Interaction, x.Agent),
        RouterEvent.WrapUpEnded x => (x.Interaction, x.Agent),
        RouterEvent.WorkRelaxed x => (x.Interaction, null),
        RouterEvent.WorkMoved x => (x.Interaction, null),
        RouterEvent.WorkOverflowed x => (x.Interaction, null),
        RouterEvent.WorkAnnounced x => (x.Interaction, null),
        RouterEvent.WorkPlaceKept x => (x.Interaction, null),
        RouterEvent.WorkPostponed x => (x.Interaction, x.Agent),
        RouterEvent.WorkDue x => (x.Interaction, null),
        RouterEvent.WorkTransferredOut x => (x.Item.Interaction, null),
        RouterEvent.ContactAdded x => (x.Contact.Interaction, null),
        RouterEvent.ContactPreviewed x => (x.Interaction, null),
        RouterEvent.ContactDialled x => (x.Interaction, x.Agent),
        RouterEvent.ContactAnswered x => (x.Interaction, null),
        RouterEvent.ContactConnected x => (x.Interaction, x.Agent),
        RouterEvent.ContactAbandoned x => (x.Interaction, null),
        RouterEvent.ContactNotReached x => (x.Interaction, null),
        RouterEvent.AgentSignedIn x => (null, x.Agent),
        RouterEvent.AgentSignedOut x => (null, x.Agent),
        RouterEvent.AgentReady x => (null, x.Agent),
        RouterEvent.AgentNotReady x => (null, x.Agent),
        RouterEvent.AgentConnected x => (null, x.Agent),
        RouterEvent.AgentDisconnected x => (null, x.Agent),
        RouterEvent.AgentGraceEnded x => (null, x.Agent),
        RouterEvent.CommandFaulted x => (x.Interaction, x.Agent),
        _ => (null, null),
    };
}
