using System.Globalization;
using ContactCenter.Campaigns;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Reads how campaigns go, whom they call, and whom nobody calls. Numbers and names come from the log: the views have none.</summary>
internal sealed class CampaignReader(TenantRuntime runtime, DateTimeOffset now)
{
    public async ValueTask<IReadOnlyList<CampaignStatus>> ReadAsync(CancellationToken cancellationToken)
    {
        var options = runtime.Options;
        var ids = options.Campaigns.Keys.Select(static id => new CampaignId(id)).ToList();
        var read = await runtime.ReadRouterAsync(
            s => ids.Select(id => (Explained: CampaignExplainer.Explain(s, id, now), Queue: s.FindQueue(new QueueId(options.Campaigns[id.Value].Queue)))).ToList(), cancellationToken).ConfigureAwait(false);
        return [.. ids.Select((id, i) => Of(id, options.Campaigns[id.Value], read[i].Explained, read[i].Queue?.ChangesAt))];
    }

    public async ValueTask<IReadOnlyList<ListedContact>> ContactsAsync(CampaignId campaign, ContactFilter which, LogPosition? after, int limit, CancellationToken cancellationToken)
    {
        var rows = await runtime.Views.Campaigns.ListAsync(
            runtime.Storage.Views,
            campaign,
            after,
            limit,
            row => which == ContactFilter.All || row.IsOver == (which == ContactFilter.Done),
            cancellationToken).ConfigureAwait(false);
        var contacts = new List<ListedContact>(rows.Count);
        foreach (var row in rows)
        {
            var entry = await runtime.Storage.Log.EntryAtAsync(row.At, cancellationToken).ConfigureAwait(false);
            contacts.Add(new ListedContact(
                row.Contact,
                row.At.Value,
                await runtime.Storage.PersonalData.RevealAsync(entry, CampaignKinds.Number, cancellationToken).ConfigureAwait(false),
                await runtime.Storage.PersonalData.RevealAsync(entry, CampaignKinds.Name, cancellationToken).ConfigureAwait(false),
                row.IsOver || row.State == ContactState.Calling ? row.State : row.Leaving ?? row.State,
                row.Attempts,
                row.LastOutcome,
                row.LastAt,
                row.IsOver ? null : row.NextAt,
                row.Zone,
                row.Language,
                row.Attempts > 0 ? row.Interaction : null));
        }

        return contacts;
    }

    public async ValueTask<IReadOnlyList<BarredNumber>> BarredAsync(LogPosition? before, int limit, CancellationToken cancellationToken)
    {
        var rows = runtime.Views.Campaigns.Barred.Where(r => before is not { } end || r.At < end).OrderByDescending(static r => r.At).Take(limit).ToList();
        var numbers = new List<BarredNumber>(rows.Count);
        foreach (var row in rows)
        {
            var entry = await runtime.Storage.Log.EntryAtAsync(row.At, cancellationToken).ConfigureAwait(false);
            numbers.Add(new BarredNumber(
                row.Number.Value,
                row.At.Value,
                await runtime.Storage.PersonalData.RevealAsync(entry, CampaignKinds.Number, cancellationToken).ConfigureAwait(false),
                entry.Time,
                entry.Actor,
                await runtime.Storage.PersonalData.RevealAsync(entry, CampaignKinds.Note, cancellationToken).ConfigureAwait(false),
                entry.Links.Interaction));
        }

        return numbers;
    }

    private CampaignStatus Of(CampaignId id, CampaignOptions options, CampaignExplanation? explained, DateTimeOffset? opensAt)
    {
        var row = runtime.Views.Campaigns.Find(id);
        var status = new CampaignStatus
        {
            Campaign = id,
            Name = options.Name.Length > 0 ? options.Name : id.Value,
            Queue = new QueueId(options.Queue),
            Endpoint = new EndpointId(options.Endpoint),
            Mode = options.Mode,
            CapPermille = options.AbandonedCapPermille,
            Listed = row?.Listed ?? 0,
            Outcomes = row is null ? [] : [.. row.Outcomes.Select(static o => new OutcomeCount(o.Key, o.Value))],
            Done = row is null ? [] : [.. row.Done.Select(static d => new DoneCount(d.Key, d.Value))],
            IsPaused = true,
            Obstacle = CampaignObstacle.NotInForce,
            Message = $"{id} is not in force: the router has not taken its settings.",
        };
        if (explained?.Campaign is not { } view)
        {
            return status;
        }

        var (obstacle, message) = Obstacle(id, options, explained);
        return status with
        {
            IsPaused = view.IsPaused,
            Obstacle = obstacle,
            Message = message,
            NextAt = obstacle switch
            {
                CampaignObstacle.NobodyDue or CampaignObstacle.OutsideHours => view.NextAt,
                CampaignObstacle.Closed => opensAt,
                _ => null,
            },
            Left = view.Contacts,
            Ready = view.Ready,
            Lines = view.Lines,
            Ringing = view.Ringing,
            Waiting = view.Waiting,
            Talking = view.Talking,
            FreeAgents = view.FreeAgents,
            Dialled = view.Dialled,
            WindowAnswered = view.Window.Answered,
            WindowAbandoned = view.Window.Abandoned,
            AbandonedPermille = view.Window.AbandonedPermille,
            WindowEnds = view.Window.Until > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(view.Window.Until) : null,
            ConnectPermille = view.ConnectPermille,
        };
    }

    private (CampaignObstacle Obstacle, string Message) Obstacle(CampaignId id, CampaignOptions options, CampaignExplanation explained)
    {
        if (runtime.Endpoints.Find(new EndpointId(options.Endpoint)) is not { } endpoint || !runtime.Calls.HasCalls(endpoint))
        {
            return (CampaignObstacle.NoTelephone, $"{id} cannot call: nothing here makes calls from the endpoint '{options.Endpoint}'; give it a trunk, or name another endpoint.");
        }

        if (runtime.Endpoints.ChannelOf(endpoint)?.FindFault(endpoint) is { } fault)
        {
            return (CampaignObstacle.NoTelephone, string.Create(CultureInfo.InvariantCulture, $"{id} cannot call from the endpoint '{options.Endpoint}': {fault}"));
        }

        return (explained.Obstacle switch
        {
            DiallingObstacle.None => CampaignObstacle.None,
            DiallingObstacle.Paused => CampaignObstacle.Paused,
            DiallingObstacle.NoContacts => CampaignObstacle.NoContacts,
            DiallingObstacle.NobodyDue => CampaignObstacle.NobodyDue,
            DiallingObstacle.AllCalled => CampaignObstacle.AllCalled,
            DiallingObstacle.Closed or DiallingObstacle.ClosesSoon => CampaignObstacle.Closed,
            DiallingObstacle.OutsideHours => CampaignObstacle.OutsideHours,
            DiallingObstacle.AllLinesInUse => CampaignObstacle.AllLinesInUse,
            DiallingObstacle.OthersCalls => CampaignObstacle.OthersCalls,
            _ => CampaignObstacle.NoAgents,
        }, explained.Message);
    }
}
