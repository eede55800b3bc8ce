using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Acceptance.Host;

/// <summary>One person's HTTP access: logs in once, and clears the table between tests.</summary>
internal sealed partial class Api : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient _http;

    private Api(string url, string user)
    {
        _http = new HttpClient(_handler) { BaseAddress = new Uri(url) };
        User = user;
    }

    public string User { get; }

    /// <summary>The cookies of the login, for a browser.</summary>
    public IEnumerable<Microsoft.Playwright.Cookie> Cookies => _handler.CookieContainer.GetCookies(_http.BaseAddress!).Select(c =>
        new Microsoft.Playwright.Cookie { Name = c.Name, Value = c.Value, Url = _http.BaseAddress!.OriginalString });

    public static async Task<Api> LogInAsync(string url, string user)
    {
        var api = new Api(url, user);
        var page = await api._http.GetStringAsync("/login");
        using var form = new FormUrlEncodedContent(
        [
            .. HiddenField().Matches(page).Select(m => KeyValuePair.Create(WebUtility.HtmlDecode(m.Groups[1].Value), WebUtility.HtmlDecode(m.Groups[2].Value))),
            new("name", user),
            new("password", "demo"),
        ]);
        using var response = await api._http.PostAsync("/login", form);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{user} could not log in.");
        return api;
    }

    public async Task<JsonElement> GetAsync(string path) => await _http.GetFromJsonAsync<JsonElement>("/api/acme" + path);

    /// <summary>Does a command; what is refused shows in the state afterwards.</summary>
    public async Task DoAsync(object command)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/acme/commands") { Content = JsonContent.Create(command) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await _http.SendAsync(request);
    }

    /// <summary>Sets some settings of an endpoint or a queue, as an administrator; the others stay.</summary>
    public async Task ConfigureAsync(string part, string id, params (string Name, object? Value)[] changes)
    {
        var now = (await GetAsync("/configuration")).GetProperty(part + "s").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);
        var settings = JsonNode.Parse(now.GetProperty("settings").GetRawText())!;
        foreach (var (name, value) in changes)
        {
            settings[name] = JsonSerializer.SerializeToNode(value);
        }

        await EditAsync(new Dictionary<string, object> { ["edit"] = "set-" + part, ["version"] = now.GetProperty("version").GetInt64(), [part] = id, ["settings"] = settings });
    }

    /// <summary>Removes a thing of the configuration.</summary>
    public async Task RemoveAsync(string part, string id)
    {
        var now = (await GetAsync("/configuration")).GetProperty(part + "s").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);
        await EditAsync(new Dictionary<string, object> { ["edit"] = "remove-" + part, ["version"] = now.GetProperty("version").GetInt64(), [part] = id });
    }

    /// <summary>Changes the configuration, as an administrator.</summary>
    public async Task EditAsync(params object[] edits)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/acme/configuration") { Content = JsonContent.Create(edits) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await _http.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
