using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR.Client;

namespace ContactCenter.Benchmarks.Web;

/// <summary>An agent's desktop as another program would make it: logs in, watches the hub, takes what is offered, closes it.</summary>
internal sealed partial class AgentDesk : IAsyncDisposable
{
    private const string Tenant = "acme";
    private const int LoginsPerAddress = 10; // the host allows 20 tries a minute from one address
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;
    private readonly HubConnection _hub;
    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;
    private readonly CancellationTokenSource _resting = new();
    private readonly List<(Guid Interaction, Guid Session)> _held = [];
    private Task _working = Task.CompletedTask;

    private AgentDesk(Uri url, int number)
    {
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
        _hub = new HubConnectionBuilder().WithUrl(new Uri(url, "/hubs/desk"), o => o.Cookies = _cookies).Build();
    }

    public int Closed { get; private set; }

    /// <summary>The conversations in hand, of a desk that holds what it takes.</summary>
    public IReadOnlyList<(Guid Interaction, Guid Session)> Held => _held;

    /// <summary>Opens a desk that is ready for work.</summary>
    /// <param name="url">The host.</param>
    /// <param name="agent">Who, whose password is the demo's.</param>
    /// <param name="number">Its number among the desks.</param>
    /// <param name="offered">Called with the interaction when the agent is offered one.</param>
    /// <param name="holds">Whether it holds what it takes instead of closing it.</param>
    public static async Task<AgentDesk> OpenAsync(Uri url, string agent, int number, Action<Guid> offered, bool holds = false)
    {
        var desk = new AgentDesk(url, number);
        await desk.LogInAsync(agent);
        await desk._hub.StartAsync();
        var connected = new TaskCompletionSource();
        desk._watching = desk.WatchAsync(agent, offered, connected);
        await connected.Task;
        await desk.DoAsync(new { @do = "sign-in" });
        await desk.DoAsync(new { @do = "ready" });
        desk._working = desk.WorkAsync(holds);
        return desk;
    }

    /// <summary>Takes nothing more and asks for nothing more; what is in hand can be answered.</summary>
    public async Task RestAsync()
    {
        await _resting.CancelAsync();
        await _working;
    }

    /// <summary>Writes to a customer; returns when it is durable.</summary>
    public async Task AnswerAsync(Guid interaction, Guid session, string text)
    {
        if (!await DoAsync(new { @do = "send", interaction, session, text }))
        {
            throw new InvalidOperationException("An answer was refused.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _resting.CancelAsync();
        await Task.WhenAll(_watching, _working);
        await _hub.DisposeAsync();
        _http.Dispose();
        _stopping.Dispose();
        _resting.Dispose();
    }

    private async Task LogInAsync(string agent)
    {
        var page = await _http.GetStringAsync("/login");
        var token = HiddenField().Match(page);
        using var answer = await _http.PostAsync("/login", new FormUrlEncodedContent(
        [
            new("name", agent), new("password", "demo"), new("returnUrl", "/"), new(token.Groups[1].Value, WebUtility.HtmlDecode(token.Groups[2].Value)),
        ]));
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"{agent} could not log in: {answer.StatusCode}.");
        }
    }

    private async Task WatchAsync(string agent, Action<Guid> offered, TaskCompletionSource connected)
    {
        try
        {
            await foreach (var e in _hub.StreamAsync<Change>("Watch", Tenant, _stopping.Token))
            {
                connected.TrySetResult();
                if (e.Entry == "offer.made" && e.Agent == agent)
                {
                    offered(e.Interaction.GetValueOrDefault());
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The desk is closed.
        }
        catch (Exception e)
        {
            connected.TrySetException(e);
            throw;
        }
    }

    private async Task WorkAsync(bool holds)
    {
        while (!_resting.IsCancellationRequested)
        {
            var view = await _http.GetFromJsonAsync<JsonElement>($"/api/{Tenant}/agent");
            foreach (var offer in view.GetProperty("offers").EnumerateArray())
            {
                await DoAsync(new { @do = "accept", offer = offer.GetProperty("offer") });
            }

            if (holds)
            {
                await HoldAsync(view);
            }

            foreach (var work in holds ? [] : view.GetProperty("work").EnumerateArray().Where(static w => !w.GetProperty("inWrapUp").GetBoolean()))
            {
                var interaction = work.GetProperty("interaction").GetProperty("interaction");
                Closed += await DoAsync(new { @do = "close", interaction, disposition = "resolved" }) ? 1 : 0;
            }

            await Task.Delay(Pause);
        }
    }

    private async Task HoldAsync(JsonElement view)
    {
        foreach (var work in view.GetProperty("work").EnumerateArray())
        {
            var interaction = work.GetProperty("interaction").GetProperty("interaction").GetGuid();
            if (_held.All(h => h.Interaction != interaction))
            {
                var conversation = await _http.GetFromJsonAsync<JsonElement>($"/api/{Tenant}/interactions/{interaction}");
                _held.Add((interaction, conversation.GetProperty("sessions")[0].GetProperty("session").GetGuid()));
            }
        }
    }

    private async Task<bool> DoAsync(object command) =>
        (await _hub.InvokeAsync<Answer>("Do", Tenant, command, Guid.NewGuid())).Status == "done";

    [GeneratedRegex("""name="([^"]*RequestVerificationToken)" value="([^"]*)""")]
    private static partial Regex HiddenField();

    private sealed record Change(string Kind, string Entry, Guid? Interaction, string? Agent);

    private sealed record Answer(string Status);
}
