using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Roles.Tests.Matrix;

namespace Roles.Tests.Host;

/// <summary>Requests to the reference host, by whoever has logged in. What it answers becomes a cell.</summary>
internal sealed partial class Browser(Uri url) : IDisposable
{
    // No cookies of its own: logging out must not change who a caller is.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = url };
    private readonly Dictionary<string, string> _cookies = [];

    /// <summary>What proves who a caller is; null for nobody.</summary>
    public string? CookieOf(Caller caller) => caller.Name is null ? null : _cookies[caller.Name];

    public async Task RememberAsync(Caller caller) => _cookies[caller.Name!] = (await LogInAsync(caller.Name!))!;

    /// <summary>Logs in once more; the cookie, or null when the login is refused.</summary>
    public async Task<string?> LogInAsync(string name)
    {
        using var page = await _http.GetAsync("/login");
        var field = HiddenField().Match(await page.Content.ReadAsStringAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login")
        {
            Content = new FormUrlEncodedContent([new("name", name), new("password", "demo"), new(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value))]),
        };
        request.Headers.Add("Cookie", Cookies(page));
        using var response = await _http.SendAsync(request);
        return response.StatusCode == HttpStatusCode.Redirect ? Cookies(response) : null;
    }

    public async Task<Cell> SendAsync(Caller caller, string method, string path, object? json = null, Action<HttpRequestMessage>? also = null, int[]? tolerates = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        Sign(request, caller);
        if (json is not null)
        {
            request.Content = json as HttpContent ?? JsonContent.Create(json);
        }

        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        also?.Invoke(request);
        using var response = await _http.SendAsync(request);
        return await ReadAsync(response, tolerates ?? []);
    }

    /// <summary>What a caller is answered.</summary>
    public async Task<HttpStatusCode> StatusAsync(Caller caller, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        Sign(request, caller);
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Whether something is at a path, for a caller.</summary>
    public async Task<bool> IsThereAsync(Caller caller, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        Sign(request, caller);
        using var response = await _http.SendAsync(request);
        return response.StatusCode == HttpStatusCode.OK;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>
    /// Refused: 401, 403, a login page, a tenant that is not the caller's. Nothing can be said of a request the server could not read: it may not have
    /// looked at the caller yet.
    /// </summary>
    private static async Task<Cell> ReadAsync(HttpResponseMessage response, int[] tolerates)
    {
        var body = response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? await response.Content.ReadAsStringAsync() : "{}";
        var code = JsonDocument.Parse(body).RootElement.TryGetProperty("code", out var c) ? c.GetString() : null;
        var status = (int)response.StatusCode;
        return status switch
        {
            401 or 403 => Cell.Refused,
            302 when response.Headers.Location!.OriginalString.Contains("ReturnUrl=", StringComparison.Ordinal) => Cell.Refused,
            404 when code == "CC4001" => Cell.Refused,
            409 when code is "CC1302" or "CC1413" => Cell.Own, // somebody else's
            400 or 405 or 413 or 415 or >= 500 when !tolerates.Contains(status) =>
                throw new InvalidOperationException($"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri} says nothing about roles: {status} {body}"),
            _ => Cell.Allowed,
        };
    }

    private void Sign(HttpRequestMessage request, Caller caller)
    {
        if (CookieOf(caller) is { } cookie)
        {
            request.Headers.Add("Cookie", cookie);
        }
    }

    private static string Cookies(HttpResponseMessage response) =>
        string.Join("; ", response.Headers.TryGetValues("Set-Cookie", out var all) ? all.Select(static c => c.Split(';')[0]) : []);

    [GeneratedRegex("""name="([^"]*RequestVerificationToken)" value="([^"]*)""")]
    private static partial Regex HiddenField();
}
