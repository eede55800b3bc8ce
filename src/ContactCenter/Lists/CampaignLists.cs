using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ContactCenter.Campaigns;
using ContactCenter.Configuration;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Lists;

/// <summary>Puts people onto the lists of campaigns. One at a time in a tenant, so that nobody comes onto a list twice.</summary>
/// <param name="runtime">The tenant, as it runs at this moment.</param>
/// <param name="by">Who does it.</param>
/// <param name="settings">Brings the router the calendars new contacts are called by.</param>
/// <param name="time">The time.</param>
internal sealed class CampaignLists(TenantRuntime runtime, Principal by, RouterSettings settings, TimeProvider time)
{
    /// <summary>How many entries are one append, and how many new customers are made at once, so that they share syncs of the disk.</summary>
    private const int AtOnce = 200;

    private const string Full = "list-full";

    private static readonly TimeSpan FoldingLimit = TimeSpan.FromSeconds(10);

    /// <summary>Puts one person onto a list.</summary>
    public async Task<DeskResult> AddAsync(CampaignId campaign, NewContact contact)
    {
        var result = await TakeAsync(campaign, [new ContactLine(0, contact, null)], CancellationToken.None).ConfigureAwait(false);
        return (result, result.Faults) switch
        {
            ({ IsDone: false }, _) => new DeskResult(result.Status, result.Code, result.Message),
            ({ Known: > 0 }, [var known, ..]) => new DeskResult(DeskStatus.Refused, "CC1293", known.Message),
            ({ Barred: > 0 }, [var barred, ..]) => new DeskResult(DeskStatus.Refused, "CC1294", barred.Message),
            (_, [{ Rule: Full } full, ..]) => new DeskResult(DeskStatus.Refused, "CC1295", full.Message),
            (_, [var wrong, ..]) => new DeskResult(DeskStatus.Invalid, "CC1292", wrong.Message),
            _ => DeskResult.Done,
        };
    }

    /// <summary>Puts the people of a file onto a list.</summary>
    public async Task<ImportResult> ImportAsync(CampaignId campaign, string file, CancellationToken cancellationToken)
    {
        if (file.Length > ICampaignDesk.MaxFileLength)
        {
            return Unreadable(string.Create(CultureInfo.InvariantCulture, $"The file has {file.Length} characters; divide it into files of at most {ICampaignDesk.MaxFileLength}."));
        }

        var (lines, ignored, fault) = ContactFile.Read(file);
        return fault is not null
            ? Unreadable($"The file cannot be read: {fault}")
            : await TakeAsync(campaign, lines, cancellationToken).ConfigureAwait(false) with { Ignored = ignored };

        static ImportResult Unreadable(string message) => new(DeskStatus.Invalid, "CC1296", message, 0, 0, 0, 0, [], []);
    }

    private async Task<ImportResult> TakeAsync(CampaignId campaign, IReadOnlyList<ContactLine> lines, CancellationToken cancellationToken)
    {
        await runtime.Listing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await FoldedAsync().ConfigureAwait(false);
            var current = runtime.Configuration.Current;
            if (current.Options.Campaigns.GetValueOrDefault(campaign.Value) is not { } options || runtime.Views.Campaigns.Find(campaign) is not { } list
                || current.Endpoints.All.FirstOrDefault(e => e.Id.Value == options.Endpoint) is not { } endpoint)
            {
                return new ImportResult(DeskStatus.NotFound, "CC1291", $"There is no campaign '{campaign}'.", 0, 0, 0, 0, [], []);
            }

            var taking = new Taking(new ContactRules(options, endpoint, time.GetUtcNow()), campaign, options, list) { Room = options.MaxContacts - runtime.Views.Campaigns.OpenOf(campaign).Count() };
            foreach (var some in lines.Chunk(AtOnce))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await TakeAsync(taking, some).ConfigureAwait(false);
            }

