using ContactCenter.Channels;
using ContactCenter.Desk;

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

        var now = await CenterFixture.EventuallyAsync(
            anna,
            async () => await anna.InteractionAsync(view.Summary.Interaction) is { } v && v.Timeline.Any(t => t.State == MessageState.Sent) ? v : null,
            "the answer is sent");
        center.Channel.Sent.ShouldHaveSingleItem().Text.ShouldBe(clean);
        now.Timeline.Single(t => t.Kind == TimelineKind.MessageOut).Text.ShouldBe(clean);
        now.Timeline.Single(t => t.Kind == TimelineKind.Note).Text.ShouldBe(clean);
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
        var found = await CenterFixture.EventuallyAsync(
            anna, async () => (await anna.InteractionsAsync(new InteractionFilter())).FirstOrDefault(i => i.CustomerName == "+393339999999"), "the next message arrives");
        found.Unanswered.ShouldBe(1);
    }
}
