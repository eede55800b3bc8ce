using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Scripting;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>Live runs and texts of scripts over HTTP. What becomes of runs stands in the tests of the core.</summary>
public sealed class ScriptApiTests : IAsyncLifetime
{
    private const string Carla = "carla acme supervisor";

    private static readonly Guid Run = Guid.Parse("01980000-0000-7000-8000-000000000001");

    private WebHost _host = null!;

    public async Task InitializeAsync() => _host = await WebHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Who_looks_and_who_upgrades_is_answered_what_becomes_of_each_run()
    {
        _host.Desks.Upgrade = static request => new UpgradeResult(DeskStatus.Done)
        {
            Report = new UpgradeReport(request.Script, 3, "abcd")
            {
                Moves = 7,
                Stays = 1,
                Runs = [new UpgradedRun(Run, new InteractionId(Run), 2, ScriptUpgradeVerdict.Stays, "hello/k1", "", "SU02", "It stays.")],
                Next = Run,
                Obstacles = [new UpgradeObstacle(2, "hello/k1", "SU02", "It stays.", 1)],
            },
        };
        const string json = """{ "script": "meter", "version": 2, "map": "upgrade v2: a -> b", "reason": "Better words", "limit": 1 }""";
        var key = Guid.NewGuid();
        foreach (var response in new[] { await PostAsync("/api/acme/scripts/upgrade/look", json, null), await PostAsync("/api/acme/scripts/upgrade", json, key) })
        {
            response.EnsureSuccessStatusCode();
            var report = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("report");
            (report.GetProperty("moves").GetInt32(), report.GetProperty("next").GetGuid(), report.GetProperty("obstacles")[0].GetProperty("runs").GetInt32()).ShouldBe((7, Run, 1));
            report.GetProperty("runs")[0].GetProperty("verdict").GetString().ShouldBe("stays");
        }

        var asked = new UpgradeRequest("meter") { Version = 2, Map = "upgrade v2: a -> b", Reason = "Better words", Limit = 1 };
        _host.Desks.Upgrades.Select(static u => (u.Principal.Name, u.Request, u.Key)).ShouldBe([("carla", asked, null), ("carla", asked, key)]);
    }

    [Fact]
    public async Task Scripts_and_their_figures_are_told_for_a_span()
    {
        var scripts = await GetAsync("/api/acme/scripts");
        (scripts[0].GetProperty("script").GetString(), scripts[0].GetProperty("running").GetInt32(), scripts[0].GetProperty("versions")[0].GetProperty("version").GetInt32()).ShouldBe(("meter", 3, 2));
        var figures = await GetAsync("/api/acme/scripts/meter/figures?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z");
        (figures.GetProperty("erased").GetInt32(), figures.GetProperty("from").GetDateTimeOffset().Month, figures.GetProperty("to").GetDateTimeOffset().Month).ShouldBe((2, 3, 4));
        (await GetAsync("/api/acme/scripts/meters/figures", 404)).GetProperty("code").GetString().ShouldBe("CC4002");
        (await GetAsync("/api/acme/scripts/meter/figures?from=2026-04-01T00:00:00Z&to=2026-03-01T00:00:00Z", 400)).GetProperty("detail").GetString()!.ShouldContain("from");
        await GetAsync("/api/other/scripts", 404);
    }

