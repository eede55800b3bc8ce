using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using ContactCenter.Desk;
using ContactCenter.Web;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Roles.Tests.Host;

namespace Roles.Tests.Matrix;

/// <summary>Every endpoint the host has mapped, but for the pages, which have their own table.</summary>
internal sealed class EndpointRows(Uri url, IServiceProvider services, Browser browser, Floor floor)
{
    public const string Section = "Endpoints";

    private const string Carrier = "stub-carrier-auth-token"; // the reference host's token of a carrier it did not start
    private const string Id = "0198f7a4-0000-7000-8000-000000000001";

    /// <summary>What the code publishes. The files of the desktop are one row for each folder.</summary>
    public static IEnumerable<string> Published(EndpointDataSource endpoints) => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(static e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        .Select(static e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null
            ? NameOf(e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0], "/" + e.RoutePattern.RawText!.Trim('/'))
            : NameOf("GET", $"/{e.RoutePattern.RawText!.Split('/')[0]}/…"))
        .Distinct();

    public IEnumerable<Operation> All =>
    [
        Get("/api/{tenant}/choices", Role.Agent, Role.Supervisor, Role.Administrator),
        Get("/api/{tenant}/agent", Role.Agent),
        Get("/api/{tenant}/interactions", Role.Agent, Role.Supervisor),
        Get("/api/{tenant}/interactions/{id:guid}", Role.Agent, Role.Supervisor),
        Get("/api/{tenant}/interactions/{id:guid}/why", Role.Supervisor),
        Get("/api/{tenant}/interactions/{id:guid}/offers", Role.Supervisor),
        Get("/api/{tenant}/interactions/{id:guid}/offers/{offer:guid}/why", Role.Supervisor),
        Get("/api/{tenant}/customers/{id:guid}", Role.Agent, Role.Supervisor),
        Get("/api/{tenant}/wallboard", Role.Agent, Role.Supervisor),
        Get("/api/{tenant}/attention", Role.Supervisor),
        Get("/api/{tenant}/media/{message:long}/{index:int}", Role.Agent, Role.Supervisor),
        Get("/api/{tenant}/recordings/{id:guid}", Role.Agent, Role.Supervisor),
        new(Section, NameOf("HEAD", "/api/{tenant}/recordings/{id:guid}"), Operation.For(Role.Agent, Role.Supervisor), HeadAsync),
        Post("/api/{tenant}/search", "{}", Role.Agent, Role.Supervisor),
        Post("/api/{tenant}/plan", """{"channel":"sms","text":"Hi"}""", Role.Agent, Role.Supervisor),
        Post("/api/{tenant}/commands", $$"""{"do":"note","interaction":"{{Id}}","text":"note"}""", Role.Agent, Role.Supervisor),
        new(Section, NameOf("POST", "/api/{tenant}/media"), Operation.OwnFor(Role.Agent), UploadAsync),
        Get("/api/{tenant}/configuration", Role.Administrator, Role.Supervisor),
        Get("/api/{tenant}/configuration/changes", Role.Administrator, Role.Supervisor),
        Post("/api/{tenant}/configuration/scripts/{script}/check", """{"text":"script x v1"}""", Role.Administrator, Role.Supervisor),
        Post("/api/{tenant}/configuration", """[{"edit":"set-name","name":"Acme","version":1}]""", Role.Administrator),
        Get("/api/{tenant}/campaigns", Role.Supervisor, Role.Administrator),
        Get("/api/{tenant}/campaigns/{campaign}/contacts", Role.Supervisor, Role.Administrator),
        Get("/api/{tenant}/do-not-call", Role.Supervisor, Role.Administrator),
        Post("/api/{tenant}/campaigns", """{"do":"pause","campaign":"none"}""", Role.Supervisor, Role.Administrator),
        Post("/api/{tenant}/campaigns/{campaign}/import", """{"file":"number"}""", Role.Supervisor, Role.Administrator),
        new(Section, NameOf("GET", "/api/{tenant}/privacy/customers"), Operation.For(Role.Administrator), caller => browser.SendAsync(caller, "GET", Filled("/api/{tenant}/privacy/customers?about=nobody"))),
        Get("/api/{tenant}/privacy/customers/{customer}", Role.Administrator),
        Post("/api/{tenant}/privacy", $$"""{"command":"lift-hold","customer":"{{Id}}","reason":"none"}""", Role.Administrator),
        Post("/api/{tenant}/privacy/customers/{customer}/export", """{"reason":"none"}""", Role.Administrator),
        new(Section, NameOf("POST", "/api/{tenant}/events"), Operation.For(Role.Integration), caller => browser.SendAsync(
            caller, "POST", Filled("/api/{tenant}/events"), new StringContent("""{"event":"matrix.row","key":"1"}""", Encoding.UTF8, "application/json"), tolerates: [400])), // no script hears it; the role was looked at before
        Get("/api/{tenant}/scripts", Role.Supervisor, Role.Administrator),
        Get("/api/{tenant}/scripts/{script}/figures", Role.Supervisor, Role.Administrator),
        Post("/api/{tenant}/scripts/upgrade/look", """{"script":"none"}""", Role.Supervisor, Role.Administrator),
        Post("/api/{tenant}/scripts/upgrade", """{"script":"none","reason":"none"}""", Role.Supervisor, Role.Administrator),
        Get("/api/{tenant}/readiness", Role.Administrator),
        Post("/api/{tenant}/readiness", "{}", Role.Administrator),
        Get("/api/tenants", Role.CenterAdministrator),
        Get("/api/tenants/changes", Role.CenterAdministrator),
        Post("/api/tenants", """{"edit":"suspend","tenant":"matrix"}""", Role.CenterAdministrator),
        Plain(null, "/hubs/desk/negotiate", Operation.LoggedIn, "POST"),
        Plain(null, "/hubs/desk", Operation.LoggedIn),
        new(Section, NameOf(null, "/hooks/twilio/{**rest}"), Operation.WithProof, SignedAsync),
        new(Section, NameOf(null, "/hooks/webforms/{**rest}"), Operation.Everybody, caller => browser.SendAsync(caller, "GET", "/hooks/webforms/callback")),
        new(Section, NameOf(null, "/hooks/webchat/{**rest}"), Operation.Everybody, caller => browser.SendAsync(caller, "GET", "/hooks/webchat/acme.js")),
        new(Section, NameOf("GET", "/hooks/media/{token}"), Operation.WithProof, MediumAsync),
        new(Section, NameOf(null, "/connect/webchat"), Operation.Everybody, ConnectAsync),
        Plain(null, "/health/live", Operation.Everybody),
        Plain(null, "/health/ready", Operation.Everybody),
        Plain("GET", "/openapi/{documentName}.json", Operation.Everybody),
        Plain("GET", "/scalar/{documentName?}", Operation.Everybody),
        Plain("GET", "/scalar/scalar.js", Operation.Everybody),
        Plain("GET", "/scalar/scalar.aspnetcore.js", Operation.Everybody),
        Plain("GET", "/scalar/favicon.svg", Operation.Everybody),
        Plain("GET", "/customer", Operation.Everybody),
        Plain("GET", "/form", Operation.Everybody),
        Plain("GET", "/login", Operation.Everybody),
        new(Section, NameOf("POST", "/login"), Operation.Everybody, async caller => await browser.LogInAsync(caller.Name ?? People.Owner.Name!) is null ? Cell.Refused : Cell.Allowed),
        Plain("GET", "/logout", Operation.Everybody),
        Plain(null, "/_blazor", Operation.LoggedIn),
        Plain(null, "/_blazor/negotiate", Operation.LoggedIn, "POST"),
        Plain(null, "/_blazor/disconnect", Operation.LoggedIn, "POST"),
        Plain(null, "/_blazor/initializers", Operation.LoggedIn),
        Plain("GET", "/_framework/opaque-redirect", Operation.LoggedIn),
        Files("_content"),
        Files("_framework"),
        new(Section, NameOf("GET", "/{*path:nonfile}"), Operation.LoggedIn, caller => browser.SendAsync(caller, "GET", "/nowhere", also: static r => r.Headers.Accept.Add(new("text/html")))),
        new(Section, NameOf("GET", "/{**path:file}"), Operation.Everybody, caller => browser.SendAsync(caller, "GET", "/nowhere.css")),
    ];

