using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace FaultRunner;

/// <summary>A person's way into the host: log in as a browser does, then the desk's API and hub.</summary>
public sealed partial class DeskClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly SocketsHttpHandler _handler = new() { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };
    private readonly HttpClient _http;
    private readonly string _name;

    public DeskClient(Uri host, string name)
    {
        _name = name;
        _http = new HttpClient(_handler) { BaseAddress = host, Timeout = TimeSpan.FromSeconds(20) };
    }

    /// <summary>Fetches the login form, sends it, keeps the cookie.</summary>
    public async Task LogInAsync(CancellationToken cancellationToken)
    {
        var page = await _http.GetStringAsync(new Uri("/login", UriKind.Relative), cancellationToken);
        var token = HiddenToken().Match(page) is { Success: true } m ? m : throw new InvalidOperationException("The login page has no anti-forgery field.");
        using var form = new FormUrlEncodedContent(
        [
            new("name", _name), new("password", "demo"), new("returnUrl", "/"), new(token.Groups[1].Value, WebUtility.HtmlDecode(token.Groups[2].Value)),
        ]);
        using var answer = await _http.PostAsync(new Uri("/login", UriKind.Relative), form, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new HttpRequestException($"Login answered {(int)answer.StatusCode}.", null, answer.StatusCode);
        }
    }

    /// <summary>Reads from the desk; logs in when the cookie is not (any more) good.</summary>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var answer = await _http.GetAsync(new Uri($"/api/acme/{path}", UriKind.Relative), cancellationToken);
            if (answer.StatusCode == HttpStatusCode.Unauthorized && attempt == 0)
            {
                await LogInAsync(cancellationToken);
                continue;
            }

            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadFromJsonAsync<T>(Json, cancellationToken))!;
        }
    }

    /// <summary>Gives a command under a key.</summary>
    /// <returns>The answer's status; null when there was none, so that nobody knows whether it was done.</returns>
    public async Task<HttpStatusCode?> DoAsync(object command, Guid key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/acme/commands", UriKind.Relative)) { Content = JsonContent.Create(command) };
        request.Headers.Add("Idempotency-Key", key.ToString());
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or TaskCanceledException && !cancellationToken.IsCancellationRequested) // a host that dies while it accepts a connection throws the second
        {
            return null;
        }
    }

    /// <summary>Watches, which makes the person connected, and calls back at each event; ends with the connection.</summary>
    public async Task WatchAsync(Action happened, CancellationToken cancellationToken)
    {
        await using var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(_http.BaseAddress!, "/hubs/desk"), o => (o.Cookies, o.Transports, o.SkipNegotiation) = (_handler.CookieContainer, HttpTransportType.WebSockets, true))
            .Build();
        await hub.StartAsync(cancellationToken);
        await foreach (var _ in hub.StreamAsync<JsonElement>("Watch", "acme", cancellationToken))
        {
            happened();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("""type="hidden" name="(__Request[^"]+)" value="([^"]+)""")]
    private static partial Regex HiddenToken();
}
