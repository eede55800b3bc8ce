namespace ContactCenter.Routing.Tests.Machine;

/// <summary>What is refused of campaigns, each with a sentence that names the campaign, the value and the remedy, and changes nothing.</summary>
public sealed class CampaignRefusalTests
{
    private static readonly CampaignId Spring = new("spring");
    private static readonly CampaignSettings Settings = new() { Id = Spring, Queue = new("dials"), MaxContacts = 2 };
    private static readonly WorkItemId Nothing = new(DerivedId.From("nothing"));
    private static readonly ContactId Nobody = new(DerivedId.From("nobody"));

    public static TheoryData<string, RouterRefusalCode, RouterCommand> Commands => new()
    {
        { "There is no queue 'nowhere'. Add the queue first, or check the id.", RouterRefusalCode.UnknownQueue, new RouterCommand.SetCampaign(Settings with { Queue = new("nowhere") }) },
        { "The campaign 'spring' has 0 lines; set 1 to 10000.", RouterRefusalCode.InvalidValue, new RouterCommand.SetCampaign(Settings with { MaxLines = 0 }) },
        { "The campaign 'spring' dials a contact 21 times; set 1 to 20.", RouterRefusalCode.InvalidValue, new RouterCommand.SetCampaign(Settings with { MaxAttempts = 21 }) },
        { "The campaign 'spring' may have 0 contacts; set 1 to 100000.", RouterRefusalCode.InvalidValue, new RouterCommand.SetCampaign(Settings with { MaxContacts = 0 }) },
        { "The campaign 'spring' names no channel; name the one its calls are made by.", RouterRefusalCode.InvalidValue, new RouterCommand.SetCampaign(Settings with { Channel = default }) },
        { "The campaign 'spring' dials again 00:00:01 after Busy; set 1 minute to 30 days, or null for never.", RouterRefusalCode.InvalidValue, new RouterCommand.SetCampaign(Settings with { Retries = new() { Busy = TimeSpan.FromSeconds(1) } }) },
        { "The campaign 'spring' says not when to dial again; set Retries.", RouterRefusalCode.InvalidValue, new RouterCommand.SetCampaign(Settings with { Retries = null! }) },
        { "The campaign 'spring' dials by itself (Progressive) and its queue 'asks' asks agents first, while a person waits. Set AutoAccept on the queue, or the mode to Preview.", RouterRefusalCode.InvalidValue, new RouterCommand.SetCampaign(Settings with { Queue = new("asks") }) },
        { "The campaign 'spring' is set so already. Nothing is left to do.", RouterRefusalCode.AlreadyHandled, new RouterCommand.SetCampaign(Settings) },
        { "The campaign 'spring' has 1 calls that are offered, ring or wait. Pause it and let them end before it gets another queue, channel or a lower cap.", RouterRefusalCode.CampaignInUse, new RouterCommand.SetCampaign(Settings with { AbandonedCapPermille = 10 }) },
        { "The campaign 'spring' has 1 calls that are offered, ring or wait. Pause it and let them end before it is removed.", RouterRefusalCode.CampaignInUse, new RouterCommand.RemoveCampaign(Spring) },
        { "There is no campaign 'winter'. Add the campaign first, or check the id.", RouterRefusalCode.UnknownCampaign, new RouterCommand.RemoveCampaign(new("winter")) },
        { "There is no campaign 'winter'. Add the campaign first, or check the id.", RouterRefusalCode.UnknownCampaign, new RouterCommand.PauseCampaign(new("winter")) },
        { "There is no campaign 'winter'. Add the campaign first, or check the id.", RouterRefusalCode.UnknownCampaign, new RouterCommand.ResumeCampaign(new("winter")) },
        { "The campaign 'spring' is not paused. Nothing is left to do.", RouterRefusalCode.AlreadyHandled, new RouterCommand.ResumeCampaign(Spring) },
        { "There is no campaign 'winter'. Add the campaign first, or check the id.", RouterRefusalCode.UnknownCampaign, new RouterCommand.AddContact(new("winter"), Desk.Contact(9)) },
        { "There is no campaign 'winter'. Add the campaign first, or check the id.", RouterRefusalCode.UnknownCampaign, new RouterCommand.WithdrawContact(new("winter"), Desk.Contact(0).Id) },
        { $"The contact {Nobody} is not on the list of the campaign 'spring', or done with. Nothing is left to do.", RouterRefusalCode.UnknownContact, new RouterCommand.WithdrawContact(Spring, Nobody) },
        { "A contact for the campaign 'spring' has no id; give it one.", RouterRefusalCode.InvalidValue, new RouterCommand.AddContact(Spring, Desk.Contact(9) with { Id = default }) },
        { $"The contact {Desk.Contact(9).Id} of the campaign 'spring' has a reference of 201 characters; give one of at most 200.", RouterRefusalCode.InvalidValue, new RouterCommand.AddContact(Spring, Desk.Contact(9) with { Reference = new('x', 201) }) },
        { $"The contact {Desk.Contact(9).Id} of the campaign 'spring' is not to be dialled before 2028-01-01T00:00:00.0000000+00:00; give a time up to 366 days ahead.", RouterRefusalCode.InvalidValue, new RouterCommand.AddContact(Spring, Desk.Contact(9) with { NotBefore = new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero) }) },
        { $"The contact {Desk.Contact(1).Id} is on the list of the campaign 'spring' already. Nothing is left to do.", RouterRefusalCode.AlreadyHandled, new RouterCommand.AddContact(Spring, Desk.Contact(1)) },
        { "The campaign 'spring' has 2 contacts of at most 2. Wait until some are done with, or raise MaxContacts.", RouterRefusalCode.CampaignFull, new RouterCommand.AddContact(Spring, Desk.Contact(9)) },
        { $"The line {Nothing} is not known, over, or in an agent's hands. Nothing is left to do.", RouterRefusalCode.UnknownLine, new RouterCommand.ReportLine(Nothing, LineOutcome.Busy) },
        { $"The line {Nothing} is reported as Abandoned; report Person, Machine, Busy, NoAnswer, Failed or HungUp.", RouterRefusalCode.InvalidValue, new RouterCommand.ReportLine(Nothing, LineOutcome.Abandoned) },
        { "The campaign 'spring' calls for the queue 'dials'. Give the campaign another queue, or remove it first.", RouterRefusalCode.CampaignInUse, new RouterCommand.RemoveQueue(new("dials")) },
        { "The queue 'dials' would ask agents first, and its campaign 'spring' dials by itself. Keep AutoAccept, or set the campaign's mode to Preview.", RouterRefusalCode.InvalidValue, new RouterCommand.SetQueue(new QueueSettings { Id = new("dials") }) },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_cannot_be_is_refused_and_said(string message, RouterRefusalCode code, RouterCommand command)
    {
        var desk = Furnished();
        var before = desk.State.ComputeHash();

        var answer = desk.Do(command);

        answer.Refusal.ShouldNotBeNull().Message.ShouldBe(message);
        answer.Refusal.Code.ShouldBe(code);
        answer.Events.ShouldBeEmpty();
        desk.State.ComputeHash().ShouldBe(before);
    }

