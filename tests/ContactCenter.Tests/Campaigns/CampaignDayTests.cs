using ContactCenter.Calls;
using ContactCenter.Campaigns;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Distribution;
using ContactCenter.Routing;

namespace ContactCenter.Tests.Campaigns;

/// <summary>A day of a campaign in a whole center: a list goes in, calls go out, agents take who answers, and the journal proves that the cap held.</summary>
public sealed class CampaignDayTests
{
    private const int People = 50;

    private readonly HashSet<CallId> _handled = [];
    private readonly Dictionary<string, int> _attempts = [];

    [Fact]
    public async Task A_list_of_fifty_is_called_by_the_rules_through_a_crash_and_nobody_is_called_who_does_not_want_it()
    {
        await using var center = await CampaignCenter.StartAsync(static c => c.Retries.Unknown = TimeSpan.FromMinutes(30));
        await center.DoAsync(new CampaignCommand.Bar(Number(50)));
        var imported = await center.ImportAsync(["number,name", .. Enumerable.Range(0, People + 2).Select(static i => $"{Number(i)},Person {i}")]);
        (imported.Added, imported.Barred).ShouldBe((People + 1, 1));
        await center.DoAsync(new CampaignCommand.Bar(Number(51))); // is on the list already
        await center.TakenAsync(People);
        await ArriveAsync(center);
        await center.DoAsync(new CampaignCommand.Start(CampaignCenter.Spring));

        await WorkAsync(center, until: () => _handled.Count >= 20);
        await center.Center.CrashAsync();
        await center.Center.StartAsync();
        await ArriveAsync(center);
        await WorkAsync(center, until: null);

        // Everybody who may be was reached; machines and busy lines were called again by the rules.
        var status = await center.StatusAsync();
        (status.Left, status.Obstacle).ShouldBe((0, CampaignObstacle.NoContacts), await StandingAsync(center, status));
        var contacts = await center.Desk.ContactsAsync(CampaignCenter.Spring, limit: 200);
        contacts.Count(static c => c.State == ContactState.Reached).ShouldBe(People);
        contacts.Single(static c => c.State == ContactState.DoNotCall).Number.ShouldBe(Number(51));
        contacts.Where(static c => c.State == ContactState.Reached).ShouldAllBe(static c => c.Attempts <= 3 && c.LastOutcome == LineOutcome.Person);

        // No dial is doubled: one order for each attempt the router asked for, or none, where the crash came between.
        var dialled = center.Heard<RouterEvent.ContactDialled>().ToList();
        dialled.Select(static d => d.Line).ShouldBeUnique();
        dialled.Select(static d => (d.Contact, d.Attempt)).ShouldBeUnique();
        var dials = center.Calls.Phones.Orders.OfType<CallOrder.Dial>().ToList();
        dials.Select(static d => d.Call).ShouldBeUnique();
        dials.Count.ShouldBeLessThanOrEqualTo(dialled.Count);
        dials.Select(static d => d.To.Value).ShouldNotContain(Number(50));
        dials.Select(static d => d.To.Value).ShouldNotContain(Number(51));
        dials.ShouldAllBe(static d => d.From.Id.Value == "line-faults");

        var proof = CampaignProof.Read(center.Center.Entries.Where(static e => e.Machine.Kind == "router").Select(static e => RouterJournal.Read(e.Entry))).ToList();
        proof.ShouldNotBeEmpty();
        proof.ShouldAllBe(static window => window.IsKept);
    }

    /// <summary>What a failure has to tell.</summary>
    private static async Task<string> StandingAsync(CampaignCenter center, CampaignStatus status)
    {
        var work = new List<string>();
        foreach (var agent in new[] { "sara", "sergio", "silvia" })
        {
            var view = await center.Center.Desk(agent).AgentAsync();
            work.Add($"{agent} {view.Presence}: {string.Join(", ", view.Work.Select(static w => $"{w.Interaction.Interaction} {w.InWrapUp}"))}");
        }

        return $"{status}; {string.Join("; ", work)}; {center.Center.Time.GetUtcNow():O}; last: {string.Join(", ", center.Center.Entries.TakeLast(30).Select(static e => $"{e.Machine.Kind} {e.Entry.Kind}"))}";
    }

