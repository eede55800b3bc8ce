using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Scripts;
using ContactCenter.Storage;
using ContactCenter.Tenants;
using ContactCenter.Testing;
using ContactCenter.Tests.Golden;
using Microsoft.Extensions.DependencyInjection;
using static ContactCenter.Tests.Scripts.WorldEvents;

namespace ContactCenter.Tests.Scripts;

/// <summary>Events of the world come to the runs they are for, each once, whatever happens in between.</summary>
public sealed class WorldEventTests
{
    private const string Contracts = """
        record job(number: text, street: text optional)
        action job.open(street: text) gives job
        event crew.finished gives (summary: text, minutes: number optional)
        event crew.delayed gives duration
        event job.cancelled
        event job.moved gives job
        """;

    private const string Watch = """
        script watch v1, texts en, for sms, outcomes done, cancelled
          slot job: job
          on job.cancelled -> called-off
          step hello
            ask street: text 60 "Which street?"
            do job.open(street) as job, else -> end cancelled
            say "Job {job.number} is open."
            -> work
          step work
            wait for crew.finished as report, on job.moved as job -> moved, late 3 days -> end cancelled
            say "Finished: {report.summary}"
            -> end done
          step moved
            say "Now in {job.street or 'nowhere'}."
            -> work
          step called-off
            say "Called off."
            -> end cancelled
        """;

    [Fact]
    public async Task An_event_wakes_the_run_that_waits_for_it_with_what_it_brings()
    {
        await using var center = await StartAsync();
        await OpenAsync(center, "+393331112222", "SM1", "main street", "J1");
        var customer = await CustomerAsync(center, "+393331112222");

        (await RaiseAsync(center, new WorldEvent { Event = "crew.finished", Key = "1", Customer = customer, Fields = Fields(("summary", "all is well")) })).ShouldBe(DeskResult.Done);
        await SaidAsync(center, "Finished: all is well");
        var settled = await SettledAsync(center, 1);
        (settled["taken"].GetInt32(), settled.ContainsKey("why")).ShouldBe((1, false));

        // Said again under its key it is known, and means nothing more.
        (await RaiseAsync(center, new WorldEvent { Event = "crew.finished", Key = "1", Customer = customer, Fields = Fields(("summary", "all is well")) })).Status.ShouldBe(DeskStatus.Repeated);
        (await CountAsync(center, "event.received")).ShouldBe(1);

        // Another one finds nobody: the run is over.
        (await RaiseAsync(center, new WorldEvent { Event = "crew.finished", Key = "2", Customer = customer, Fields = Fields(("summary", "again")) })).ShouldBe(DeskResult.Done);
        (await SettledAsync(center, 2))["why"].GetString().ShouldBe("NobodyListens");
    }

    [Fact]
    public async Task An_event_that_names_nobody_is_for_whoever_keeps_what_it_is_about()
    {
        await using var center = await StartAsync();
        await OpenAsync(center, "+393331110001", "SM1", "main street", "J1");
        await OpenAsync(center, "+393331110002", "SM2", "side street", "J2");
        await OpenAsync(center, "+393331110003", "SM3", "back street", "J3");

        // By what the caller says runs keep.
        await RaiseAsync(center, new WorldEvent { Event = "crew.finished", Key = "1", Fields = Fields(("summary", "two is done")), Ties = Fields(("job.number", "J2")) });
        await SaidAsync(center, "Finished: two is done");
        center.Channel.Sent[^1].To.Value.ShouldBe("+393331110002");
        (await SettledAsync(center, 1))["taken"].GetInt32().ShouldBe(1);

        // By the record an event is of: its first field is the key.
        await RaiseAsync(center, new WorldEvent { Event = "job.moved", Key = "2", Fields = Fields(("number", "J3"), ("street", "new street")) });
        await SaidAsync(center, "Now in new street.");
        center.Channel.Sent[^1].To.Value.ShouldBe("+393331110003");

        // By nothing: for everybody who listens.
        await RaiseAsync(center, new WorldEvent { Event = "job.cancelled", Key = "3" });
        await SaidAsync(center, "Called off.", "Called off.");
        center.Channel.Sent.TakeLast(2).Select(static m => m.To.Value).Order(StringComparer.Ordinal).ShouldBe(["+393331110001", "+393331110003"]);
        (await SettledAsync(center, 3))["taken"].GetInt32().ShouldBe(2);

        // Of a job nobody keeps it is said that nobody is tied to it.
        await OpenAsync(center, "+393331110004", "SM4", "last street", "J4");
        await RaiseAsync(center, new WorldEvent { Event = "crew.finished", Key = "4", Fields = Fields(("summary", "?")), Ties = Fields(("job.number", "J9")) });
        (await SettledAsync(center, 4))["why"].GetString().ShouldBe("NotTied");
    }

