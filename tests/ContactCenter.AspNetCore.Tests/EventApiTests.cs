using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>Events of the world over HTTP. What becomes of one stands in the tests of the center itself.</summary>
public sealed class EventApiTests : IAsyncLifetime
{
    private const string Crm = "crm acme integration";

    private WebHost _host = null!;

    private FakeScriptEvents Events => (FakeScriptEvents)_host.App.Services.GetRequiredService<IScriptEvents>();

    public async Task InitializeAsync() => _host = await WebHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task An_event_is_taken_in_as_it_was_sent_and_known_the_second_time()
    {
        var interaction = Guid.NewGuid();
        var body = $$$"""{"event":"case.closed","key":"c7","fields":{"reason":"mended"},"ties":{"case.number":"7"},"interaction":"{{{interaction}}}"}""";
        (await SendAsync(body)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var (by, tenant, what) = Events.Raised.ShouldHaveSingleItem();
        (by.ToString(), by.Roles.ShouldHaveSingleItem(), tenant.Value).ShouldBe(("service:crm", Role.Integration, "acme"));
        (what.Event, what.Key, what.Interaction, what.Customer, what.Address).ShouldBe(("case.closed", "c7", new InteractionId(interaction), null, null));
        what.Fields.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("reason", "mended"));
        what.Ties.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("case.number", "7"));

        _host.Desks.Result = static () => new DeskResult(DeskStatus.Repeated);
        (await SendAsync("""{"event":"order.placed","key":"1","address":{"kind":"tel","value":"+393331112222"}}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        Events.Raised.Last().What.Address.ShouldBe(Address.Phone("+393331112222"));
    }

    [Theory]
    [InlineData(DeskStatus.Invalid, "CC1283", HttpStatusCode.BadRequest)]
    [InlineData(DeskStatus.NotFound, "CC1284", HttpStatusCode.BadRequest)]
    [InlineData(DeskStatus.Forbidden, "CC1201", HttpStatusCode.Forbidden)]
    [InlineData(DeskStatus.Unavailable, "CC1202", HttpStatusCode.ServiceUnavailable)]
    public async Task What_is_not_taken_in_is_told_with_its_code(DeskStatus status, string code, HttpStatusCode expected)
    {
        _host.Desks.Result = () => new DeskResult(status, code, "It cannot be.");
        var response = await SendAsync("""{"event":"case.closed","key":"c7"}""");
        response.StatusCode.ShouldBe(expected);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()).ShouldBe((code, "It cannot be."));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"event":"case.closed"}""")]
    [InlineData("""{"event":null,"key":"1"}""")]
    [InlineData("""{"event":"case.closed","key":"1","fields":{"reason":7}}""")]
    [InlineData("""{"event":"case.closed","key":"1","customer":"nobody"}""")]
    public async Task What_cannot_be_read_reaches_nobody(string body)
    {
        var response = await SendAsync(body);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("CC4004");
        Events.Raised.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_nobody_here_and_whose_tenant_it_is_not_get_no_further()
    {
        const string Body = """{"event":"case.closed","key":"c7"}""";
        (await SendAsync(Body, who: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(Body, tenant: "other")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync(Body, tenant: "Not-A-Key")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync($$"""{"event":"case.closed","key":"{{new string('k', 140_000)}}"}""")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        Events.Raised.ShouldBeEmpty();
    }

    private Task<HttpResponseMessage> SendAsync(string body, string tenant = "acme", string? who = Crm)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{tenant}/events") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (who is not null)
        {
            request.Headers.Add(HeaderAuthentication.Header, who);
        }

        return _host.Client.SendAsync(request);
    }
}
