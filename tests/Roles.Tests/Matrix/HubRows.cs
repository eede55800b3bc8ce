using System.Reflection;
using ContactCenter.Desk;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Roles.Tests.Host;

namespace Roles.Tests.Matrix;

/// <summary>The methods of the desk's hub, called over a connection of the caller's.</summary>
internal sealed class HubRows(Uri url, Browser browser, Floor floor)
{
    public const string Section = "Methods of the hub";

    private static readonly Guid Nothing = Guid.Parse("0198f7a4-0000-7000-8000-000000000001");

    /// <summary>What the code publishes.</summary>
    public static IEnumerable<string> Published(EndpointDataSource endpoints) => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(static e => e.RoutePattern.RawText == "/hubs/desk")
        .SelectMany(static e => e.Metadata.GetRequiredMetadata<HubMetadata>().HubType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(static m => !m.IsSpecialName && m.GetBaseDefinition() == m)
        .Select(static m => $"`{m.GetCustomAttribute<HubMethodNameAttribute>()?.Name ?? m.Name}`");

    public IEnumerable<Operation> All =>
    [
        new(Section, "`Watch`", Operation.For(Role.Agent, Role.Supervisor), caller => CallAsync(caller, hub => WatchAsync(hub, caller))),
        new(Section, "`Do`", Operation.For(Role.Agent, Role.Supervisor), caller => CallAsync(caller, DoAsync)),
        new(Section, "`Typing`", Operation.For(Role.Agent), caller => CallAsync(caller, hub => hub.InvokeAsync("Typing", People.Acme.Value, Nothing, Nothing, true))),
    ];

    private async Task<Cell> CallAsync(Caller caller, Func<HubConnection, Task> call)
    {
        await using var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(url, "/hubs/desk"), o =>
            {
                if (browser.CookieOf(caller) is { } cookie)
                {
                    o.Headers.Add("Cookie", cookie);
                }
            })
            .AddJsonProtocol(static o => o.PayloadSerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter()))
            .Build();
        try
        {
            await hub.StartAsync();
            await call(hub).WaitAsync(TimeSpan.FromMinutes(1));
            return Cell.Allowed;
        }
        catch (HttpRequestException e) when (e.StatusCode == System.Net.HttpStatusCode.Unauthorized)
        {
            return Cell.Refused;
        }
        catch (HubException e) when (e.Message.Contains("CC1201", StringComparison.Ordinal) || e.Message.Contains("CC4001", StringComparison.Ordinal))
        {
            return Cell.Refused;
        }
    }

    /// <summary>The first event comes to everybody of the tenant and says nothing; whoever may not watch hears of no second one.</summary>
    private async Task WatchAsync(HubConnection hub, Caller caller)
    {
        await using var events = hub.StreamAsync<System.Text.Json.JsonElement>("Watch", People.Acme.Value).GetAsyncEnumerator();
        (await events.MoveNextAsync()).ShouldBeTrue();
        var second = events.MoveNextAsync().AsTask();
        if (!second.IsFaulted)
        {
            await floor.StirAsync(caller);
        }

        (await second).ShouldBeTrue();
    }

    /// <summary>A note on a conversation that does not exist: each command has its own row.</summary>
    private static async Task DoAsync(HubConnection hub)
    {
        var result = await hub.InvokeAsync<System.Text.Json.JsonElement>("Do", People.Acme.Value, new { @do = "note", interaction = Nothing, text = "note" }, Guid.NewGuid());
        var code = result.GetProperty("code").GetString();
        if (code != "CC1305")
        {
            throw new HubException(code);
        }
    }
}
