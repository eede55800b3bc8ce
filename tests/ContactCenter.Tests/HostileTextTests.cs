using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests;

/// <summary>Text from outside through the door, the log and the views, and out again: cleaned, bounded, and text to the end.</summary>
public sealed class HostileTextTests
{
    private const string Markup = "<script>alert('x')</script><img src=x onerror=alert(1)> \"'&amp;{{7*7}}${7*7} %s %n ' OR 1=1; --";

    public static TheoryData<string, string, string> Texts => new()
    {
        { "markup", Markup, Markup },
        { "control characters", "a\0b\u0001c\u001b[2Jd\u009be\r\nf\rg\u007f", "abc[2Jde\nf\ng" },
        { "lone surrogates", $"a{(char)0xD800}b{(char)0xDFFF}", "a\uFFFDb\uFFFD" },
        { "far too long", new string('x', 40_000), new string('x', InboundMessage.MaxTextLength) },
        { "far too long, of pairs", "y" + string.Concat(Enumerable.Repeat("😀", 20_000)), "y" + string.Concat(Enumerable.Repeat("😀", 16_383)) },
        { "only what is removed", "\0\0\0", "" },
        { "right to left and joined", "\u202Egnp.exe\u202C a\u0301\u200d👩‍🚒", "\u202Egnp.exe\u202C a\u0301\u200d👩‍🚒" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task What_a_customer_writes_is_stored_cleaned_and_returned_as_text(string name, string text, string expected)
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");
        (await center.ReceiveAsync("SM-1", text)).Status.ShouldBe(InboxStatus.Accepted, name);
        (await center.ReceiveAsync("SM-1", text)).Status.ShouldBe(InboxStatus.Repeated, name);

        var view = await center.TakeAsync(anna);

        view.Timeline.Where(t => t.Kind == TimelineKind.MessageIn).ShouldHaveSingleItem().Text.ShouldBe(expected, name);
    }

    [Fact]
    public async Task What_an_agent_writes_is_cleaned_before_it_is_sent_and_a_note_before_it_is_kept()
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("SM-1", "hello");
        var view = await center.TakeAsync(anna);
        var hostile = $"{Markup}\0\u001b[31m{(char)0xD800}\r\nend";
        var clean = $"{Markup}[31m\uFFFD\nend";

        await CenterFixture.Do(anna, new DeskCommand.SendMessage(view.Summary.Interaction, view.Sessions[0].Session, hostile));
        await CenterFixture.Do(anna, new DeskCommand.AddNote(view.Summary.Interaction, hostile));

        var now = await anna.UntilAsync(async () => await anna.InteractionAsync(view.Summary.Interaction) is { } v && v.Timeline.Any(t => t.State == MessageState.Sent) ? v : null,
            "the answer is sent");
        center.Channel.Sent.ShouldHaveSingleItem().Text.ShouldBe(clean);
        now.Timeline.Single(t => t.Kind == TimelineKind.MessageOut).Text.ShouldBe(clean);
        now.Timeline.Single(t => t.Kind == TimelineKind.Note).Text.ShouldBe(clean);
    }

    [Fact]
    public async Task What_is_filled_in_agreed_to_and_claimed_is_sealed_cleaned_and_shown_to_the_agent()
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");
        var agreed = new MessageConsent(Markup, "2026-03", new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await center.Inbox.ReceiveAsync(new InboundMessage
        {
            Endpoint = CenterFixture.Endpoint,
            ProviderId = "form-1",
            From = Address.Phone("+393331234567"),
            Text = "",
            Fields = [new MessageField("name", "Your name", Markup + "\0"), new MessageField("meter", "Meter", new string('9', InboundMessage.MaxFieldsLength)), new MessageField("rest", "Rest", "gone")],
            Consent = agreed,
            Claims = [new Address(AddressKind.Mail, "ada@example.com")],
        });

        var view = await center.TakeAsync(anna);

        var message = view.Timeline.Single(t => t.Kind == TimelineKind.MessageIn);
        message.Fields[0].ShouldBe(new MessageField("name", "Your name", Markup));
        message.Fields.Sum(static f => f.Value.Length).ShouldBe(InboundMessage.MaxFieldsLength, "what is too long is cut at the end");
        message.Fields[2].Value.ShouldBe("");
        message.Consent.ShouldBe(agreed);
        message.Claims.ShouldBe([new Address(AddressKind.Mail, "ada@example.com")]);
        (await anna.CustomerAsync(view.Summary.Customer))!.Addresses.ShouldBe([Address.Phone("+393331234567")], "a claim is no address of the customer");
        var log = center.Services.GetRequiredService<ContactCenter.Tenants.TenantRegistry>().Find(CenterFixture.Acme)!.Storage.Log;
        await foreach (var received in log.QueryAsync(new Journal.LogQuery { Kind = "message.received" }))
        {
            received.Entry.Sealed.Select(static f => f.Name).ShouldBe(["from", "text", "fields", "consent", "claims"]);
            System.Text.Encoding.UTF8.GetString(received.Entry.Body.Span).ShouldContain("\"isCut\":true");
        }
    }