    [Fact]
    public async Task What_comes_while_an_action_is_done_waits_for_the_run_in_order()
    {
        var action = new OpenJob { Holds = true };
        await using var center = await StartAsync(action);
        await center.ReceiveAsync("SM1", "hello", "+393331112222");
        await SaidAsync(center, "Which street?");
        await center.ReceiveAsync("SM2", "main street", "+393331112222");
        await action.Began.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var customer = await CustomerAsync(center, "+393331112222");
        await RaiseAsync(center, new WorldEvent { Event = "job.moved", Key = "1", Customer = customer, Fields = Fields(("number", "J1"), ("street", "first")) });
        await RaiseAsync(center, new WorldEvent { Event = "job.moved", Key = "2", Customer = customer, Fields = Fields(("number", "J1"), ("street", "second")) });
        await RaiseAsync(center, new WorldEvent { Event = "crew.finished", Key = "3", Customer = customer, Fields = Fields(("summary", "done")) });
        (await SettledAsync(center, 3))["kept"].GetInt32().ShouldBe(1);
        (await CountAsync(center, "script.kept")).ShouldBe(3);
        action.Release();
        await SaidAsync(center, "Job J1 is open.", "Now in first.", "Now in second.", "Finished: done");
        await UntilAsync(center, async () => await CountAsync(center, "interaction.closed") == 1, "it is over");
    }

    [Fact]
    public async Task What_comes_later_does_not_overtake_what_is_kept_of_its_name_when_the_run_listens_again_before_it_has_looked_back()
    {
        var action = new OpenJob { Holds = true };
        await using var center = await StartAsync(action);
        await center.ReceiveAsync("SM1", "hello", "+393331112222");
        await SaidAsync(center, "Which street?");
        await center.ReceiveAsync("SM2", "main street", "+393331112222");
        await action.Began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await RaiseAsync(center, new WorldEvent { Event = "job.moved", Key = "1", Customer = await CustomerAsync(center, "+393331112222"), Fields = Fields(("number", "J1"), ("street", "first")) });
        (await SettledAsync(center, 1))["kept"].GetInt32().ShouldBe(1);

        // The same run, read from the log beside the center, comes to where it listens; nobody has told it to look back yet.
        var tenant = center.Services.GetRequiredService<TenantRegistry>().Find(CenterFixture.Acme)!;
        var stream = await ScriptStream.LoadAsync(tenant.Storage, tenant.Programs, tenant.Views.Scripts.Running.Single().Run);
        var (run, now) = (stream.Run!, DateTimeOffset.UtcNow);
        run.Demand.TryReadResult(Fields(("number", "J1"), ("street", "main street")), out var job).ShouldBeTrue();
        ScriptMachine.Advance(run, ScriptInput.Succeeded(run.Demand.Sequence, job), now).ShouldBe(ScriptAdvance.Applied);
        ScriptMachine.Advance(run, ScriptInput.Continue(run.Demand.Sequence), now).ShouldBe(ScriptAdvance.Applied);
        run.State.ShouldBe(ScriptRunState.Waiting);

        Meet("job.moved", ("number", "J1"), ("street", "second")).ShouldBe(ScriptMeeting.Kept);
        Meet("crew.finished", ("summary", "done")).ShouldBe(ScriptMeeting.Taken); // of another name
        action.Release();

        DeskResult Meet(string name, params (string, string)[] fields) =>
            ScriptMeeting.Meet(stream, new ScriptCommand.Meet(tenant.Storage.Log.Head, name, new EventContent(Fields(fields), []), IsServed: false), default, now);
    }

    [Fact]
    public async Task What_a_run_cannot_be_led_away_from_comes_back_to_it_where_it_can()
    {
        var action = new OpenJob { Holds = true };
        await using var center = new CenterFixture
        {
            Describe = static t =>
            {
                t.AddScript("helped", """
                    script helped v1, texts en, for sms, outcomes done
                      on job.cancelled -> help
                      step hello
                        ask street: text 60 "Which street?"
                        do job.open(street) as job, else -> end done
                        ask fine: yes/no "Is it {job.number}?"
                        -> end done
                      step help, anytime
                        say "Somebody called it off; go on all the same."
                        -> back
                    """, Contracts);
                t.Endpoints["sms-faults"].Runs("helped");
            },
        };
        await center.StartAsync(action);
        await center.ReceiveAsync("SM1", "hello", "+393331112222");
        await SaidAsync(center, "Which street?");
        await center.ReceiveAsync("SM2", "main street", "+393331112222");
        await action.Began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await RaiseAsync(center, new WorldEvent { Event = "job.cancelled", Key = "1", Address = Address.Phone("+393331112222") });
        (await SettledAsync(center, 1))["kept"].GetInt32().ShouldBe(1);
        await center.RestartAsync(center.LoseViews);
        action.Release();
        await SaidAsync(center, "Is it J1?\n1 yes\n2 no", "Somebody called it off; go on all the same.", "Is it J1?\n1 yes\n2 no");
        await center.ReceiveAsync("SM3", "yes", "+393331112222");
        await UntilAsync(center, async () => await CountAsync(center, "interaction.closed") == 1, "it is over");
        (await CountAsync(center, "script.kept")).ShouldBe(1);
    }

