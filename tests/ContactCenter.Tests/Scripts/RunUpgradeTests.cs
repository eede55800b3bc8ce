using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Scripts;

/// <summary>Live runs of a center go on with another version: what is foretold is what happens, nothing is lost, said twice or misplaced.</summary>
public sealed class RunUpgradeTests
{
    [Fact]
    public async Task What_is_foretold_is_what_happens_and_every_run_goes_on_where_it_stood()
    {
        await using var all = await StartAsync();
        var stays = await all.TalkAsync(1, "hello/k101");
        var asks = await all.TalkAsync(2, "hello/k102", "123456");
        var waits = await all.TalkAsync(3, "hello/wait.1", "3333", "3");
        var transfers = await all.TalkAsync(4, "desk/transfer.1", "0000", "4");
        var erased = await all.TalkAsync(5, "hello/k102", "5555");
        all.Action.Hold();
        var does = await all.TalkAsync(6, "hello/do.meter.note.1", "6666", "6");
        await all.Center.UntilAsync(() => all.Action.Calls.Count == 3, "the action is under way");
        all.Center.Storage.Erase(CenterFixture.Acme, erased.Customer.Subject);
        await all.ConfigureAsync(UpgradeCenter.Second.Replace("#k101", "#k201", StringComparison.Ordinal));

        var before = all.Center.Entries.Count;
        var looked = await all.Carla.LookAtUpgradeAsync(UpgradeCenter.Request);
        all.Center.Entries.Count.ShouldBe(before); // nothing is written
        var report = looked.Report.ShouldNotBeNull();
        (looked.Status, report.Version, report.Moves, report.Stays, report.Fails, report.Next).ShouldBe((DeskStatus.Done, 2, 4, 1, 1, null));
        report.Runs.Select(static r => r.Run).ShouldBe(new[] { stays, asks, waits, transfers, erased, does }.Select(static r => r.Run).Order());
        var kept = report.Runs.Single(r => r.Run == stays.Run);
        (kept.Verdict, kept.From, kept.To, kept.Code, kept.Interaction).ShouldBe((ScriptUpgradeVerdict.Stays, "hello/k101", "", "SU02", stays.Interaction));
        report.Runs.Single(r => r.Run == waits.Run).To.ShouldBe("hello/wait.1");
        report.Runs.Single(r => r.Run == erased.Run).Verdict.ShouldBe(ScriptUpgradeVerdict.Fails);
        report.Obstacles.Select(static o => (o.Statement, o.Code, o.Runs)).ShouldBe([("", "", 1), ("hello/k101", "SU02", 1)]);

        // Page by page it is the same list.
        var pages = new List<UpgradedRun>();
        for (UpgradeReport? page = null; page is null || page.Next is not null; pages.AddRange(page.Runs))
        {
            page = (await all.Carla.LookAtUpgradeAsync(UpgradeCenter.Request with { Limit = 4, After = page?.Next })).Report!;
            (page.Moves, page.Stays, page.Fails).ShouldBe((4, 1, 1));
        }

        pages.ShouldBe(report.Runs);

        var done = await all.Carla.UpgradeRunsAsync(UpgradeCenter.Request, Guid.NewGuid());
        done.Report!.Runs.ShouldBe(report.Runs);
        done.Report.Obstacles.ShouldBe(report.Obstacles);
        var moved = all.Steps.Where(static s => s.Step.Input == ScriptInputKind.Upgraded).ToList();
        moved.Select(static s => s.Step.Run).ShouldBe(new[] { asks, waits, transfers, does }.Select(static r => r.Run), ignoreOrder: true);
        moved.ShouldAllBe(static s => s.At.Entry.Actor == "person:carla" && s.Step.Version == 2 && s.Step.Was != null && s.Step.Was != s.Step.Program);
        (await all.Carla.LookAtUpgradeAsync(UpgradeCenter.Request)).Report!.Moves.ShouldBe(0);

        // After a kill every one of them goes on with what it held: asked, under way, waiting until the same time, and asking for an agent.
        await all.CrashAndStartAsync();
        all.RowOf(3).Due.ShouldBe(waits.Due);
        await all.Center.ReceiveAsync("SM2-9", "7", UpgradeCenter.From(2));
        all.Action.Release();
        await all.SaidAsync(UpgradeCenter.From(2), "Lettura del contatore.", "Il numero cliente?", "La lettura?", "Fatto, 123456: R-123456.");
        await all.SaidAsync(UpgradeCenter.From(6), "Lettura del contatore.", "Il numero cliente?", "La lettura?", "Fatto, 6666: R-6666.");
        all.Action.Calls.Where(static c => c.Arguments["number"] == "6666").Select(static c => (c.Key, c.Arguments["reading"])).Distinct().Count().ShouldBe(1);
        var bruno = await all.Center.ReadyAsync("bruno");
        var offer = await all.Center.UntilAsync(async () => (await bruno.AgentAsync()).Offers is [var first, ..] ? first : null, "the transfer is offered");
        offer.Interaction.ShouldBe(transfers.Interaction);
        await all.Center.ReceiveAsync("SM1-9", "11111", UpgradeCenter.From(1));
        await all.SaidAsync(UpgradeCenter.From(1), "Lettura del contatore.", "Il numero cliente?", "La lettura?"); // who stayed goes on as before
        all.SaidTo("+393337770000").ShouldBeEmpty();
        all.Center.Time.Advance(waits.Due!.Value - all.Center.Time.GetUtcNow());
        await all.Center.UntilAsync(() => all.SaidTo("+393337770000").Contains("Promemoria 3333."), "the promise is kept");
        await all.SaidAsync(UpgradeCenter.From(3), "Lettura del contatore.", "Il numero cliente?", "La lettura?", "Ricevuta R-3333.", "Tutto bene?\n1 sì\n2 no");
    }

