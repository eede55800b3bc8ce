using ContactCenter.Journal;

namespace ContactCenter.Routing.Tests.Machine;

/// <summary>The state table of an item: what each command means in each status, cell by cell.</summary>
public sealed class OfferTableTests
{
    private const string Nothing = "";

    public static TheoryData<string, string, string, string> Table => new()
    {
        // status, command, events, refusal
        { "waiting", "accept", Nothing, "OfferOver" },
        { "waiting", "decline", Nothing, "OfferOver" },
        { "waiting", "withdraw", "work.withdrawn", Nothing },
        { "waiting", "complete", Nothing, "NotAssigned" },
        { "waiting", "release", Nothing, "NotAssigned" },
        { "waiting", "assign", "work.assigned", Nothing },
        { "waiting", "end-wrap-up", Nothing, "NotInWrapUp" },
        { "waiting", "extend-wrap-up", Nothing, "NotInWrapUp" },
        { "waiting", "enqueue", Nothing, "AlreadyHandled" },
        { "waiting", "due", Nothing, Nothing },
        { "offered", "accept", "offer.accepted work.assigned", Nothing },
        { "offered", "accept-as-another", Nothing, "OfferNotYours" },
        { "offered", "decline", "offer.declined work.unserved", Nothing },
        { "offered", "decline-as-another", Nothing, "OfferNotYours" },
        { "offered", "withdraw", "offer.revoked work.withdrawn", Nothing },
        { "offered", "complete", Nothing, "NotAssigned" },
        { "offered", "release", Nothing, "NotAssigned" },
        { "offered", "assign", "offer.revoked work.assigned", Nothing },
        { "offered", "end-wrap-up", Nothing, "NotInWrapUp" },
        { "offered", "extend-wrap-up", Nothing, "NotInWrapUp" },
        { "offered", "enqueue", Nothing, "AlreadyHandled" },
        { "offered", "due", "offer.expired agent.not-ready work.unserved", Nothing },
        { "assigned", "accept", Nothing, "AlreadyHandled" },
        { "assigned", "accept-as-another", Nothing, "OfferNotYours" },
        { "assigned", "decline", Nothing, "AlreadyHandled" },
        { "assigned", "decline-as-another", Nothing, "OfferNotYours" },
        { "assigned", "withdraw", "work.withdrawn", Nothing },
        { "assigned", "complete", "work.completed wrap-up.started", Nothing },
        { "assigned", "release", "work.released", Nothing },
        { "assigned", "assign", "work.assigned", Nothing },
        { "assigned", "end-wrap-up", Nothing, "NotInWrapUp" },
        { "assigned", "extend-wrap-up", Nothing, "NotInWrapUp" },
        { "assigned", "enqueue", Nothing, "AlreadyHandled" },
        { "assigned", "due", Nothing, Nothing },
        { "wrap-up", "accept", Nothing, "AlreadyHandled" },
        { "wrap-up", "accept-as-another", Nothing, "OfferNotYours" },
        { "wrap-up", "decline", Nothing, "AlreadyHandled" },
        { "wrap-up", "decline-as-another", Nothing, "OfferNotYours" },
        { "wrap-up", "withdraw", Nothing, "AlreadyHandled" },
        { "wrap-up", "complete", Nothing, "AlreadyHandled" },
        { "wrap-up", "release", Nothing, "AlreadyHandled" },
        { "wrap-up", "assign", Nothing, "AlreadyHandled" },
        { "wrap-up", "end-wrap-up", "wrap-up.ended", Nothing },
        { "wrap-up", "extend-wrap-up", "wrap-up.extended", Nothing },
        { "wrap-up", "enqueue", Nothing, "AlreadyHandled" },
        { "wrap-up", "due", "wrap-up.ended", Nothing },
        { "ended", "accept", Nothing, "OfferOver" },
        { "ended", "decline", Nothing, "OfferOver" },
        { "ended", "withdraw", Nothing, "UnknownWork" },
        { "ended", "complete", Nothing, "UnknownWork" },
        { "ended", "release", Nothing, "UnknownWork" },
        { "ended", "assign", Nothing, "UnknownWork" },
        { "ended", "end-wrap-up", Nothing, "NotInWrapUp" },
        { "ended", "extend-wrap-up", Nothing, "NotInWrapUp" },
        { "ended", "due", Nothing, Nothing },
        { "waiting", "move", "work.moved", Nothing },
        { "waiting", "call-back", "work.place-kept", Nothing },
        { "waiting", "call-back-later", "work.postponed", Nothing },
        { "waiting", "postpone", Nothing, "NotAssigned" },
        { "waiting", "transfer-out", "work.transferred-out", Nothing },
        { "offered", "move", "offer.revoked work.moved offer.made", Nothing },
        { "offered", "call-back", "offer.revoked work.place-kept offer.made", Nothing },
        { "offered", "call-back-later", "offer.revoked work.postponed", Nothing },
        { "offered", "postpone", Nothing, "NotAssigned" },
        { "offered", "transfer-out", "offer.revoked work.transferred-out", Nothing },
        { "assigned", "move", Nothing, "NotWaiting" },
        { "assigned", "call-back", Nothing, "NotWaiting" },
        { "assigned", "call-back-later", Nothing, "NotWaiting" },
        { "assigned", "postpone", "work.postponed", Nothing },
        { "assigned", "transfer-out", Nothing, "NotWaiting" },
        { "wrap-up", "move", Nothing, "NotWaiting" },
        { "wrap-up", "call-back", Nothing, "NotWaiting" },
        { "wrap-up", "call-back-later", Nothing, "NotWaiting" },
        { "wrap-up", "postpone", Nothing, "NotAssigned" },
        { "wrap-up", "transfer-out", Nothing, "NotWaiting" },
        { "ended", "move", Nothing, "UnknownWork" },
        { "ended", "call-back", Nothing, "UnknownWork" },
        { "ended", "call-back-later", Nothing, "UnknownWork" },
        { "ended", "postpone", Nothing, "UnknownWork" },
        { "ended", "transfer-out", Nothing, "UnknownWork" },
        { "scheduled", "accept", Nothing, "OfferOver" },
        { "scheduled", "decline", Nothing, "OfferOver" },
        { "scheduled", "withdraw", "work.withdrawn", Nothing },
        { "scheduled", "complete", Nothing, "NotAssigned" },
        { "scheduled", "release", Nothing, "NotAssigned" },
        { "scheduled", "assign", "work.assigned", Nothing },
        { "scheduled", "end-wrap-up", Nothing, "NotInWrapUp" },
        { "scheduled", "extend-wrap-up", Nothing, "NotInWrapUp" },
        { "scheduled", "enqueue", Nothing, "AlreadyHandled" },
        { "scheduled", "due", "work.due offer.made", Nothing },
        { "scheduled", "move", "work.moved", Nothing },
        { "scheduled", "call-back", Nothing, "AlreadyHandled" },
        { "scheduled", "call-back-later", Nothing, "AlreadyHandled" },
        { "scheduled", "postpone", Nothing, "NotAssigned" },
        { "scheduled", "transfer-out", "work.transferred-out", Nothing },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_command_means_one_thing_in_each_status(string status, string command, string events, string refusal)
    {
        var desk = new Desk().WithQueue("faults", queue => queue with { WrapUp = TimeSpan.FromMinutes(1) }, Desk.Skill("gas", 1));
        desk.WithQueue("other", null, Desk.Skill("gas", 1)).WithAgent("anna", Desk.Skill("gas", 1)).WithAgent("bruno");
        var (item, offer) = Bring(desk, status);

        var answer = desk.Do(Command(command, item, offer, desk));

        string.Join(' ', Desk.Kinds(answer)).ShouldBe(events);
        (answer.Refusal?.Code.ToString() ?? Nothing).ShouldBe(refusal);
    }

    [Fact]
    public void The_table_has_a_cell_for_every_status_and_command()
    {
        string[] commands = ["accept", "decline", "withdraw", "complete", "release", "assign", "end-wrap-up", "extend-wrap-up", "due", "move", "call-back", "call-back-later", "postpone", "transfer-out"];
        var cells = Table.Select(row => ((string)row[0], (string)row[1])).ToHashSet();
        foreach (var status in Enum.GetValues<WorkStatus>().Select(status => status == WorkStatus.WrapUp ? "wrap-up" : status.ToString().ToLowerInvariant()).Append("ended"))
        {
            commands.Where(command => !cells.Contains((status, command))).ShouldBeEmpty(status);
        }
    }

    private static (WorkItem Item, OfferId Offer) Bring(Desk desk, string status)
    {
        var anna = Desk.Agent("anna");
        if (status == "waiting")
        {
            desk.Do(new RouterCommand.SetNotReady(anna, NotReadyReason.Break));
        }

        var item = desk.Item("faults") with { NotBefore = status == "scheduled" ? desk.Now.AddMinutes(30) : null };
        desk.Do(new RouterCommand.Enqueue(item)).Refusal.ShouldBeNull();
        var offer = desk.Work(item).Offer ?? new OfferId(DerivedId.From("no", "offer"));
        if (status is "assigned" or "wrap-up")
        {
            desk.Accepted(item);
        }

        if (status == "wrap-up")
        {
            desk.Do(new RouterCommand.Complete(item.Id));
        }
        else if (status == "ended")
        {
            desk.Do(new RouterCommand.Withdraw(item.Id, WithdrawReason.Closed));
        }

        return (item, offer);
    }

    private static RouterCommand Command(string command, WorkItem item, OfferId offer, Desk desk)
    {
        var (anna, bruno) = (Desk.Agent("anna"), Desk.Agent("bruno"));
        switch (command)
        {
            case "accept": return new RouterCommand.Accept(anna, offer);
            case "accept-as-another": return new RouterCommand.Accept(bruno, offer);
            case "decline": return new RouterCommand.Decline(anna, offer);
            case "decline-as-another": return new RouterCommand.Decline(bruno, offer);
            case "withdraw": return new RouterCommand.Withdraw(item.Id, WithdrawReason.CustomerLeft);
            case "complete": return new RouterCommand.Complete(item.Id);
            case "release": return new RouterCommand.Release(item.Id);
            case "assign": return new RouterCommand.Assign(item.Id, bruno);
            case "end-wrap-up": return new RouterCommand.EndWrapUp(anna, item.Id);
            case "extend-wrap-up": return new RouterCommand.ExtendWrapUp(anna, item.Id, TimeSpan.FromMinutes(1));
            case "move": return new RouterCommand.Move(item.Id, Desk.Queue("other"));
            case "call-back": return new RouterCommand.RequestCallback(item.Id);
            case "call-back-later": return new RouterCommand.RequestCallback(item.Id, desk.Now.AddHours(2));
            case "postpone": return new RouterCommand.Postpone(item.Id, desk.Now.AddHours(2));
            case "transfer-out": return new RouterCommand.TransferOut(item.Id, "north", Desk.Queue("faults"));
            case "enqueue": return new RouterCommand.Enqueue(item);
            default:
                desk.Now += TimeSpan.FromHours(1);
                return new RouterCommand.Wake();
        }
    }

    [Fact]
    public void An_offer_accepted_after_it_expired_changes_nothing()
    {
        var desk = new Desk().WithQueue("faults").WithAgent("anna");
        var item = desk.Enqueue("faults");
        desk.Now += TimeSpan.FromSeconds(20);

        var answer = desk.Do(new RouterCommand.Accept(Desk.Agent("anna"), desk.OfferOf(item)));

        answer.Events.ShouldBeEmpty();
        answer.Refusal.ShouldNotBeNull().Code.ShouldBe(RouterRefusalCode.OfferOver);
    }

    [Fact]
    public void A_command_pulled_twice_is_carried_out_once()
    {
        var desk = new Desk().WithQueue("faults");
        var item = desk.Item("faults");
        desk.Pull(7, new RouterCommand.Enqueue(item)).IsAccepted.ShouldBeTrue();

        desk.Pull(7, new RouterCommand.Withdraw(item.Id, WithdrawReason.Closed)).Refusal!.Code.ShouldBe(RouterRefusalCode.Repeated);
        desk.Pull(6, new RouterCommand.Withdraw(item.Id, WithdrawReason.Closed)).Events.ShouldBeEmpty();

        desk.State.Watermark.ShouldBe(new LogPosition(7));
        desk.Pull(8, new RouterCommand.Withdraw(item.Id, WithdrawReason.Closed)).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void The_window_of_remembered_commands_forgets_the_oldest_first()
    {
        var desk = new Desk().WithQueue("faults").WithAgent("anna");
        var first = new RouterInput(DerivedId.From("first"), null, new RouterCommand.SetNotReady(Desk.Agent("anna"), NotReadyReason.Break));
        desk.Do(first).IsAccepted.ShouldBeTrue();
        for (var i = 0; i < RouterState.RememberedCommands; i++)
        {
            desk.Do(first).Refusal!.Code.ShouldBe(RouterRefusalCode.Repeated);
            desk.Do(i % 2 == 0 ? new RouterCommand.SetReady(Desk.Agent("anna")) : new RouterCommand.SetNotReady(Desk.Agent("anna"), NotReadyReason.Break));
        }

        desk.Do(new RouterCommand.SetReady(Desk.Agent("anna")));
        desk.Do(first).IsAccepted.ShouldBeTrue();
        desk.State.ToSnapshot().Commands.Length.ShouldBe(RouterState.RememberedCommands);
    }
}