    private static string Number(int i) => $"+39333{i:D7}";

    private static async Task ArriveAsync(CampaignCenter center)
    {
        foreach (var agent in new[] { "sara", "sergio", "silvia" })
        {
            var desk = center.Center.Desk(agent);
            await desk.ConnectAsync();
            if ((await desk.AgentAsync()).Presence == Presence.SignedOut)
            {
                await CenterFixture.Do(desk, new DeskCommand.SignIn());
            }

            if ((await desk.AgentAsync()).Presence != Presence.Ready)
            {
                await CenterFixture.Do(desk, new DeskCommand.SetReady());
            }
        }
    }

    /// <summary>The network answers what is dialled, agents end what they have, and time goes on, until it is so or nobody is left.</summary>
    private async Task WorkAsync(CampaignCenter center, Func<bool>? until)
    {
        for (var idle = 0; until?.Invoke() != true && (await center.StatusAsync()).Left > 0 && idle < 2_000;)
        {
            if (center.Calls.Phones.Orders.OfType<CallOrder.Dial>().FirstOrDefault(d => _handled.Add(d.Call)) is { } dial)
            {
                idle = 0;
                await AnswerAsync(center, dial);
            }
            else if (!await EndAsync(center))
            {
                idle++;
                var status = await center.StatusAsync();
                var isQuiet = status is { Obstacle: CampaignObstacle.NobodyDue, Lines: 0, Talking: 0, NextAt: not null };
                if (status.Lines > 0 && idle % 20 != 0)
                {
                    await Task.Delay(5); // what is dialled is on its way to the network; time goes on only where that is over for long
                    continue;
                }

                var pause = isQuiet ? status.NextAt!.Value - center.Center.Time.GetUtcNow() : TimeSpan.Zero;
                var step = idle > 200 ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(100); // a line the crash caught is the router's to give up, once it cannot ring any more
                center.Center.Time.Advance(pause > TimeSpan.Zero ? pause : step);
                await Task.Yield();
            }
        }
    }

    /// <summary>Every seventh is busy at first, every fifth has a machine at first, the others answer.</summary>
    private async Task AnswerAsync(CampaignCenter center, CallOrder.Dial dial)
    {
        var number = dial.To.Value;
        var attempt = _attempts[number] = _attempts.GetValueOrDefault(number) + 1;
        var i = int.Parse(number.AsSpan(6), System.Globalization.CultureInfo.InvariantCulture);
        var call = await center.Center.UntilAsync(() => Task.FromResult(center.Center.Tenant?.Views.Calls.Find(dial.Call)), $"the call to {number} is known");
        if (call.IsOver)
        {
            return; // the crash has ended it
        }

        CallReport[] reports = attempt > 1 ? [new CallReport.Answered(AnsweredBy.Person)]
            : i % 7 == 3 ? [new CallReport.Ended(CallCause.Busy)]
            : i % 5 == 2 ? [new CallReport.Answered(AnsweredBy.Machine), new CallReport.Ended(CallCause.Center)]
            : [new CallReport.Answered(AnsweredBy.Person)];
        await center.Calls.ReportAsync(dial.Call, [new CallReport.Dialled("main"), .. reports]);
        if (reports is [CallReport.Answered { By: AnsweredBy.Person }])
        {
            var join = await center.Calls.OrderedAsync<CallOrder.Join>(dial.Call);
            await center.Calls.ReportAsync(dial.Call, new CallReport.Joined(join.Agent), new CallReport.Ended(CallCause.Customer));
        }
    }

    /// <summary>Whoever is in wrap-up says what came of it.</summary>
    private static async Task<bool> EndAsync(CampaignCenter center)
    {
        foreach (var agent in new[] { "sara", "sergio", "silvia" })
        {
            var desk = center.Center.Desk(agent);
            if ((await desk.AgentAsync()).Work.FirstOrDefault(static w => w.InWrapUp) is { } work)
            {
                await desk.DoAsync(new DeskCommand.CloseInteraction(work.Interaction.Interaction, DispositionCode.Resolved), Guid.NewGuid());
                return true;
            }
        }

        return false;
    }
}
