using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Campaigns;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>
/// Who is on the lists of campaigns and what became of everybody, and which numbers are not to be called. Those who are not done with are in memory, the others in the
/// store. A fold of the lists and of the router's stream; ids alone, no numbers and no names.
/// </summary>
internal sealed class CampaignIndex : IProjection
{
    public const string ContactView = "contacts";

    private readonly RowTable<ContactRow> _contacts = new(ContactView, RowJson.Default.ContactRow, static r => r.List, static r => r.At.Value, static r => r.IsOver);
    private readonly RowTable<CampaignRow> _campaigns = new("campaigns", RowJson.Default.CampaignRow, static _ => "", static r => r.Since.Value, static _ => false);
    private readonly RowTable<BarredRow> _barred = new("do-not-call", RowJson.Default.BarredRow, static _ => "", static r => r.At.Value, static _ => false);

    public IReadOnlyList<string> Views => [_contacts.View, _campaigns.View, _barred.View];

    /// <summary>How many numbers are not to be called.</summary>
    public int BarredCount => _barred.Count;

    /// <summary>The numbers that are not to be called.</summary>
    public IEnumerable<BarredRow> Barred => _barred.Rows;

    public async ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken)
    {
        await _campaigns.LoadAsync(store, null, cancellationToken).ConfigureAwait(false);
        await _barred.LoadAsync(store, null, cancellationToken).ConfigureAwait(false);
        foreach (var campaign in _campaigns.Rows)
        {
            await _contacts.LoadAsync(store, campaign.Open, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What is counted of a campaign; null before there is anything.</summary>
    public CampaignRow? Find(CampaignId campaign) => _campaigns.Find(campaign.Value);

    /// <summary>A contact who is not done with.</summary>
    public ContactRow? Find(ContactId contact) => _contacts.Find(Key(contact));

    public ValueTask<ContactRow?> FindAsync(IViewStore store, ContactId contact, CancellationToken cancellationToken) => _contacts.FindAsync(store, Key(contact), cancellationToken);

    /// <summary>A number that is not to be called.</summary>
    public BarredRow? FindBarred(CustomerId number) => _barred.Find(Key(number));

    /// <summary>The contacts of a campaign who are not done with.</summary>
    public IEnumerable<ContactRow> OpenOf(CampaignId campaign) => Find(campaign) is { } row ? _contacts.Rows.Where(c => !c.IsOver && c.List == row.Open) : [];

    /// <summary>The contacts of a customer, of whatever campaign, who are not done with.</summary>
    public ImmutableArray<ContactId> OpenOf(CustomerId customer) => [.. _contacts.Rows.Where(c => !c.IsOver && c.Customer == customer).Select(static c => c.Contact)];

    /// <summary>The time zones of the contacts who are not done with; the empty text for those of whom it is not known.</summary>
    public IReadOnlySet<string> ZonesOf(CampaignId campaign) => OpenOf(campaign).Select(static c => c.Zone ?? "").ToHashSet(StringComparer.Ordinal);

    /// <summary>Contacts of a list behind a position, in the order they were put on it.</summary>
    /// <param name="store">The views.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="after">Behind this position; null from the first on.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="wanted">Which of them.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async ValueTask<IReadOnlyList<ContactRow>> ListAsync(
        IViewStore store, CampaignId campaign, LogPosition? after, int limit, Func<ContactRow, bool> wanted, CancellationToken cancellationToken)
    {
        if (Find(campaign) is not { } list)
        {
            return [];
        }

        // What is in memory is newer than what is saved of it.
        var from = after is { } position ? position.Next : LogPosition.Start;
        var found = _contacts.Rows.Where(r => (r.List == list.Open || r.List == list.Over) && r.At >= from && wanted(r)).ToDictionary(static r => r.Contact);
        var saved = 0;
        await foreach (var row in store.ListAsync(new ViewQuery(ContactView) { Group = list.Over, From = from.Value }, cancellationToken).ConfigureAwait(false))
        {
            var contact = _contacts.Read(row);
            if (_contacts.Find(Key(contact.Contact)) is null && wanted(contact))
            {
                found[contact.Contact] = contact;
                if (++saved == limit)
                {
                    break;
                }
            }
        }

        return [.. found.Values.OrderBy(static r => r.At).Take(limit)];
    }

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        switch (entry.Kind)
        {
            case CampaignKinds.Listed when entry.Links.Customer is { } customer:
                var listed = entry.Read(CampaignJson.Default.ContactListed);
                var list = Find(listed.Campaign) ?? Begin(listed.Campaign, committed.Position);
                Count(list, static c => c with { Listed = c.Listed + 1 });
                Put(new ContactRow
                {
                    Contact = listed.Contact,
                    Campaign = listed.Campaign,
                    Since = list.Since,
                    At = committed.Position,
                    Customer = customer,
                    Interaction = listed.Interaction,
                    Zone = listed.Zone,
                    Language = listed.Language,
                    NextAt = listed.NotBefore,
                });
                break;
            case CampaignKinds.Barred:
                var barred = entry.Read(CampaignJson.Default.NumberBarred).Number;
                _barred.Put(Key(barred), new BarredRow(barred, committed.Position));
                Leave(entry.Links.Customer, ContactState.DoNotCall);
                break;
            case CampaignKinds.Unbarred:
                _barred.Remove(Key(entry.Read(CampaignJson.Default.NumberBarred).Number));
                break;
            case PrivacyKinds.Erased:
                Leave(entry.Links.Customer, ContactState.Erased);
                break;
            case "campaign.set" or "campaign.removed" or "contact.previewed" or "contact.put-back" or "contact.dialled" or "contact.answered" or "contact.connected"
                or "contact.abandoned" or "contact.not-reached" or "contact.withdrawn" when committed.Machine.Kind == "router":
                Follow(RouterCodec.Read(entry), entry.Time, committed.Position);
                break;
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove)
    {
        _contacts.Collect(put, remove);
        _campaigns.Collect(put, remove);
        _barred.Collect(put, remove);
    }

    public void Saved()
    {
        _contacts.Saved();
        _campaigns.Saved();
        _barred.Saved();
    }

    private static string Key(ContactId contact) => contact.Value.ToString("N");

    private static string Key(CustomerId number) => number.Value.ToString("N");

    private void Follow(RouterEvent happened, DateTimeOffset time, LogPosition at)
    {
        switch (happened)
        {
            case RouterEvent.CampaignSet e when Find(e.Settings.Id) is null:
                Begin(e.Settings.Id, at);
                break;
            case RouterEvent.CampaignRemoved e:
                foreach (var gone in OpenOf(e.Campaign).ToList())
                {
                    _contacts.Remove(Key(gone.Contact));
                }

                _campaigns.Remove(e.Campaign.Value);
                break;
            case RouterEvent.ContactPreviewed e:
                Change(e.Contact, c => c with { State = ContactState.Offered });
                break;
            case RouterEvent.ContactPutBack e:
                Change(e.Contact, c => c with { State = ContactState.Waiting });
                break;
            case RouterEvent.ContactDialled e:
                Change(e.Contact, c => c with { State = ContactState.Calling, Attempts = e.Attempt, LastAt = time, NextAt = null });
                Count(Find(e.Campaign), static c => c with { Dialled = c.Dialled + 1 });
                break;
            case RouterEvent.ContactAnswered e:
                Change(e.Contact, static c => c with { LastOutcome = LineOutcome.Person });
                Count(Find(e.Campaign), static c => c.With(LineOutcome.Person));
                break;
            case RouterEvent.ContactConnected e:
                Change(e.Contact, static c => c with { State = ContactState.Reached, LastOutcome = LineOutcome.Person });
                break;
            case RouterEvent.ContactAbandoned e:
                Miss(e.Contact, e.Campaign, LineOutcome.Abandoned, e.Next);
                break;
            case RouterEvent.ContactNotReached e:
                Miss(e.Contact, e.Campaign, e.Outcome, e.Next);
                break;
            case RouterEvent.ContactWithdrawn e:
                // During a call it ends with that. Without a reason of ours a person wanted it, or the campaign may not call so often any more.
                Change(e.Contact, c => c.State == ContactState.Calling
                    ? c with { Leaving = c.Leaving ?? ContactState.Withdrawn }
                    : c with { State = c.Leaving ?? ContactState.Withdrawn });
                break;
        }
    }

    private void Miss(ContactId contact, CampaignId campaign, LineOutcome outcome, DateTimeOffset? next)
    {
        Change(contact, c => next is { } again
            ? c with { State = ContactState.Waiting, LastOutcome = outcome, NextAt = again }
            : c with { State = c.Leaving ?? ContactState.GivenUp, LastOutcome = outcome });
        Count(Find(campaign), c => c.With(outcome));
    }

    private CampaignRow Begin(CampaignId campaign, LogPosition at)
    {
        var row = new CampaignRow { Campaign = campaign, Since = at };
        _campaigns.Put(campaign.Value, row);
        return row;
    }

    private void Leave(CustomerId? customer, ContactState why)
    {
        foreach (var contact in customer is { } known ? OpenOf(known) : [])
        {
            Change(contact, c => c with { Leaving = why });
        }
    }

    private void Change(ContactId contact, Func<ContactRow, ContactRow> change)
    {
        if (Find(contact) is { IsOver: false } row)
        {
            Put(change(row));
        }
    }

    private void Put(ContactRow row)
    {
        _contacts.Put(Key(row.Contact), row);
        if (row.IsOver)
        {
            Count(Find(row.Campaign), c => c with { Done = c.Done.SetItem(row.State, c.Done.GetValueOrDefault(row.State) + 1) });
        }
    }

    private void Count(CampaignRow? row, Func<CampaignRow, CampaignRow> change)
    {
        if (row is not null)
        {
            _campaigns.Put(row.Campaign.Value, change(Find(row.Campaign)!));
        }
    }
}

/// <summary>The list of a campaign as a whole. One that was removed and comes again has another.</summary>
internal sealed record CampaignRow
{
    public required CampaignId Campaign { get; init; }

    /// <summary>Where it began.</summary>
    public required LogPosition Since { get; init; }

    /// <summary>How many were ever put on it.</summary>
    public long Listed { get; init; }

    public long Dialled { get; init; }

    /// <summary>How many calls came to what.</summary>
    public ImmutableSortedDictionary<LineOutcome, long> Outcomes { get; init; } = ImmutableSortedDictionary<LineOutcome, long>.Empty;

    /// <summary>How many are done with, by how.</summary>
    public ImmutableSortedDictionary<ContactState, long> Done { get; init; } = ImmutableSortedDictionary<ContactState, long>.Empty;

    /// <summary>The group of its contacts who are not done with.</summary>
    public string Open => ContactRow.ListOf(Campaign, Since, false);

    /// <summary>The group of those who are.</summary>
    public string Over => ContactRow.ListOf(Campaign, Since, true);

    public CampaignRow With(LineOutcome outcome) => this with { Outcomes = Outcomes.SetItem(outcome, Outcomes.GetValueOrDefault(outcome) + 1) };
}

/// <summary>Somebody on a list.</summary>
internal sealed record ContactRow
{
    public required ContactId Contact { get; init; }

    public required CampaignId Campaign { get; init; }

    /// <summary>Which list of that campaign.</summary>
    public required LogPosition Since { get; init; }

    /// <summary>The entry that has number and name.</summary>
    public required LogPosition At { get; init; }

    public required CustomerId Customer { get; init; }

    public required InteractionId Interaction { get; init; }

    public string? Zone { get; init; }

    public string? Language { get; init; }

    public ContactState State { get; init; }

    /// <summary>Why it leaves the list, once the router has taken it off.</summary>
    public ContactState? Leaving { get; init; }

    public int Attempts { get; init; }

    public LineOutcome? LastOutcome { get; init; }

    /// <summary>When it was dialled last.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Not called before.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public bool IsOver => State >= ContactState.Reached;

    /// <summary>The group the row stands in.</summary>
    public string List => ListOf(Campaign, Since, IsOver);

    public static string ListOf(CampaignId campaign, LogPosition since, bool isOver) =>
        string.Create(CultureInfo.InvariantCulture, $"{campaign}/{since.Value}/{(isOver ? "over" : "open")}");
}

/// <summary>A number that is not to be called.</summary>
/// <param name="Number">Its id.</param>
/// <param name="At">The entry that has it, with who barred it.</param>
internal sealed record BarredRow(CustomerId Number, LogPosition At);
