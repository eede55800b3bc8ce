using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;

namespace ContactCenter.Privacy;

/// <summary>Everything the log holds of one customer, gone through once, from the first entry to the last.</summary>
internal sealed class CustomerTrail
{
    private readonly HashSet<LogPosition> _waiting = []; // messages no interaction has taken yet
    private readonly List<PrivacyAct> _acts = [];
    private readonly Dictionary<EntryId, PrivacyAct> _written = [];

    /// <summary>The interactions the customer took part in.</summary>
    public HashSet<InteractionId> Interactions { get; } = [];

    public HashSet<BlobId> Blobs { get; } = [];

    /// <summary>The recordings of the customer's calls, in order.</summary>
    public List<RecordingId> Recordings { get; } = [];

    /// <summary>The events of the world about the customer, in order.</summary>
    public List<Entry> Events { get; } = [];

    /// <summary>The lists of campaigns the customer was put on, in order.</summary>
    public List<Entry> Contacts { get; } = [];

    public int Waiting => _waiting.Count;

    public IReadOnlyList<PrivacyAct> Acts => _acts;

    public DateTimeOffset? FirstAt { get; private set; }

    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>The legal hold in force.</summary>
    public PrivacyAct? Hold { get; private set; }

    public PrivacyAct? Erased { get; private set; }

    /// <summary>Whether the customer's key could not be read once.</summary>
    public bool HasStandIn { get; private set; }

    /// <summary>How many entries the customer's own stream has.</summary>
    public long Version { get; private set; }

    /// <summary>What was done under an entry's id in the customer's own stream; null for nothing.</summary>
    public PrivacyAct? FindWritten(EntryId id) => _written.GetValueOrDefault(id);

    public static async ValueTask<CustomerTrail> ReadAsync(ILog log, CustomerId customer, CancellationToken cancellationToken)
    {
        var trail = new CustomerTrail();
        var query = new LogQuery { Customer = customer, Limit = 10_000 };
        LogPosition? last;
        do
        {
            last = null;
            await foreach (var committed in log.QueryAsync(query, cancellationToken).ConfigureAwait(false))
            {
                trail.Add(committed);
                last = committed.Position;
            }

            query = query with { Position = last?.Next };
        }
        while (last is not null);
        return trail;
    }

    /// <summary>Whether a legal hold is in force, by the customer's own stream alone.</summary>
    public static async ValueTask<bool> IsHeldAsync(ILog log, CustomerId customer, CancellationToken cancellationToken)
    {
        var trail = new CustomerTrail();
        await foreach (var committed in log.ReadMachineAsync(PrivacyKinds.StreamOf(customer), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            trail.Add(committed);
        }

        return trail.Hold is not null;
    }

    private void Add(CommittedEntry committed)
    {
        var entry = committed.Entry;
        switch (committed.Machine.Kind)
        {
            case "customer":
                Version = committed.MachineVersion + 1;
                Add(_written[entry.Id] = new PrivacyAct(entry.Kind, entry.Time, entry.Actor, entry.Read(PrivacyJson.Default.PrivacyReason).Reason));
                return;
            case "key":
                HasStandIn = true;
                Add(new PrivacyAct(entry.Kind, entry.Time, entry.Actor, ""));
                return;
            case "reading":
                Add(new PrivacyAct(entry.Kind, entry.Time, entry.Actor, ""));
                return;
        }

        FirstAt ??= entry.Time;
        LastAt = entry.Time;
        Blobs.UnionWith(BlobNames.In(entry));
        if (entry.Links.Interaction is { } interaction)
        {
            Interactions.Add(interaction);
        }

        if (entry.Kind == RecordingKinds.Started)
        {
            Recordings.Add(RecordingKinds.Of(committed));
        }

        if (entry.Kind == EventKinds.Received)
        {
            Events.Add(entry);
        }

        if (entry.Kind == CampaignKinds.Listed)
        {
            Contacts.Add(entry);
        }

        if (DoorKinds.IsInbound(entry.Kind))
        {
            _waiting.Add(committed.Position);
        }
        else if (entry.Kind == "message.joined")
        {
            _waiting.Remove(((InteractionEvent.MessageJoined)InteractionCodec.Read(entry)).At);
        }
    }

    private void Add(PrivacyAct act)
    {
        _acts.Add(act);
        Hold = act.Kind switch
        {
            PrivacyKinds.HoldPlaced => act,
            PrivacyKinds.HoldLifted => null,
            _ => Hold,
        };
        Erased = act.Kind == PrivacyKinds.Erased ? act : Erased;
    }
}
