using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ContactCenter.Desk;
using ContactCenter.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>What people may ask for about their data, over HTTP. Who may do what stands in the tests of the privacy desk itself.</summary>
public sealed class PrivacyApiTests : IAsyncLifetime
{
    private const string Anna = "anna acme administrator";

    private WebHost _host = null!;

    private FakePrivacyDesks Privacy => (FakePrivacyDesks)_host.App.Services.GetRequiredService<IPrivacyDesks>();

    public async Task InitializeAsync() => _host = await WebHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_customer_is_found_and_shown()
    {
        var found = await (await SendAsync(HttpMethod.Get, "/api/acme/privacy/customers?about=333%201112222")).Content.ReadFromJsonAsync<JsonElement>();
        found[0].GetProperty("customer").GetGuid().ShouldBe(FakePrivacyDesks.Customer.Value);
        var record = await (await SendAsync(HttpMethod.Get, $"/api/acme/privacy/customers/{FakePrivacyDesks.Customer}")).Content.ReadFromJsonAsync<JsonElement>();
        record.GetProperty("acts")[0].GetProperty("reason").GetString().ShouldBe("Request 1");
        (await SendAsync(HttpMethod.Get, $"/api/acme/privacy/customers/{Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync(HttpMethod.Get, "/api/acme/privacy/customers?about=")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(HttpMethod.Get, "/api/other/privacy/customers?about=x")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_command_reaches_the_privacy_desk_as_it_was_sent()
    {
        var key = Guid.NewGuid();
        (await SendAsync(HttpMethod.Post, "/api/acme/privacy", $$"""{ "command": "erase", "customer": "{{FakePrivacyDesks.Customer}}", "reason": "Request 12" }""", key)).EnsureSuccessStatusCode();

        var (principal, tenant, command, sent) = Privacy.Commands.ShouldHaveSingleItem();
        (principal.Name, tenant.Value, sent).ShouldBe(("anna", "acme", key));
        command.ShouldBe(new PrivacyCommand.Erase(FakePrivacyDesks.Customer, "Request 12"));
    }

    [Fact]
    public async Task What_is_refused_is_told_with_its_code()
    {
        _host.Desks.Result = static () => new DeskResult(DeskStatus.Refused, "CC1253", "A legal hold keeps the customer.");
        var body = $$"""{ "command": "erase", "customer": "{{FakePrivacyDesks.Customer}}", "reason": "r" }""";

        var response = await SendAsync(HttpMethod.Post, "/api/acme/privacy", body, Guid.NewGuid());

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("CC1253");
        (await SendAsync(HttpMethod.Post, "/api/acme/privacy", body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest); // no key
    }

    [Fact]
    public async Task A_copy_is_a_file_to_save_and_a_refusal_is_none()
    {
        var path = $"/api/acme/privacy/customers/{FakePrivacyDesks.Customer}/export";
        var response = await SendAsync(HttpMethod.Post, path, """{ "reason": "Request 13" }""");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        zip.Entries.ShouldHaveSingleItem().FullName.ShouldBe("customer.json");
        Privacy.Exports.ShouldBe(["Request 13"]);

        _host.Desks.Result = static () => new DeskResult(DeskStatus.NotFound, "CC1251", "There is no such customer.");
        var refused = await SendAsync(HttpMethod.Post, path, """{ "reason": "Request 13" }""");
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        refused.Content.Headers.ContentDisposition.ShouldBeNull();
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "command": "forget", "customer": "01980000-0000-7000-8000-000000000001", "reason": "r" }""")]
    [InlineData("""{ "command": "erase", "customer": "x", "reason": "r" }""")]
    [InlineData("""{ "command": "erase", "customer": "01980000-0000-7000-8000-000000000001", "reason": null }""")]
    public async Task A_command_that_cannot_be_read_is_not_done(string json)
    {
        (await SendAsync(HttpMethod.Post, "/api/acme/privacy", json, Guid.NewGuid())).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Privacy.Commands.ShouldBeEmpty();
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null, Guid? key = null)
    {
        var message = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        message.Headers.Add(HeaderAuthentication.Header, Anna);
        if (key is { } id)
        {
            message.Headers.Add("Idempotency-Key", id.ToString());
        }

        return _host.Client.SendAsync(message);
    }
}
