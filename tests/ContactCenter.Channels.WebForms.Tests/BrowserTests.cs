using System.Text.RegularExpressions;

namespace ContactCenter.Channels.WebForms.Tests;

/// <summary>A browser without our script: pages of our own, redirects, confirmation links.</summary>
public sealed partial class BrowserTests
{
    [Fact]
    public async Task A_browser_is_thanked_on_a_page_that_runs_nothing()
    {
        var center = new FormCenter();
        var response = await center.BrowseAsync(FormCenter.Filled(("cc-token", center.Token())));
        (response.Status, response.ContentType).ShouldBe((200, "text/html; charset=utf-8"));
        response.Body!.ShouldContain("We have your request.");
        var policy = response.Headers["Content-Security-Policy"];
        policy.ShouldStartWith("default-src 'none'; style-src 'sha256-");
        policy.ShouldContain("form-action 'self'; base-uri 'none'; frame-ancestors 'self' https://www.example.com");
        response.Body!.ShouldNotContain("<script");
    }

    [Fact]
    public async Task Without_a_token_the_page_asks_once_more_and_keeps_what_was_typed()
    {
        var center = new FormCenter();
        const string hostile = "\"><script>alert(1)</script>";
        var first = await center.BrowseAsync(FormCenter.Filled(("message", hostile), ("cc-lang", "it")));
        first.Status.ShouldBe(400);
        first.Body!.ShouldNotContain("<script");
        first.Body!.ShouldContain("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>");
        first.Body!.ShouldContain("value=\"06 6982 1234\"");
        first.Body!.ShouldContain("<html lang=\"it\">");

        var again = FormCenter.Filled(("message", hostile), ("cc-lang", "it"), ("cc-token", TokenPattern().Match(first.Body!).Groups["token"].Value));
        (await center.BrowseAsync(again, "", "https://center.example")).Status.ShouldBe(404, "the form is named in the query or a field");
        (await center.BrowseAsync(again, "?form=quote", "https://center.example")).Status.ShouldBe(200, "the page is our own, and a person was on it");
        center.Received.Values.Single().Text.ShouldBe(hostile);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field()
    {
        var center = new FormCenter();
        var response = await center.BrowseAsync(FormCenter.Filled(("cc-token", center.Token()), ("phone", "x")));
        response.Status.ShouldBe(422);
        response.Body!.ShouldContain("<p class=\"fault\" id=\"e-phone\">This is no telephone number");
        response.Body!.ShouldContain("name=\"phone\" aria-invalid=\"true\" aria-describedby=\"e-phone\"");
    }

    [Fact]
    public async Task What_the_door_refuses_stays_on_the_page()
    {
        var center = new FormCenter { Refuses = true };
        var response = await center.BrowseAsync(FormCenter.Filled(("cc-token", center.Token())));
        (response.Status, response.RetryAfter).ShouldBe((503, TimeSpan.FromSeconds(7)));
        response.Body!.ShouldContain("My boiler is cold.</textarea>");
        response.Body!.ShouldContain("What you typed is still here");
    }

    [Theory]
    [InlineData("https://www.example.com/thanks", "https://www.example.com/thanks")]
    [InlineData("https://www.example.com/other", "https://www.example.com/other")]
    [InlineData("https://evil.example/", "https://www.example.com/thanks")]
    [InlineData("//evil.example/", "https://www.example.com/thanks")]
    [InlineData("https://www.example.com/other?x", "https://www.example.com/thanks")]
    [InlineData("https://www.example.com/other\r\nSet-Cookie: a=b", "https://www.example.com/thanks")]
    [InlineData("javascript:alert(1)", "https://www.example.com/thanks")]
    public async Task A_browser_is_led_to_allowed_pages_alone(string asked, string led)
    {
        var center = new FormCenter(static f =>
        {
            (f.Success, f.Failure) = ("https://www.example.com/thanks", "https://www.example.com/sorry?a=b");
            f.Redirects.Add("https://www.example.com/other");
        });
        var response = await center.BrowseAsync(FormCenter.Filled(("cc-token", center.Token()), ("cc-success", asked)));
        (response.Status, response.Headers["Location"]).ShouldBe((303, led));
        response = await center.BrowseAsync(FormCenter.Filled(("name", "")));
        (response.Status, response.Headers["Location"]).ShouldBe((303, "https://www.example.com/sorry?a=b&code=token"));
    }

    [Fact]
    public async Task Opening_the_link_confirms_nothing_pressing_the_button_does_once()
    {
        var center = Confirming();
        var (_, answer) = await center.SendAsync(("cc-lang", "it"));
        answer.GetProperty("text").GetString()!.ShouldContain("link");
        var first = center.Received.Values.ShouldHaveSingleItem();
        first.Reach!.Confirmation!.ShouldStartWith("Apri https://center.example/hooks/webforms/confirm?t=");
        first.Reach.Confirmation.Length.ShouldBeLessThan(ReachRequest.MaxConfirmationLength);
        var link = first.Reach.Confirmation["Apri https://center.example/hooks/webforms/".Length..];

        foreach (var method in new[] { "GET", "HEAD", "GET" })
        {
            var page = await center.RequestAsync(method, link, origin: null);
            page.Status.ShouldBe(200);
            page.Body!.ShouldContain("S&#236;, l&#39;ho chiesto io");
            page.Headers["Content-Security-Policy"].ShouldContain("frame-ancestors 'none'");
        }

        center.Received.Count.ShouldBe(1);
        for (var time = 0; time < 2; time++)
        {
            (await center.RequestAsync("POST", link, type: "application/x-www-form-urlencoded", origin: "https://center.example")).Body!.ShouldContain("Confermato.");
        }

        center.Received.Count.ShouldBe(2);
        var second = center.Received[$"confirm-{first.ProviderId}"];
        (second.Endpoint, second.From, second.Thread).ShouldBe((first.Endpoint, first.From, first.Thread));
        first.Thread.ShouldBe(first.ProviderId);
        second.Reach.ShouldBeNull();
    }

    [Fact]
    public async Task A_link_that_is_forged_or_over_confirms_nothing_and_a_door_that_refuses_keeps_the_button()
    {
        var center = Confirming();
        await center.SendAsync();
        var link = center.Received.Values.Single().Reach!.Confirmation!["Open https://center.example/hooks/webforms/".Length..].Split(' ')[0];
        foreach (var bad in new[] { "confirm", "confirm?t=", "confirm?t=AAAA", link[..^3], "confirm?t=" + new string('A', 2_000), "confirm?t=%00%ff" })
        {
            (await center.RequestAsync("POST", bad)).Status.ShouldBe(410);
        }

        center.Refuses = true;
        var refused = await center.RequestAsync("POST", link);
        (refused.Status, refused.RetryAfter).ShouldBe((503, TimeSpan.FromSeconds(7)));
        refused.Body!.ShouldContain("<button>");
        center.Refuses = false;
        center.Time.Advance(TimeSpan.FromDays(7));
        (await center.RequestAsync("POST", link)).Status.ShouldBe(410);
        center.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_second_form_of_a_known_customer_confirms_nothing()
    {
        var key = new Secret(new string('i', 32));
        var center = Confirming(f => f.IdentityKey = key);
        var identity = Identities.Sign(key, "quote", center.Time.GetUtcNow().AddHours(1));
        await center.SendAsync(("cc-identity", identity));
        await center.SendAsync(("cc-identity", identity));
        center.Received.Values.Select(static m => m.From.Value).ShouldBe(["ada@example.com", "ada@example.com"]);
        center.Received.Values.Select(static m => m.Thread).Distinct().Count().ShouldBe(2);
        center.Received.Values.First().Reach!.Confirmation!.ShouldNotContain("ada");
    }

    private static FormCenter Confirming(Action<WebForm>? describe = null) => new(f =>
    {
        f.DoubleOptIn = true;
        (f.Confirmation["en"], f.Confirmation["it"]) = ("Open {link} to confirm.", "Apri {link}");
        describe?.Invoke(f);
    });

    [GeneratedRegex("name=\"cc-token\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex TokenPattern();
}
