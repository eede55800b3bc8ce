using System.Text;
using ContactCenter.Administration;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Templates;

/// <summary>A script of a whole center sends by a template: in the language of its run, once, with the text there was when it began.</summary>
public sealed class SentTemplateTests
{
    private const string Ada = "+393331112222";
    private const string Bob = "+447700900123";

    private const string Visits = """
        script visits v1, texts it (en), for sms, outcomes done
          step hello
            ask name: text 40 "Il suo nome?"
            wait 20s
            send sms visit/reminder(name, 2) to session.from
            -> end done

        """;

    private static readonly Endpoint English = new(CenterFixture.Acme, new EndpointId("sms-english"), ChannelKind.Sms, Address.Phone("+441234567890"));

    [Theory]
    [InlineData(AppendFate.Lost)]
    [InlineData(AppendFate.Unacknowledged)]
    public async Task Killed_at_any_append_it_is_sent_once_in_Italian_and_in_English(AppendFate fate)
    {
        var at = fate == AppendFate.Lost ? 0 : 1; // each half of them, with either half of the views lost
        for (var wasKilled = true; wasKilled; at += 2)
        {
            wasKilled = await SendAsync(at, fate);
        }

        at.ShouldBeGreaterThan(5); // two steps, two messages intended, two sent at least
    }

    [Fact]
    public async Task What_has_begun_sends_the_text_there_was_and_goes_on_with_the_new_one_when_it_is_upgraded()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await StartAsync(channel);
        await BeginAsync(center, "+393331113333", "Ugo", CenterFixture.Endpoint);
        (await SetAsync(center, Reminder("Nuovo orario, {name}.", "New hours, {name}."))).IsDone.ShouldBeTrue();
        var moved = await center.Desk("carla", Role.Supervisor).UpgradeRunsAsync(new UpgradeRequest("visits") { Reason = "New hours" }, Guid.NewGuid());
        moved.Report.ShouldNotBeNull().Moves.ShouldBe(1);

