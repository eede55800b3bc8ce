using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore.Tests;

public sealed class ConnectionTests : IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(1));

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task Frames_go_both_ways_and_the_handler_knows_who_comes_back()
    {
        IWebConnection? seen = null;
        await using var host = await StartAsync(async (c, ct) =>
        {
            seen = c;
            while (await c.ReadAsync(ct) is { } frame)
            {
                await c.WriteAsync("echo " + frame, ct);
            }
        });
        using var socket = await ConnectAsync(host, "?resume=t%2F1&x=%41", "https://shop.example");
        var large = new string('€', 64 * 1024 / 3);

        await SendAsync(socket, "hello");
        (await ReceiveAsync(socket)).ShouldBe("echo hello");
        await socket.SendAsync(Encoding.UTF8.GetBytes("in "), WebSocketMessageType.Text, false, _patience.Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes("parts"), WebSocketMessageType.Text, true, _patience.Token);
        (await ReceiveAsync(socket)).ShouldBe("echo in parts");
        await SendAsync(socket, large[5..]);
        (await ReceiveAsync(socket)).ShouldBe("echo " + large[5..]);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);

        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
        seen!.ResumeToken.ShouldBe("t/1");
        seen.Origin.ShouldBe("https://shop.example");
        seen.Url.AbsoluteUri.ShouldBe("https://cc.example.com/connect/test?resume=t%2F1&x=%41");
        seen.RemoteAddress.ShouldBe("127.0.0.1");
    }

    [Theory]
    [InlineData(64 * 1024, true)]
    [InlineData(64 * 1024 + 1, false)]
    public async Task A_frame_has_at_most_64_KiB(int size, bool taken)
    {
        var frames = Channel.CreateUnbounded<string?>();
        await using var host = await StartAsync(async (c, ct) => frames.Writer.TryWrite(await c.ReadAsync(ct)));
        using var socket = await ConnectAsync(host);

        await SendAsync(socket, new string('a', size));

        (await frames.Reader.ReadAsync(_patience.Token))?.Length.ShouldBe(size);
        await ReceiveAsync(socket);
        socket.CloseStatus.ShouldBe(taken ? WebSocketCloseStatus.NormalClosure : WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task Binary_frames_and_broken_text_end_the_connection()
    {
        var frames = Channel.CreateUnbounded<string?>();
        await using var host = await StartAsync(async (c, ct) => frames.Writer.TryWrite(await c.ReadAsync(ct)));
        using var binary = await ConnectAsync(host);
        await binary.SendAsync(new byte[1], WebSocketMessageType.Binary, true, _patience.Token);
        await ReceiveAsync(binary);
        binary.CloseStatus.ShouldBe(WebSocketCloseStatus.InvalidMessageType);
        (await frames.Reader.ReadAsync(_patience.Token)).ShouldBeNull();

        using var broken = await ConnectAsync(host);
        await broken.SendAsync(new byte[] { 0xC3, 0x28 }, WebSocketMessageType.Text, true, _patience.Token);
        (await frames.Reader.ReadAsync(_patience.Token)).ShouldBeNull();
        host.Logs.GetSnapshot().Where(r => r.Id == 4020).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut()
    {
        var cut = new TaskCompletionSource<Exception>();
        await using var host = await StartAsync(
            async (c, ct) =>
            {
                try
                {
                    while (true)
                    {
                        await c.WriteAsync(new string('a', 64 * 1024), ct);
                    }
                }
                catch (Exception e)
                {
                    cut.SetResult(e);
                    throw;
                }
            },
            o => o.WriteTimeout = TimeSpan.FromMilliseconds(300));
        using var socket = await ConnectAsync(host);

        (await cut.Task.WaitAsync(_patience.Token)).ShouldBeOfType<IOException>().Message.ShouldContain("00:00:00.3");
    }

    [Fact]
    public async Task What_a_handler_throws_stays_inside()
    {
        await using var host = await StartAsync((_, _) => throw new InvalidDataException("secret detail"));
        using var socket = await ConnectAsync(host);

        await ReceiveAsync(socket);

        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.InternalServerError);
        socket.CloseStatusDescription.ShouldBeNullOrEmpty();
        host.Logs.GetSnapshot().Where(r => r.Id == 4020).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_host_that_stops_says_goodbye()
    {
        await using var host = await StartAsync(async (c, ct) => await c.ReadAsync(ct));
        using var socket = await ConnectAsync(host);

        var stop = host.App.StopAsync();
        await ReceiveAsync(socket);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);

        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        await stop.WaitAsync(_patience.Token);
    }

    [Fact]
    public async Task One_connection_too_many_is_told_to_come_back_and_a_place_is_freed_at_the_end()
    {
        await using var host = await StartAsync(async (c, ct) => await c.ReadAsync(ct), o => o.MaxConnections = 1);
        using var first = await ConnectAsync(host);
        using var second = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        var connect = () => second.ConnectAsync(Url(host, ""), _patience.Token);

        await connect.ShouldThrowAsync<WebSocketException>();
        second.HttpStatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        second.HttpResponseHeaders!["Retry-After"].ShouldBe(["5"]);
        await first.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);

        using var third = await ConnectAsync(host);
        third.State.ShouldBe(WebSocketState.Open);
    }

    [Fact]
    public async Task What_is_no_websocket_is_400()
    {
        await using var host = await StartAsync((_, _) => Task.CompletedTask);

        (await host.Client.GetAsync("/connect/test")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static Uri Url(WebHost host, string query) => new($"ws://{host.Address.Authority}/connect/test{query}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private static Task<WebHost> StartAsync(Func<IWebConnection, CancellationToken, Task> run, Action<WebOptions>? web = null) =>
        WebHost.StartAsync(s => s.AddSingleton<IWebConnectionHandler>(new Handler(run)), web);

    private async Task<ClientWebSocket> ConnectAsync(WebHost host, string query = "", string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(Url(host, query), _patience.Token);
        return socket;
    }

    private Task SendAsync(WebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _patience.Token);

    private async Task<string> ReceiveAsync(WebSocket socket)
    {
        var buffer = new byte[70_000];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), _patience.Token);
            length += part.Count;
            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(buffer, 0, length);
            }
        }
    }

    private sealed class Handler(Func<IWebConnection, CancellationToken, Task> run) : IWebConnectionHandler
    {
        public string Path => "test";

        public async ValueTask RunAsync(IWebConnection connection, CancellationToken cancellationToken) => await run(connection, cancellationToken);
    }
}
