using Bunit;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Desktop.Conversations;
using ContactCenter.Desktop.Localization;
using ContactCenter.Desktop.Tests.Fakes;

namespace ContactCenter.Desktop.Tests.Conversations;

public sealed class TimelineTests : DeskContext
{
    public static TheoryData<string> Payloads =>
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<a href=\"javascript:alert(1)\">press</a>",
        "</p></li></ol><script>alert(1)</script>",
        "\" autofocus onfocus=alert(1) x=\"",
        "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
        "<style>*{display:none}</style>",
        "<bdo dir=rtl>x</bdo>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "{{constructor.constructor('alert(1)')()}} @(1+1) ${alert(1)}",
        "https://example.com javascript:alert(1) data:text/html,x",
        Scene.Hostile,
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task What_a_customer_writes_is_text_and_nothing_else(string payload)
    {
        await SitDownAsync();

        var timeline = Render<Timeline>(p => p.Add(t => t.Items, [Message(1, payload) with { Author = payload, Attachments = [new Attachment(0, payload, AttachmentState.Fetching), new Attachment(1, payload, AttachmentState.Failed) { Code = payload }] }]));

        timeline.Find(".cc-text bdi").InnerHtml.ShouldNotContain("<");
        timeline.Find(".cc-text bdi").TextContent.ShouldBe(Shown.Harmless(payload));
        timeline.Find(".cc-author").TextContent.ShouldBe(Shown.Harmless(payload));
        timeline.FindAll("script, img, iframe, a, style, bdo, [onerror], [onload], [onfocus]").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task The_name_of_a_file_is_text_and_its_link_leads_to_the_desk_alone(string payload)
    {
        await SitDownAsync();

        var file = new Attachment(3, "application/octet-stream", AttachmentState.Stored) { Name = payload, SizeBytes = 2_600 };
        var timeline = Render<Timeline>(p => p.Add(t => t.Items, [Message(42, "") with { Attachments = [file] }]));

        var link = timeline.FindAll("a").ShouldHaveSingleItem();
        (link.GetAttribute("href"), link.HasAttribute("download")).ShouldBe(("api/acme/media/42/3", true));
        link.QuerySelector("bdi")!.TextContent.ShouldBe($"{Shown.Harmless(payload)} · File · 3 kB");
        timeline.FindAll("script, img, iframe, style, bdo, [onerror], [onload], [onfocus]").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task What_is_filled_in_is_a_small_table_of_text(string payload)
    {
        await SitDownAsync();

        var filled = Message(1, "") with
        {
            Fields = [new MessageField("name", payload, payload)],
            Consent = new MessageConsent(payload, payload, Time.GetUtcNow()),
            Claims = [Address.Phone(payload)],
        };
        var timeline = Render<Timeline>(p => p.Add(t => t.Items, [filled]));

        timeline.Find("th").TextContent.ShouldBe(Shown.Harmless(payload));
        timeline.Find("td").TextContent.ShouldBe(Shown.Harmless(payload));
        timeline.Find(".cc-claim").TextContent.ShouldBe($"{Shown.Harmless(payload)} not checked");
        timeline.Find(".cc-consent bdi").TextContent.ShouldBe(Shown.Harmless(payload));
        timeline.FindAll("script, img, iframe, a, style, bdo, [onerror], [onload], [onfocus]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_what_is_a_picture_by_its_content_is_shown_as_one()
    {
        await SitDownAsync();

        var timeline = Render<Timeline>(p => p.Add(t => t.Items, [Message(42, "") with
        {
            Attachments =
            [
                new Attachment(0, "image/png", AttachmentState.Stored) { SizeBytes = 10_000, IsPicture = true },
                new Attachment(1, "image/svg+xml", AttachmentState.Stored) { SizeBytes = 1 },
                new Attachment(2, "image/png", AttachmentState.Fetching),
                new Attachment(3, "image/png", AttachmentState.Erased),
            ],
        }]));

        timeline.FindAll("img").ShouldHaveSingleItem().GetAttribute("src").ShouldBe("api/acme/media/42/0");
        timeline.FindAll("a.cc-file").Count.ShouldBe(2);
        timeline.Find(".cc-media-fetching").TextContent.Trim().ShouldBe("image/png is being fetched");
        timeline.Find(".cc-media-erased").TextContent.Trim().ShouldBe("image/png has been erased");
    }

    [Fact]
    public async Task An_erased_text_is_said_to_be_erased()
    {
        await SitDownAsync();

        var timeline = Render<Timeline>(p => p.Add(t => t.Items, [Message(1, "x") with { Text = null, IsErased = true }]));

        timeline.Find(".cc-erased").TextContent.ShouldBe("This text has been erased.");
    }

    [Fact]
    public async Task A_message_that_comes_while_the_person_looks_is_announced()
    {
        await SitDownAsync();
        var timeline = Render<Timeline>(p => p.Add(t => t.Items, [Message(1, "one")]));
        timeline.Find("[aria-live]").TextContent.ShouldBeEmpty();

        timeline.Render(p => p.Add(t => t.Items, [Message(1, "one"), Message(2, "two")]));

        timeline.Find("[aria-live]").TextContent.ShouldBe("New message: two");
    }

    [Theory]
    [InlineData(MessageState.Intended, "To be sent")]
    [InlineData(MessageState.Attempting, "Sending…")]
    [InlineData(MessageState.Sent, "Sent")]
    [InlineData(MessageState.Delivered, "Delivered")]
    [InlineData(MessageState.Read, "Read")]
    [InlineData(MessageState.Failed, "Not delivered (30003)")]
    [InlineData(MessageState.Unknown, "Unknown whether sent (30003)")]
    public async Task A_message_shows_how_far_it_has_come(MessageState state, string words)
    {
        await SitDownAsync();
        var code = state is MessageState.Failed or MessageState.Unknown ? "30003" : null;

        var timeline = Render<Timeline>(p => p.Add(t => t.Items, [Message(1, "x") with { Kind = TimelineKind.MessageOut, State = state, Code = code }]));

        timeline.Find(".cc-state").TextContent.ShouldBe(words);
    }

    [Fact]
    public void A_happening_is_said_in_words_with_the_names_the_tenant_uses()
    {
        var words = new TimelineWords(new Words());
        var item = Message(1, "") with { Kind = TimelineKind.Event, Author = "Anna Rossi", Event = "agent.left", Details = new Dictionary<string, string> { ["agent"] = "anna", ["reason"] = "Transferred" } };

        words.Say(item, Scene.Choices).ShouldBe("Agent left: Anna Rossi, transferred");
        words.Say(item with { Event = "moon.rose", Details = new Dictionary<string, string>(), Author = "system" }, Scene.Choices).ShouldBe("Happened (moon.rose)");
    }

    private TimelineItem Message(long position, string text) =>
        new(new EntryId(DerivedId.From("m", position.ToString())), position, Time.GetUtcNow(), TimelineKind.MessageIn, "customer") { Text = text };
}