    [Theory]
    [InlineData("hello/k102", "message.intended", "La lettura?", "1234")] // asks
    [InlineData("hello/k103", "message.intended", "Ricevuta R-1234.", "1234", "7")] // says
    [InlineData("desk/transfer.1", "work.requested", null, "0000", "7")] // asks for an agent
    [InlineData("hello/k104", "message.intended", "Promemoria 1234.", "1234", "7")] // sends elsewhere
    public async Task What_a_run_has_asked_for_and_nobody_has_taken_yet_is_done_once(string statement, string kind, string? text, params string[] answers)
    {
        await using var all = await StartAsync();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isHeld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await all.TalkAsync(1, "hello/k101");
        for (var i = 0; i < answers.Length; i++)
        {
            if (i == answers.Length - 1 && statement != "hello/k104")
            {
                await HoldAsync(said: 2 + i);
            }

            await all.Center.ReceiveAsync($"SM1-{i + 1}", answers[i], UpgradeCenter.From(1));
            await all.StandsOrIsHeldAsync(1, i == answers.Length - 1 ? statement == "hello/k104" ? "hello/wait.1" : statement : "hello/k102", isHeld.Task);
        }

        if (statement == "hello/k104")
        {
            await HoldAsync(said: 4);
            all.Center.Time.Advance(TimeSpan.FromHours(2));
        }

        await isHeld.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var demanded = all.Steps.Last();
        demanded.Step.Statement.ShouldBe(statement);
        await all.ConfigureAsync(UpgradeCenter.Second);
        var done = await all.Carla.UpgradeRunsAsync(UpgradeCenter.Request, Guid.NewGuid());
        (done.Report!.Moves, done.Report.Runs.ShouldHaveSingleItem().To).ShouldBe((1, statement));
        all.Steps.Last().Step.Demand.ShouldBe(demanded.Step.Demand);

        // The process ends before its interaction has taken the demand; the next one takes it.
        var crash = all.Center.CrashAsync();
        all.Before = static _ => Task.CompletedTask;
        held.SetResult();
        await crash;
        await all.Center.StartAsync();
        if (text is not null)
        {
            var to = statement == "hello/k104" ? "+393337770000" : UpgradeCenter.From(1);
            await all.Center.UntilAsync(() => all.SaidTo(to).Contains(text), $"{text} is said to {to}");
            await all.Center.ReceiveAsync("SM2-0", "ciao", UpgradeCenter.From(2)); // once somebody else is answered, what would be said again has been
            await all.SaidAsync(UpgradeCenter.From(2), "Lettura del contatore.", "Il numero cliente?");
            all.SaidTo(to).Count(t => t == text).ShouldBe(1);
        }
        else
        {
            var bruno = await all.Center.ReadyAsync("bruno");
            await CenterFixture.Do(bruno, new DeskCommand.AcceptOffer((await all.Center.UntilAsync(async () => (await bruno.AgentAsync()).Offers is [var first, ..] ? first : null, "an offer")).Offer));
            await all.Center.UntilAsync(() => all.Steps.Last().Step is { State: ScriptRunState.Ended, Outcome: "person", Version: 2 }, "the script is over");
            all.Center.Entries.Count(static e => e.Entry.Kind == "work.requested").ShouldBe(1);
        }

        // What was asked for before is out first, so that it is not held instead.
        async Task HoldAsync(int said)
        {
            await all.Center.UntilAsync(() => all.SaidTo(UpgradeCenter.From(1)).Count == said, $"{said} texts are said");
            all.Before = append =>
            {
                if (append.Machine.Kind == "interaction" && append.Entries.Any(e => e.Kind == kind))
                {
                    isHeld.TrySetResult();
                    return held.Task;
                }

                return Task.CompletedTask;
            };
        }
    }

