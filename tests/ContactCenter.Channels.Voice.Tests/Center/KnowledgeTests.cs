using ContactCenter.Desk;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>Calls go to who knows: by level of skill, by team and by urgency, and on to a specialist.</summary>
public sealed class KnowledgeTests
{
    private const string Specialists = "+390612345002", Urgent = "+390612345003";
    private const double Customer = 700, Usual = 800, Hurried = 920, Anna = 460, Bruno = 560;

    [Fact]
    public async Task A_call_goes_to_the_team_and_level_it_needs_on_to_the_specialist_and_the_urgent_one_before_the_one_that_waits_longer()
    {
        await using var center = await LivingCenter.StartAsync(Describe, hasMusic: false);
        var (anna, bruno) = (await center.HandsetAsync("desk-1"), await center.HandsetAsync("desk-2"));
        await center.HandsetAsync("desk-3");
        var (first, second) = (await center.ReadyAsync("anna"), await center.ReadyAsync("bruno"));
        await center.ReadyAsync("sara"); // of the specialists' team, and knows too little for either queue

        // The first line is the first team's: Anna's telephone rings, and nobody else's.
        var customer = await center.CallAsync(Customer);
        var asked = await anna.AnswerAsync(Anna);
        await customer.HearsAsync([asked]);
        await center.LoggedAsync("call.joined");

        // What is beyond her goes on to who knows more.
        var conversation = (await first.AgentAsync()).Work.ShouldHaveSingleItem().Interaction.Interaction;
        await LivingCenter.DoAsync(first, new DeskCommand.TransferToQueue(conversation, new QueueId("specialists")));
        var specialist = await bruno.AnswerAsync(Bruno);
        await asked.EndsAsync();
        await customer.HearsAsync([specialist], asked);
        await specialist.HearsAsync([customer]);

        // Two wait for him; the urgent one called last and is served first.
        var waits = await DialAsync(center, Specialists, Usual);
        await center.LoggedAsync("work.queued", 2);
        var hurries = await DialAsync(center, Urgent, Hurried);
        await center.LoggedAsync("work.queued", 3);
        await customer.Call.DisposeAsync();
        await specialist.EndsAsync();
        await CloseAsync(center, second);
        var next = await bruno.AnswerAsync(Bruno);
        await next.HearsAsync([hurries], waits);
        await hurries.Call.DisposeAsync();
        await next.EndsAsync();
        await CloseAsync(center, second);
        var last = await bruno.AnswerAsync(Bruno);
        await last.HearsAsync([waits]);
        center.Entries.Where(static e => e.Entry.Kind == "offer.made").Select(static e => e.Entry.Links.Agent?.Value).ShouldBe(["anna", "bruno", "bruno", "bruno"]);
    }

    private static void Describe(TenantOptions tenant)
    {
        LivingCenter.Line(tenant);
        tenant.AddAgent("anna", static a => a.Skill("gas", 3).Of("first")).AddAgent("bruno", static a => a.Skill("gas", 8).Of("second")).AddAgent("sara", static a => a.Skill("gas", 1).Of("second"))
            .AddQueue("faults", static q => q.RequireSkill("gas", 2).ServedByTeams("first"))
            .AddQueue("specialists", static q => q.RequireSkill("gas", 7).ServedByTeams("second"))
            .AddEndpoint("experts", ChannelKind.Voice, Address.Phone(Specialists), static e => e.ToQueue("specialists").Answers("Nessuno.", "Troppi.").Speaks("it"))
            .AddEndpoint("urgent", ChannelKind.Voice, Address.Phone(Urgent), static e => e.ToQueue("specialists", 50).Answers("Nessuno.", "Troppi.").Speaks("it"));
    }

    private static async Task<Side> DialAsync(LivingCenter center, string number, double tone) =>
        new(await VoiceCall.CallAsync(center.Trunk.Endpoint, center.UriOf(number), SipAddress.Parse($"<sip:+3933311{tone}@trunk.test>"), center.Sound()), tone);

    /// <summary>The wrap-up is done.</summary>
    private static async Task CloseAsync(LivingCenter center, IDesk desk)
    {
        await center.UntilAsync(async () => (await desk.AgentAsync()).Work is [{ InWrapUp: true }], "wrap-up");
        await LivingCenter.DoAsync(desk, new DeskCommand.CloseInteraction((await desk.AgentAsync()).Work[0].Interaction.Interaction, new DispositionCode("resolved")));
    }
}
