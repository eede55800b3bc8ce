using ContactCenter.Desk;
using ContactCenter.Routing;

namespace ContactCenter.Tests.Golden;

// A campaign that calls somebody in vain, abandons somebody, reaches somebody, and offers somebody first.
internal static partial class GoldenRouting
{
    private static async Task CallAsync(GoldenCenter center, TimeProvider time)
    {
        var (queue, dora, spring) = (new QueueSettings { Id = new("dials"), Skills = [Skill(1)], AutoAccept = true }, new AgentId("dora"), new CampaignId("spring"));
        var campaign = new CampaignSettings { Id = spring, Queue = queue.Id, Retries = new() { NoAnswer = null } };
        await center.AskAsync(new RouterCommand.SetQueue(queue));
        await center.AskAsync(new RouterCommand.SetAgent(new AgentSettings { Id = dora, Skills = [Skill(1)] }));
        await center.AskAsync(new RouterCommand.SignIn(dora));
        await center.AskAsync(new RouterCommand.Connect(dora));
        await center.AskAsync(new RouterCommand.SetReady(dora));
        await center.AskAsync(new RouterCommand.SetCampaign(campaign));
        await center.AskAsync(new RouterCommand.PauseCampaign(spring));
        await center.AskAsync(new RouterCommand.AddContact(spring, Contact(1) with { NotBefore = time.GetUtcNow() + (2 * Second) }));
        await center.WrittenAsync("campaign.due", step: Second);
        await center.AskAsync(new RouterCommand.ResumeCampaign(spring));
        await center.AskAsync(new RouterCommand.ReportLine(await LineAsync(center, spring), LineOutcome.NoAnswer));

        await center.AskAsync(new RouterCommand.AddContact(spring, Contact(2)));
        await center.AskAsync(new RouterCommand.SetNotReady(dora, NotReadyReason.Break));
        await center.AskAsync(new RouterCommand.ReportLine(await LineAsync(center, spring), LineOutcome.Person));
        await center.WrittenAsync("contact.abandoned", step: Second);

        await center.AskAsync(new RouterCommand.SetReady(dora));
        await center.AskAsync(new RouterCommand.AddContact(spring, Contact(3)));
        var line = await LineAsync(center, spring);
        var carla = center.Desk("carla", Role.Supervisor);
        await center.AskAsync(new RouterCommand.ReportLine(line, LineOutcome.Person));
        await center.UntilAsync(async () => await carla.InteractionAsync(Contact(3).Interaction) is { Summary.Status: InteractionStatus.Assigned } ? "so" : null, "she has it");
        await carla.DoAsync(new DeskCommand.CloseInteraction(Contact(3).Interaction, DispositionCode.Resolved), DerivedId.From("golden", "called"));
        await center.UntilAsync(async () => await center.Tenant.Router.ReadAsync(state => state.FindWork(line) is null ? "so" : null, default), "the call is over");

        await center.AskAsync(new RouterCommand.AddContact(spring, Contact(5)));
        await center.AskAsync(new RouterCommand.ReportLine(await LineAsync(center, spring), LineOutcome.Machine));
        await center.WrittenAsync("call.released");
        await center.AskAsync(new RouterCommand.WithdrawContact(spring, Contact(5).Id));
        await center.AskAsync(new RouterCommand.AddContact(spring, Contact(6) with { Interaction = Contact(3).Interaction })); // which is over
        await center.WrittenAsync("line.refused");
        await center.UntilAsync(async () => await center.Tenant.Router.ReadAsync(state => state.ReadCampaign(spring, time.GetUtcNow())?.Lines == 0 ? "so" : null, default), "nobody is called");

        await center.AskAsync(new RouterCommand.SetCampaign(campaign with { Mode = CampaignMode.Preview }));
        await center.AskAsync(new RouterCommand.SetQueue(queue with { AutoAccept = false }));
        await center.AskAsync(new RouterCommand.AddContact(spring, Contact(4)));
        await center.AskAsync(new RouterCommand.WithdrawContact(spring, Contact(4).Id));
        await center.AskAsync(new RouterCommand.RemoveCampaign(spring));
        await center.AskAsync(new RouterCommand.SignOut(dora));
        await center.AskAsync(new RouterCommand.RemoveAgent(dora));
        await center.AskAsync(new RouterCommand.RemoveQueue(queue.Id));
    }

    private static CampaignContact Contact(int number) => new()
    {
        Id = new(DerivedId.From("golden contact", $"{number}")),
        Interaction = new(DerivedId.From("golden contact's interaction", $"{number}")),
        Reference = $"crm-{number}",
    };

    private static async Task<WorkItemId> LineAsync(GoldenCenter center, CampaignId campaign) =>
        (await center.Tenant.Router.ReadAsync(state => state.ContactsOf(campaign).Select(contact => contact.Line).OfType<WorkItemId>().ToArray(), default)).Single();
}
