using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Effects;
using ContactCenter.Journal;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Effects;

/// <summary>What becomes of messages to customers when the provider refuses, breaks off, or the process dies.</summary>
public sealed class EffectTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Passing_refusals_are_tried_again_later_and_later()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        var busy = new SendOutcome.Refused("busy", IsTransient: true);
        channel.Then(busy, busy, busy, busy with { RetryAfter = TimeSpan.FromMinutes(1) });

        await MemoryCenter.WriteAsync(anna, view, "hello");
        await center.UntilAsync(() => Kinds(center).Contains("message.sent"), "the message is sent", Step);

        Kinds(center).ShouldBe(
            ["message.attempting", "message.deferred", "message.attempting", "message.deferred", "message.attempting", "message.deferred", "message.attempting", "message.deferred", "message.attempting", "message.sent"]);
        channel.Sent.Count.ShouldBe(5);
        channel.Sent.Select(m => m.Id).Distinct().ShouldHaveSingleItem("the provider sees one key");
        var times = Of(center, "message.attempting").Select(e => e.Time).ToList();
        times.Zip(times.Skip(1), (a, b) => b - a).Zip([2, 4, 8, 60]).ShouldAllBe(p => p.First >= TimeSpan.FromSeconds(p.Second));
        Of(center, "message.deferred").Zip([2, 4, 8, 60]).ShouldAllBe(p => Until(p.First) - p.First.Time == TimeSpan.FromSeconds(p.Second));
    }

    [Fact]
    public async Task A_final_refusal_is_not_tried_again_and_stands_on_the_list_until_a_person_settles_it()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var carla = center.Desk("carla", Role.Supervisor);
        var view = await center.ConversationAsync(anna);
        channel.Then(new SendOutcome.Refused("blocked", IsTransient: false));

        await MemoryCenter.WriteAsync(anna, view, "hello");
        var item = await center.UntilAsync(async () => (await carla.AttentionAsync()) is [var first, ..] ? first : null, "it stands on the list", Step);

        (item.Kind, item.Code, item.Interaction).ShouldBe(("message.failed", "blocked", view.Summary.Interaction));
        channel.Sent.Count.ShouldBe(1);
        (await anna.InteractionAsync(view.Summary.Interaction))!.Timeline.Single(t => t.Kind == TimelineKind.MessageOut).State.ShouldBe(MessageState.Failed);
        await CenterFixture.Do(carla, new DeskCommand.ResolveAttention(item.Id, "called-back"));
        await center.UntilAsync(async () => (await carla.AttentionAsync()).Count == 0 ? "empty" : null, "the list is empty");
        (await carla.DoAsync(new DeskCommand.ResolveAttention(item.Id, "again"), Guid.NewGuid())).Status.ShouldBe(DeskStatus.NotFound);
    }

    [Fact]
    public async Task A_lost_answer_is_looked_for_and_what_is_found_is_not_sent_again()
    {
        var channel = new FakeProvider(ChannelKind.Sms) { Find = static _ => new SendOutcome.Accepted("SM-found") };
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        channel.Then(new SendOutcome.Unknown("timeout"));

        await MemoryCenter.WriteAsync(anna, view, "hello");
        await center.UntilAsync(() => Kinds(center).Contains("message.sent"), "the message is sent", Step);

        (channel.Sent.Count, channel.Looks.Count).ShouldBe((1, 1));
        channel.Looks[0].AttemptedAt.ShouldBe(Of(center, "message.attempting").Single().Time);
    }

    [Fact]
    public async Task A_lost_answer_to_what_was_certainly_not_sent_is_sent_again()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        channel.Then(new SendOutcome.Unknown("timeout"));

        await MemoryCenter.WriteAsync(anna, view, "hello");
        await center.UntilAsync(() => Kinds(center).Contains("message.sent"), "the message is sent", Step);

        Kinds(center).ShouldBe(["message.attempting", "message.deferred", "message.attempting", "message.sent"]);
        (channel.Sent.Count, channel.Looks.Count).ShouldBe((2, 1));
    }

    [Fact]
    public async Task What_cannot_be_known_is_looked_for_some_minutes_and_then_given_to_a_person_never_sent_twice()
    {
        var looks = 0;
        var channel = new FakeProvider(ChannelKind.Sms)
        {
            Find = _ => ++looks == 2 ? throw new ChannelException("The provider is away.") { IsTransient = true } : new SendOutcome.Unknown("cannot-tell"),
        };
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var carla = center.Desk("carla", Role.Supervisor);
        var view = await center.ConversationAsync(anna);
        channel.Then(new SendOutcome.Unknown("timeout"));

        await MemoryCenter.WriteAsync(anna, view, "hello");
        var item = await center.UntilAsync(async () => (await carla.AttentionAsync()) is [var first, ..] ? first : null, "it stands on the list", TimeSpan.FromSeconds(2));

        (item.Kind, item.Code).ShouldBe(("message.unknown", "cannot-tell"));
        (channel.Sent.Count, channel.Looks.Count).ShouldBe((1, 5));
        (item.Since - Of(center, "message.attempting").Single().Time).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5 + 30 + 120 + 300));
    }

    [Theory]
    [InlineData(false, "no-answer")]
    [InlineData(true, "no-answer")]
    public async Task A_channel_that_cannot_look_leaves_it_to_a_person_at_once(bool throws, string code)
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var carla = center.Desk("carla", Role.Supervisor);
        var view = await center.ConversationAsync(anna);
        channel.Answer = (_, _) => throws ? throw new InvalidOperationException("broken") : ValueTask.FromResult<SendOutcome>(new SendOutcome.Unknown("timeout"));

        await MemoryCenter.WriteAsync(anna, view, "hello");
        var item = await center.UntilAsync(async () => (await carla.AttentionAsync()) is [var first, ..] ? first : null, "it stands on the list", Step);

        (item.Kind, item.Code).ShouldBe(("message.unknown", code));
        channel.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_of_one_session_keep_their_order_and_another_session_does_not_wait_for_them()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var one = await center.ConversationAsync(anna);
        var two = await center.ConversationAsync(anna);
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var refusals = 2;
        channel.Answer = async (m, _) =>
        {
            if (m.Text == "one 0")
            {
                await blocked.Task;
                if (refusals-- > 0)
                {
                    return new SendOutcome.Refused("busy", IsTransient: true);
                }
            }

            return new SendOutcome.Accepted(FakeChannel.ProviderId(m.Id));
        };

        for (var i = 0; i < 4; i++)
        {
            await MemoryCenter.WriteAsync(anna, one, $"one {i}");
            await MemoryCenter.WriteAsync(anna, two, $"two {i}");
        }

        await center.UntilAsync(() => channel.Sent.Count == 5, "one is under way, and the other session goes on");
        channel.Sent.Where(m => m.Text.StartsWith("one", StringComparison.Ordinal)).Select(m => m.Text).ShouldBe(["one 0"]);
        blocked.SetResult();
        await center.UntilAsync(() => Of(center, "message.sent").Count == 8, "all are sent", Step);

        channel.Sent.Select(m => m.Text).Where(t => t.StartsWith("one", StringComparison.Ordinal)).ShouldBe(["one 0", "one 0", "one 0", "one 1", "one 2", "one 3"]);
        channel.Sent.Select(m => m.Text).Where(t => t.StartsWith("two", StringComparison.Ordinal)).ShouldBe(["two 0", "two 1", "two 2", "two 3"]);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task An_attempt_whose_process_died_is_looked_for_before_anything_is_sent_again(bool wasSent, int attempts)
    {
        var channel = new FakeProvider(ChannelKind.Sms)
        {
            Find = _ => wasSent ? new SendOutcome.Accepted("SM-found") : new SendOutcome.Refused("not-found", IsTransient: true),
        };
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        var never = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.Answer = (m, _) => m.Text == "first" ? new(never.Task) : new(new SendOutcome.Accepted("SM-second"));
        await MemoryCenter.WriteAsync(anna, view, "first");
        await MemoryCenter.WriteAsync(anna, view, "second");
        await center.UntilAsync(() => channel.Sent.Count == 1, "the first is on its way");

        await center.CrashAsync();
        channel.Answer = (m, _) =>
        {
            channel.Looks.Count.ShouldBe(1, "nothing is sent before the lost one was looked for");
            return new(new SendOutcome.Accepted(FakeChannel.ProviderId(m.Id)));
        };
        await center.StartAsync();
        await center.UntilAsync(() => Of(center, "message.sent").Count == 2, "both are sent", Step);
        never.SetResult(new SendOutcome.Accepted("SM-late"));

        channel.Sent.Select(m => m.Text).ShouldBe([.. Enumerable.Repeat("first", attempts), "second"]);
        channel.Looks.ShouldHaveSingleItem().Message.Text.ShouldBe("first");
    }

    [Fact]
    public async Task A_provider_that_never_answers_holds_up_an_end_for_ten_seconds_and_its_attempt_is_looked_for_at_the_next_start()
    {
        var channel = new FakeProvider(ChannelKind.Sms) { Find = static m => new SendOutcome.Accepted(FakeChannel.ProviderId(m.Id)) };
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        var never = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.Answer = (_, _) => new(never.Task);
        await MemoryCenter.WriteAsync(anna, view, "hello");
        await center.UntilAsync(() => channel.Sent.Count == 1, "it is on its way");
        var began = center.Time.GetUtcNow();

        var stopping = center.StopAsync();
        await center.UntilAsync(() => stopping.IsCompleted, "the center has ended", Step);
        await stopping;

        (center.Time.GetUtcNow() - began).ShouldBeInRange(EffectRunner.StopLimit, EffectRunner.StopLimit * 2);
        Kinds(center).ShouldBe(["message.attempting"]);
        await center.StartAsync();
        await center.UntilAsync(() => Kinds(center).Contains("message.sent"), "it was looked for", Step);
        never.SetResult(new SendOutcome.Accepted("SM-late"));
        (channel.Sent.Count, channel.Looks.Count).ShouldBe((1, 1));
        Kinds(center).ShouldBe(["message.attempting", "message.sent"]);
    }

    [Fact]
    public async Task A_fault_after_the_provider_has_it_leads_to_looking_not_to_sending_again()
    {
        var broken = 1;
        var channel = new FakeProvider(ChannelKind.Sms) { Find = static m => new SendOutcome.Accepted(FakeChannel.ProviderId(m.Id)) };
        await using var center = await MemoryCenter.StartAsync(channel, point =>
        {
            if (point == "effect.before-result" && Interlocked.Exchange(ref broken, 0) == 1)
            {
                throw new IOException("broken");
            }
        });
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);

        await MemoryCenter.WriteAsync(anna, view, "hello");
        await center.UntilAsync(() => Kinds(center).Contains("message.sent"), "the message is sent", Step);

        (channel.Sent.Count, channel.Looks.Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_was_not_sent_in_time_is_not_sent_at_all_and_a_person_is_told()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var carla = center.Desk("carla", Role.Supervisor);
        var view = await center.ConversationAsync(anna);
        channel.Answer = static (_, _) => new(new SendOutcome.Refused("busy", IsTransient: true));

        await MemoryCenter.WriteAsync(anna, view, "hello");
        var item = await center.UntilAsync(async () => (await carla.AttentionAsync()) is [var first, ..] ? first : null, "it stands on the list", TimeSpan.FromMinutes(4));

        (item.Kind, item.Code).ShouldBe(("message.failed", "too-late"));
        item.Since.ShouldBeGreaterThan(Of(center, "message.intended").Single().Time + TimeSpan.FromHours(24));
        var sent = channel.Sent.Count;
        channel.Answer = static (m, _) => new(new SendOutcome.Accepted(FakeChannel.ProviderId(m.Id)));
        await MemoryCenter.WriteAsync(anna, view, "the next");
        await center.UntilAsync(() => Of(center, "message.sent").Count == 1, "what comes after it in its session is sent", Step);
        channel.Sent.Skip(sent).ShouldHaveSingleItem().Text.ShouldBe("the next");
    }

    [Theory]
    [InlineData("closed", "We are closed.")]
    [InlineData("full", "Too many are waiting.")]
    [InlineData("nobody", "Nobody is here.")]
    public async Task Whoever_cannot_be_served_is_told_why_once(string why, string answer)
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel, describe: t =>
        {
            t.Queues["faults"].MaxWaiting = 1;
            if (why == "closed")
            {
                t.Endpoints["sms-faults"].Answers("Nobody is here.", "Too many are waiting.", "We are closed.").Open("Europe/Rome");
            }
        });
        if (why == "full")
        {
            var anna = center.Desk("anna");
            await CenterFixture.Do(anna, new DeskCommand.SignIn()); // there is somebody, who takes nothing now
            await center.ReceiveAsync("SM-0", "before you", "+390000");
            await center.UntilAsync(() => Of(center, "work.queued").Count == 1, "the queue is full");
        }

        await center.ReceiveAsync("SM-1", "hello", "+391111");
        await center.UntilAsync(() => Of(center, "message.sent").Count == 1, "the answer is sent");
        await center.ReceiveAsync("SM-2", "hello?", "+391111");
        await center.UntilAsync(() => Of(center, "message.joined").Count == (why == "full" ? 3 : 2), "the second message is taken");

        channel.Sent[0].Text.ShouldBe(answer);
        channel.Sent[0].To.Value.ShouldBe("+391111");
        if (why != "full")
        {
            channel.Sent.ShouldHaveSingleItem(); // asked once, told once; a full queue is asked again and told again
        }
    }

    private static List<string> Kinds(MemoryCenter center) =>
        [.. center.Entries.Where(e => e.Machine.Kind == "message").Select(e => e.Entry.Kind)];

    private static List<Entry> Of(MemoryCenter center, string kind) => [.. center.Entries.Where(e => e.Entry.Kind == kind).Select(e => e.Entry)];

    private static DateTimeOffset Until(Entry deferred)
    {
        using var body = JsonDocument.Parse(deferred.Body);
        return body.RootElement.GetProperty("until").GetDateTimeOffset();
    }
}
