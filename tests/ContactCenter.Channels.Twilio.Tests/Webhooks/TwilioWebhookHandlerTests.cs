using System.Security.Cryptography;
using System.Text;
using ContactCenter.Web;

namespace ContactCenter.Channels.Twilio.Tests.Webhooks;

public sealed class TwilioWebhookHandlerTests : IAsyncDisposable
{
    private const string Url = "https://cc.example.test/hooks/twilio/main/sms";

    private readonly Bench _bench = new();

    [Fact]
    public async Task A_signed_message_goes_through_the_door_and_is_acknowledged_with_empty_TwiML()
    {
        var response = await PostAsync(Inbound("Sento odore di gas, è forte 🚨"));

        (response.Status, response.ContentType, response.Body).ShouldBe(
            (200, "text/xml; charset=utf-8", """<?xml version="1.0" encoding="UTF-8"?><Response/>"""));
        var message = _bench.Inbox.Messages.ShouldHaveSingleItem();
        message.Endpoint.ShouldBe(Bench.Endpoint);
        message.ProviderId.ShouldBe("SM1");
        message.From.ShouldBe(Address.Phone(Bench.Customer));
        message.Text.ShouldBe("Sento odore di gas, è forte 🚨");
        message.Media.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeated_message_is_acknowledged_again()
    {
        (await PostAsync(Inbound("x"))).Status.ShouldBe(200);
        (await PostAsync(Inbound("x"))).Status.ShouldBe(200);
        _bench.Inbox.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Pictures_come_as_references_with_what_is_no_web_address_left_out()
    {
        await PostAsync(
        [
            .. Inbound(""), ("NumMedia", "4"), ("MediaUrl0", "https://api.twilio.com/m/0"), ("MediaContentType0", "image/jpeg"),
            ("MediaUrl1", "file:///etc/passwd"), ("MediaContentType1", "image/png"), ("MediaUrl2", "https://api.twilio.com/m/2"),
            ("MediaContentType2", "text/html\r\nX: y"),
        ]);
        _bench.Inbox.Messages.Single().Media.ShouldBe(
        [
            new MediaReference(new Uri("https://api.twilio.com/m/0"), "image/jpeg"),
            new MediaReference(new Uri("https://api.twilio.com/m/2"), "text/htmlX:y"),
        ]);
    }

    [Theory]
    [InlineData("2147483647")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task A_foolish_number_of_pictures_is_harmless(string count)
    {
        (await PostAsync([.. Inbound("x"), ("NumMedia", count)])).Status.ShouldBe(200);
        _bench.Inbox.Messages.Single().Media.ShouldBeEmpty();
    }

    [Fact]
    public async Task Control_characters_and_broken_UTF8_are_cleaned_and_the_message_is_kept()
    {
        var body = Encode(Inbound("x")).Replace("Body=x", "Body=a%00b%FFc%1B", StringComparison.Ordinal);
        var response = await PostRawAsync(body, Sign(Bench.Token, Url, body), Url, "main/sms");
        response.Status.ShouldBe(200);
        _bench.Inbox.Messages.Single().Text.ShouldBe("a\uFFFDb\uFFFDc\uFFFD");
    }

    [Fact]
    public async Task A_forged_message_is_refused_without_a_reason()
    {
        var body = Encode(Inbound("x"));
        foreach (var signature in new[] { null, "", "x", Sign("another token", Url, body), Sign(Bench.Token, Url + "?x", body) })
        {
            (await PostRawAsync(body, signature, Url, "main/sms")).ShouldBe(new WebhookResponse(403));
        }

        _bench.Inbox.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_of_several_live_tokens_is_accepted()
    {
        await using var bench = new Bench(new() { ["Accounts:main:AuthTokens:secondary"] = "the next one" });
        foreach (var token in new[] { Bench.Token, "the next one" })
        {
            var body = Encode(Inbound("x"));
            (await PostRawAsync(body, Sign(token, Url, body), Url, "main/sms", bench)).Status.ShouldBe(200);
        }
    }

    [Theory]
    [InlineData("other/sms")]
    [InlineData("main/voice")]
    [InlineData("main")]
    [InlineData("")]
    [InlineData("main/sms/x")]
    public async Task An_unknown_account_or_path_is_404(string path)
    {
        var body = Encode(Inbound("x"));
        (await PostRawAsync(body, Sign(Bench.Token, Url, body), Url, path)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_number_that_is_no_endpoint_is_404()
    {
        (await PostAsync(Inbound("x", to: "+390699999999"))).Status.ShouldBe(404);
        (await PostAsync(Inbound("x", to: "whatsapp:" + Bench.Number))).Status.ShouldBe(400);
        _bench.Inbox.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_cannot_write_to_a_number_of_another_one()
    {
        var other = Bench.At("rival", "line", "+390600000002");
        await using var bench = new Bench(
            new()
            {
                ["Accounts:main:Numbers:line"] = Bench.Number,
                ["Accounts:rival:AccountSid"] = "AC00000000000000000000000000000002",
                ["Accounts:rival:AuthTokens:primary"] = "rival token",
                ["Accounts:rival:Numbers:line"] = "+390600000002",
            },
            endpoints: [Bench.Endpoint, other]);
        const string url = "https://cc.example.test/hooks/twilio/rival/sms";

        var body = Encode(Inbound("x"));
        (await PostRawAsync(body, Sign("rival token", url, body), url, "rival/sms", bench)).Status.ShouldBe(404);
        const string callback = "https://cc.example.test/hooks/twilio/rival/status?m=0&t=acme&e=line";
        body = Encode([("MessageSid", "SM1"), ("MessageStatus", "failed"), ("From", Bench.Number)]);
        (await PostRawAsync(body, Sign("rival token", callback, body), callback, "rival/status", bench)).Status.ShouldBe(404);

        body = Encode(Inbound("x", to: "+390600000002"));
        (await PostRawAsync(body, Sign("rival token", url, body), url, "rival/sms", bench)).Status.ShouldBe(200);
        bench.Inbox.Messages.Single().Endpoint.ShouldBe(other);
        bench.Inbox.Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_door_does_not_take_is_503_with_the_door_s_own_patience()
    {
        _bench.Inbox.RefuseFor = TimeSpan.FromSeconds(17);
        (await PostAsync(Inbound("x"))).ShouldBe(new WebhookResponse(503) { RetryAfter = TimeSpan.FromSeconds(17) });

        _bench.Inbox.Failure = new IOException("disk");
        var failed = await PostAsync(Inbound("x"));
        (failed.Status, failed.RetryAfter > TimeSpan.Zero, failed.Body).ShouldBe((503, true, null));
    }

    [Theory]
    [InlineData("MessageSid", "")]
    [InlineData("MessageSid", "SM/../1")]
    [InlineData("From", "")]
    [InlineData("From", "+39\n333")]
    [InlineData("To", "")]
    public async Task A_signed_message_without_what_it_needs_is_400(string name, string value)
    {
        var form = Inbound("x").Select(pair => pair.Name == name ? (name, value) : pair).ToArray();
        (await PostAsync(form)).Status.ShouldBe(400);
        _bench.Inbox.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_methods_and_content_types_are_refused()
    {
        (await _bench.Handler.HandleAsync(Request("GET", "", null, Url, "main/sms"), CancellationToken.None)).Status.ShouldBe(405);
        var json = Request("POST", "{}", "x", Url, "main/sms", "application/json");
        (await _bench.Handler.HandleAsync(json, CancellationToken.None)).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("queued", DeliveryState.Accepted)]
    [InlineData("sending", DeliveryState.Accepted)]
    [InlineData("sent", DeliveryState.Sent)]
    [InlineData("delivered", DeliveryState.Delivered)]
    [InlineData("read", DeliveryState.Read)]
    [InlineData("undelivered", DeliveryState.Failed)]
    [InlineData("failed", DeliveryState.Failed)]
    [InlineData("canceled", DeliveryState.Failed)]
    public async Task A_report_names_the_message_and_its_state(string word, DeliveryState state)
    {
        var message = new MessageId(Guid.NewGuid());
        var response = await ReportAsync($"?m={message.Value:N}&t=acme&e=line", ("MessageStatus", word), ("ErrorCode", "30003"), ("From", "+390600000099"));

        response.Status.ShouldBe(200);
        _bench.Inbox.Reports.ShouldHaveSingleItem().ShouldBe(new DeliveryReport
        {
            Endpoint = Bench.Endpoint,
            Message = message,
            ProviderId = "SM1",
            State = state,
            ErrorCode = "twilio-30003",
        });
    }

    [Fact]
    public async Task A_report_whose_URL_says_nothing_is_found_by_the_sender()
    {
        (await ReportAsync("", ("MessageStatus", "sent"), ("From", Bench.Number))).Status.ShouldBe(200);
        var report = _bench.Inbox.Reports.Single();
        (report.Endpoint, report.Message, report.ErrorCode).ShouldBe((Bench.Endpoint, null, null));
    }

    [Fact]
    public async Task A_report_with_a_word_not_known_yet_is_acknowledged_and_says_nothing()
    {
        (await ReportAsync("?t=acme&e=line", ("MessageStatus", "teleported"))).Status.ShouldBe(200);
        _bench.Inbox.Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_about_no_endpoint_of_ours_is_404() =>
        (await ReportAsync("?t=acme&e=gone", ("MessageStatus", "sent"))).Status.ShouldBe(404);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private static (string Name, string Value)[] Inbound(string text, string to = Bench.Number) =>
        [("MessageSid", "SM1"), ("From", Bench.Customer), ("To", to), ("Body", text), ("AccountSid", Bench.Sid)];

    private static string Encode(IEnumerable<(string Name, string Value)> form) =>
        string.Join('&', form.Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));

    /// <summary>Signs the decoded bytes, by a way of its own.</summary>
    private static string Sign(string token, string url, string body)
    {
        using var signed = new MemoryStream();
        signed.Write(Encoding.UTF8.GetBytes(url));
        foreach (var pair in body.Split('&').Select(pair => pair.Split('=', 2)).OrderBy(pair => pair[0], StringComparer.Ordinal))
        {
            signed.Write(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(pair[0])));
            for (var i = 0; i < pair[1].Length; i++)
            {
                signed.WriteByte(pair[1][i] == '%' ? Convert.ToByte(pair[1].Substring((i += 2) - 1, 2), 16) : (byte)pair[1][i]);
            }
        }

#pragma warning disable CA5350 // The algorithm is Twilio's choice.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), signed.ToArray()));
#pragma warning restore CA5350
    }

    private static WebhookRequest Request(string method, string body, string? signature, string url, string path, string type = "application/x-www-form-urlencoded; charset=UTF-8")
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["content-type"] = type };
        if (signature is not null)
        {
            headers["x-twilio-signature"] = signature;
        }

        return new WebhookRequest { Method = method, Url = new Uri(url), SubPath = path, Headers = headers, Body = Encoding.UTF8.GetBytes(body) };
    }

    private Task<WebhookResponse> PostAsync(IEnumerable<(string Name, string Value)> form)
    {
        var body = Encode(form);
        return PostRawAsync(body, Sign(Bench.Token, Url, body), Url, "main/sms");
    }

    private Task<WebhookResponse> ReportAsync(string query, params (string Name, string Value)[] form)
    {
        var url = "https://cc.example.test/hooks/twilio/main/status" + query;
        var body = Encode([("MessageSid", "SM1"), .. form]);
        return PostRawAsync(body, Sign(Bench.Token, url, body), url, "main/status");
    }

    private Task<WebhookResponse> PostRawAsync(string body, string? signature, string url, string path, Bench? bench = null) =>
        (bench ?? _bench).Handler.HandleAsync(Request("POST", body, signature, url, path), CancellationToken.None).AsTask();
}
