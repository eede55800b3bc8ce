using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ContactCenter.Campaigns;
using ContactCenter.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>Outbound campaigns over HTTP. Who may do what stands in the tests of the campaigns' desk itself.</summary>
public sealed class CampaignApiTests : IAsyncLifetime
{
    private WebHost _host = null!;

    private FakeCampaignDesks Campaigns => (FakeCampaignDesks)_host.App.Services.GetRequiredService<ICampaignDesks>();

    public async Task InitializeAsync() => _host = await WebHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Campaigns_lists_and_barred_numbers_are_shown_page_by_page()
    {
        var campaign = (await JsonAsync("/api/acme/campaigns"))[0];
        (campaign.GetProperty("campaign").GetString(), campaign.GetProperty("obstacle").GetString(), campaign.GetProperty("outcomes")[0].GetProperty("outcome").GetString()).ShouldBe(("spring", "paused", "noAnswer"));
        var contact = (await JsonAsync("/api/acme/campaigns/spring/contacts?which=done&after=5&limit=20"))[0];
        (contact.GetProperty("state").GetString(), contact.GetProperty("lastOutcome").GetString()).ShouldBe(("givenUp", "noAnswer"));
        Campaigns.Asked.ShouldHaveSingleItem().ShouldBe((new CampaignId("spring"), ContactFilter.Done, 5L, 20));
        (await JsonAsync("/api/acme/do-not-call"))[0].GetProperty("by").GetString().ShouldBe("person:anna");
    }

    [Theory]
    [InlineData("/api/acme/campaigns/spring/contacts?which=some", HttpStatusCode.BadRequest)]
    [InlineData("/api/acme/campaigns/spring/contacts?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/acme/campaigns/spring/contacts?limit=201", HttpStatusCode.BadRequest)]
    [InlineData("/api/acme/campaigns/Not%20a%20key/contacts", HttpStatusCode.NotFound)]
    [InlineData("/api/acme/do-not-call?limit=9999", HttpStatusCode.BadRequest)]
    [InlineData("/api/other/campaigns", HttpStatusCode.NotFound)]
    public async Task What_is_asked_wrongly_is_told(string path, HttpStatusCode status) => (await SendAsync(HttpMethod.Get, path)).StatusCode.ShouldBe(status);

    [Fact]
    public async Task A_command_reaches_the_desk_as_it_was_sent_and_a_refusal_has_its_code()
    {
        var key = Guid.NewGuid();
        const string body = """{ "do": "add", "campaign": "spring", "contact": { "number": "333 1112222", "name": "Ada", "timeZone": "Europe/Rome" } }""";
        (await SendAsync(HttpMethod.Post, "/api/acme/campaigns", body, key)).EnsureSuccessStatusCode();
        var (principal, tenant, command, sent) = Campaigns.Commands.ShouldHaveSingleItem();
        (principal.Name, tenant.Value, sent).ShouldBe(("anna", "acme", key));
        command.ShouldBe(new CampaignCommand.Add(new("spring"), new NewContact("333 1112222") { Name = "Ada", TimeZone = "Europe/Rome" }));

        _host.Desks.Result = static () => new DeskResult(DeskStatus.Refused, "CC1294", "Who has the number does not want to be called; leave it out.");
        var response = await SendAsync(HttpMethod.Post, "/api/acme/campaigns", body, key);
        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("CC1294");
        (await SendAsync(HttpMethod.Post, "/api/acme/campaigns", body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest); // no key
        (await SendAsync(HttpMethod.Post, "/api/acme/campaigns", """{ "do": "call-them-all" }""", key)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_file_goes_in_and_its_lines_come_back()
    {
        var response = await SendAsync(HttpMethod.Post, "/api/acme/campaigns/spring/import", JsonSerializer.Serialize(new { file = "number,age\n+393331112222,41\nx,1" }));
        var result = await response.Content.ReadFromJsonAsync<JsonElement>();
        (result.GetProperty("added").GetInt32(), result.GetProperty("faults")[0].GetProperty("line").GetInt32(), result.GetProperty("ignored")[0].GetString()).ShouldBe((1, 3, "age"));
        Campaigns.Files.ShouldHaveSingleItem().ShouldBe((new CampaignId("spring"), "number,age\n+393331112222,41\nx,1"));

        _host.Desks.Result = static () => new DeskResult(DeskStatus.Invalid, "CC1296", "The file cannot be read.");
        (await SendAsync(HttpMethod.Post, "/api/acme/campaigns/spring/import", """{ "file": "" }""")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(HttpMethod.Post, "/api/acme/campaigns/spring/import", """{ "file": null }""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        var response = await SendAsync(HttpMethod.Get, path);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null, Guid? key = null)
    {
        var message = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        message.Headers.Add(HeaderAuthentication.Header, "anna acme supervisor");
        if (key is { } id)
        {
            message.Headers.Add("Idempotency-Key", id.ToString());
        }

        return _host.Client.SendAsync(message);
    }
}