    private static string NameOf(string? method, string path) => $"`{(method is null ? "" : method + " ")}{path}`";

    /// <summary>A HEAD has no body that says why; it is answered as the GET is.</summary>
    private async Task<Cell> HeadAsync(Caller caller)
    {
        var path = Filled("/api/{tenant}/recordings/{id:guid}");
        (await browser.StatusAsync(caller, HttpMethod.Head, path)).ShouldBe(await browser.StatusAsync(caller, HttpMethod.Get, path));
        return await browser.SendAsync(caller, "GET", path);
    }

    private static string Filled(string path) => path
        .Replace("{tenant}", People.Acme.Value, StringComparison.Ordinal).Replace("{id:guid}", Id, StringComparison.Ordinal).Replace("{customer}", Id, StringComparison.Ordinal)
        .Replace("{offer:guid}", Id, StringComparison.Ordinal).Replace("{message:long}/{index:int}", "0/0", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal)
        .Replace("{documentName?}", "", StringComparison.Ordinal).Replace("{script}", "none", StringComparison.Ordinal).Replace("{campaign}", "none", StringComparison.Ordinal);

    private Operation Get(string path, params Role[] roles) => new(Section, NameOf("GET", path), Operation.For(roles), caller => browser.SendAsync(caller, "GET", Filled(path)));

