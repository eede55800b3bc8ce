using System.Net;
using System.Text;
using System.Text.Json;
using ContactCenter.Administration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>The readiness checks and the tenants over HTTP. Who may do what stands in the tests of the core.</summary>
public sealed class ReadinessApiTests : IAsyncLifetime
{
    private WebHost _host = null!;

    public async Task InitializeAsync() => _host = await WebHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_checks_run_on_demand_and_the_last_report_is_kept()
    {
        (await SendAsync(HttpMethod.Get, "/api/acme/readiness", "anna acme administrator")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var run = await SendAsync(HttpMethod.Post, "/api/acme/readiness", "anna acme administrator", key: Guid.NewGuid());
        run.StatusCode.ShouldBe(HttpStatusCode.OK);
        var report = JsonDocument.Parse(await run.Content.ReadAsStringAsync()).RootElement;
        (report.GetProperty("status").GetString(), report.GetProperty("lines")[0].GetProperty("code").GetString()).ShouldBe(("warning", "disk.space"));
        (await (await SendAsync(HttpMethod.Get, "/api/acme/readiness", "anna acme administrator")).Content.ReadAsStringAsync()).ShouldBe(report.GetRawText());
    }

    [Theory]
    [InlineData("anna acme agent", true, 403)]
    [InlineData("anna acme administrator", false, 400)]
    [InlineData("anna beta administrator", true, 404)]
    public async Task Who_may_not_or_sends_no_key_is_told_so(string who, bool hasKey, int status) =>
        ((int)(await SendAsync(HttpMethod.Post, "/api/acme/readiness", who, key: hasKey ? Guid.NewGuid() : null)).StatusCode).ShouldBe(status);

    [Fact]
    public async Task A_tenant_is_added_as_it_was_sent()
    {
        var key = Guid.NewGuid();
        var response = await SendAsync(HttpMethod.Post, "/api/tenants", "chief none center-administrator", """
            { "edit": "add", "tenant": "beta", "settings": { "name": "Beta", "queues": { "all": { "maxWaiting": 7 } }, "dispositions": { "done": "Done" },
              "endpoints": { "sms": { "channel": "sms", "address": "+390612345670", "queue": "all" } } } }
            """, key);
        response.EnsureSuccessStatusCode();

        var (by, edit, sent) = Center.Changes.ShouldHaveSingleItem();
        (by.Name, sent, edit.Tenant.Value, edit.Version).ShouldBe(("chief", key, "beta", null));
        var settings = edit.ShouldBeOfType<TenantEdit.Add>().Settings;
        (settings.Name, settings.Queues["all"].MaxWaiting, settings.Endpoints["sms"].Address, settings.Dispositions["done"]).ShouldBe(("Beta", 7, "+390612345670", "Done"));
    }

    [Fact]
    public async Task Tenants_are_listed_and_what_is_refused_says_why()
    {
        var list = await (await SendAsync(HttpMethod.Get, "/api/tenants", "chief none center-administrator")).Content.ReadAsStringAsync();
        list.ShouldContain("\"state\":\"active\"");
        (await SendAsync(HttpMethod.Get, "/api/tenants/changes", "chief none center-administrator")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Get, "/api/tenants", "anna acme administrator")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Get, "/api/tenants", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var refused = await SendAsync(HttpMethod.Post, "/api/tenants", "chief none center-administrator", """{ "edit": "suspend", "tenant": "acme", "version": 3 }""", Guid.NewGuid());
        (refused.StatusCode, (await refused.Content.ReadAsStringAsync()).Contains("CC1226", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Conflict, true));
        (await SendAsync(HttpMethod.Post, "/api/tenants", "chief none center-administrator", """{ "edit": "explode", "tenant": "acme" }""", Guid.NewGuid())).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private FakeCenterAdministration Center => (FakeCenterAdministration)_host.App.Services.GetRequiredService<ICenterAdministration>();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? who, string? body = null, Guid? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (who is not null)
        {
            request.Headers.Add(HeaderAuthentication.Header, who);
        }

        if (key is { } id)
        {
            request.Headers.Add("Idempotency-Key", id.ToString());
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await _host.Client.SendAsync(request);
    }
}
