using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Tenants;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Door;

/// <summary>What a channel without a provider hands in before the message that names it.</summary>
public sealed class MediaInboxTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private static readonly Address Ugo = Address.Phone("+39333000001");

    [Fact]
    public async Task What_is_stored_first_comes_with_its_message_or_not_at_all_and_is_opened_after_a_crash_byte_by_byte()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var picture = await StoreAsync(center, Png);
        (picture.ContentType, picture.SizeBytes).ShouldBe(("image/png", 11));
        var text = await StoreAsync(center, "<script>alert(1)</script>"u8.ToArray());
        text.ContentType.ShouldBe("text/plain", "markup is text");
        (await center.ReceiveAsync(Message("SM1", picture with { FileName = "../boiler\u202Egpj.png" }, text))).Status.ShouldBe(InboxStatus.Accepted);
        (await center.ReceiveAsync(Message("SM1", picture, text))).Status.ShouldBe(InboxStatus.Repeated);
        await center.CrashAsync();
        await center.StartAsync();

        var anna = await center.ReadyAsync("anna");
        var offer = await center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var first, ..] ? first : null, "an offer");
        var item = (await anna.InteractionAsync(offer.Interaction))!.Timeline.Single(static i => i.Kind == TimelineKind.MessageIn);
        item.Attachments.Select(static a => (a.Index, a.ContentType, a.SizeBytes, a.Name, a.State, a.IsPicture)).ShouldBe(
            [(0, "image/png", 11L, "boilergpj.png", AttachmentState.Stored, true), (1, "text/plain", 25L, null, AttachmentState.Stored, false)]);
        await using var media = await anna.OpenMediaAsync(item.Position, 0);
        (media!.ContentType, media.Name).ShouldBe(("image/png", "boilergpj.png"));
        using var read = new MemoryStream();
        await media.Content.CopyToAsync(read);
        read.ToArray().ShouldBe(Png);
        (await anna.OpenMediaAsync(item.Position, 2)).ShouldBeNull();
        center.Entries.ShouldNotContain(static e => e.Entry.Kind == "media.stored", "the message itself names what came with it");
    }

    [Fact]
    public async Task The_customer_finds_it_again_and_nobody_else_does()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var picture = await StoreAsync(center, Png);
        var media = center.Services.GetRequiredService<IMediaInbox>();

        (await media.FindAsync(CenterFixture.Endpoint, Ugo, picture.Blob)).ShouldBe(picture);
        (await media.FindAsync(CenterFixture.Endpoint, Ugo, new BlobId(new string('a', 64)))).ShouldBeNull();
        (await media.FindAsync(CenterFixture.Endpoint, Address.Phone("+39333000002"), picture.Blob)).ShouldBeNull("nobody knows this customer yet");
        await center.ReceiveAsync("SM2", "hello", "+39333000002");
        (await media.FindAsync(CenterFixture.Endpoint, Address.Phone("+39333000002"), picture.Blob)).ShouldBeNull("it is another's");
    }

    [Fact]
    public async Task What_nobody_can_tell_is_too_large_or_breaks_off_is_refused_and_stores_nothing()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var media = center.Services.GetRequiredService<IMediaInbox>();

        (await TakeAsync([0x4D, 0x5A, 0x90, 0x00, 0x03])).ShouldBe(new MediaTaking.Refused(MediaTaking.UnknownType), "a program, whatever its name says");
        (await TakeAsync("PK\u0003\u0004"u8.ToArray())).ShouldBe(new MediaTaking.Refused(MediaTaking.UnknownType));
        (await TakeAsync([])).ShouldBe(new MediaTaking.Refused(MediaTaking.UnknownType));
        (await TakeAsync([.. Png, .. new byte[100]])).ShouldBe(new MediaTaking.Refused(MediaTaking.TooLarge));
        await Should.ThrowAsync<IOException>(async () => await media.StoreAsync(CenterFixture.Endpoint, Ugo, new BrokenStream(), 100));
        await center.CrashAsync();
        (await media.StoreAsync(CenterFixture.Endpoint, Ugo, new MemoryStream(Png), 100)).ShouldBe(new MediaTaking.Refused(MediaTaking.Unavailable, IsTransient: true));
        await center.StartAsync();

        async Task<MediaTaking> TakeAsync(byte[] content) => await media.StoreAsync(CenterFixture.Endpoint, Ugo, new MemoryStream(content), 50);
    }

    [Fact]
    public async Task What_a_message_names_stays_and_what_none_does_goes_after_a_day()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var (named, orphan) = (await StoreAsync(center, Png), await StoreAsync(center, [.. Png, 4]));
        await center.ReceiveAsync(Message("SM1", named));
        center.Time.Advance(BlobSweeper.MinAge + TimeSpan.FromMinutes(1));

        var media = center.Services.GetRequiredService<IMediaInbox>();
        await center.UntilAsync(async () => await media.FindAsync(CenterFixture.Endpoint, Ugo, orphan.Blob) is null ? "gone" : null, "the orphan is removed", TimeSpan.FromHours(1));
        (await media.FindAsync(CenterFixture.Endpoint, Ugo, named.Blob)).ShouldBe(named);
    }

    private static async Task<StoredMedium> StoreAsync(MemoryCenter center, byte[] content) =>
        (await center.Services.GetRequiredService<IMediaInbox>().StoreAsync(CenterFixture.Endpoint, Ugo, new MemoryStream(content), 1_000)).ShouldBeOfType<MediaTaking.Stored>().Medium;

    private static InboundMessage Message(string id, params StoredMedium[] stored) =>
        new() { Endpoint = CenterFixture.Endpoint, ProviderId = id, From = Ugo, Text = "", Stored = [.. stored] };

    /// <summary>A visitor who goes in the middle.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("gone");
    }
}
