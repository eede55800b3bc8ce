using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Testing;
using ContactCenter.Tests.Interactions;

namespace ContactCenter.Tests.Desk;

/// <summary>A message that did not arrive, or of which nobody knows, is sent again by a person: once, and never behind anybody's back.</summary>
public sealed class ResendTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);
    private static readonly SendOutcome Blocked = new SendOutcome.Refused("blocked", IsTransient: false);

    [Fact]
    public async Task A_failed_message_is_sent_again_by_its_agent_and_leaves_the_list()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var (anna, view, failed) = await FailAsync(center, channel, Blocked, MessageState.Failed);
        var carla = center.Desk("carla", Role.Supervisor);
        var item = await center.UntilAsync(async () => await carla.AttentionAsync() is [var only] ? only : null, "it stands on the list");
        item.Message.ShouldBe(failed.Message);

        var (resend, key) = (new DeskCommand.Resend(view.Summary.Interaction, failed.Message!.Value), Guid.NewGuid());
        (await anna.DoAsync(resend, key)).Status.ShouldBe(DeskStatus.Done);
        (await anna.DoAsync(resend, key)).Status.ShouldBe(DeskStatus.Repeated);
        await center.UntilAsync(() => Written(center, "message.sent") == 1, "it is sent", Step);

        channel.Sent.Select(m => m.Text).ShouldBe(["hello", "hello"]);
        channel.Sent[1].Id.ShouldNotBe(channel.Sent[0].Id, "a provider that knows the first would not send it");
        channel.Sent[1].ShouldSatisfyAllConditions(m => m.To.ShouldBe(channel.Sent[0].To), m => m.Author.ShouldBe(channel.Sent[0].Author));
        await center.UntilAsync(async () => (await carla.AttentionAsync()).Count == 0 ? "empty" : null, "sending again settles it");
        var messages = await MessagesAsync(anna, view);
        messages[0].ShouldSatisfyAllConditions(m => m.State.ShouldBe(MessageState.Failed), m => m.IsResent.ShouldBeTrue(), m => m.CanResend.ShouldBeFalse());
        messages[1].ShouldSatisfyAllConditions(
            m => m.State.ShouldBe(MessageState.Sent), m => m.Repeats.ShouldBe(failed.Message), m => m.ResentBy.ShouldBe("anna"), m => m.CanResend.ShouldBeFalse());
    }

    [Fact]
    public async Task A_supervisor_sends_it_again_after_the_end_and_the_log_says_who()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var (anna, view, failed) = await FailAsync(center, channel, Blocked, MessageState.Failed);
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(view.Summary.Interaction, DispositionCode.Resolved));
        var resend = new DeskCommand.Resend(view.Summary.Interaction, failed.Message!.Value);

        (await anna.DoAsync(resend, Guid.NewGuid())).Code.ShouldBe("CC1301");
        await center.UntilAsync(async () => (await anna.InteractionAsync(view.Summary.Interaction))!.Timeline.All(t => !t.CanResend) ? "none" : null, "she cannot send it again");
        var carla = center.Desk("carla", Role.Supervisor);
        (await carla.InteractionAsync(view.Summary.Interaction))!.Timeline.Single(t => t.CanResend).Message.ShouldBe(failed.Message);
        await CenterFixture.Do(carla, resend);
        await center.UntilAsync(() => Written(center, "message.sent") == 1, "it is sent", Step);

        var again = center.Entries.Last(e => e.Entry.Kind == "message.intended").Entry;
        again.Actor.ShouldBe("person:carla");
        ((InteractionEvent.MessageIntended)InteractionCodec.Read(again)).ShouldSatisfyAllConditions(
            e => e.Author.ShouldBe(new AgentId("anna"), "the customer reads Anna's message"), e => e.Repeats.ShouldBe(failed.Message));
        (await MessagesAsync(carla, view))[1].ResentBy.ShouldBe("carla");
    }

    [Fact]
    public async Task What_nobody_knows_of_is_sent_again_only_by_who_accepts_that_the_customer_may_get_it_twice()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var (anna, view, unknown) = await FailAsync(center, channel, new SendOutcome.Unknown("cut-off"), MessageState.Unknown);
        var resend = new DeskCommand.Resend(view.Summary.Interaction, unknown.Message!.Value);

        (await anna.DoAsync(resend, Guid.NewGuid())).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(DeskStatus.Refused), r => r.Code.ShouldBe("CC1311"));
        channel.Sent.Count.ShouldBe(1);
        await CenterFixture.Do(anna, resend with { AcceptsDuplicate = true });
        await center.UntilAsync(() => Written(center, "message.sent") == 1, "it is sent", Step);
    }

    [Fact]
    public async Task Each_message_is_sent_again_once_then_it_is_the_repetition_that_can_be_also_after_a_restart()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var (anna, view, failed) = await FailAsync(center, channel, Blocked, MessageState.Failed);
        var resend = new DeskCommand.Resend(view.Summary.Interaction, failed.Message!.Value);
        channel.Then(Blocked);
        await CenterFixture.Do(anna, resend);
        await center.UntilAsync(() => Written(center, "message.failed") == 2, "the repetition fails too", Step);
        (await anna.DoAsync(resend, Guid.NewGuid())).Code.ShouldBe("CC1310");

        await center.CrashAsync();
        await center.StartAsync();
        var carla = center.Desk("carla", Role.Supervisor);
        (await carla.DoAsync(resend, Guid.NewGuid())).Code.ShouldBe("CC1310");
        var second = (await MessagesAsync(carla, view))[1];
        await CenterFixture.Do(carla, resend with { Message = second.Message!.Value });
        await center.UntilAsync(() => Written(center, "message.sent") == 1, "it is sent", Step);
        (await carla.DoAsync(new DeskCommand.Resend(view.Summary.Interaction, (await MessagesAsync(carla, view))[2].Message!.Value), Guid.NewGuid())).Code.ShouldBe("CC1309");
    }

    [Fact]
    public async Task A_message_the_provider_reports_as_undelivered_can_be_sent_again_and_one_it_reports_late_cannot()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        await MemoryCenter.WriteAsync(anna, view, "hello");
        await center.UntilAsync(() => Written(center, "message.sent") == 1, "it is sent", Step);
        var resend = new DeskCommand.Resend(view.Summary.Interaction, channel.Sent[0].Id);
        (await anna.DoAsync(resend, Guid.NewGuid())).Code.ShouldBe("CC1309");

        await ReportAsync(center, channel.Sent[0].Id, DeliveryState.Failed);
        (await MessagesAsync(anna, view))[0].CanResend.ShouldBeTrue();
        await ReportAsync(center, channel.Sent[0].Id, DeliveryState.Delivered); // the report of failure was wrong
        (await anna.DoAsync(resend, Guid.NewGuid())).Code.ShouldBe("CC1309");
        (await anna.DoAsync(resend with { Message = new MessageId(Guid.NewGuid()) }, Guid.NewGuid())).Code.ShouldBe("CC1308");
        (await center.Desk("bruno").DoAsync(resend, Guid.NewGuid())).Code.ShouldBe("CC1302");
    }

    [Fact]
    public async Task What_was_sent_along_goes_along_again()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        await using var center = new MemoryCenter(channel) { MediaUrls = new FakeMediaUrls() };
        await center.StartAsync();
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        var (interaction, session) = (view.Summary.Interaction, view.Sessions[0].Session);
        var upload = await anna.AddMediaAsync(interaction, session, new MemoryStream([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1]));
        channel.Then(Blocked);
        await CenterFixture.Do(anna, new DeskCommand.SendMessage(interaction, session, "") { Attachments = [upload.Medium!.Blob] });
        await center.UntilAsync(() => Written(center, "message.failed") == 1, "it fails", Step);

        await CenterFixture.Do(anna, new DeskCommand.Resend(interaction, (await MessagesAsync(anna, view))[0].Message!.Value));
        await center.UntilAsync(() => Written(center, "message.sent") == 1, "it is sent", Step);

        FakeMediaUrls.Read(channel.Sent[1].Media.ShouldHaveSingleItem().Url).Blob.ShouldBe(upload.Medium.Blob);
        (await MessagesAsync(anna, view))[1].Attachments.ShouldHaveSingleItem().State.ShouldBe(AttachmentState.Stored);
    }

    [Fact]
    public void An_automatic_answer_that_is_repeated_is_no_second_answer_to_the_work()
    {
        var state = InteractionSamples.States["waiting"];
        var message = new MessageId(DerivedId.From("answer"));
        var answer = new InteractionEvent.MessageIntended(message, InteractionSamples.Session, null, InteractionSamples.Now, null, "We are closed.");
        var input = InteractionSamples.Supervisor(50, new InteractionCommand.ResendMessage(message, new FoundMessage(MessageState.Failed, answer, null), InteractionSamples.Now, false));

        var events = InteractionMachine.Decide(state, input, InteractionSamples.Now).Events;

        events.ShouldHaveSingleItem().ShouldBeOfType<InteractionEvent.MessageIntended>().Answer.ShouldBe("We are closed.");
        InteractionSamples.Apply(state, input, events).Answered.ShouldBeEmpty();
    }

    [Fact]
    public void A_message_whose_text_has_been_erased_is_not_sent_again()
    {
        var command = InteractionSamples.Resend(MessageState.Failed);
        var erased = command with { Found = command.Found! with { Text = null } };
        InteractionMachine.Decide(InteractionSamples.States["hers"], InteractionSamples.Person(50, erased), InteractionSamples.Now).Refusal!.Code.ShouldBe("CC1312");
    }

    private static async Task<(IDesk Anna, InteractionView View, TimelineItem Message)> FailAsync(MemoryCenter center, FakeChannel channel, SendOutcome outcome, MessageState state)
    {
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        channel.Then(outcome);
        await MemoryCenter.WriteAsync(anna, view, "hello");
        var message = await center.UntilAsync(async () => (await MessagesAsync(anna, view)) is [{ CanResend: true } only] ? only : null, "it can be sent again", Step);
        message.State.ShouldBe(state);
        return (anna, view, message);
    }

    private static async Task<IReadOnlyList<TimelineItem>> MessagesAsync(IDesk desk, InteractionView view) =>
        [.. (await desk.InteractionAsync(view.Summary.Interaction))!.Timeline.Where(t => t.Kind == TimelineKind.MessageOut)];

    private static async Task ReportAsync(MemoryCenter center, MessageId message, DeliveryState state)
    {
        await center.Inbox.ReportAsync(new DeliveryReport { Endpoint = CenterFixture.Endpoint, Message = message, ProviderId = FakeChannel.ProviderId(message), State = state });
    }

    private static int Written(MemoryCenter center, string kind) => center.Entries.Count(e => e.Entry.Kind == kind);
}