    [Fact]
    public async Task A_map_with_faults_is_answered_with_line_column_and_code_of_each()
    {
        _host.Desks.Upgrade = static _ => new UpgradeResult(DeskStatus.Invalid, "CC1271", "The map has 1 faults.") { Faults = [new ScriptTextFault(4, 2, "SU11", "There is no step 'helo'.")] };
        var response = await PostAsync("/api/acme/scripts/upgrade/look", """{ "script": "meter" }""", null);
        ((int)response.StatusCode).ShouldBe(422);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBe("CC1271");
        var fault = problem.GetProperty("faults")[0];
        (fault.GetProperty("line").GetInt32(), fault.GetProperty("column").GetInt32(), fault.GetProperty("code").GetString()).ShouldBe((4, 2, "SU11"));
        _host.Desks.Upgrade = static _ => new UpgradeResult(DeskStatus.NotFound, "CC1272", "There is none.");
        var missing = await PostAsync("/api/acme/scripts/upgrade", """{ "script": "meter" }""", Guid.NewGuid());
        ((int)missing.StatusCode, (await missing.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()).ShouldBe((404, "CC1272"));
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("null", true)]
    [InlineData("""{ "script": null }""", true)]
    [InlineData("""{ "script": "meter", "version": "two" }""", true)]
    [InlineData("""{ "script": "meter" }""", false)] // without a key
    public async Task What_cannot_be_read_is_not_done(string json, bool hasKey)
    {
        ((int)(await PostAsync("/api/acme/scripts/upgrade", json, hasKey ? Guid.NewGuid() : null)).StatusCode).ShouldBe(400);
        _host.Desks.Upgrades.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_script_is_set_and_removed_as_an_edit_of_the_configuration()
    {
        var administrations = (FakeAdministrations)_host.App.Services.GetRequiredService<IAdministrations>();
        (await PostAsync(
            "/api/acme/configuration",
            """[{ "edit": "set-script", "version": 4, "script": "meter", "settings": { "text": "script meter v1", "texts": { "pl": "texts pl" } } }, { "edit": "remove-script", "version": 5, "script": "old" }]""",
            Guid.NewGuid(),
            "anna acme administrator")).EnsureSuccessStatusCode();
        var edits = administrations.Changes.ShouldHaveSingleItem().Edits;
        var set = edits[0].ShouldBeOfType<ConfigurationEdit.SetScript>();
        (set.Script, set.Version, set.Settings.Text, set.Settings.Texts["pl"]).ShouldBe(("meter", 4, "script meter v1", "texts pl"));
        edits[1].ShouldBe(new ConfigurationEdit.RemoveScript("old") { Version = 5 });
    }

    [Fact]
    public async Task A_template_is_set_and_removed_as_an_edit_of_the_configuration()
    {
        var administrations = (FakeAdministrations)_host.App.Services.GetRequiredService<IAdministrations>();
        (await PostAsync(
            "/api/acme/configuration",
            """[{ "edit": "set-template", "template": "visit/reminder", "settings": { "takes": "name: text", "channels": ["sms"], "texts": { "it": { "text": "Gentile {name}", "short": "{name}" } } } }, { "edit": "remove-template", "version": 5, "template": "old" }]""",
            Guid.NewGuid(),
            "anna acme administrator")).EnsureSuccessStatusCode();
        var edits = administrations.Changes.ShouldHaveSingleItem().Edits;
        var set = edits[0].ShouldBeOfType<ConfigurationEdit.SetTemplate>();
        (set.Template, set.Version, set.Settings.Takes, set.Settings.Channels.Single(), set.Settings.Texts["it"].Text, set.Settings.Texts["it"].Short).ShouldBe(("visit/reminder", null, "name: text", "sms", "Gentile {name}", "{name}"));
        edits[1].ShouldBe(new ConfigurationEdit.RemoveTemplate("old") { Version = 5 });
        (await PostAsync("/api/acme/configuration", """[{ "edit": "set-template", "template": "a", "settings": { "takes": null } }]""", Guid.NewGuid(), "anna acme administrator")).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    private async Task<JsonElement> GetAsync(string path, int status = 200)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(HeaderAuthentication.Header, Carla);
        var response = await _host.Client.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(status);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> PostAsync(string path, string json, Guid? key, string user = Carla)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add(HeaderAuthentication.Header, user);
        if (key is { } id)
        {
            request.Headers.Add("Idempotency-Key", id.ToString());
        }

        return _host.Client.SendAsync(request);
    }
}
