using System.Collections.Concurrent;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Effects;

/// <summary>What becomes of what customers send along: it is fetched, whatever happens on the way, or somebody is told that it cannot be had.</summary>
public sealed class MediaTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public async Task What_comes_with_a_message_is_stored_and_can_be_opened_by_those_who_may_read_the_conversation()
    {
        var channel = new FakeProvider(ChannelKind.Sms) { Media = (m, _) => Found(m.Url.AbsolutePath == "/1" ? Png : "%PDF-1.7"u8.ToArray(), "../../etc/passwd\u0007 bolletta.pdf") };
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");

        var item = await ReceiveAsync(center, anna, "text/html", "text/html");

        item.Attachments.Select(a => (a.Index, a.ContentType, a.SizeBytes, a.State, a.IsPicture)).ShouldBe(
            [(0, "application/pdf", 8L, AttachmentState.Stored, false), (1, "image/png", 11L, AttachmentState.Stored, true)]);
        item.Attachments[0].Name.ShouldBe("passwd bolletta.pdf");
        await using (var media = await center.Desk("sofia", Role.Supervisor).OpenMediaAsync(item.Position, 1))
        {
            (media!.ContentType, media.SizeBytes).ShouldBe(("image/png", 11));
            (await ReadAsync(media)).ShouldBe(Png);
        }

        (await anna.OpenMediaAsync(item.Position, 2)).ShouldBeNull();
        (await anna.OpenMediaAsync(item.Position, -1)).ShouldBeNull();
        (await anna.OpenMediaAsync(item.Position + 1, 0)).ShouldBeNull();
        (await anna.OpenMediaAsync(-1, 0)).ShouldBeNull();
        (await anna.OpenMediaAsync(long.MaxValue, 0)).ShouldBeNull();
        Of(center, "media.stored").ShouldAllBe(e => e.Links.Interaction != null && e.Sealed.Single().Name == "name");
    }

    [Fact]
    public async Task A_message_is_shown_before_its_media_are_there()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        var slow = new TaskCompletionSource<MediaFetch>(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.Media = (_, _) => new(slow.Task);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");

        var item = await ReceiveAsync(center, anna, AttachmentState.Fetching, "image/jpeg<b>");

        item.Attachments.ShouldHaveSingleItem().ShouldBe(new Attachment(0, "image/jpeg<b>", AttachmentState.Fetching));
        (await anna.OpenMediaAsync(item.Position, 0)).ShouldBeNull();
        slow.SetResult(new MediaFetch.Found(new MemoryStream(Png)));
        await center.UntilAsync(async () => await ItemAsync(anna) is { } i && i.Attachments[0].State == AttachmentState.Stored ? i : null, "it is stored");
    }

    [Fact]
    public async Task What_passes_is_tried_again_later_and_later_and_the_others_do_not_wait_for_it()
    {
        var refusals = new Queue<MediaFetch.Refused>([new("busy", true), new("busy", true), new("busy", true, TimeSpan.FromMinutes(1))]);
        var times = new ConcurrentQueue<DateTimeOffset>();
        var channel = new FakeProvider(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        channel.Media = (m, _) =>
        {
            if (m.Url.AbsolutePath == "/0")
            {
                times.Enqueue(center.Time.GetUtcNow());
                if (refusals.TryDequeue(out var refused))
                {
                    return new(refused);
                }
            }

            return Found(Png);
        };
        var anna = await center.ReadyAsync("anna");

        await ReceiveAsync(center, anna, AttachmentState.Fetching, "image/png", "image/png");
        await center.UntilAsync(() => Of(center, "media.stored").Count == 1, "the other one is stored");
        await center.UntilAsync(() => Of(center, "media.stored").Count == 2, "both are stored", Step);

        times.Zip(times.Skip(1), (a, b) => b - a).Zip([2, 4, 60]).ShouldAllBe(p => p.First >= TimeSpan.FromSeconds(p.Second));
        channel.Fetched.Count.ShouldBe(5);
    }

    [Fact]
    public async Task What_breaks_off_is_begun_again()
    {
        var breaks = 2;
        var channel = new FakeProvider(ChannelKind.Sms) { Media = (_, _) => breaks-- > 0 ? Found(new BrokenStream(Png)) : Found(Png) };
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");

        await ReceiveAsync(center, anna, AttachmentState.Fetching, "image/png");
        await center.UntilAsync(() => Of(center, "media.stored").Count == 1, "it is stored", Step);

        channel.Fetched.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("gone", false, 0)]
    [InlineData("twilio-503", true, 24)]
    public async Task What_cannot_be_had_is_given_up_in_time_and_a_supervisor_is_told(string code, bool passes, int hours)
    {
        var channel = new FakeProvider(ChannelKind.Sms) { Media = (_, _) => new(new MediaFetch.Refused(code, passes)) };
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var sofia = center.Desk("sofia", Role.Supervisor);
        var received = center.Time.GetUtcNow();

        await center.ReceiveAsync(Message("image/png"));
        var item = await center.UntilAsync(async () => (await sofia.AttentionAsync()).FirstOrDefault(static i => i.Kind != "work.waiting"), "it stands on the list", TimeSpan.FromMinutes(4));

        (item.Kind, item.Code).ShouldBe(("media.failed", code));
        item.Interaction.ShouldNotBeNull();
        (item.Since - received).ShouldBeInRange(TimeSpan.FromHours(hours) - TimeSpan.FromMinutes(10), TimeSpan.FromHours(hours) + TimeSpan.FromMinutes(10));
        (await FailedAsync(center, anna)).Attachments.ShouldHaveSingleItem().ShouldBe(new Attachment(0, "image/png", AttachmentState.Failed) { Code = code });
        await CenterFixture.Do(sofia, new DeskCommand.ResolveAttention(item.Id, "checked"));
        await center.UntilAsync(async () => (await sofia.AttentionAsync()).All(static i => i.Kind == "work.waiting") ? "empty" : null, "the list is empty");
    }

    [Fact]
    public async Task What_is_larger_than_allowed_is_not_kept()
    {
        var channel = new FakeProvider(ChannelKind.Sms) { Media = (_, _) => Found(new byte[20 * 1_024 * 1_024 + 1]) };
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");

        await center.ReceiveAsync(Message("image/png"));
        await center.UntilAsync(() => Of(center, "media.failed").Count == 1, "it is given up");

        (await FailedAsync(center, anna)).Attachments.ShouldHaveSingleItem().Code.ShouldBe(MediaFetch.TooLarge);
    }

    [Fact]
    public async Task A_channel_that_cannot_fetch_leaves_it_to_a_person()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var anna = await center.ReadyAsync("anna");
        var sofia = center.Desk("sofia", Role.Supervisor);

        await center.ReceiveAsync(Message("image/png"));
        var item = await center.UntilAsync(async () => (await sofia.AttentionAsync()) is [var first, ..] ? first : null, "it stands on the list");

        (item.Kind, item.Code).ShouldBe(("media.failed", "no-source"));
    }

    [Fact]
    public async Task A_crash_between_the_content_and_its_entry_leads_to_one_entry()
    {
        var crash = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        MemoryCenter? center = null;
        var channel = new FakeProvider(ChannelKind.Sms) { Media = (_, _) => Found(Png) };
        center = await MemoryCenter.StartAsync(channel, point =>
        {
            if (point == "media.before-entry" && crash.TrySetResult())
            {
                center!.Storage.Crash();
            }
        });
        await using var _ = center;
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync(Message("image/png"));
        await crash.Task;
        await center.CrashAsync();
        Of(center, "media.stored").ShouldBeEmpty();

        await center.StartAsync();
        await center.UntilAsync(() => Of(center, "media.stored").Count == 1, "it is stored");
        channel.Fetched.Count.ShouldBe(2);
        await center.CrashAsync();
        await center.StartAsync();
        await center.UntilAsync(() => center.Tenant is not null, "it runs");
        center.Tenant!.Views.Media.Open.ShouldBeEmpty();
        channel.Fetched.Count.ShouldBe(2, "what is stored is not fetched again");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restart_in_the_middle_fetches_what_is_missing_and_nothing_else(bool viewsLost)
    {
        var never = new TaskCompletionSource<MediaFetch>(TaskCreationOptions.RunContinuationsAsynchronously);
        var channel = new FakeProvider(ChannelKind.Sms) { Media = (m, _) => m.Url.AbsolutePath == "/1" ? new(never.Task) : Found(Png) };
        await using var center = await MemoryCenter.StartAsync(channel);
        await center.ReadyAsync("anna");
        await center.ReceiveAsync(Message("image/png", "image/png", "image/png"));
        await center.UntilAsync(() => Of(center, "media.stored").Count == 1 && channel.Fetched.Count == 2, "the second is on its way");

        await center.CrashAsync();
        if (viewsLost)
        {
            center.Storage.LoseViews(CenterFixture.Acme);
        }

        channel.Media = (_, _) => Found(Png);
        await center.StartAsync();
        await center.UntilAsync(() => Of(center, "media.stored").Count == 3, "all are stored");

        channel.Fetched.Select(m => m.Url.AbsolutePath).ShouldBe(["/0", "/1", "/1", "/2"]);
        never.SetResult(new MediaFetch.Found(new MemoryStream(Png)));
    }

    [Fact]
    public async Task The_media_of_an_erased_customer_are_neither_fetched_nor_opened_and_nobody_is_bothered()
    {
        var channel = new FakeProvider(ChannelKind.Sms) { Media = (_, _) => Found(Png) };
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var item = await ReceiveAsync(center, anna, "image/png");
        var customer = Of(center, "message.received").Single().Links.Customer!.Value;

        channel.Media = (_, _) => new(new MediaFetch.Refused("busy", IsTransient: true));
        await center.ReceiveAsync(Message("image/png") with { ProviderId = "MM2" });
        await center.UntilAsync(() => channel.Fetched.Count == 2, "the second is tried");
        center.Storage.Erase(CenterFixture.Acme, customer.Subject);

        (await anna.OpenMediaAsync(item.Position, 0)).ShouldBeNull();
        await center.UntilAsync(() => Of(center, "media.failed").Count == 1, "the second is given up", Step);
        var interaction = (await anna.InteractionsAsync(new InteractionFilter())).Single().Interaction;
        (await anna.InteractionAsync(interaction))!.Timeline.SelectMany(t => t.Attachments).Select(a => a.State).ShouldBe([AttachmentState.Erased, AttachmentState.Erased]);
        channel.Fetched.Count.ShouldBe(2);
        (await center.Desk("sofia", Role.Supervisor).AttentionAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Four_messages_media_are_fetched_at_the_same_time()
    {
        var (now, most) = (0, 0);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var channel = new FakeProvider(ChannelKind.Sms)
        {
            Media = async (_, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref now));
                await go.Task;
                Interlocked.Decrement(ref now);
                return new MediaFetch.Found(new MemoryStream(Png));
            },
        };
        await using var center = await MemoryCenter.StartAsync(channel);
        for (var i = 0; i < 12; i++)
        {
            await center.ReceiveAsync(Message("image/png") with { ProviderId = $"MM{i}" });
        }

        await center.UntilAsync(() => Volatile.Read(ref now) == 4, "four are on their way");
        go.SetResult();
        await center.UntilAsync(() => Of(center, "media.stored").Count == 12, "all are stored");
        most.ShouldBe(4);
    }

    [Fact]
    public async Task Nobody_of_another_tenant_and_no_other_role_opens_them()
    {
        var channel = new FakeProvider(ChannelKind.Sms) { Media = (_, _) => Found(Png) };
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var item = await ReceiveAsync(center, anna, "image/png");

        await Should.ThrowAsync<DeskAccessException>(async () => await center.Desk("anna", Role.Field, Role.Administrator).OpenMediaAsync(item.Position, 0));
        Should.Throw<DeskAccessException>(() => center.Services.GetRequiredService<IDesks>().Open(Principal.Person(new AgentId("eve"), new TenantId("zeta"), Role.Agent), CenterFixture.Acme));
    }

    private static InboundMessage Message(params string[] types) => new()
    {
        Endpoint = CenterFixture.Endpoint,
        ProviderId = "MM1",
        From = Address.Phone("+393331112222"),
        Text = "look",
        Media = [.. types.Select((type, i) => new MediaReference(new Uri($"https://example.com/{i}"), type))],
    };

    private static Task<TimelineItem> ReceiveAsync(MemoryCenter center, IDesk desk, params string[] types) =>
        ReceiveAsync(center, desk, AttachmentState.Stored, types);

    /// <summary>A customer sends media; waits until one of them is in <paramref name="state"/>, or all are stored.</summary>
    private static async Task<TimelineItem> ReceiveAsync(MemoryCenter center, IDesk desk, AttachmentState state, params string[] types)
    {
        await center.ReceiveAsync(Message(types));
        return await center.UntilAsync(
            async () => await ItemAsync(desk) is { } item && (state == AttachmentState.Stored ? item.Attachments.All(a => a.State == state) : item.Attachments.Any(a => a.State == state)) ? item : null,
            $"the media are {state}");
    }

    /// <summary>The message whose content is given up: the list of a supervisor may know it before the conversation has begun.</summary>
    private static Task<TimelineItem> FailedAsync(MemoryCenter center, IDesk desk) => center.UntilAsync(
        async () => await ItemAsync(desk) is { } item && item.Attachments.All(static a => a.State == AttachmentState.Failed) ? item : null, "the conversation shows it");

    private static async Task<TimelineItem?> ItemAsync(IDesk desk) =>
        (await desk.InteractionsAsync(new InteractionFilter())) is [var first, ..]
            ? (await desk.InteractionAsync(first.Interaction))!.Timeline.LastOrDefault(t => t.Attachments.Count > 0)
            : null;

    private static ValueTask<MediaFetch> Found(byte[] content, string? name = null) => new(new MediaFetch.Found(new MemoryStream(content)) { FileName = name });

    private static ValueTask<MediaFetch> Found(Stream content) => new(new MediaFetch.Found(content));

    private static async Task<byte[]> ReadAsync(DeskMedia media)
    {
        using var copy = new MemoryStream();
        await media.Content.CopyToAsync(copy);
        return copy.ToArray();
    }

    private static List<Entry> Of(MemoryCenter center, string kind) => [.. center.Entries.Where(e => e.Entry.Kind == kind).Select(e => e.Entry)];

    /// <summary>Gives some bytes and breaks off.</summary>
    private sealed class BrokenStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position == Length ? throw new IOException("connection reset") : base.ReadAsync(buffer, cancellationToken);
    }
}
