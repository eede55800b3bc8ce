using System.Collections.Concurrent;
using ContactCenter.Campaigns;
using ContactCenter.Desk;
using ContactCenter.Routing;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>The campaigns of two tenants: one campaign with one contact, and commands that end as the test says. What fails, fails as the desks do.</summary>
internal sealed class FakeCampaignDesks(IDesks desks) : ICampaignDesks
{
    public static readonly ContactId Contact = new(new Guid("01980000-0000-7000-8000-000000000002"));

    public ConcurrentQueue<(Principal Principal, TenantId Tenant, CampaignCommand Command, Guid Key)> Commands { get; } = [];

    public ConcurrentQueue<(CampaignId Campaign, string File)> Files { get; } = [];

    public ConcurrentQueue<(CampaignId Campaign, ContactFilter Which, long? After, int Limit)> Asked { get; } = [];

    private FakeDesks Desks => (FakeDesks)desks;

    public ICampaignDesk Open(Principal principal, TenantId tenant) =>
        Desks.Tenants.Contains(tenant) && principal.Tenants.Contains(tenant) ? new Fake(this, principal, tenant) : throw new DeskAccessException();

    private sealed class Fake(FakeCampaignDesks all, Principal principal, TenantId tenant) : ICampaignDesk
    {
        private static readonly CampaignId Spring = new("spring");

        public Principal Principal => principal;

        public TenantId Tenant => tenant;

        public ValueTask<IReadOnlyList<CampaignStatus>> CampaignsAsync(CancellationToken cancellationToken)
        {
            Check();
            return new([new CampaignStatus
            {
                Campaign = Spring,
                Name = "Spring",
                Queue = new("sales"),
                Endpoint = new("line"),
                Message = "spring is paused.",
                Obstacle = CampaignObstacle.Paused,
                IsPaused = true,
                Outcomes = [new OutcomeCount(LineOutcome.NoAnswer, 3)],
            }]);
        }

        public ValueTask<IReadOnlyList<ListedContact>> ContactsAsync(CampaignId campaign, ContactFilter which, long? after, int limit, CancellationToken cancellationToken)
        {
            Check();
            all.Asked.Enqueue((campaign, which, after, limit));
            return new([new ListedContact(Contact, 7, "+393331112222", "Ada", ContactState.GivenUp, 3, LineOutcome.NoAnswer, FakeDesks.Noon, null, "Europe/Rome", "it", null)]);
        }

        public ValueTask<IReadOnlyList<BarredNumber>> BarredAsync(long? before, int limit, CancellationToken cancellationToken)
        {
            Check();
            return new([new BarredNumber(Contact.Value, 9, "+393331112222", FakeDesks.Noon, "person:anna", null, null)]);
        }

        public ValueTask<DeskResult> DoAsync(CampaignCommand command, Guid key, CancellationToken cancellationToken)
        {
            Check();
            all.Commands.Enqueue((principal, tenant, command, key));
            return new(all.Desks.Result());
        }

        public ValueTask<ImportResult> ImportAsync(CampaignId campaign, string file, CancellationToken cancellationToken)
        {
            Check();
            all.Files.Enqueue((campaign, file));
            var result = all.Desks.Result();
            return new(new ImportResult(result.Status, result.Code, result.Message, 1, 0, 0, 1, [new LineFault(3, "contact-number", "x", "Line 3: 'x' is no telephone number.")], ["age"]));
        }

        private void Check()
        {
            if (all.Desks.Fault is { } fault)
            {
                throw fault;
            }
        }
    }
}