    public static TheoryData<string, InboundMessage> Malformed
    {
        get
        {
            var message = new InboundMessage { Endpoint = CenterFixture.Endpoint, ProviderId = "1", From = Address.Phone("+39333"), Text = "" };
            var name = new MessageField("name", "Name", "Ada");
            return new()
            {
                { "41 fields", message with { Fields = [.. Enumerable.Repeat(name, 41)] } },
                { "no name of a field", message with { Fields = [name with { Name = "Your Name" }] } },
                { "label of the field 'name' has 101", message with { Fields = [name with { Label = new string('x', 101) }] } },
                { "claims 6 addresses", message with { Claims = [.. Enumerable.Repeat(Address.Phone("+39"), 6)] } },
                { "claimed address has 321", message with { Claims = [Address.Phone(new string('1', 321))] } },
                { "needs a text", message with { Consent = new MessageConsent("", "1", default) } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_breaks_a_bound_of_fields_is_a_fault_of_the_channel(string says, InboundMessage message)
    {
        await using var center = await CenterFixture.StartAsync();
        (await Should.ThrowAsync<ArgumentException>(async () => await center.Inbox.ReceiveAsync(message))).Message.ShouldContain(says);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a-provider-id-of-more-than-256-characters")]
    public async Task What_is_no_provider_id_is_a_fault_of_the_channel(string id)
    {
        await using var center = await CenterFixture.StartAsync();
        await Should.ThrowAsync<ArgumentException>(async () => await center.ReceiveAsync(id.PadRight(id.Length == 0 ? 0 : 257, 'x'), "hello"));
    }

    [Fact]
    public async Task Hostile_ids_addresses_and_media_types_reach_the_log_and_come_back()
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");
        var result = await center.Inbox.ReceiveAsync(new InboundMessage
        {
            Endpoint = CenterFixture.Endpoint,
            ProviderId = "'; DROP TABLE entries; --\0\u0001",
            From = Address.Phone("<b>+39\0</b>"),
            Thread = "../../etc/passwd",
            Text = "",
            Media = [new MediaReference(new Uri("https://example.com/%00"), "image/png\0<script>")],
        });
        result.Status.ShouldBe(InboxStatus.Accepted);

        var view = await center.TakeAsync(anna);
        view.Timeline.Single(t => t.Kind == TimelineKind.MessageIn).Attachments.Select(a => a.ContentType).ShouldBe(["image/png<script>"]);
        view.Sessions.ShouldHaveSingleItem().Address.ShouldBe("<b>+39\0</b>");
    }

    [Fact]
    public async Task A_provider_id_or_thread_that_is_no_unicode_is_taken_or_refused_but_never_breaks_the_tenant()
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");
        var lone = ((char)0xD800).ToString();
        foreach (var message in new[]
        {
            new InboundMessage { Endpoint = CenterFixture.Endpoint, ProviderId = lone, From = Address.Phone("+39333"), Text = "x" },
            new InboundMessage { Endpoint = CenterFixture.Endpoint, ProviderId = "1", From = Address.Phone("+39333" + lone), Text = "x" },
            new InboundMessage { Endpoint = CenterFixture.Endpoint, ProviderId = "2", From = Address.Phone("+39333"), Thread = lone, Text = "x" },
        })
        {
            try
            {
                await center.Inbox.ReceiveAsync(message);
            }
            catch (ArgumentException)
            {
                // The channel's fault, told to the channel.
            }
        }

        await center.ReceiveAsync("SM-after", "still here", "+393339999999");
        var found = await anna.UntilAsync(async () => (await anna.InteractionsAsync(new InteractionFilter())).FirstOrDefault(i => i.CustomerName == "+393339999999"), "the next message arrives");
        found.Unanswered.ShouldBe(1);
    }
}
