using System.Net;
using ContactCenter.Desk;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore.Tests;

public sealed class DeskHubTests : IAsyncLifetime
{
    private static readonly Guid Key = Guid.Parse("0198f7a4-0000-7000-8000-000000000001");

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(20));
    private WebHost _host = null!;

    public async Task InitializeAsync() => _host = await WebHost.StartAsync(web: o => o.HubOrigins.Add("https://crm.example.com"));

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task Watching_begins_with_a_resync_and_then_tells_what_happens()
    {
        await using var client = await ConnectAsync("anna acme agent");
        await using var events = client.StreamAsync<DeskEvent>("Watch", "acme", _patience.Token).GetAsyncEnumerator();

        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.Kind.ShouldBe(DeskEventKind.Resync);
        var happened = new DeskEvent(DeskEventKind.Offer, 7, FakeDesks.Noon) { Agent = new AgentId("anna"), Offer = new OfferId(Key), Entry = "offer.made" };
        _host.Desks.Events.Writer.TryWrite(happened).ShouldBeTrue();
        (await events.MoveNextAsync()).ShouldBeTrue();

        events.Current.ShouldBe(happened);
    }

    [Fact]
    public async Task An_agent_is_connected_while_watching_and_no_longer()
    {
        await using var client = await ConnectAsync("anna acme agent");
        using var watch = new CancellationTokenSource();
        var events = client.StreamAsync<DeskEvent>("Watch", "acme", watch.Token).GetAsyncEnumerator();
        (await events.MoveNextAsync()).ShouldBeTrue();
        (await _host.Desks.Connections.Reader.ReadAsync(_patience.Token)).ShouldBeTrue();

        await watch.CancelAsync();

        (await _host.Desks.Connections.Reader.ReadAsync(_patience.Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_desktop_that_vanishes_is_connected_no_longer()
    {
        var client = await ConnectAsync("anna acme agent");
        var events = client.StreamAsync<DeskEvent>("Watch", "acme", _patience.Token).GetAsyncEnumerator();
        (await events.MoveNextAsync()).ShouldBeTrue();
        (await _host.Desks.Connections.Reader.ReadAsync(_patience.Token)).ShouldBeTrue();

        await client.DisposeAsync();

        (await _host.Desks.Connections.Reader.ReadAsync(_patience.Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_agent_says_that_somebody_types_and_whoever_may_not_is_told_the_code()
    {
        await using var client = await ConnectAsync("anna acme agent");
        await client.InvokeAsync("Typing", "acme", Key, Key, true, _patience.Token);
        _host.Desks.Typed.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            t => t.Principal.Name.ShouldBe("anna"), t => t.Interaction.Value.ShouldBe(Key), t => t.Session.Value.ShouldBe(Key), t => t.IsTyping.ShouldBeTrue());

        (await Should.ThrowAsync<HubException>(() => client.InvokeAsync("Typing", "zeta", Key, Key, true, _patience.Token))).Message.ShouldContain("CC4001");
        _host.Desks.Fault = new DeskAccessException();
        (await Should.ThrowAsync<HubException>(() => client.InvokeAsync("Typing", "acme", Key, Key, true, _patience.Token))).Message.ShouldContain("CC1201");
    }

    [Fact]
    public async Task A_supervisor_watches_without_being_offered_work()
    {
        await using var client = await ConnectAsync("sofia acme supervisor");
        await using var events = client.StreamAsync<DeskEvent>("Watch", "acme", _patience.Token).GetAsyncEnumerator();

        (await events.MoveNextAsync()).ShouldBeTrue();

        _host.Desks.Connections.Reader.TryPeek(out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("zeta")]
    [InlineData("nowhere")]
    [InlineData("No Key!")]
    public async Task Nobody_watches_a_tenant_of_others(string tenant)
    {
        await using var client = await ConnectAsync("anna acme agent");
        var watch = async () => await client.StreamAsync<DeskEvent>("Watch", tenant, _patience.Token).GetAsyncEnumerator().MoveNextAsync();

        (await watch.ShouldThrowAsync<HubException>()).Message.ShouldContain("CC4001: There is no such tenant, or you do not work in it.");
        (await client.InvokeAsync<DeskResult>("Do", tenant, Command("ready"), Key)).Status.ShouldBe(DeskStatus.NotFound);
        _host.Desks.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_is_done_under_its_key()
    {
        await using var client = await ConnectAsync("anna acme agent");

        var result = await client.InvokeAsync<DeskResult>("Do", "acme", Command("ready"), Key);

        result.Status.ShouldBe(DeskStatus.Done);
        var (principal, tenant, command, key) = _host.Desks.Commands.ShouldHaveSingleItem();
        (principal.Name, tenant.Value, key).ShouldBe(("anna", "acme", Key));
        command.ShouldBeOfType<DeskCommand.SetReady>();
    }

    [Fact]
    public async Task A_command_that_is_not_allowed_says_so()
    {
        _host.Desks.Fault = new DeskAccessException("Not your role.");
        await using var client = await ConnectAsync("anna acme agent");

        (await client.InvokeAsync<DeskResult>("Do", "acme", Command("ready"), Key)).ShouldBe(new DeskResult(DeskStatus.Forbidden, "CC1201", "Not your role."));
    }

    [Fact]
    public async Task A_command_with_something_missing_is_not_done()
    {
        await using var client = await ConnectAsync("anna acme agent");

        (await client.InvokeAsync<DeskResult>("Do", "acme", Command("not-ready"), Key)).Status.ShouldBe(DeskStatus.Invalid);
        (await client.InvokeAsync<DeskResult>("Do", "acme", Command("fly"), Key)).Status.ShouldBe(DeskStatus.Invalid);
        (await client.InvokeAsync<DeskResult>("Do", "acme", null, Key)).Status.ShouldBe(DeskStatus.Invalid);
        (await client.InvokeAsync<DeskResult>("Do", "acme", Command("ready"), Guid.Empty)).Status.ShouldBe(DeskStatus.Invalid);
        _host.Desks.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_connects_without_signing_in()
    {
        var connect = () => ConnectAsync(null);

        (await connect.ShouldThrowAsync<HttpRequestException>()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("https://crm.example.com.evil.example", 403)]
    [InlineData("http://crm.example.com", 403)]
    [InlineData("https://crm.example.com", 200)]
    [InlineData("https://cc.example.com", 200)]
    [InlineData("self", 200)]
    [InlineData("", 200)]
    public async Task A_page_of_another_site_cannot_open_the_hub(string origin, int status)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/hubs/desk/negotiate?negotiateVersion=1");
        message.Headers.Add(HeaderAuthentication.Header, "anna acme agent");
        if (origin.Length > 0)
        {
            message.Headers.Add("Origin", origin == "self" ? _host.Address.GetLeftPart(UriPartial.Authority) : origin);
        }

        ((int)(await _host.Client.SendAsync(message)).StatusCode).ShouldBe(status);
    }

    private static Dictionary<string, string> Command(string name) => new() { ["do"] = name };

    private async Task<HubConnection> ConnectAsync(string? who)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(_host.Address, "/hubs/desk"), o =>
        {
            if (who is not null)
            {
                o.Headers[HeaderAuthentication.Header] = who;
            }
        });
        builder.AddJsonProtocol(o => o.PayloadSerializerOptions = new System.Text.Json.JsonSerializerOptions(DeskJson.Default.Options)
        {
            TypeInfoResolver = System.Text.Json.Serialization.Metadata.JsonTypeInfoResolver.Combine(DeskJson.Default, new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver()),
        });
        var client = builder.Build();
        await client.StartAsync(_patience.Token);
        return client;
    }
}
