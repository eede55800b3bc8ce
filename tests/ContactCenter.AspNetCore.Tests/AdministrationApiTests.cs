using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ContactCenter.Administration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>The configuration over HTTP. Who may do what stands in the tests of the administration itself.</summary>
public sealed class AdministrationApiTests : IAsyncLifetime
{
    private const string Anna = "anna acme administrator";

    private WebHost _host = null!;

    private FakeAdministrations Administrations => (FakeAdministrations)_host.App.Services.GetRequiredService<IAdministrations>();

    public async Task InitializeAsync() => _host = await WebHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_change_reaches_the_administration_as_it_was_sent()
    {
        var key = Guid.NewGuid();
        (await PostAsync("""
            [
              { "edit": "set-queue", "version": 3, "queue": "faults", "settings": { "name": "Faults", "skills": { "gas": 4 }, "offerTimeout": "00:00:20" } },
              { "edit": "set-endpoint", "endpoint": "sms-two", "settings": { "channel": "sms", "address": "+390612345679", "queue": "faults",
                "hours": { "timeZone": "Europe/Rome", "spans": [{ "day": "Monday", "from": "08:00:00", "to": "18:00:00" }] } } },
              { "edit": "remove-agent", "version": 9, "agent": "bruno" }
            ]
            """, key)).EnsureSuccessStatusCode();

        var (principal, tenant, edits, sent) = Administrations.Changes.ShouldHaveSingleItem();
        (principal.Name, tenant.Value, sent).ShouldBe(("anna", "acme", key));
        var queue = edits[0].ShouldBeOfType<ConfigurationEdit.SetQueue>();
        (queue.Version, queue.Queue.Value, queue.Settings.Skills["gas"], queue.Settings.OfferTimeout, queue.Settings.MaxWaiting).ShouldBe((3L, "faults", 4, TimeSpan.FromSeconds(20), 1_000));
        var endpoint = edits[1].ShouldBeOfType<ConfigurationEdit.SetEndpoint>();
        (endpoint.Version, endpoint.Settings.Address, endpoint.Settings.Hours!.Spans.ShouldHaveSingleItem().Day).ShouldBe((null, "+390612345679", DayOfWeek.Monday));
        edits[2].ShouldBe(new ConfigurationEdit.RemoveAgent(new AgentId("bruno")) { Version = 9 });
    }

    [Fact]
    public async Task A_script_is_looked_at_before_it_is_saved()
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "/api/acme/configuration/scripts/meter/check")
        {
            Content = new StringContent("""{ "text": "script meter v1", "contracts": "", "texts": { "it": " and more" } }""", Encoding.UTF8, "application/json"),
        };
        message.Headers.Add(HeaderAuthentication.Header, Anna);
        var response = await _host.Client.SendAsync(message);
        response.EnsureSuccessStatusCode();
        var check = await response.Content.ReadFromJsonAsync<JsonElement>();
        (check.GetProperty("formatted").GetString(), check.GetProperty("isRight").GetBoolean()).ShouldBe(("script meter v1 and more", false));
        var finding = check.GetProperty("findings")[0];
        (finding.GetProperty("part").GetString(), finding.GetProperty("line").GetInt32(), finding.GetProperty("code").GetString(), finding.GetProperty("isError").GetBoolean(), finding.GetProperty("message").GetString())
            .ShouldBe(("Text", 2, "S402", true, "Wrong in meter."));
    }

    [Fact]
    public async Task What_is_wrong_with_a_change_is_told_with_every_fault()
    {
        Administrations.Faults = [new ConfigurationFault("Tenants:acme:Queues:faults:MaxWaiting", "range", ["0", "1", "100000"], "…is 0; set 1 to 100000."), new ConfigurationFault("a:b", "key", ["B"], "…")];
        var response = await PostAsync("""[{ "edit": "set-name", "name": "Acme" }]""", Guid.NewGuid());

        ((int)response.StatusCode).ShouldBe(422);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBe("CC1222");
        problem.GetProperty("faults").EnumerateArray().Select(f => f.GetProperty("field").GetString()).ShouldBe(["MaxWaiting", "b"]);
        problem.GetProperty("faults")[0].GetProperty("values").EnumerateArray().Select(v => v.GetString()).ShouldBe(["0", "1", "100000"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("""[{ "edit": "set-everything" }]""")]
    [InlineData("""[{ "edit": "set-queue", "queue": "Faults!", "settings": {} }]""")]
    [InlineData("""[{ "edit": "set-queue", "queue": "faults" }]""")]
    [InlineData("""[{ "edit": "set-queue", "queue": "faults", "settings": null }]""")]
    [InlineData("""[{ "edit": "set-name", "name": null }]""")]
    public async Task A_change_that_cannot_be_read_is_not_made(string json)
    {
        ((int)(await PostAsync(json, Guid.NewGuid())).StatusCode).ShouldBe(400);
        Administrations.Changes.ShouldBeEmpty();
    }

    private Task<HttpResponseMessage> PostAsync(string json, Guid key)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "/api/acme/configuration") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        message.Headers.Add(HeaderAuthentication.Header, Anna);
        message.Headers.Add("Idempotency-Key", key.ToString());
        return _host.Client.SendAsync(message);
    }
}
