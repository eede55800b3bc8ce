using System.Text.Json;
using ContactCenter.Channels.WebForms.Guards;

namespace ContactCenter.Channels.WebForms.Tests;

/// <summary>Robots are kept out, and nobody who might be a person is dropped without being told.</summary>
public sealed class GuardTests
{
    [Fact]
    public async Task Who_fills_in_the_honeypot_hears_success_and_is_thrown_away_counted_and_logged_without_content()
    {
        var center = new FormCenter();
        var (response, answer) = await center.SendAsync(("website", "https://spam.example"));
        response.Status.ShouldBe(200);
        answer.GetProperty("ok").GetBoolean().ShouldBeTrue();
        answer.GetProperty("id").GetString()!.Length.ShouldBe(32);
        center.Received.ShouldBeEmpty();
        center.Counted.ShouldBe(["quote honeypot"]);
        center.Logged.ShouldHaveSingleItem().ShouldNotContain("spam");
    }

    [Fact]
    public async Task A_page_gets_its_token_and_may_send_when_a_person_could_have()
    {
        var center = new FormCenter();
        var page = JsonDocument.Parse((await center.RequestAsync("GET", "?form=quote")).Body!).RootElement;
        page.GetProperty("minSeconds").GetInt32().ShouldBe(3);
        page.GetProperty("honeypot").GetString().ShouldBe("website");
        var token = page.GetProperty("token").GetString()!;

        var (response, answer) = await center.SendAsync(("cc-token", token));
        (response.Status, answer.GetProperty("code").GetString(), answer.GetProperty("retryAfter").GetInt32()).ShouldBe((400, "too-fast", 3));
        center.Time.Advance(TimeSpan.FromSeconds(3));
        (await center.SendAsync(("cc-token", token))).Response.Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_token_that_is_missing_forged_of_another_form_or_too_old_is_none()
    {
        var center = new FormCenter();
        var good = center.Token();
        var old = center.Token(seconds: 60 * 60 * 25);
        string[] bad = ["", ".", "..", "a.b.c", good[..^1], good + "A", "1" + good, center.Token("other"), old, new string('9', 300), "9999999999999999999.x.y"];
        foreach (var token in bad)
        {
            var (response, answer) = await center.SendAsync(("cc-token", token));
            (response.Status, answer.GetProperty("code").GetString()).ShouldBe((400, "token"), token);
            center.Time.Advance(TimeSpan.FromSeconds(61)); // a minute of its own for each
        }

        center.Received.ShouldBeEmpty();
    }

    [Fact]
    public void A_token_of_one_purpose_is_none_of_the_other_and_no_changed_one_opens()
    {
        var center = new FormCenter();
        var link = center.Tokens.Confirmations.Seal(new Confirmation("quote", Guid.NewGuid(), "it", center.Time.GetUtcNow(), new Address(AddressKind.Mail, "ada@example.com")));
        center.Tokens.Confirmations.Open(link)!.Vouched!.Value.ShouldBe("ada@example.com");
        center.Tokens.Forms.Read(link, "quote").ShouldBeNull();
        center.Tokens.Confirmations.Open(center.Token()).ShouldBeNull();
        for (var i = 0; i < link.Length; i++)
        {
            center.Tokens.Confirmations.Open(link[..i]).ShouldBeNull();
            var changed = link.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'Z' : 'A';
            if (i < link.Length - 1) // the last character may have bits that stand for nothing
            {
                center.Tokens.Confirmations.Open(new string(changed)).ShouldBeNull();
            }
        }
    }

    [Fact]
    public async Task One_network_address_cannot_flood_and_others_go_on()
    {
        var center = new FormCenter(configure: static o => o.MaxPerMinutePerAddress = 3);
        for (var i = 0; i < 3; i++)
        {
            (await SendFrom("2001:db8::1")).ShouldBe(200);
        }

        (await SendFrom("2001:db8::2")).ShouldBe(429, "the same subscriber's network");
        (await SendFrom("2001:db8:0:1::1")).ShouldBe(200);
        (await SendFrom("::ffff:192.0.2.7")).ShouldBe(200);
        center.Time.Advance(TimeSpan.FromMinutes(1));
        (await SendFrom("2001:db8::2")).ShouldBe(200);
        center.Counted.Count(static c => c == "quote too-many").ShouldBe(1);

        async Task<int> SendFrom(string remote)
        {
            var values = FormCenter.Filled(("cc-token", center.Token()));
            var response = await center.PostAsync("quote", JsonSerializer.Serialize(values), remote: remote);
            if (response.Status == 429)
            {
                response.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
            }

            return response.Status;
        }
    }

    [Fact]
    public async Task A_form_takes_so_many_in_a_minute_and_rubbish_does_not_count()
    {
        var center = new FormCenter(static f => f.MaxPerMinute = 1);
        (await center.SendAsync(("name", ""))).Response.Status.ShouldBe(422);
        (await center.SendAsync()).Response.Status.ShouldBe(200);
        var (response, answer) = await center.SendAsync();
        (response.Status, answer.GetProperty("code").GetString()).ShouldBe((429, "too-many"));
        center.Received.Count.ShouldBe(1);
    }

    [Fact]
    public void A_flood_of_addresses_fills_no_memory()
    {
        var center = new FormCenter();
        var limits = new PostLimits(center.Time);
        for (var i = 0; i < PostLimits.MaxKeys; i++)
        {
            limits.Count($"address {i}", 2).ShouldBeNull();
        }

        limits.Count("address x", 2).ShouldBeNull();
        limits.Count("address y", 2).ShouldBeNull();
        limits.Count("address z", 2).ShouldNotBeNull("who comes after so many shares one count");
        limits.Count("address 1", 2).ShouldBeNull();
    }

    [Fact]
    public async Task More_links_than_allowed_are_a_fault_a_person_can_mend()
    {
        var center = new FormCenter(static f => f.MaxLinks = 1);
        (await center.SendAsync(("message", "See https://www.example.com"))).Response.Status.ShouldBe(200);
        var (response, answer) = await center.SendAsync(("message", "http://a.example HTTPS://b.example"));
        response.Status.ShouldBe(422);
        answer.GetProperty("faults")[0].GetProperty("code").GetString().ShouldBe("links");
    }

    [Fact]
    public async Task Only_allowed_origins_may_post_ask_and_read()
    {
        var center = new FormCenter();
        var body = JsonSerializer.Serialize(FormCenter.Filled(("cc-token", center.Token())));
        foreach (var origin in new[] { "https://evil.example", "null", "https://www.example.com.evil.example", "http://www.example.com" })
        {
            var refused = await center.PostAsync("quote", body, origin: origin);
            refused.Status.ShouldBe(403);
            refused.Headers.ContainsKey("Access-Control-Allow-Origin").ShouldBeFalse();
            (await center.RequestAsync("OPTIONS", "quote", origin: origin)).Status.ShouldBe(403);
            (await center.RequestAsync("GET", "quote", origin: origin)).Status.ShouldBe(403);
        }

        var preflight = await center.RequestAsync("OPTIONS", "quote");
        (preflight.Status, preflight.Headers["Access-Control-Allow-Origin"], preflight.Headers["Access-Control-Allow-Headers"]).ShouldBe((204, FormCenter.Origin, "Content-Type"));
        var taken = await center.PostAsync("quote", body);
        (taken.Status, taken.Headers["Access-Control-Allow-Origin"], taken.Headers["Vary"]).ShouldBe((200, FormCenter.Origin, "Origin"));
        (await center.PostAsync("quote", body, origin: null)).Status.ShouldBe(200, "the page's own server");
        (await new FormCenter(static f => f.From("*")).RequestAsync("OPTIONS", "quote", origin: "https://any.example")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task What_the_door_refuses_is_503_with_a_time_to_come_back()
    {
        var center = new FormCenter { Refuses = true };
        var (response, answer) = await center.SendAsync();
        (response.Status, response.RetryAfter, answer.GetProperty("retryAfter").GetInt32()).ShouldBe((503, TimeSpan.FromSeconds(7), 7));
        center.Counted.ShouldBe(["quote refused"]);
    }
}
