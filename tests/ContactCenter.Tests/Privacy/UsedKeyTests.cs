using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Privacy;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Privacy;

/// <summary>A caller's key stands for one command about one customer: what comes under it again is that command, or is refused.</summary>
public sealed class UsedKeyTests
{
    private static readonly Guid Key = Guid.NewGuid();

    [Fact]
    public async Task Under_the_key_of_a_hold_nobody_is_erased_and_the_hold_is_not_lifted()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var (office, customer) = (center.Office(), await center.OverAsync());
        var address = (await office.GetAsync(customer))!.Addresses.ShouldHaveSingleItem();
        (await office.DoAsync(new PrivacyCommand.PlaceHold(customer, "Case 7"), Key)).ShouldBe(DeskResult.Done);

        (await office.DoAsync(new PrivacyCommand.Erase(customer, "Request 12"), Guid.NewGuid())).Code.ShouldBe("CC1253");
        var erased = await office.DoAsync(new PrivacyCommand.Erase(customer, "Request 12"), Key);
        var lifted = await office.DoAsync(new PrivacyCommand.LiftHold(customer, "Case 7"), Key);
        var other = await office.DoAsync(new PrivacyCommand.PlaceHold(customer, "Case 8"), Key);

        foreach (var refused in (DeskResult[])[erased, lifted, other])
        {
            (refused.Status, refused.Code, refused.IsDone).ShouldBe((DeskStatus.Refused, "CC1273", false));
        }

        erased.Message!.ShouldContain("hold.placed");
        var record = (await office.GetAsync(customer))!;
        (record.Hold?.Reason, record.Erased).ShouldBe(("Case 7", null));
        record.Addresses.ShouldBe([address]);
        (await center.Tenant!.Storage.Customers.FindAsync(address)).ShouldBe(customer);
        Acts(center).ShouldBe(["hold.placed"]);
    }

    [Fact]
    public async Task The_very_same_command_under_its_key_is_repeated_whatever_came_after_it()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var (office, customer) = (center.Office(), await center.OverAsync());
        var (hold, lift, erase) = (new PrivacyCommand.PlaceHold(customer, "Case \ud800"), new PrivacyCommand.LiftHold(customer, "over"), new PrivacyCommand.Erase(customer, "r"));
        (PrivacyCommand Command, Guid Key)[] commands = [(hold, Guid.NewGuid()), (lift, Guid.NewGuid()), (erase, Guid.NewGuid())];
        foreach (var (command, key) in commands)
        {
            (await office.DoAsync(command, key)).ShouldBe(DeskResult.Done);
        }

        foreach (var (command, key) in commands)
        {
            (await office.DoAsync(command, key)).Status.ShouldBe(DeskStatus.Repeated);
        }

        Acts(center).ShouldBe(["hold.placed", "hold.lifted", "customer.erased"]);
        center.Entries.Single(static e => e.Entry.Kind == "customer.erased").Entry.Id.ShouldBe( // as every version has written it
            new EntryId(DerivedId.From("privacy", "person:paola", customer.Value.ToString("N"), commands[2].Key.ToString("N"))));
    }

    [Fact]
    public async Task A_key_used_for_one_customer_is_refused_for_another_one_within_a_day_and_is_everybody_s_own()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var (office, customer, other) = (center.Office(), await center.OverAsync(), await center.OverAsync());
        (await office.DoAsync(new PrivacyCommand.PlaceHold(customer, "Case 7"), Key)).ShouldBe(DeskResult.Done);

        (await office.DoAsync(new PrivacyCommand.Erase(other, "Case 7"), Key)).Code.ShouldBe("CC1273");
        (await office.GetAsync(other))!.Erased.ShouldBeNull();
        (await center.Office("petra").DoAsync(new PrivacyCommand.PlaceHold(other, "Case 8"), Key)).ShouldBe(DeskResult.Done);
        center.Time.Advance(TimeSpan.FromHours(25));
        (await office.DoAsync(new PrivacyCommand.LiftHold(other, "Case 8"), Key)).ShouldBe(DeskResult.Done);
    }

    [Fact]
    public async Task An_erasure_that_was_broken_off_is_finished_by_whoever_asks_for_it_again()
    {
        var dies = true;
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms)) { Customers = customers => new DyingErasure(customers, _ => dies) };
        await center.StartAsync();
        var (office, customer) = (center.Office(), await center.OverAsync());
        (await office.DoAsync(new PrivacyCommand.Erase(customer, "Request 12"), Key)).Status.ShouldBe(DeskStatus.Unavailable);
        dies = false;

        (await office.DoAsync(new PrivacyCommand.Erase(customer, "Request 12"), Guid.NewGuid())).Code.ShouldBe("CC1255");

        (await office.GetAsync(customer))!.Addresses.ShouldBeEmpty();
        Acts(center).ShouldBe(["customer.erased"]);
    }

    private static IEnumerable<string> Acts(MemoryCenter center) => center.Entries.Where(static e => e.Machine.Kind == "customer").Select(static e => e.Entry.Kind);
}
