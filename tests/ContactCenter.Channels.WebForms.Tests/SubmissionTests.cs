namespace ContactCenter.Channels.WebForms.Tests;

/// <summary>What a filled-in form becomes at the door.</summary>
public sealed class SubmissionTests
{
    [Fact]
    public async Task A_form_becomes_a_message_with_its_fields_claims_and_the_wish_to_be_reached()
    {
        var center = new FormCenter(static f => (f.Consent = new WebFormConsent { Version = "2026-03" }).Texts["en"] = "Keep it.");
        var (response, answer) = await center.SendAsync(("cc-consent", "on"), ("mail", "Ada@Example.COM"), ("from", "2026-03-03T10:00"), ("until", "2026-03-03T12:00+01:00"), ("unknown", "x"));

        response.Status.ShouldBe(200);
        answer.GetProperty("ok").GetBoolean().ShouldBeTrue();
        var message = center.Received.Values.ShouldHaveSingleItem();
        message.Endpoint.ShouldBe(FormCenter.Endpoint);
        message.ProviderId.ShouldBe(answer.GetProperty("id").GetString());
        message.From.ShouldBe(new Address(new AddressKind("form"), message.ProviderId));
        message.Text.ShouldBe("My boiler is cold.");
        message.Fields.Select(static f => $"{f.Name}|{f.Label}|{f.Value}").ShouldBe(
            ["name|Your name|Ada", "reach|How|voice", "phone|Telephone|06 6982 1234", "mail|E-mail|Ada@Example.COM", "from|From|2026-03-03T10:00", "until|Until|2026-03-03T12:00+01:00"]);
        message.Consent.ShouldBe(new MessageConsent("Keep it.", "2026-03", center.Time.GetUtcNow()));
        message.Claims.Select(static c => $"{c.Kind}:{c.Value}").ShouldBe(["tel:+390669821234", "mailto:Ada@example.com"]);
        message.Reach.ShouldBe(new ReachRequest
        {
            Channel = ChannelKind.Voice,
            Address = Address.Phone("+390669821234"),
            From = new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.FromHours(1)),
            Until = new DateTimeOffset(2026, 3, 3, 12, 0, 0, TimeSpan.FromHours(1)),
        });
    }

    [Fact]
    public async Task The_channel_may_be_fixed_and_the_message_absent()
    {
        var center = new FormCenter(static f =>
        {
            (f.Message, f.Titles["en"]) = (null, "Call me back");
            f.Reach = new WebFormReach { Channel = "sms", Addresses = { ["sms"] = "phone" } };
        });
        await center.SendAsync(("reach", "mail"));

        var message = center.Received.Values.ShouldHaveSingleItem();
        message.Text.ShouldBe("Call me back");
        message.Reach.ShouldBe(new ReachRequest { Channel = ChannelKind.Sms, Address = Address.Phone("+390669821234") });
    }

    [Theory]
    [InlineData("phone", "12", "phone")]
    [InlineData("phone", "", "address")]
    [InlineData("phone", "+39 06 6982 1234\r\nBcc: x", "phone")]
    [InlineData("mail", "ada@localhost", "email")]
    [InlineData("mail", "ada@exa mple.com", "email")]
    [InlineData("mail", "a@b.com,c@d.com", "email")]
    [InlineData("mail", "ada@example.com\nBcc: x@example.com", "email")]
    [InlineData("name", "   ", "required")]
    [InlineData("reach", "fax", "choice")]
    [InlineData("from", "tomorrow", "time")]
    [InlineData("from", "2026-04-02T09:00", "too-far")]
    [InlineData("until", "2026-03-02T09:59+01:00", "window")]
    [InlineData("until", "9999-12-31T23:59", "too-far")]
    public async Task A_wrong_value_is_a_fault_of_its_field_and_nothing_is_taken(string field, string value, string code)
    {
        var center = new FormCenter();
        var (response, answer) = await center.SendAsync((field, value));

        response.Status.ShouldBe(422);
        answer.GetProperty("code").GetString().ShouldBe("fields");
        var fault = answer.GetProperty("faults").EnumerateArray().ShouldHaveSingleItem();
        fault.GetProperty("field").GetString().ShouldBe(field);
        fault.GetProperty("code").GetString().ShouldBe(code);
        fault.GetProperty("text").GetString()!.Length.ShouldBeGreaterThan(10);
        center.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_fault_is_told_at_once_in_the_pages_language()
    {
        var center = new FormCenter(static f => (f.Consent = new WebFormConsent { Version = "1" }).Texts["en"] = "Keep it.");
        var (_, answer) = await center.SendAsync(("name", ""), ("phone", "x"), ("message", new string('x', 2_001)), ("cc-lang", "it"));

        answer.GetProperty("faults").EnumerateArray().Select(static f => $"{f.GetProperty("field")} {f.GetProperty("code")} {f.GetProperty("text")}").ShouldBe(
        [
            "name required Questo campo serve.",
            "message too-long Al massimo 2000 caratteri.",
            "phone phone Non è un numero di telefono; scrivilo con il prefisso, per esempio 06 1234 5678.",
            "cc-consent consent Per inviare serve il tuo consenso.",
        ]);
    }

    [Fact]
    public async Task A_window_is_local_where_it_has_no_offset_and_a_beginning_in_the_past_is_now()
    {
        var center = new FormCenter();
        center.Time.SetUtcNow(new DateTimeOffset(2026, 3, 28, 9, 0, 0, TimeSpan.Zero));
        await center.SendAsync(("from", "2026-03-29T02:30"), ("until", "2026-03-29T04:00")); // 02:30 does not exist that night
        var reach = center.Received.Values.Single().Reach!;
        reach.From!.Value.UtcDateTime.ShouldBe(new DateTime(2026, 3, 29, 1, 30, 0));
        reach.Until!.Value.UtcDateTime.ShouldBe(new DateTime(2026, 3, 29, 2, 0, 0));

        center.Received.Clear();
        await center.SendAsync(("from", "2026-03-28T08:00Z"), ("until", "2026-03-28T10:00:00Z"));
        center.Received.Values.Single().Reach!.From.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_again_is_a_repeat_and_what_was_changed_is_not()
    {
        var center = new FormCenter();
        var token = center.Token();
        await center.SendAsync(("cc-id", "0b8f6f0e-58a5-4c63-9d1e-7c3f3a3f1d11"));
        (await center.SendAsync(("cc-id", "0b8f6f0e-58a5-4c63-9d1e-7c3f3a3f1d11"))).Response.Status.ShouldBe(200);
        center.Received.Count.ShouldBe(1);
        await center.SendAsync(("cc-id", "0b8f6f0e-58a5-4c63-9d1e-7c3f3a3f1d11"), ("name", "Ada L."));
        center.Received.Count.ShouldBe(2);

        await center.SendAsync(("cc-token", token));
        await center.SendAsync(("cc-token", token));
        center.Received.Count.ShouldBe(3, "the same content of one page is one");
        await center.SendAsync();
        center.Received.Count.ShouldBe(4, "of another page it is another");
        center.Counted.ShouldContain("quote repeated");
    }

    [Fact]
    public async Task A_customer_is_recognised_by_what_the_pages_server_signs_and_by_nothing_typed()
    {
        var key = new Secret(new string('i', 32));
        var center = new FormCenter(f => f.IdentityKey = key);
        await center.SendAsync(("cc-identity", Identities.Sign(key, "quote", center.Time.GetUtcNow().AddHours(1))));
        center.Received.Values.Single().From.ShouldBe(new Address(AddressKind.Mail, "ada@example.com"));

        foreach (var forged in new[] { "x", "a.b", Identities.Sign(key, "other", center.Time.GetUtcNow().AddHours(1)), Identities.Sign(key, "quote", center.Time.GetUtcNow()), Identities.Sign(new Secret(new string('j', 32)), "quote", center.Time.GetUtcNow().AddHours(1)) })
        {
            center.Received.Clear();
            (await center.SendAsync(("cc-identity", forged))).Response.Status.ShouldBe(200);
            center.Received.Values.Single().From.Kind.ShouldBe(WebFormsChannel.Form);
        }
    }

    [Fact]
    public async Task Nothing_can_be_sent_to_a_form()
    {
        var message = new OutboundMessage { Id = new MessageId(Guid.NewGuid()), Endpoint = FormCenter.Endpoint, To = new Address(WebFormsChannel.Form, "x"), Text = "Hello" };
        (await new FormCenter().Channel.SendAsync(message, CancellationToken.None)).ShouldBe(new SendOutcome.Refused("form-cannot-send", IsTransient: false));
    }
}
