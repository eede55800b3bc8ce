using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Desk;

/// <summary>Agents send pictures and documents: stored first, checked by their content, fetched by the provider under a public URL.</summary>
public sealed class SendingMediaTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public async Task A_picture_is_stored_sent_shown_and_found_again_after_a_restart()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        await using var center = await StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        view.Sessions[0].Media.ShouldNotBeNull().ContentTypes.ShouldBe(channel.MediaLimits.ContentTypes);

        var medium = await AddAsync(anna, view, Png);
        (medium.ContentType, medium.SizeBytes).ShouldBe(("image/png", 11));
        await CenterFixture.Do(anna, Send(view, "", medium.Blob));
        await center.UntilAsync(() => center.Entries.Any(e => e.Entry.Kind == "message.sent"), "it is sent");

        var sent = channel.Sent.ShouldHaveSingleItem();
        var url = sent.Media.ShouldHaveSingleItem();
        (sent.Text, url.ContentType).ShouldBe(("", "image/png"));
        var published = FakeMediaUrls.Read(url.Url);
        (published.Tenant, published.Blob, published.ContentType).ShouldBe((CenterFixture.Acme, medium.Blob, "image/png"));
        await using (var content = await center.Services.GetRequiredService<ICenterMedia>().OpenAsync(published))
        {
            (await ReadAsync(content!)).ShouldBe(Png);
        }

        await center.CrashAsync();
        await center.StartAsync();
        var item = (await center.Desk("anna").InteractionAsync(view.Summary.Interaction))!.Timeline.Single(t => t.Kind == TimelineKind.MessageOut);
        item.Attachments.ShouldHaveSingleItem().ShouldBe(new Attachment(0, "image/png", AttachmentState.Stored) { SizeBytes = 11, IsPicture = true });
        await using var media = await center.Desk("anna").OpenMediaAsync(item.Position, 0);
        (await ReadAsync(media!.Content)).ShouldBe(Png);
    }

    [Fact]
    public async Task A_file_keeps_its_name_sealed_bounded_and_without_its_folder_also_when_it_is_sent_again()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        await using var center = await StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        var (first, second) = ((await AddAsync(anna, view, Png)).Blob, (await AddAsync(anna, view, [.. Png, 4])).Blob);
        channel.Then(new SendOutcome.Refused("blocked", IsTransient: false));

        await CenterFixture.Do(anna, Send(view, "here", first, second) with { FileNames = ["C:\\work\\mario-rossi\u202Egnp.exe\n", ""] });
        await center.UntilAsync(() => center.Entries.Any(e => e.Entry.Kind == "message.failed"), "it fails");
        var item = (await anna.InteractionAsync(view.Summary.Interaction))!.Timeline.Single(t => t.Kind == TimelineKind.MessageOut);
        await CenterFixture.Do(anna, new DeskCommand.Resend(view.Summary.Interaction, item.Message!.Value));
        await center.UntilAsync(() => center.Entries.Any(e => e.Entry.Kind == "message.sent"), "it is sent");

        channel.Sent.Select(m => string.Join('|', m.Media.Select(f => f.FileName))).ShouldBe(["mario-rossignp.exe|", "mario-rossignp.exe|"]);
        item.Attachments.Select(a => a.Name).ShouldBe(["mario-rossignp.exe", null]);
        (await anna.OpenMediaAsync(item.Position, 0))!.Name.ShouldBe("mario-rossignp.exe");
        center.Entries.Count(e => System.Text.Encoding.UTF8.GetString(e.Entry.Body.Span).Contains("mario", StringComparison.Ordinal)).ShouldBe(0, "a name is a customer's as much as a text is");
    }

    [Fact]
    public async Task Repeating_the_command_sends_once()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        await using var center = await StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        var command = Send(view, "here", (await AddAsync(anna, view, Png)).Blob);
        var key = Guid.NewGuid();

        (await anna.DoAsync(command, key)).Status.ShouldBe(DeskStatus.Done);
        (await anna.DoAsync(command, key)).Status.ShouldBe(DeskStatus.Repeated);

        await center.UntilAsync(() => center.Entries.Any(e => e.Entry.Kind == "message.sent"), "it is sent");
        channel.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script></html>", "CC1232")]
    [InlineData("MZ\0\0", "CC1232")]
    [InlineData("", "CC1232")]
    [InlineData("%PDF-too large", "CC1233")]
    public async Task What_may_not_be_sent_is_not_taken(string content, string code)
    {
        var channel = new FakeProvider(ChannelKind.Sms) { MediaLimits = new MediaLimits(1, 10, ["image/png", "application/pdf"]) };
        await using var center = await StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);

        var upload = await anna.AddMediaAsync(view.Summary.Interaction, view.Sessions[0].Session, Content(System.Text.Encoding.UTF8.GetBytes(content)));

        (upload.Medium, upload.Result.Status, upload.Result.Code).ShouldBe((null, DeskStatus.Invalid, code));
    }

    [Fact]
    public async Task The_tenants_own_list_of_types_narrows_the_channels()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        await using var center = await StartAsync(channel, "application/pdf");
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);

        view.Sessions[0].Media!.ContentTypes.ShouldBe(["application/pdf"]);
        (await anna.AddMediaAsync(view.Summary.Interaction, view.Sessions[0].Session, Content(Png))).Result.Code.ShouldBe("CC1232");
    }

    [Fact]
    public async Task Only_the_agent_who_has_the_conversation_adds_media_to_it()
    {
        await using var center = await StartAsync(new FakeProvider(ChannelKind.Sms));
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);

        (await center.Desk("bruno").AddMediaAsync(view.Summary.Interaction, view.Sessions[0].Session, Content(Png))).Result.Code.ShouldBe("CC1302");
        await CenterFixture.Do(anna, new DeskCommand.EndInteraction(view.Summary.Interaction));
        (await anna.AddMediaAsync(view.Summary.Interaction, view.Sessions[0].Session, Content(Png))).Result.Code.ShouldBe("CC1302");
    }

    [Fact]
    public async Task A_medium_of_another_customer_is_not_sent()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        await using var center = await StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var one = await center.ConversationAsync(anna);
        var two = await center.ConversationAsync(anna);
        var medium = await AddAsync(anna, one, Png);

        (await anna.DoAsync(Send(two, "here", medium.Blob), Guid.NewGuid())).Code.ShouldBe("CC1235");
        (await anna.DoAsync(Send(one, "here", new BlobId(new string('0', 64))), Guid.NewGuid())).Code.ShouldBe("CC1235");
        channel.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_a_message_carries_is_refused()
    {
        var channel = new FakeProvider(ChannelKind.Sms) { MediaLimits = new MediaLimits(2, 20, ["image/png"]) };
        await using var center = await StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        var medium = (await AddAsync(anna, view, Png)).Blob;

        (await anna.DoAsync(Send(view, "", medium, medium, medium), Guid.NewGuid())).Code.ShouldBe("CC1234");
        (await anna.DoAsync(Send(view, "", medium, medium), Guid.NewGuid())).Code.ShouldBe("CC1233");
        channel.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nothing_can_be_sent_along_nothing_is_offered(bool isOnTheWeb)
    {
        var channel = isOnTheWeb ? new FakeChannel(ChannelKind.Sms) : new FakeProvider(ChannelKind.Sms);
        await using var center = new MemoryCenter(channel) { MediaUrls = isOnTheWeb ? new FakeMediaUrls() : null };
        await center.StartAsync();
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);

        view.Sessions[0].Media.ShouldBeNull();
        (await anna.AddMediaAsync(view.Summary.Interaction, view.Sessions[0].Session, Content(Png))).Result.Code.ShouldBe("CC1231");
        (await anna.DoAsync(Send(view, "here", new BlobId(new string('0', 64))), Guid.NewGuid())).Code.ShouldBe("CC1231");
        (await anna.DoAsync(Send(view, ""), Guid.NewGuid())).Code.ShouldBe("CC1216");
    }

    [Fact]
    public void Commands_are_equal_when_they_say_the_same()
    {
        var (interaction, session) = (new InteractionId(Guid.NewGuid()), new SessionId(Guid.NewGuid()));
        var (one, other) = (new BlobId("a"), new BlobId("b"));
        var command = new DeskCommand.SendMessage(interaction, session, "x") { Attachments = [one] };

        command.ShouldBe(new DeskCommand.SendMessage(interaction, session, "x") { Attachments = [one] });
        command.ShouldNotBe(new DeskCommand.SendMessage(interaction, session, "x") { Attachments = [other] });
        command.ShouldNotBe(new DeskCommand.SendMessage(interaction, session, "x"));
        new DeskCommand.SendMessage(interaction, session, "x").ShouldBe(new DeskCommand.SendMessage(interaction, session, "x") { Attachments = [] });
    }

    private static async Task<MemoryCenter> StartAsync(FakeChannel channel, params string[] types)
    {
        var center = new MemoryCenter(channel) { MediaUrls = new FakeMediaUrls(), Configure = o => types.ToList().ForEach(t => o.Media.SendTypes.Add(t)) };
        await center.StartAsync();
        return center;
    }

    private static async Task<UploadedMedium> AddAsync(IDesk desk, InteractionView view, byte[] content)
    {
        var upload = await desk.AddMediaAsync(view.Summary.Interaction, view.Sessions[0].Session, Content(content));
        upload.Result.ShouldBe(DeskResult.Done);
        return upload.Medium!;
    }

    private static DeskCommand.SendMessage Send(InteractionView view, string text, params BlobId[] attachments) =>
        new(view.Summary.Interaction, view.Sessions[0].Session, text) { Attachments = attachments };

    private static MemoryStream Content(byte[] content) => new(content, writable: false);

    private static async Task<byte[]> ReadAsync(Stream content)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }
}
