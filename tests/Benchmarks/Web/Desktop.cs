using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace ContactCenter.Benchmarks.Web;

/// <summary>
/// One agent's desktop through restarts of the host: watches the hub, takes what is offered, closes it after a while, and comes back by itself,
/// trying every half second.
/// </summary>
internal sealed partial class Desktop : IAsyncDisposable
{
    private const string Tenant = "acme";
    private const int LoginsPerAddress = 10; // the host allows 20 tries a minute from one address
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    private readonly string _agent;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;
    private readonly Uri _url;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Random _random;
    private Task _running = Task.CompletedTask;
    private volatile TaskCompletionSource _back = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile HashSet<Guid> _inHand = [];

    private Desktop(Uri url, string agent, int number)
    {
        (_url, _agent, _random) = (url, agent, new Random(number));
        var from = new IPAddress([127, 0, 1, (byte)(1 + (number / LoginsPerAddress))]); // every address of 127/8 is this machine
        _http = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = _cookies,
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = url };
    }

    public int Closed { get; private set; }

    /// <summary>How often it had to connect.</summary>
    public int Connections { get; private set; }

    /// <summary>Completes when it is connected, and shows the agent as ready with the work that was in hand before.</summary>
    public Task Back => _back.Task;

    public static async Task<Desktop> OpenAsync(Uri url, string agent, int number)
    {
        var desktop = new Desktop(url, agent, number);
        await desktop.LogInAsync();
        desktop._running = desktop.RunAsync();
        await await Task.WhenAny(desktop.Back, desktop._running);
        return desktop;
    }

    /// <summary>From now on it counts as gone until it is back.</summary>
    public void Lose() => _back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _http.Dispose();
        _stopping.Dispose();
    }

    private async Task LogInAsync()
    {
        var page = await _http.GetStringAsync("/login");
        var token = HiddenField().Match(page);
        using var answer = await _http.PostAsync("/login", new FormUrlEncodedContent(
        [
            new("name", _agent), new("password", "demo"), new("returnUrl", "/"), new(token.Groups[1].Value, WebUtility.HtmlDecode(token.Groups[2].Value)),
        ]));
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"{_agent} could not log in: {answer.StatusCode}.");
        }
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await WatchAsync();
            }
            catch (Exception e) when (e is HttpRequestException or HubException or IOException or WebSocketException or InvalidOperationException or OperationCanceledException)
            {
                // The host is away, or this desktop closes.
            }

            await Task.Delay(RetryAfter * (0.5 + _random.NextDouble()), CancellationToken.None);
        }
    }

    /// <summary>One connection, from its beginning to its end.</summary>
    private async Task WatchAsync()
    {
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(_url, "/hubs/desk"), o =>
        {
            o.Cookies = _cookies;
            o.Transports = HttpTransportType.WebSockets;
        }).Build();
        await hub.StartAsync(_stopping.Token);
        Connections++;
        await foreach (var e in hub.StreamAsync<Happening>("Watch", Tenant, _stopping.Token))
        {
            if (e.Kind == "resync")
            {
                await SettleAsync(hub);
            }
            else if (e.Entry == "offer.made" && e.Agent == _agent && e.Offer is { } offer)
            {
                _ = HandleAsync(hub, offer, e.Interaction.GetValueOrDefault());
            }
        }
    }

    /// <summary>Looks until what is shown is what there was: signed in and ready, connected, with the work in hand.</summary>
    private async Task SettleAsync(HubConnection hub)
    {
        while (!_back.Task.IsCompleted)
        {
            var view = await _http.GetFromJsonAsync<JsonElement>($"/api/{Tenant}/agent", _stopping.Token);
            var work = view.GetProperty("work").EnumerateArray().Select(static w => w.GetProperty("interaction").GetProperty("interaction").GetGuid()).ToHashSet();
            if (view.GetProperty("presence").GetString() == "ready" && view.GetProperty("connected").GetBoolean() && _inHand.IsSubsetOf(work))
            {
                foreach (var interaction in work)
                {
                    _ = CloseAsync(hub, interaction);
                }

                foreach (var offer in view.GetProperty("offers").EnumerateArray())
                {
                    _ = HandleAsync(hub, offer.GetProperty("offer").GetGuid(), offer.GetProperty("interaction").GetGuid());
                }

                _back.TrySetResult();
                return;
            }

            if (view.GetProperty("presence").GetString() == "signedOut")
            {
                await DoAsync(hub, new { @do = "sign-in" });
            }
            else if (view.GetProperty("presence").GetString() == "notReady")
            {
                await DoAsync(hub, new { @do = "ready" });
            }

            await Task.Delay(50, _stopping.Token);
        }
    }

    private async Task HandleAsync(HubConnection hub, Guid offer, Guid interaction)
    {
        try
        {
            if (await DoAsync(hub, new { @do = "accept", offer }))
            {
                Update(hand => hand.Add(interaction));
                await CloseAsync(hub, interaction);
            }
        }
        catch (Exception)
        {
            // The connection is gone; the next one finds what is in hand.
        }
    }

    private async Task CloseAsync(HubConnection hub, Guid interaction)
    {
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(5 + (_random.NextDouble() * 10)), _stopping.Token);
            Update(hand => hand.Remove(interaction)); // whether the command arrives or not: from here on it may be gone
            Closed += await DoAsync(hub, new { @do = "close", interaction, disposition = "resolved" }) ? 1 : 0;
        }
        catch (Exception)
        {
            // The same.
        }
    }

    private void Update(Action<HashSet<Guid>> change)
    {
        lock (_cookies)
        {
            var next = new HashSet<Guid>(_inHand);
            change(next);
            _inHand = next;
        }
    }

    private async Task<bool> DoAsync(HubConnection hub, object command) =>
        (await hub.InvokeAsync<Answer>("Do", Tenant, command, Guid.NewGuid(), _stopping.Token)).Status is "done" or "repeated";

    [GeneratedRegex("""name="([^"]*RequestVerificationToken)" value="([^"]*)""")]
    private static partial Regex HiddenField();

    private sealed record Happening(string Kind, string Entry, Guid? Interaction, string? Agent, Guid? Offer);

    private sealed record Answer(string Status);
}
