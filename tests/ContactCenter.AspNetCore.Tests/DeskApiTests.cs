using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ContactCenter.Desk;
using ContactCenter.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore.Tests;

public sealed class DeskApiTests : IAsyncLifetime
{
    private const string Anna = "anna acme agent,supervisor";
    private const string Interaction = "11111111-1111-8111-8111-111111111111";
    private const string Key = "0198f7a4-0000-7000-8000-000000000001";

    private const string Picture = "media/7/0";
    private const string Upload = $"media?interaction={Interaction}&session={Interaction}";

    private WebHost _host = null!;

    public static TheoryData<string, string> Operations => new()
    {
        { "GET", "choices" },
        { "GET", "agent" },
        { "GET", "interactions" },
        { "GET", $"interactions/{Interaction}" },
        { "GET", $"interactions/{Interaction}/why" },
        { "GET", $"interactions/{Interaction}/offers" },
        { "GET", $"interactions/{Interaction}/offers/44444444-4444-8444-8444-444444444444/why" },
        { "GET", "customers/22222222-2222-8222-8222-222222222222" },
        { "GET", "wallboard" },
        { "GET", "attention" },
        { "GET", Picture },
        { "POST", "search" },
        { "POST", "plan" },
        { "POST", Upload },
        { "POST", "commands" },
        { "GET", "configuration" },
        { "GET", "configuration/changes" },
        { "POST", "configuration" },
        { "POST", "configuration/scripts/meter/check" },
    };

