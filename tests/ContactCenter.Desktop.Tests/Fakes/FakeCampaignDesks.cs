using ContactCenter.Campaigns;
using ContactCenter.Desk;

namespace ContactCenter.Desktop.Tests.Fakes;

/// <summary>Campaigns as a test sets them out; remembers what it was asked to do.</summary>
internal sealed class FakeCampaignDesks : ICampaignDesks, ICampaignDesk
{
    public List<CampaignStatus> Campaigns { get; } = [];

    public List<ListedContact> Contacts { get; } = [];

    public List<BarredNumber> Barred { get; } = [];

    public List<CampaignCommand> Done { get; } = [];

    public List<string> Files { get; } = [];

    public DeskResult Result { get; set; } = DeskResult.Done;

    public ImportResult Import { get; set; } = new(DeskStatus.Done, null, null, 0, 0, 0, 0, [], []);

    public Principal Principal { get; private set; } = Principal.System;

    public TenantId Tenant { get; private set; }

    public ICampaignDesk Open(Principal principal, TenantId tenant)
    {
        (Principal, Tenant) = (principal, tenant);
        return this;
    }

    public ValueTask<IReadOnlyList<CampaignStatus>> CampaignsAsync(CancellationToken cancellationToken) => new([.. Campaigns]);

    public ValueTask<IReadOnlyList<ListedContact>> ContactsAsync(CampaignId campaign, ContactFilter which, long? after, int limit, CancellationToken cancellationToken) =>
        new([.. Contacts.Where(c => (after is null || c.Position > after) && (which == ContactFilter.All || c.State >= ContactState.Reached == (which == ContactFilter.Done))).Take(limit)]);

    public ValueTask<IReadOnlyList<BarredNumber>> BarredAsync(long? before, int limit, CancellationToken cancellationToken) => new([.. Barred.Take(limit)]);

    public ValueTask<DeskResult> DoAsync(CampaignCommand command, Guid key, CancellationToken cancellationToken)
    {
        Done.Add(command);
        return new(Result);
    }

    public ValueTask<ImportResult> ImportAsync(CampaignId campaign, string file, CancellationToken cancellationToken)
    {
        Files.Add(file);
        return new(Import);
    }
}