        await BeginAsync(center, Ada, "Ada", CenterFixture.Endpoint);
        (await SetAsync(center, Reminder("Di nuovo altro, {name}.", "Other again, {name}."))).IsDone.ShouldBeTrue();
        await BeginAsync(center, Bob, "Bob", English);
        await center.CrashAsync();
        await center.StartAsync();
        await center.UntilAsync(() => center.Entries.Count(static e => e.Entry.Kind == "message.sent") == 6, "all are reminded", TimeSpan.FromSeconds(5));
        Reminders(channel).Order(StringComparer.Ordinal).ShouldBe(["Nuovo orario, Ada.", "Nuovo orario, Ugo.", "Other again, Bob."]);
    }

    [Fact]
    public async Task A_template_that_a_script_sends_is_not_removed_and_not_changed_so_that_the_script_no_longer_fits()
    {
        await using var center = await StartAsync(new FakeChannel(ChannelKind.Sms));
        var administration = Open(center);
        var template = (await administration.ConfigurationAsync()).Templates.ShouldHaveSingleItem();
        var refused = await administration.ChangeAsync([new ConfigurationEdit.RemoveTemplate(template.Id) { Version = template.Version }], Guid.NewGuid());
        (refused.Status, refused.Code).ShouldBe((DeskStatus.Invalid, "CC1222"));
        refused.Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            static fault => (fault.Key, fault.Rule).ShouldBe(("Tenants:acme:Templates:visit/reminder", "template-sent")),
            static fault => fault.Values.Take(4).ShouldBe(["visits", "script-fault", "5", "S211"]),
            static fault => fault.Message.ShouldStartWith("ContactCenter:Tenants:acme:Templates:visit/reminder is sent by the script 'visits', line 5, which would not be right any more; change the script first, or both in one change."),
            static fault => fault.Message.ShouldContain("(S211)"));

        // Another value, another channel, without the script's own language: the script would not fit.
        foreach (var wrong in new[]
        {
            Reminder("{name}", "{name}", "name: text, hours: number, where: text"),
            Reminder("{name}", "{name}", "name: moment, hours: number"),
            new TemplateOptions { Takes = "name: text, hours: number" }.For(ChannelKind.Mail).In("it", "{name}"),
            new TemplateOptions { Takes = "name: text, hours: number" }.In("en", "{name}"),
        })
        {
            (await SetAsync(center, wrong)).Faults.ShouldHaveSingleItem().Rule.ShouldBe("template-sent");
        }

        // An optional value more is no matter to the script, and both may change at once.
        (await SetAsync(center, Reminder("{name}{where}", "{name}", "name: text, hours: number, where: text optional"))).IsDone.ShouldBeTrue();
        var now = await administration.ConfigurationAsync();
        var script = now.Scripts.Single();
        (await administration.ChangeAsync(
            [
                new ConfigurationEdit.SetTemplate("visit/reminder", Reminder("{name}", "{name}", "name: text")) { Version = now.Templates.Single().Version },
                new ConfigurationEdit.SetScript("visits", new ScriptOptions { Text = Visits.Replace("(name, 2)", "(name)", StringComparison.Ordinal) }) { Version = script.Version },
            ],
            Guid.NewGuid())).IsDone.ShouldBeTrue();

        // Once no script sends it any more it may go.
        now = await administration.ConfigurationAsync();
        (await administration.ChangeAsync([new ConfigurationEdit.RemoveScript("visits") { Version = now.Scripts.Single().Version }], Guid.NewGuid())).Faults.Select(static f => f.Rule).ShouldAllBe(static rule => rule == "script-unknown");
        (await administration.ChangeAsync(
            [
                new ConfigurationEdit.RemoveTemplate("visit/reminder") { Version = now.Templates.Single().Version },
                new ConfigurationEdit.SetScript("visits", new ScriptOptions { Text = Visits.Replace("send sms visit/reminder(name, 2)", "send sms \"{name}\"", StringComparison.Ordinal) }) { Version = now.Scripts.Single().Version },
            ],
            Guid.NewGuid())).IsDone.ShouldBeTrue();
        (await administration.ConfigurationAsync()).Templates.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_script_that_is_looked_at_is_told_what_does_not_fit_the_templates_there_are()
    {
        await using var center = await StartAsync(new FakeChannel(ChannelKind.Sms));
        var administration = Open(center);
        async Task<ScriptFinding> FindAsync(string from, string to) =>
            (await administration.CheckScriptAsync("visits", new ScriptOptions { Text = Visits.Replace(from, to, StringComparison.Ordinal) })).Findings.Where(static f => f.IsError).ShouldHaveSingleItem();

        (await administration.CheckScriptAsync("visits", new ScriptOptions { Text = Visits })).IsRight.ShouldBeTrue();
        (await FindAsync("visit/reminder", "visit/remainder")).ShouldSatisfyAllConditions(
            static f => (f.Part, f.Line, f.Column, f.Code).ShouldBe(("Text", 5, 14, "S211")),
            static f => f.Message.ShouldBe("No template is called 'visit/remainder'; did you mean 'visit/reminder'?"));
        (await FindAsync("(name, 2)", "(name)")).ShouldSatisfyAllConditions(
            static f => (f.Line, f.Code).ShouldBe((5, "S308")),
            static f => f.Message.ShouldBe("'visit/reminder' takes 2 values, and 1 is given."));
        (await FindAsync("(name, 2)", "(name, 2, 3)")).Code.ShouldBe("S308");
        (await FindAsync("(name, 2)", "(name, now)")).Code.ShouldBe("S301");
        (await FindAsync("texts it (en)", "texts pl (en)")).ShouldSatisfyAllConditions(
            static f => (f.Rule, f.Code).ShouldBe(("template-language", "")),
            static f => f.Message.ShouldBe("line 5: sends 'visit/reminder', which has no text in pl, the script's first language; add it to the template."));
        (await FindAsync("send sms", "send chat")).Rule.ShouldBe("template-channel");
    }

    [Fact]
    public async Task A_template_that_comes_to_no_text_is_not_sent_and_the_script_goes_on()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = new MemoryCenter(channel)
        {
            Describe = static t =>
            {
                t.AddTemplate("visit/note", "note: text optional", static m => m.In("it", "{note}"))
                    .AddScript("visits", "script visits v1, texts it, for sms, outcomes done\n  step hello\n    send sms visit/note to session.from\n    say \"Ecco.\"\n    -> end done\n");
                t.Endpoints["sms-faults"].Runs("visits");
            },
        };
        await center.StartAsync();
        await center.ReceiveAsync("SM1", "ciao", Ada);
        await center.UntilAsync(() => channel.Sent.Count > 0, "it goes on");
        channel.Sent.Select(static m => m.Text).ShouldBe(["Ecco."]);
    }

    /// <summary>One life of a center that dies at an append and lives again.</summary>
    private static async Task<bool> SendAsync(int at, AppendFate fate)
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await StartAsync(channel);
        await BeginAsync(center, Ada, "Ada", CenterFixture.Endpoint);
        await BeginAsync(center, Bob, "Bob", English);
        var (left, wasKilled) = (at, false);
        center.Storage.OnAppend = _ =>
        {
            if (wasKilled || left-- > 0)
            {
                return AppendFate.Acknowledged;
            }

            wasKilled = true;
            return fate;
        };
        bool IsOver() => center.Entries.Count(static e => e.Entry.Kind == "interaction.closed") == 2 && center.Entries.Count(static e => e.Entry.Kind is "message.sent" or "message.unknown") == 4;
        await center.UntilAsync(() => IsOver() || wasKilled, "both are reminded, or it dies", TimeSpan.FromSeconds(5));
        if (wasKilled)
        {
            await center.CrashAsync();
            if (at % 4 < 2)
            {
                center.Storage.LoseViews(CenterFixture.Acme); // what is derived is derived again
            }

            await center.StartAsync();
        }

        await center.UntilAsync(IsOver, "both are reminded", TimeSpan.FromSeconds(5));
        center.Entries.Count(static e => e.Entry.Kind == "message.intended").ShouldBe(4); // two questions, two reminders
        var unknown = center.Entries.Count(static e => e.Entry.Kind == "message.unknown"); // it died between the attempt and its result
        foreach (var (text, to) in new[] { ("Ada: visita fra 2 ore.", Ada), ("Bob: visit in 2 hours.", Bob) })
        {
            channel.Sent.Count(m => m.Text == text && m.To.Value == to).ShouldBeInRange(1 - unknown, 1);
        }

        // What was written is in the history, and sealed in the log.
        var desk = center.Desk("carla", Role.Supervisor);
        foreach (var talk in await desk.InteractionsAsync(new InteractionFilter()))
        {
            (await desk.InteractionAsync(talk.Interaction))!.Timeline.Select(static t => t.Text).ShouldContain(static text => text == "Ada: visita fra 2 ore." || text == "Bob: visit in 2 hours.");
        }

        center.Entries.Select(static e => Encoding.UTF8.GetString(e.Entry.Body.Span)).ShouldAllBe(static body => !body.Contains("visita fra 2", StringComparison.Ordinal));
        return wasKilled;
    }

    private static async Task<MemoryCenter> StartAsync(FakeChannel channel)
    {
        var center = new MemoryCenter(channel)
        {
            Describe = static t =>
            {
                t.Templates["visit/reminder"] = Reminder("{name}: visita fra {hours|one: un'ora|other: # ore}.", "{name}: visit in {hours|one: an hour|other: # hours}.");
                t.AddScript("visits", Visits);
                t.Endpoints["sms-faults"].Runs("visits").Language = "it";
                t.AddEndpoint("sms-english", ChannelKind.Sms, English.Address, static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting.").Runs("visits").Language = "en");
            },
        };
        await center.StartAsync();
        return center;
    }

    private static async Task BeginAsync(MemoryCenter center, string who, string name, Endpoint to)
    {
        foreach (var text in new[] { "ciao", name })
        {
            await center.ReceiveAsync(new InboundMessage { Endpoint = to, ProviderId = $"SM-{who}-{text}", From = Address.Phone(who), Text = text });
            var state = text == name ? ScriptRunState.Waiting : ScriptRunState.Asking;
            await center.UntilAsync(
                () => center.Entries.LastOrDefault(static e => e.Entry.Kind == ScriptKinds.Stepped)?.Entry.Read(ScriptJson.Default.ScriptStepped).State == state
                    && center.Tenant!.Views.Next == center.Tenant.Storage.Log.Head,
                $"{name} is {state}");
        }
    }

    private static TemplateOptions Reminder(string italian, string english, string takes = "name: text, hours: number") =>
        new TemplateOptions { Takes = takes }.For(ChannelKind.Sms).In("it", italian).In("en", english);

    private static IEnumerable<string> Reminders(FakeChannel channel) => channel.Sent.Select(static m => m.Text).Where(static text => text != "Il suo nome?");

    private static IAdministration Open(MemoryCenter center) =>
        center.Services.GetRequiredService<IAdministrations>().Open(Principal.Person(new AgentId("adele"), CenterFixture.Acme, Role.Administrator), CenterFixture.Acme);

    private static async Task<ConfigurationResult> SetAsync(MemoryCenter center, TemplateOptions settings)
    {
        var administration = Open(center);
        var version = (await administration.ConfigurationAsync()).Templates.Single().Version;
        return await administration.ChangeAsync([new ConfigurationEdit.SetTemplate("visit/reminder", settings) { Version = version }], Guid.NewGuid());
    }
}