    [Fact]
    public void A_line_is_only_what_it_can_be()
    {
        var desk = Furnished();
        var line = desk.Heard<RouterEvent.ContactDialled>().Single().Line;
        desk.Do(new RouterCommand.SetNotReady(new("anna"), NotReadyReason.Break));

        desk.Report(line, LineOutcome.HungUp).Refusal.ShouldBe(new(RouterRefusalCode.WrongOutcome, $"The line {line} was not answered yet. Report NoAnswer, Busy or Failed."));
        desk.Do(new RouterCommand.Enqueue(desk.Item("asks") with { Id = line })).Refusal!.Code.ShouldBe(RouterRefusalCode.AlreadyHandled);
        desk.Report(line, LineOutcome.Person).Refusal.ShouldBeNull();
        desk.Report(line, LineOutcome.Busy).Refusal.ShouldBe(new(RouterRefusalCode.WrongOutcome, $"The line {line} was answered by a person. Report HungUp when it has ended."));
        desk.Report(line, LineOutcome.Person).Refusal!.Code.ShouldBe(RouterRefusalCode.AlreadyHandled);
    }

    [Fact]
    public void What_becomes_of_a_call_without_an_agent_is_the_campaigns_alone()
    {
        var desk = Furnished();
        var line = desk.Heard<RouterEvent.ContactDialled>().Single().Line;
        desk.Do(new RouterCommand.SetNotReady(new("anna"), NotReadyReason.Break));
        desk.Report(line, LineOutcome.Person);

        foreach (var command in new RouterCommand[]
                 {
                     new RouterCommand.Withdraw(line, WithdrawReason.CustomerLeft), new RouterCommand.Move(line, new("asks")), new RouterCommand.RequestCallback(line),
                     new RouterCommand.TransferOut(line, "north", new("asks")),
                 })
        {
            desk.Do(command).Refusal.ShouldBe(new(RouterRefusalCode.CampaignWork, $"The work {line} is a call of the campaign 'spring'. Report what becomes of its line, or withdraw the contact."));
        }

        var preview = new Desk().WithQueue("asks").WithAgent("anna").WithCampaign("spring", "asks", 1, c => c with { Mode = CampaignMode.Preview });
        var offered = preview.State.Work.Single();
        preview.Do(new RouterCommand.Accept(offered.Agent!.Value, offered.Offer!.Value));
        foreach (var command in new RouterCommand[]
                 {
                     new RouterCommand.Complete(offered.Item.Id), new RouterCommand.Release(offered.Item.Id), new RouterCommand.Postpone(offered.Item.Id, preview.Now.AddHours(1)),
                 })
        {
            preview.Do(command).Refusal!.Code.ShouldBe(RouterRefusalCode.CampaignWork);
        }
    }

    [Fact]
    public void There_are_no_more_campaigns_than_a_router_looks_at()
    {
        var desk = Furnished();
        for (var i = 1; i < CampaignRules.MaxCampaigns; i++)
        {
            desk.WithCampaign($"c{i}", "dials");
        }

        var refusal = desk.Do(new RouterCommand.SetCampaign(Settings with { Id = new("more") })).Refusal.ShouldNotBeNull();
        refusal.ShouldBe(new(RouterRefusalCode.CampaignFull, "There are 64 campaigns of at most 64. Remove one, or use another partition for 'more'."));
    }

    [Fact]
    public void A_campaign_is_removed_with_its_list_and_calls_in_hand_go_on()
    {
        var desk = Furnished();
        var line = desk.Heard<RouterEvent.ContactDialled>().Single().Line;
        desk.Report(line, LineOutcome.Person);

        Desk.Kinds(desk.Do(new RouterCommand.RemoveCampaign(Spring))).ShouldBe(["campaign.removed"]);

        Desk.Kinds(desk.Do(new RouterCommand.Complete(line))).ShouldBe(["work.completed"]);
        desk.Do(new RouterCommand.RemoveQueue(new("dials"))).Refusal.ShouldBeNull();
    }

    /// <summary>A campaign with a line that rings, a contact that waits, and no room for another.</summary>
    private static Desk Furnished() => new Desk().WithQueue("dials", q => q with { AutoAccept = true }).WithQueue("asks").WithAgent("anna")
        .WithCampaign("spring", "dials", 2, c => c with { MaxContacts = 2 });
}