            return taking.Outcome;
        }
        finally
        {
            runtime.Listing.Release();
        }
    }

    /// <summary>Takes some lines: those that are right become durable together.</summary>
    private async Task TakeAsync(Taking taking, IReadOnlyList<ContactLine> lines)
    {
        var right = new List<(ContactLine Line, CheckedContact Contact)>();
        foreach (var line in lines)
        {
            var (contact, fault) = line.Contact is { } given ? taking.Rules.Check(given) : (null, line.Fault);
            if (contact is null)
            {
                taking.Wrong(line, fault!);
            }
            else if (await new DoNotCallList(runtime, by, time).FindAsync(contact.Number, CancellationToken.None).ConfigureAwait(false) is not null)
            {
                taking.Barred(line);
            }
            else
            {
                right.Add((line, contact));
            }
        }

        await settings.AddZonesAsync(taking.Campaign, taking.Options, right.Select(static r => r.Contact.Zone ?? "").ToHashSet(StringComparer.Ordinal), CancellationToken.None).ConfigureAwait(false);
        var entered = new List<CustomerId>();
        try
        {
            var entries = new List<Entry>();
            var customers = await Task.WhenAll(right.Select(r => runtime.Storage.Customers.IdentifyAsync(r.Contact.Number).AsTask())).ConfigureAwait(false);
            for (var i = 0; i < right.Count; i++)
            {
                if (await PlanAsync(taking, right[i].Line, right[i].Contact, customers[i], entered).ConfigureAwait(false) is { } entry)
                {
                    entries.Add(entry);
                }
            }

            await AppendAsync(taking, entries).ConfigureAwait(false);
        }
        finally
        {
            entered.ForEach(runtime.CustomerGate.Leave);
        }
    }

    /// <summary>The entry that puts somebody onto the list; null for who is on it. Nobody is erased from here on until the customers that were entered are left.</summary>
    private async ValueTask<Entry?> PlanAsync(Taking taking, ContactLine line, CheckedContact contact, CustomerId customer, List<CustomerId> entered)
    {
        while (true)
        {
            var id = new ContactId(DerivedId.From("contact", runtime.Tenant.Value, taking.Campaign.Value, taking.List.Since.Value.ToString(CultureInfo.InvariantCulture), customer.Value.ToString("N")));
            var known = await runtime.Views.Campaigns.FindAsync(runtime.Storage.Views, id, CancellationToken.None).ConfigureAwait(false);
            if (known is { State: not (ContactState.Withdrawn or ContactState.DoNotCall) } || taking.Has(id))
            {
                taking.Known(line, known);
                return null;
            }

            if (!taking.HasRoom)
            {
                taking.Wrong(line, new ContactFault(Full, "", $"the list is full; wait until some are done with, or raise MaxContacts above {taking.Options.MaxContacts}."));
                return null;
            }

            if (runtime.CustomerGate.TryEnter(customer, out var opened))
            {
                entered.Add(customer);
                try
                {
                    var entry = await EntryAsync(taking, id, known, contact, customer).ConfigureAwait(false);
                    taking.Add(id);
                    return entry;
                }
                catch (SubjectErasedException)
                {
                    // Between the two lines above: whoever has the number is a new customer.
                }
            }
            else
            {
                await opened.ConfigureAwait(false);
            }

            customer = await runtime.Storage.Customers.IdentifyAsync(contact.Number).ConfigureAwait(false);
        }
    }

    private async ValueTask<Entry> EntryAsync(Taking taking, ContactId contact, ContactRow? before, CheckedContact what, CustomerId customer)
    {
        // Who was withdrawn may be listed again, as another matter.
        var id = new EntryId(DerivedId.From("listed", contact.Value.ToString("N"), (before?.At.Value ?? 0).ToString(CultureInfo.InvariantCulture)));
        var data = runtime.Storage.PersonalData;
        var sealedFields = ImmutableArray.CreateBuilder<SealedField>();
        sealedFields.Add(await data.SealAsync(id, customer.Subject, CampaignKinds.Number, what.Number.Value).ConfigureAwait(false));
        if (what.Name.Length > 0)
        {
            sealedFields.Add(await data.SealAsync(id, customer.Subject, CampaignKinds.Name, what.Name).ConfigureAwait(false));
        }

        var body = new ContactListed(taking.Campaign, contact, new InteractionId(DerivedId.From("campaign-interaction", id.Value.ToString("N"))), what.Zone, what.Language, what.NotBefore);
        return new Entry
        {
            Id = id,
            Kind = CampaignKinds.Listed,
            KindVersion = CoreKinds.All.VersionOf(CampaignKinds.Listed),
            Time = time.GetUtcNow(),
            Actor = by.ToString(),
            TraceParent = Entries.TraceParent,
            Links = new EntryLinks { Customer = customer },
            Body = JsonSerializer.SerializeToUtf8Bytes(body, CampaignJson.Default.ContactListed),
            Sealed = sealedFields.ToImmutable(),
        };
    }

    private async ValueTask AppendAsync(Taking taking, List<Entry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var log = runtime.Storage.Log;
        var result = await log.AppendAsync(new Append(CampaignKinds.ListOf(taking.Campaign), Append.AnyVersion, log.Epoch, [.. entries])).ConfigureAwait(false);
        if (result.Status is not (AppendStatus.Appended or AppendStatus.Repeated))
        {
            throw new LogUnavailableException($"Another process has taken over the log of tenant {runtime.Tenant} ({result.Status}).") { Code = "CC1002" };
        }
    }

    /// <summary>What is durable has to be in the views before they can say who is on the list.</summary>
    private async Task FoldedAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(runtime.Stopping);
        try
        {
            await runtime.Views.FoldedAsync(runtime.Storage.Log.Head, limit.Token).WaitAsync(FoldingLimit, time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            throw new LogUnavailableException($"The views of tenant {runtime.Tenant} are not up to date; try again.", e) { Code = "CC1202" };
        }
        finally
        {
            await limit.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>One file on its way onto a list.</summary>
    private sealed class Taking(ContactRules rules, CampaignId campaign, CampaignOptions options, CampaignRow list)
    {
        private readonly List<LineFault> _faults = [];
        private readonly HashSet<ContactId> _seen = [];
        private int _added, _known, _barred, _wrong;

        public ContactRules Rules => rules;

        public CampaignId Campaign => campaign;

        public CampaignOptions Options => options;

        public CampaignRow List => list;

        /// <summary>How many more there may be.</summary>
        public required int Room { get; set; }

        public bool HasRoom => Room > 0;

        public ImportResult Outcome => new(DeskStatus.Done, null, null, _added, _known, _barred, _wrong, [.. _faults.OrderBy(static f => f.Line)], []);

        /// <summary>Whether the file has had the contact before.</summary>
        public bool Has(ContactId contact) => _seen.Contains(contact);

        public void Add(ContactId contact)
        {
            _seen.Add(contact);
            (_added, Room) = (_added + 1, Room - 1);
        }

        public void Wrong(ContactLine line, ContactFault fault)
        {
            _wrong++;
            Tell(line, fault.Rule, fault.Value, fault.Says);
        }

        public void Known(ContactLine line, ContactRow? row)
        {
            _known++;
            Tell(
                line,
                row is { IsOver: true } ? "contact-done" : "contact-known",
                ContactRules.Shown(line.Contact!.Number),
                row is { IsOver: true } ? "the number was called for this campaign already; use another campaign to call it again." : "the number is on the list already; it is called once.");
        }

        public void Barred(ContactLine line)
        {
            _barred++;
            Tell(line, "contact-barred", ContactRules.Shown(line.Contact!.Number), "who has the number does not want to be called; leave it out.");
        }

        private void Tell(ContactLine line, string rule, string value, string says)
        {
            if (_faults.Count < ImportResult.MaxFaults)
            {
                _faults.Add(new LineFault(line.Number, rule, value, line.Number > 0 ? string.Create(CultureInfo.InvariantCulture, $"Line {line.Number}: {says}") : char.ToUpperInvariant(says[0]) + says[1..]));
            }
        }
    }
}