    private Operation Post(string path, string json, params Role[] roles) => new(
        Section, NameOf("POST", path), Operation.For(roles), caller => browser.SendAsync(caller, "POST", Filled(path), new StringContent(json, Encoding.UTF8, "application/json")));

    /// <summary>Frameworks answer 400 to a call without their own parameters, after they have looked at who calls; health is 503 while a carrier is away.</summary>
    private Operation Plain(string? method, string path, Cell[] expected, string? use = null) => new(
        Section, NameOf(method, path), expected, caller => browser.SendAsync(caller, use ?? "GET", Filled(path), tolerates: path.Contains('_') || path.Contains("hub") ? [400] : path.Contains("health") ? [503] : []));

    private Operation Files(string folder) => new(Section, NameOf("GET", $"/{folder}/…"), Operation.Everybody, async caller =>
    {
        var cells = new HashSet<Cell>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is not null && e.RoutePattern.RawText!.StartsWith(folder, StringComparison.Ordinal)))
        {
            cells.Add(await browser.SendAsync(caller, "HEAD", "/" + endpoint.RoutePattern.RawText));
        }

        return cells.ShouldHaveSingleItem();
    });

    private async Task<Cell> UploadAsync(Caller caller)
    {
        var talk = await floor.TakeAsync();
        var cell = await SendAsync(caller);
        if (cell == Cell.Own)
        {
            (await SendAsync(People.Owner)).ShouldBe(Cell.Allowed, "by whose conversation it is");
        }

        await floor.ClearAsync(talk.Summary.Interaction);
        return cell;

        Task<Cell> SendAsync(Caller who) => browser.SendAsync(
            who,
            "POST",
            $"/api/{People.Acme}/media?interaction={talk.Summary.Interaction}&session={talk.Sessions[0].Session}",
            new ByteArrayContent(ReadRows.Picture) { Headers = { ContentType = new("application/octet-stream") } });
    }

    /// <summary>A report about a message nobody sent: with the carrier's signature it is taken, without it is not.</summary>
    private async Task<Cell> SignedAsync(Caller caller)
    {
        const string path = "/hooks/twilio/main/status";
        KeyValuePair<string, string>[] fields = [new("MessageSid", "SM00000000000000000000000000000009"), new("MessageStatus", "delivered")];
#pragma warning disable CA5350 // the carrier's signature is HMAC-SHA1
        var signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Carrier), Encoding.UTF8.GetBytes(new Uri(url, path) + string.Concat(fields.Select(f => f.Key + f.Value)))));
#pragma warning restore CA5350
        return await ProofAsync(proven => browser.SendAsync(caller, "POST", path, new FormUrlEncodedContent(fields), r => r.Headers.Add("X-Twilio-Signature", proven ? signature : "x")));
    }

    private async Task<Cell> MediumAsync(Caller caller)
    {
        var (talk, medium) = await ReadRows.UploadAsync(floor);
        var real = services.GetRequiredService<IPublicMediaUrls>()
            .For(new PublicMedium(People.Acme, talk.Summary.Customer.Subject, medium.Blob, medium.ContentType, medium.SizeBytes), TimeSpan.FromMinutes(1)).PathAndQuery;
        await floor.ClearAsync(talk.Summary.Interaction);
        return await ProofAsync(async proven => await browser.IsThereAsync(caller, proven ? real : "/hooks/media/guess") ? Cell.Allowed : Cell.Refused);
    }

    private static async Task<Cell> ProofAsync(Func<bool, Task<Cell>> callAsync) => (await callAsync(false), await callAsync(true)) switch
    {
        (Cell.Refused, Cell.Allowed) => Cell.Proof,
        (var without, _) => without,
    };

    private async Task<Cell> ConnectAsync(Caller caller)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", url.GetLeftPart(UriPartial.Authority));
        socket.Options.SetRequestHeader("Cookie", browser.CookieOf(caller));
        await socket.ConnectAsync(new UriBuilder(url) { Scheme = "ws", Path = "/connect/webchat", Query = "page=acme" }.Uri, CancellationToken.None);
        await socket.SendAsync("""{"t":"hello"}"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[4_096];
        var read = await socket.ReceiveAsync(buffer, CancellationToken.None);
        return Encoding.UTF8.GetString(buffer, 0, read.Count).Contains("\"origin\"", StringComparison.Ordinal) ? Cell.Refused : Cell.Allowed;
    }
}