    [Fact]
    public async Task An_event_for_very_many_runs_reaches_each()
    {
        const int Many = 600;
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms))
        {
            Describe = static t =>
            {
                t.AddScript("many", """
                    script many v1, texts en, for sms, outcomes done
                      step hello
                        wait for job.cancelled, late 3 days -> end done
                        -> end done
                    """, Contracts);
                t.Endpoints["sms-faults"].Runs("many");
            },
            Compose = static cc => cc.Services.AddSingleton<IScriptAction>(new OpenJob()),
        };
        await center.StartAsync();
        for (var i = 0; i < Many; i++)
        {
            await center.ReceiveAsync($"SM{i}", "hello", $"+39333{i:D7}");
        }

        await center.UntilAsync(() => center.Entries.Count(static e => e.Entry.Kind == "script.stepped") == Many && center.Tenant!.Views.Scripts.Running.Count() == Many, "all wait");
        (await center.Services.GetRequiredService<IScriptEvents>().RaiseAsync(Crm, CenterFixture.Acme, new WorldEvent { Event = "job.cancelled", Key = "1" })).ShouldBe(DeskResult.Done);
        await center.UntilAsync(() => center.Entries.Any(static e => e.Entry.Kind == "event.settled"), "it is settled");
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(center.Entries.Single(static e => e.Entry.Kind == "event.settled").Entry.Body.Span)!["taken"].GetInt32().ShouldBe(Many);
        await center.UntilAsync(() => center.Entries.Count(static e => e.Entry.Kind == "interaction.closed") == Many, "all are over");
    }

    [Fact]
    public async Task The_seventeenth_event_that_would_be_kept_is_refused_visibly()
    {
        var action = new OpenJob { Holds = true };
        await using var center = await StartAsync(action);
        await center.ReceiveAsync("SM1", "hello", "+393331112222");
        await SaidAsync(center, "Which street?");
        await center.ReceiveAsync("SM2", "main street", "+393331112222");
        await action.Began.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var customer = await CustomerAsync(center, "+393331112222");
        for (var i = 1; i <= 17; i++)
        {
            await RaiseAsync(center, new WorldEvent { Event = "job.moved", Key = $"{i}", Customer = customer, Fields = Fields(("number", "J1"), ("street", $"street {i}")) });
        }

        var settled = await SettledAsync(center, 17);
        (settled["full"].GetInt32(), settled["why"].GetString()).ShouldBe((1, "Full"));
        (await CountAsync(center, "script.kept")).ShouldBe(16);
        action.Release();
        await SaidAsync(center, ["Job J1 is open.", .. Enumerable.Range(1, 16).Select(static i => $"Now in street {i}.")]);
        (await RaiseAsync(center, new WorldEvent { Event = "job.moved", Key = "18", Customer = customer, Fields = Fields(("number", "J1"), ("street", "the end")) })).ShouldBe(DeskResult.Done);
        await SaidAsync(center, "Now in the end.");
    }

    [Fact]
    public async Task What_is_wrong_with_an_event_is_said_and_nothing_of_it_is_kept()
    {
        await using var center = await StartAsync();
        await OpenAsync(center, "+393331112222", "SM1", "main street", "J1");
        var known = await CustomerAsync(center, "+393331112222");
        var right = new WorldEvent { Event = "crew.finished", Key = "1", Customer = known, Fields = Fields(("summary", "fine")) };

        await RefusedAsync(right with { Event = "crew.arived" }, "CC1280", "crew.arived", "crew.finished");
        await RefusedAsync(right with { Event = "" }, "CC1281", "0 characters");
        await RefusedAsync(right with { Key = new string('k', 257) }, "CC1281", "257");
        await RefusedAsync(right with { Key = "a\nb" }, "CC1281", "control characters");
        await RefusedAsync(right with { Fields = Fields([.. Enumerable.Range(0, 65).Select(static i => ($"f{i}", "x"))]) }, "CC1282", "65 fields");
        await RefusedAsync(right with { Ties = Fields([.. Enumerable.Range(0, 9).Select(static i => ($"t{i}", "x"))]) }, "CC1282", "9 ties");
        await RefusedAsync(right with { Fields = Fields(("summary", new string('x', 4_097))) }, "CC1282", "summary", "4097");
        await RefusedAsync(right with { Fields = Fields([.. Enumerable.Range(0, 5).Select(static i => ($"f{i}", new string('x', 4_000)))]) }, "CC1282", "in all");
        await RefusedAsync(right with { Fields = Fields(("summary", "fine"), ("colour", "red")) }, "CC1283", "colour", "summary");
        await RefusedAsync(right with { Fields = Fields(("minutes", "5")) }, "CC1283", "needs its field 'summary'");
        await RefusedAsync(right with { Fields = Fields(("summary", "fine"), ("minutes", "five")) }, "CC1283", "minutes", "number");
        await RefusedAsync(right with { Event = "crew.delayed" }, "CC1283", "summary", "value");
        await RefusedAsync(right with { Event = "crew.delayed", Fields = [] }, "CC1283", "needs its field 'value'");
        await RefusedAsync(right with { Event = "job.cancelled" }, "CC1283", "brings nothing");
        await RefusedAsync(right with { Event = "message" }, "CC1288", "message");
        await RefusedAsync(right with { Customer = new CustomerId(Guid.NewGuid()) }, "CC1284");
        await RefusedAsync(right with { Customer = null, Interaction = new InteractionId(Guid.NewGuid()) }, "CC1285");
        await RefusedAsync(right with { Customer = null, Address = Address.Phone("nobody") }, "CC1286", "tel");
        await RefusedAsync(right with { Address = Address.Phone("+393331112222") }, "CC1287");
        (await CountAsync(center, "event.received")).ShouldBe(0);

        (await center.Services.GetRequiredService<IScriptEvents>().RaiseAsync(Crm with { Roles = [Role.Agent, Role.Supervisor, Role.Administrator] }, CenterFixture.Acme, right)).Status.ShouldBe(DeskStatus.Forbidden);
        await Should.ThrowAsync<DeskAccessException>(async () => await center.Services.GetRequiredService<IScriptEvents>().RaiseAsync(Crm with { Tenants = [new TenantId("other")] }, CenterFixture.Acme, right));
        await Should.ThrowAsync<DeskAccessException>(async () => await center.Services.GetRequiredService<IScriptEvents>().RaiseAsync(Principal.System, new TenantId("other"), right));
        (await RaiseAsync(center, right)).ShouldBe(DeskResult.Done);

        async Task RefusedAsync(WorldEvent e, string code, params string[] says)
        {
            var result = await RaiseAsync(center, e);
            result.IsDone.ShouldBeFalse($"{code}: {result}");
            result.Code.ShouldBe(code, result.Message);
            says.ShouldAllBe(part => result.Message!.Contains(part, StringComparison.Ordinal), result.Message);
        }
    }

    [Fact]
    public async Task What_a_run_waits_for_that_began_on_an_older_text_is_still_taken()
    {
        await using var center = await StartAsync();
        await OpenAsync(center, "+393331112222", "SM1", "main street", "J1");
        center.Describe = static t => t.Endpoints["sms-faults"].Script = ""; // nobody declares the event any more
        await center.RestartAsync(center.LoseViews);
        (await RaiseAsync(center, new WorldEvent { Event = "crew.finished", Key = "1", Address = Address.Phone("+393331112222"), Fields = Fields(("summary", "well")) })).ShouldBe(DeskResult.Done);
        await SaidAsync(center, "Finished: well");
        await UntilAsync(center, async () => await CountAsync(center, "interaction.closed") == 1, "the run is over");
        (await RaiseAsync(center, new WorldEvent { Event = "crew.finished", Key = "2", Fields = Fields(("summary", "well")) })).Code.ShouldBe("CC1280");
    }

    private static async Task<CenterFixture> StartAsync(IScriptAction? action = null)
    {
        var center = new CenterFixture
        {
            Describe = static t =>
            {
                t.AddScript("watch", Watch, Contracts);
                t.Endpoints["sms-faults"].Runs("watch");
            },
        };
        await center.StartAsync(action ?? new OpenJob());
        return center;
    }

    private static async Task OpenAsync(CenterFixture center, string from, string id, string street, string number)
    {
        await center.ReceiveAsync(id + "a", "hello", from);
        await SaidAsync(center, "Which street?");
        await center.ReceiveAsync(id + "b", street, from);
        await SaidAsync(center, $"Job {number} is open.");
        await UntilAsync(center, async () => Encoding.UTF8.GetString((await LogAsync(center)).Last(static e => e.Entry.Kind == "script.stepped").Entry.Body.Span).Contains("\"state\":\"Waiting\"", StringComparison.Ordinal), "it waits");
    }
}