    public async Task InitializeAsync() => _host = await WebHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Every_operation_of_the_api_is_among_those_tested()
    {
        var mapped = _host.App.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints
            .OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
            .Select(e => e.RoutePattern.RawText!)
            .Where(static p => p.StartsWith("/api/{tenant}/", StringComparison.Ordinal))
            .Select(p => p.Split('/')[3])
            .Where(static p => p is not ("readiness" or "privacy" or "events" or "scripts" or "recordings" or "campaigns" or "do-not-call")); // others': ReadinessApiTests, PrivacyApiTests, EventApiTests, ScriptApiTests, RecordingApiTests, CampaignApiTests

        mapped.Order().ShouldBe(Operations.Select(o => ((string)o[1]).Split('/', '?')[0]).Order());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Whoever_works_in_the_tenant_is_answered(string method, string path)
    {
        var response = await SendAsync(method, $"/api/acme/{path}", Anna);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(path == Picture ? "image/png" : "application/json");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Nobody_is_answered_without_signing_in(string method, string path) =>
        (await SendAsync(method, $"/api/acme/{path}", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_tenant_of_others_looks_like_one_that_does_not_exist(string method, string path)
    {
        var others = await SendAsync(method, $"/api/zeta/{path}", Anna);
        var none = await SendAsync(method, $"/api/nowhere/{path}", Anna);
        var odd = await SendAsync(method, $"/api/No%20Key!/{path}", Anna);
        var nobody = await SendAsync(method, $"/api/acme/{path}", "Not_A_Key acme agent");

        var expected = await others.Content.ReadAsStringAsync();
        JsonDocument.Parse(expected).RootElement.GetProperty("code").GetString().ShouldBe("CC4001");
        foreach (var response in (HttpResponseMessage[])[others, none, odd, nobody])
        {
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            WithoutTrace(await response.Content.ReadAsStringAsync()).ShouldBe(WithoutTrace(expected));
        }

        _host.Desks.Commands.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task What_the_desk_does_not_allow_is_403_with_its_code(string method, string path)
    {
        _host.Desks.Fault = new DeskAccessException("Not your role.");

        await ShouldBeProblemAsync(await SendAsync(method, $"/api/acme/{path}", Anna), 403, "CC1201", "Not your role.");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_log_that_is_away_is_503_with_a_time_to_come_back(string method, string path)
    {
        _host.Desks.Fault = new LogUnavailableException("disk full at /secret");

        var response = await SendAsync(method, $"/api/acme/{path}", Anna);

        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        await ShouldBeProblemAsync(response, 503, "CC1001", "The center cannot write or read its log now; try again soon.");
    }

    [Fact]
    public async Task The_person_comes_from_the_claims()
    {
        (await SendAsync("POST", "/api/zeta/commands", "anna acme,zeta agent,Domain-Users,owner,supervisor")).EnsureSuccessStatusCode();

        var (principal, tenant, _, key) = _host.Desks.Commands.ShouldHaveSingleItem();
        principal.Kind.ShouldBe(PrincipalKind.Person);
        principal.Name.ShouldBe("anna");
        principal.Tenants.Order(Comparer<TenantId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))).ShouldBe([new TenantId("acme"), new TenantId("zeta")]);
        principal.Roles.Select(r => r.Value).Order().ShouldBe(["agent", "supervisor"]);
        tenant.ShouldBe(new TenantId("zeta"));
        key.ShouldBe(Guid.Parse(Key));
    }

    [Theory]
    [InlineData(DeskStatus.Done, 200)]
    [InlineData(DeskStatus.Repeated, 200)]
    [InlineData(DeskStatus.Refused, 409)]
    [InlineData(DeskStatus.NotFound, 404)]
    [InlineData(DeskStatus.Forbidden, 403)]
    [InlineData(DeskStatus.Invalid, 422)]
    [InlineData(DeskStatus.Unavailable, 503)]
    public async Task Each_result_has_its_status(DeskStatus result, int status)
    {
        _host.Desks.Result = () => new DeskResult(result, "CC1299", "Because.");

        var response = await SendAsync("POST", "/api/acme/commands", Anna);

        if (status == 200)
        {
            ((int)response.StatusCode).ShouldBe(200);
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString().ShouldBe(result == DeskStatus.Done ? "done" : "repeated");
        }
        else
        {
            (response.Headers.RetryAfter is not null).ShouldBe(status == 503);
            await ShouldBeProblemAsync(response, status, "CC1299", "Because.");
        }
    }

    [Fact]
    public void Each_result_was_tested() => Enum.GetValues<DeskStatus>().Length.ShouldBe(7);

    [Theory]
    [InlineData("""{"do":"sign-in"}""", typeof(DeskCommand.SignIn))]
    [InlineData("""{"do":"sign-out"}""", typeof(DeskCommand.SignOut))]
    [InlineData("""{"do":"ready"}""", typeof(DeskCommand.SetReady))]
    [InlineData("""{"do":"not-ready","reason":"break"}""", typeof(DeskCommand.SetNotReady))]
    [InlineData($$"""{"offer":"{{Key}}","do":"accept"}""", typeof(DeskCommand.AcceptOffer))]
    [InlineData($$"""{"do":"decline","offer":"{{Key}}"}""", typeof(DeskCommand.DeclineOffer))]
    [InlineData($$"""{"do":"send","interaction":"{{Key}}","session":"{{Key}}","text":"Hi \u20ac"}""", typeof(DeskCommand.SendMessage))]
    [InlineData($$"""{"do":"send","interaction":"{{Key}}","session":"{{Key}}","text":"","attachments":["b10b"]}""", typeof(DeskCommand.SendMessage))]
    [InlineData($$"""{"do":"note","interaction":"{{Key}}","text":"Hi"}""", typeof(DeskCommand.AddNote))]
    [InlineData($$"""{"do":"transfer-to-queue","interaction":"{{Key}}","queue":"faults"}""", typeof(DeskCommand.TransferToQueue))]
    [InlineData($$"""{"do":"transfer-to-agent","interaction":"{{Key}}","agent":"anna"}""", typeof(DeskCommand.TransferToAgent))]
    [InlineData($$"""{"do":"end","interaction":"{{Key}}"}""", typeof(DeskCommand.EndInteraction))]
    [InlineData($$"""{"do":"close","interaction":"{{Key}}","disposition":"resolved"}""", typeof(DeskCommand.CloseInteraction))]
    [InlineData("""{"do":"force-not-ready","agent":"anna"}""", typeof(DeskCommand.ForceNotReady))]
    [InlineData($$"""{"do":"resend","interaction":"{{Key}}","message":"{{Key}}","acceptsDuplicate":true}""", typeof(DeskCommand.Resend))]
    [InlineData($$"""{"do":"resolve","item":"{{Key}}","outcome":"sent"}""", typeof(DeskCommand.ResolveAttention))]
    public async Task Each_command_arrives_as_it_was_meant(string json, Type type)
    {
        (await SendAsync("POST", "/api/acme/commands", Anna, json)).EnsureSuccessStatusCode();

        var command = _host.Desks.Commands.ShouldHaveSingleItem().Command;
        command.ShouldBeOfType(type);
        using var sent = JsonDocument.Parse(json);
        using var got = JsonSerializer.SerializeToDocument(command, DeskJson.Default.DeskCommand);
        Members(got).ShouldBe(Members(sent));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"do":"fly"}""")]
    [InlineData("""{"do":"not-ready"}""")]
    [InlineData("""{"do":"not-ready","reason":"UPPER CASE"}""")]
    [InlineData("""{"do":"not-ready","reason":null}""")]
    [InlineData("""{"do":"accept","offer":"x"}""")]
    [InlineData($$"""{"do":"note","interaction":"{{Key}}","text":null}""")]
    [InlineData($$"""{"do":"note","interaction":"{{Key}}"}""")]
    [InlineData("""{"do":"sign-in""")]
    public async Task A_command_that_cannot_be_read_is_400(string json)
    {
        var response = await SendAsync("POST", "/api/acme/commands", Anna, json);

        await ShouldBeProblemAsync(response, 400, "CC4004", null);
        _host.Desks.Commands.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task A_command_without_a_key_is_not_done(string? key)
    {
        await ShouldBeProblemAsync(await SendAsync("POST", "/api/acme/commands", Anna, key: key), 400, "CC4003", null);

        _host.Desks.Commands.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task What_a_form_of_another_site_can_send_is_refused(string contentType)
    {
        var response = await SendAsync("POST", "/api/acme/commands", Anna, contentType: contentType);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        _host.Desks.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_longest_text_fits_and_a_body_beyond_reason_does_not()
    {
        var longest = string.Concat(Enumerable.Repeat("\\uD83D\\uDD25", 5_000));
        (await SendAsync("POST", "/api/acme/commands", Anna, $$"""{"do":"note","interaction":"{{Key}}","text":"{{longest}}"}""")).EnsureSuccessStatusCode();

        var response = await SendAsync("POST", "/api/acme/commands", Anna, $$"""{"do":"note","interaction":"{{Key}}","text":"{{new string('a', 200_000)}}"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        _host.Desks.Commands.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("interactions?limit=0")]
    [InlineData("interactions?limit=501")]
    [InlineData("interactions?limit=many")]
    [InlineData("interactions?before=yesterday")]
    [InlineData("customers/22222222-2222-8222-8222-222222222222?limit=0")]
    public async Task A_parameter_out_of_range_is_400(string path) =>
        await ShouldBeProblemAsync(await SendAsync("GET", $"/api/acme/{path}", Anna), 400, "CC4004", null);

    [Theory]
    [InlineData("interactions/22222222-2222-8222-8222-222222222222")]
    [InlineData("customers/11111111-1111-8111-8111-111111111111")]
    [InlineData("media/7/1")]
    [InlineData("media/8/0")]
    public async Task What_is_not_there_is_404(string path) =>
        await ShouldBeProblemAsync(await SendAsync("GET", $"/api/acme/{path}", Anna), 404, "CC4002", null);

    [Fact]
    public async Task Views_are_written_in_camel_case_with_enums_by_name()
    {
        var response = await SendAsync("GET", $"/api/acme/interactions/{Interaction}", Anna);
        var view = await response.Content.ReadFromJsonAsync<JsonElement>();

        view.GetProperty("summary").GetProperty("status").GetString().ShouldBe("wrapUp");
        view.GetProperty("summary").GetProperty("channel").GetString().ShouldBe("sms");
        view.GetProperty("timeline")[0].GetProperty("kind").GetString().ShouldBe("messageIn");
        view.GetProperty("timeline")[0].GetProperty("state").GetString().ShouldBe("delivered");
        view.GetProperty("timeline")[0].GetProperty("text").GetString().ShouldBe("<b>No heat</b> \u0007 €");
        view.GetProperty("mayWrite").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task An_attachment_is_saved_as_what_it_is_and_never_run()
    {
        _host.Desks.Media = static () => new DeskMedia(new MemoryStream("<script>"u8.ToArray()), "text/plain", 8) { Name = "caldaia è\" rotta.html" };

        var response = await SendAsync("GET", $"/api/acme/{Picture}", Anna);

        (await response.Content.ReadAsStringAsync()).ShouldBe("<script>");
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain");
        response.Content.Headers.ContentLength.ShouldBe(8);
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("caldaia è\" rotta.html.txt");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);
        response.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
        response.Headers.CacheControl!.ToString().ShouldBe("no-store");
    }

    [Theory]
    [InlineData(null, "image/jpeg", "attachment.jpg")]
    [InlineData("IMG_1.JPEG", "image/jpeg", "IMG_1.JPEG")]
    [InlineData("invoice.pdf.exe", "application/octet-stream", "invoice.pdf.exe.bin")]
    [InlineData("card.vcf", "text/vcard", "card.vcf")]
    public void The_name_of_a_file_ends_as_its_content_is(string? name, string type, string saved) => MediaNames.For(name, type).ShouldBe(saved);

    [Fact]
    public async Task A_file_that_was_altered_is_cut_off_or_500_but_never_whole()
    {
        _host.Desks.Media = static () => new DeskMedia(new AlteredStream(), "image/png", 100);
        await Should.ThrowAsync<HttpRequestException>(async () => await (await SendAsync("GET", $"/api/acme/{Picture}", Anna)).Content.ReadAsByteArrayAsync());

        _host.Desks.Media = static () => throw new InvalidDataException("no blob");
        await ShouldBeProblemAsync(await SendAsync("GET", $"/api/acme/{Picture}", Anna), 500, "CC4006", null);
    }

    [Fact]
    public async Task An_upload_reaches_the_desk_and_what_the_desk_refuses_is_a_problem()
    {
        var response = await SendAsync("POST", $"/api/acme/{Upload}", Anna, "content");

        var medium = await response.Content.ReadFromJsonAsync<JsonElement>();
        (medium.GetProperty("blob").GetString(), medium.GetProperty("contentType").GetString(), medium.GetProperty("sizeBytes").GetInt64()).ShouldBe(("b10b", "image/png", 7));
        var (principal, interaction, _, content) = _host.Desks.Uploads.ShouldHaveSingleItem();
        (principal.Name, interaction.Value, Encoding.UTF8.GetString(content)).ShouldBe(("anna", Guid.Parse(Interaction), "content"));

        _host.Desks.Result = () => new DeskResult(DeskStatus.Invalid, "CC1299", "Because.");
        await ShouldBeProblemAsync(await SendAsync("POST", $"/api/acme/{Upload}", Anna, "content"), 422, "CC1299", "Because.");
    }

    [Theory]
    [InlineData(null, "application/octet-stream", 400)]
    [InlineData(Key, "text/plain", 415)]
    [InlineData(Key, "multipart/form-data", 415)]
    [InlineData(Key, "application/x-www-form-urlencoded", 415)]
    public async Task An_upload_that_a_form_of_another_site_could_send_is_refused(string? key, string contentType, int status)
    {
        ((int)(await SendAsync("POST", $"/api/acme/{Upload}", Anna, "content", key, contentType)).StatusCode).ShouldBe(status);

        _host.Desks.Uploads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"about":"+393331234567","status":"closed","queue":"faults","from":"2026-03-01T00:00:00Z","limit":10}""", 1)]
    [InlineData("""{"text":"no heat","after":{"openedAt":"2026-03-01T00:00:00Z","interaction":"22222222-2222-8222-8222-222222222222"}}""", 0)]
    public async Task The_history_is_searched_and_says_how_far_it_looked(string json, int found)
    {
        var response = await SendAsync("POST", "/api/acme/search", Anna, json);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        page.RootElement.GetProperty("found").GetArrayLength().ShouldBe(found);
        page.RootElement.GetProperty("lookedAt").GetInt32().ShouldBe(7);
        page.RootElement.GetProperty("next").GetProperty("interaction").GetGuid().ShouldNotBe(Guid.Empty);
    }

    [Theory]
    [InlineData("""{"limit":0}""", "limit is 0; use 1 to 200.")]
    [InlineData("""{"from":"2026-03-02T00:00:00Z","to":"2026-03-01T00:00:00Z"}""", "The time ends before it begins")]
    [InlineData("""{"agent":"no key!"}""", "agent")]
    [InlineData("""{"status":"gone"}""", "status")]
    [InlineData("null", "The body is null.")]
    public async Task A_search_that_cannot_be_understood_is_400_and_told_why(string json, string expected)
    {
        var response = await SendAsync("POST", "/api/acme/search", Anna, json);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(expected);
    }

    [Fact]
    public async Task A_channel_that_cannot_plan_answers_204() =>
        (await SendAsync("POST", "/api/acme/plan", Anna, """{"channel":"fax","text":"Hi"}""")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

    private static string Members(JsonDocument document) =>
        string.Join(';', document.RootElement.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value}"));

    private static string WithoutTrace(string problem) =>
        string.Join(';', JsonDocument.Parse(problem).RootElement.EnumerateObject().Where(p => p.Name != "traceId").Select(p => p.ToString()));

    private static async Task ShouldBeProblemAsync(HttpResponseMessage response, int status, string code, string? detail)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        if (detail is not null)
        {
            problem.GetProperty("detail").GetString().ShouldBe(detail);
        }
    }

    private Task<HttpResponseMessage> SendAsync(
        string method, string path, string? who, string? json = null, string? key = Key, string? contentType = null)
    {
        contentType ??= path.EndsWith(Upload, StringComparison.Ordinal) ? "application/octet-stream" : "application/json";
        var message = new HttpRequestMessage(new HttpMethod(method), path);
        if (who is not null)
        {
            message.Headers.Add(HeaderAuthentication.Header, who);
        }

        if (method == "POST")
        {
            message.Content = new StringContent(
                json ?? (path.EndsWith("configuration", StringComparison.Ordinal) ? """[{"edit":"set-name","name":"Acme","version":7}]""" : path.EndsWith("search", StringComparison.Ordinal) || path.EndsWith("check", StringComparison.Ordinal) ? "{}" : path.EndsWith("plan", StringComparison.Ordinal) ? """{"channel":"sms","text":"Hi"}""" : """{"do":"ready"}"""), Encoding.UTF8, contentType);
            if (key is not null)
            {
                message.Headers.Add("Idempotency-Key", key);
            }
        }

        return _host.Client.SendAsync(message);
    }

    /// <summary>Gives some bytes, then turns out to have been altered.</summary>
    private sealed class AlteredStream() : MemoryStream(new byte[50])
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => CopyAsync(destination, cancellationToken);

        private async Task CopyAsync(Stream destination, CancellationToken cancellationToken)
        {
            await destination.WriteAsync(new byte[50], cancellationToken);
            await destination.FlushAsync(cancellationToken);
            throw new InvalidDataException("altered");
        }
    }
}