    [Fact]
    public async Task An_action_whose_result_comes_after_the_upgrade_is_done_once_even_if_the_process_ends_between()
    {
        await using var all = await StartAsync();
        all.Action.Hold();
        await all.TalkAsync(1, "hello/do.meter.note.1", "1234", "7");
        await all.Center.UntilAsync(() => all.Action.Calls.Count == 1, "the action is under way");
        await all.ConfigureAsync(UpgradeCenter.Second);
        (await all.Carla.UpgradeRunsAsync(UpgradeCenter.Request, Guid.NewGuid())).Report!.Moves.ShouldBe(1);
        all.Action.Release();
        await all.SaidAsync(UpgradeCenter.From(1), "Lettura del contatore.", "Il numero cliente?", "La lettura?", "Fatto, 1234: R-1234.");
        all.Action.Calls.Count.ShouldBe(1);

        all.Action.Hold();
        await all.ConfigureAsync(UpgradeCenter.Second.Replace("v2", "v3", StringComparison.Ordinal));
        await all.TalkAsync(2, "hello/do.meter.note.1", "5678", "7");
        await all.Center.UntilAsync(() => all.Action.Calls.Count == 2, "the action is under way");
        await all.ConfigureAsync(UpgradeCenter.Second.Replace("v2", "v4", StringComparison.Ordinal).Replace("Fatto", "Segnato", StringComparison.Ordinal));
        (await all.Carla.UpgradeRunsAsync(UpgradeCenter.Request with { Version = 3 }, Guid.NewGuid())).Report!.Moves.ShouldBe(1); // the run on v2 is not meant
        await all.CrashAndStartAsync();
        all.Action.Release();
        await all.SaidAsync(UpgradeCenter.From(2), "Lettura del contatore.", "Il numero cliente?", "E la lettura?", "Segnato, 5678: R-5678.");
        all.Action.Calls.Skip(1).Select(static c => (c.Key, c.Arguments["number"], c.Arguments["reading"])).Distinct().Count().ShouldBe(1);
        all.RowOf(1).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Answers_that_come_in_the_same_moment_are_taken_once_before_or_after()
    {
        const int customers = 24;
        await using var all = await StartAsync();
        foreach (var customer in Enumerable.Range(1, customers))
        {
            await all.TalkAsync(customer, "hello/k102", $"{customer + 1000}");
        }

        await all.ConfigureAsync(UpgradeCenter.Second);
        var answers = Enumerable.Range(1, customers).Select(customer => all.Center.ReceiveAsync($"SM{customer}-2", "7", UpgradeCenter.From(customer)).AsTask()).ToList();
        var done = await all.Carla.UpgradeRunsAsync(UpgradeCenter.Request, Guid.NewGuid());
        await Task.WhenAll(answers);
        done.Report!.Moves.ShouldBe(customers);
        await all.Center.UntilAsync(() => all.Center.Tenant!.Views.Scripts.Running.All(static r => r.State == ScriptRunState.Waiting), "everybody waits");
        foreach (var customer in Enumerable.Range(1, customers))
        {
            // Moved from where it stood in that moment, wherever that was, and the receipt is in the words of the version it was on then.
            var steps = all.Steps.Where(s => s.Step.Run == all.RowOf(customer).Run).Select(static s => s.Step).ToList();
            var at = steps.FindIndex(static s => s.Input == ScriptInputKind.Upgraded);
            steps.FindLastIndex(static s => s.Input == ScriptInputKind.Upgraded).ShouldBe(at);
            (steps[at].From, steps[at].State, steps[at].Demand).ShouldBe((steps[at - 1].Statement, steps[at - 1].State, steps[at - 1].Demand));
            done.Report.Runs.Single(r => r.Run == steps[at].Run).From.ShouldBe(steps[at].From);
            steps.Count(static s => s.Input == ScriptInputKind.Answered).ShouldBe(2);
            var said = all.SaidTo(UpgradeCenter.From(customer));
            said.Count.ShouldBe(4);
            said[3].ShouldBeOneOf($"Fatto, {customer + 1000}: R-{customer + 1000}.", $"Ricevuta R-{customer + 1000}.");
        }

        all.Action.Calls.Count.ShouldBe(customers);
    }

    [Theory]
    [InlineData(ScriptKinds.Stepped, AppendFate.Unacknowledged, 2)]
    [InlineData(ScriptKinds.Stepped, AppendFate.Lost, 2)]
    [InlineData(UpgradeKinds.Began, AppendFate.Unacknowledged, 1)]
    [InlineData(UpgradeKinds.Judged, AppendFate.Lost, 1)]
    [InlineData(UpgradeKinds.Judged, AppendFate.Unacknowledged, 1)]
    [InlineData(UpgradeKinds.Judged, AppendFate.Lost, 2)]
    public async Task An_upgrade_that_was_cut_short_goes_on_under_its_key_and_answers_one_list(string kind, AppendFate fate, int count)
    {
        const int customers = 120; // more than one batch
        await using var all = await StartAsync();
        await Task.WhenAll(Enumerable.Range(1, customers).Select(customer => all.Center.ReceiveAsync($"SM{customer}-0", "ciao", UpgradeCenter.From(customer)).AsTask()));
        await all.Center.UntilAsync(
            () => all.Center.Tenant!.Views.Scripts.Running.Count(static r => r.State == ScriptRunState.Asking) == customers && Enumerable.Range(1, customers).All(c => all.SaidTo(UpgradeCenter.From(c)).Count == 2),
            "everybody is asked");
        await all.ConfigureAsync(UpgradeCenter.Second);
        var looked = (await all.Carla.LookAtUpgradeAsync(UpgradeCenter.Request with { Limit = 500 })).Report!;
        looked.Moves.ShouldBe(customers);

        var left = count;
        all.Center.Storage.OnAppend = append =>
            append.Entries[0].Kind == kind && (kind != ScriptKinds.Stepped || append.Entries[0].Read(ScriptJson.Default.ScriptStepped).Input == ScriptInputKind.Upgraded) && Interlocked.Decrement(ref left) == 0
                ? fate : AppendFate.Acknowledged;
        var key = Guid.NewGuid();
        var request = UpgradeCenter.Request with { Limit = 500 };
        var cut = await all.Carla.UpgradeRunsAsync(request, key);
        (cut.Status, cut.Code, cut.Report).ShouldBe((DeskStatus.Unavailable, "CC1202", null));
        all.Center.Storage.OnAppend = static _ => AppendFate.Acknowledged;
        await all.CrashAndStartAsync();

        var done = await all.Carla.UpgradeRunsAsync(request, key);
        done.IsDone.ShouldBeTrue();
        done.Report!.Runs.ShouldBe(looked.Runs);
        var written = all.Center.Entries.Count;
        var again = await all.Carla.UpgradeRunsAsync(request, key);
        (again.Status, all.Center.Entries.Count).ShouldBe((DeskStatus.Repeated, written));
        again.Report!.Runs.ShouldBe(looked.Runs);
        all.Steps.Where(static s => s.Step.Input == ScriptInputKind.Upgraded).Select(static s => s.Step.Run).Order().ShouldBe(looked.Runs.Select(static r => r.Run));

        // The key is for this upgrade alone, and for this person alone.
        (await all.Carla.UpgradeRunsAsync(request with { Reason = "Another" }, key)).Code.ShouldBe("CC1273");
        (await all.Center.Desk("otto", Role.Administrator).UpgradeRunsAsync(request, key)).Report!.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_with_the_place_and_moves_nobody()
    {
        await using var all = await StartAsync();
        await all.TalkAsync(1, "hello/k101");
        await all.ConfigureAsync(UpgradeCenter.Second);
        var before = all.Center.Entries.Count;
        foreach (var request in new[] { UpgradeCenter.Request with { Map = "// steps\nupgrade v1: helo -> hello" }, UpgradeCenter.Request with { Map = "// steps\nupgrade v1 hello" } })
        {
            foreach (var result in new[] { await all.Carla.LookAtUpgradeAsync(request), await all.Carla.UpgradeRunsAsync(request, Guid.NewGuid()) })
            {
                (result.Status, result.Code).ShouldBe((DeskStatus.Invalid, "CC1271"));
                var fault = result.Faults.ShouldHaveSingleItem();
                (fault.Line, fault.Column).ShouldBe((2, 1));
                fault.Code.ShouldStartWith("SU1");
            }
        }

        (await all.Carla.UpgradeRunsAsync(UpgradeCenter.Request with { Reason = " " }, Guid.NewGuid())).Code.ShouldBe("CC1256");
        (await all.Carla.UpgradeRunsAsync(UpgradeCenter.Request with { Reason = "one\ntwo" }, Guid.NewGuid())).Code.ShouldBe("CC1256");
        (await all.Carla.LookAtUpgradeAsync(UpgradeCenter.Request with { Limit = 501 })).Code.ShouldBe("CC1274");
        (await all.Carla.LookAtUpgradeAsync(UpgradeCenter.Request with { Map = new string('/', UpgradeRequest.MaxMapLength + 1) })).Code.ShouldBe("CC1271");
        (await all.Carla.UpgradeRunsAsync(new UpgradeRequest("meters") { Reason = "?" }, Guid.NewGuid())).Code.ShouldBe("CC1272");

        // A script that is not configured any more: its runs go on as they are.
        var administration = all.Center.Services.GetRequiredService<IAdministrations>().Open(Principal.Person(new AgentId("adele"), CenterFixture.Acme, Role.Administrator), CenterFixture.Acme);
        var now = await administration.ConfigurationAsync();
        var endpoint = now.Endpoints.Single();
        endpoint.Settings.Script = "";
        (await administration.ChangeAsync(
            [new ConfigurationEdit.SetEndpoint(new EndpointId(endpoint.Id), endpoint.Settings) { Version = endpoint.Version }, new ConfigurationEdit.RemoveScript("meter") { Version = now.Scripts.Single().Version }],
            Guid.NewGuid())).IsDone.ShouldBeTrue();
        (await all.Carla.LookAtUpgradeAsync(UpgradeCenter.Request)).Code.ShouldBe("CC1272");
        var refused = await all.Carla.UpgradeRunsAsync(UpgradeCenter.Request, Guid.NewGuid());
        (refused.Status, refused.Code).ShouldBe((DeskStatus.NotFound, "CC1272"));
        all.Center.Entries.Skip(before).ShouldNotContain(static e => e.Entry.Kind == UpgradeKinds.Began || e.Entry.Kind == ScriptKinds.Stepped);
        await all.Center.ReceiveAsync("SM1-1", "1234", UpgradeCenter.From(1));
        await all.SaidAsync(UpgradeCenter.From(1), "Lettura del contatore.", "Il numero cliente?", "La lettura?");
    }

    [Fact]
    public async Task A_map_takes_runs_to_a_step_with_another_name()
    {
        await using var all = await StartAsync();
        await all.TalkAsync(1, "desk/transfer.1", "0000", "7");
        await all.ConfigureAsync(UpgradeCenter.Second.Replace("step desk", "step person", StringComparison.Ordinal).Replace("-> desk", "-> person", StringComparison.Ordinal));
        (await all.Carla.LookAtUpgradeAsync(UpgradeCenter.Request)).Report!.Stays.ShouldBe(1);
        var mapped = UpgradeCenter.Request with { Map = "upgrade v1: desk -> person" };
        var report = (await all.Carla.UpgradeRunsAsync(mapped, Guid.NewGuid())).Report!;
        (report.Moves, report.Runs[0].From, report.Runs[0].To).ShouldBe((1, "desk/transfer.1", "person/transfer.1"));
        all.Center.Time.Advance(TimeSpan.FromMinutes(30)); // when it would have
        await all.Center.UntilAsync(() => all.SaidTo(UpgradeCenter.From(1)).Contains("La richiamiamo."), "nobody has taken it");
    }

    private static async Task<UpgradeCenter> StartAsync()
    {
        var all = new UpgradeCenter();
        await all.Center.StartAsync();
        return all;
    }
}
