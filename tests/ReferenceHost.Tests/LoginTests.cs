using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using ReferenceHost.Login;

namespace ReferenceHost.Tests;

/// <summary>The sample's login, over HTTP.</summary>
public sealed partial class LoginTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("login-").FullName;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _data }); // the sample's settings lie beside the tests
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Users:elena:Name"] = "Elena Ferri",
            ["Users:elena:Roles:0"] = "agent",
            ["Users:sofia:Name"] = "Sofia Marchi",
            ["Users:sofia:Password"] = "her own",
            ["Users:sofia:Roles:0"] = "agent",
            ["Users:sofia:Roles:1"] = "supervisor",
            ["Users:sofia:Tenants:0"] = "other",
        });
        builder.AddLogin(StartOptions.Parse(["--data", _data, "--password", "for all"]));
        builder.Services.AddAuthorization();
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseRateLimiter();
        _app.UseAuthorization();
        _app.UseAntiforgery();
        _app.MapLogin();
        _app.MapGet("/who", (ClaimsPrincipal user) => string.Join(' ', user.Claims.Select(c => c.Value))).RequireAuthorization();
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.First());
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Theory]
    [InlineData("elena", "for all", "Elena Ferri elena acme agent")]
    [InlineData(" Elena ", "for all", "Elena Ferri elena acme agent")]
    [InlineData("sofia", "her own", "Sofia Marchi sofia other agent supervisor")]
    public async Task Name_and_password_open_the_door_and_say_who_it_is(string name, string password, string who)
    {
        (await _http.GetAsync("/who")).Headers.Location!.PathAndQuery.ShouldBe("/login?ReturnUrl=%2Fwho");

        var answer = await LogInAsync(name, password, "/who");

        (answer.StatusCode, answer.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.Redirect, "/who"));
        (await _http.GetStringAsync("/who")).ShouldBe(who);
        (await _http.GetAsync("/logout")).Headers.Location!.OriginalString.ShouldBe("/login");
        (await _http.GetAsync("/who")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "logged out");
    }

    [Theory]
    [InlineData("elena", "wrong")]
    [InlineData("elena", "")]
    [InlineData("nobody", "for all")]
    [InlineData("sofia", "for all")]
    [InlineData("", "")]
    public async Task Anything_else_is_refused_alike(string name, string password)
    {
        var answer = await LogInAsync(name, password, "/");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Name or password is wrong.");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("desk")]
    public async Task Nobody_is_sent_elsewhere_after_the_login(string returnUrl) =>
        (await LogInAsync("elena", "for all", returnUrl)).Headers.Location!.OriginalString.ShouldBe("/");

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        using var form = new FormUrlEncodedContent([new("name", "elena"), new("password", "for all")]);

        (await _http.PostAsync("/login", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_page_runs_no_script_and_says_nothing_of_its_visitor()
    {
        var page = await _http.GetAsync("/login?returnUrl=%22%3E%3Cscript%3E");

        (await page.Content.ReadAsStringAsync()).ShouldNotContain("<script");
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'");
    }

    [Fact]
    public async Task Who_tries_too_often_has_to_wait()
    {
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 21; i++)
        {
            answers.Add((await LogInAsync("elena", $"guess {i}", "/")).StatusCode);
        }

        answers.ShouldContain(HttpStatusCode.Unauthorized);
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private async Task<HttpResponseMessage> LogInAsync(string name, string password, string returnUrl)
    {
        var field = HiddenField().Match(await _http.GetStringAsync("/login"));
        using var form = new FormUrlEncodedContent(
        [
            new("name", name), new("password", password), new("returnUrl", returnUrl), new(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)),
        ]);
        return await _http.PostAsync("/login", form);
    }

    [GeneratedRegex("""name="([^"]*RequestVerificationToken)" value="([^"]*)""")]
    private static partial Regex HiddenField();
}
