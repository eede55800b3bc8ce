using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Scripts;

/// <summary>The choices of a question as buttons, where the channel has them.</summary>
public sealed class ScriptButtonsTests
{
    private const string Order = """
        script order v1, texts en, for sms, chat, outcomes done
          step size
            ask size "Which size?"
              1 small "Small"
              2 large "Large"
            -> sure
          step sure
            confirm "A {size} one?", no -> size
            ask gift: yes/no "Is it a gift?"
            say "Noted: {size}, gift {gift}."
            -> end done
        """;

    [Fact]
    public async Task Choices_are_buttons_and_what_is_pressed_or_written_is_the_answer()
    {
        await using var center = await StartAsync(new ChoiceLimits(3, 20));
        await center.ReceiveAsync("SM1", "hello");
        var size = await SentAsync(center, 1);
        (size.Text, Labels(size)).ShouldBe(("Which size?", "1 Small, 2 Large"));
        await PressAsync(center, "SM2", "Large", size);
        var sure = await SentAsync(center, 2);
        (sure.Text, Labels(sure)).ShouldBe(("A Large one?", "1 yes, 2 no"));
        await center.ReceiveAsync("SM3", "2"); // written as if they were lines
        Labels(await SentAsync(center, 3)).ShouldBe("1 Small, 2 Large");

        // People see what was offered, and so does who looks it up later.
        var anna = center.Desk("anna", Role.Agent, Role.Supervisor);
        var line = (await anna.InteractionsAsync(new InteractionFilter())).ShouldHaveSingleItem();
        var view = (await anna.InteractionAsync(line.Interaction))!;
        view.Timeline.Where(static t => t.Kind == TimelineKind.MessageOut).Select(static t => (t.Text, string.Join('/', t.Choices))).ShouldBe(
            [("Which size?", "Small/Large"), ("A Large one?", "yes/no"), ("Which size?", "Small/Large")]);
    }

    [Theory]
    [InlineData(1, 20, "too many")]
    [InlineData(3, 4, "too long")]
    public async Task Choices_that_do_not_fit_are_lines_all_of_them(int count, int length, string because)
    {
        await using var center = await StartAsync(new ChoiceLimits(count, length));
        await center.ReceiveAsync("SM1", "hello");
        var size = await SentAsync(center, 1);
        (size.Text, size.Choices.Length).ShouldBe(("Which size?\n1 Small\n2 Large", 0), because);
        await center.ReceiveAsync("SM2", "2");
        (await SentAsync(center, 2)).Text.ShouldStartWith("A Large one?");
    }

    [Fact]
    public async Task A_button_of_an_earlier_question_answers_no_later_one_and_one_of_the_same_question_does()
    {
        await using var center = await StartAsync(new ChoiceLimits(3, 20));
        await center.ReceiveAsync("SM1", "hello");
        var size = await SentAsync(center, 1);
        await center.ReceiveAsync("SM2", "medium"); // it is asked again, and both messages have buttons
        var again = await SentAsync(center, 2);
        again.Text.ShouldEndWith("\nWhich size?");
        Labels(again).ShouldBe("1 Small, 2 Large");
        await PressAsync(center, "SM3", "Small", size);
        var sure = await SentAsync(center, 3);
        sure.Text.ShouldBe("A Small one?");
        await PressAsync(center, "SM4", "yes", sure);
        var gift = await SentAsync(center, 4);
        gift.Text.ShouldBe("Is it a gift?");

        // The yes of the question before, pressed once more, is no yes to this one; nor is a button of a message nobody knows.
        await PressAsync(center, "SM5", "yes", sure);
        await PressAsync(center, "SM6", "yes", sure with { Id = new MessageId(Guid.NewGuid()) });
        await PressAsync(center, "SM7", "no", gift);
        (await SentAsync(center, 5)).Text.ShouldBe("Noted: Small, gift no.");
        center.Channel.Sent.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_question_that_did_not_arrive_is_sent_again_with_its_buttons()
    {
        await using var center = await StartAsync(new ChoiceLimits(3, 20));
        center.Channel.Then(new SendOutcome.Refused("unreachable", IsTransient: false));
        await center.ReceiveAsync("SM1", "hello");
        var sue = center.Desk("sue", Role.Supervisor);
        var (interaction, failed) = await sue.UntilAsync(
            async () => await sue.InteractionsAsync(new InteractionFilter()) is [var line] && (await sue.InteractionAsync(line.Interaction))!.Timeline.FirstOrDefault(static t => t.State == MessageState.Failed) is { } item
                ? Tuple.Create(line.Interaction, item) : null,
            "the question fails");
        await CenterFixture.Do(sue, new DeskCommand.Resend(interaction, failed.Message!.Value));
        var again = await SentAsync(center, 2);
        (again.Text, Labels(again)).ShouldBe(("Which size?", "1 Small, 2 Large"));
    }

    [Fact]
    public async Task What_is_asked_on_another_channel_has_the_buttons_of_that_one_and_a_press_there_is_the_answer()
    {
        var (sms, social) = (new FakeChannel(ChannelKind.Sms), new FakeChannel(ChannelKind.Social) { ChoiceLimits = new ChoiceLimits(3, 20), StartsTo = AddressKind.Phone });
        var line = new Address(AddressKind.Phone, "+390612345699");
        await using var center = new MemoryCenter(sms)
        {
            Others = [social],
            Describe = t =>
            {
                t.AddScript("size", """
                    script size v1, texts en, for sms, social, outcomes done
                      step size
                        ask size "Which size?", by social
                          1 small "Small"
                          2 large "Large"
                        ask again: yes/no "Another one?"
                        -> end done
                    """);
                t.AddEndpoint("social-main", ChannelKind.Social, line, static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many wait."));
                t.Endpoints["sms-faults"].Runs("size").ReachOn(ChannelKind.Social, "social-main");
            },
        };
        await center.StartAsync();
        await center.ReceiveAsync("SM1", "hello", "+393331112222");
        await center.UntilAsync(() => social.Sent.Count == 1, "it is asked there");
        var asked = social.Sent[0];
        (asked.Text, Labels(asked), asked.To.Value).ShouldBe(("Which size?", "1 Small, 2 Large", "+393331112222"));
        (await center.Inbox.ReceiveAsync(new InboundMessage
        {
            Endpoint = new Endpoint(CenterFixture.Acme, new EndpointId("social-main"), ChannelKind.Social, line),
            ProviderId = "SO1",
            From = asked.To,
            Thread = asked.Thread,
            Text = "Large",
            ChosenFrom = asked.Id,
        })).IsDurable.ShouldBeTrue();

        // The next question goes where the customer wrote last, with the buttons of there.
        await center.UntilAsync(() => social.Sent.Count == 2, "the next one is asked");
        (social.Sent[1].Text, Labels(social.Sent[1])).ShouldBe(("Another one?", "1 yes, 2 no"));
        sms.Sent.ShouldBeEmpty();
    }

    private static Task<CenterFixture> StartAsync(ChoiceLimits limits)
    {
        var center = new CenterFixture
        {
            Describe = static t =>
            {
                t.AddScript("order", Order);
                t.Endpoints["sms-faults"].Runs("order").Speaks("en");
            },
        };
        center.Channel.ChoiceLimits = limits;
        return StartedAsync(center);
    }

    private static async Task<CenterFixture> StartedAsync(CenterFixture center)
    {
        await center.StartAsync();
        return center;
    }

    private static string Labels(OutboundMessage message) => string.Join(", ", message.Choices.Select(static c => $"{c.Key} {c.Label}"));

    private static async Task<OutboundMessage> SentAsync(CenterFixture center, int count)
    {
        var desk = center.Desk("anna");
        await desk.UntilAsync(() => Task.FromResult(center.Channel.Sent.Count >= count ? "sent" : null), $"{count} messages are sent, after {string.Join(" | ", center.Channel.Sent.Select(static m => m.Text))}");
        return center.Channel.Sent[count - 1];
    }

    private static async Task PressAsync(CenterFixture center, string id, string label, OutboundMessage on) => (await center.Inbox.ReceiveAsync(new InboundMessage
    {
        Endpoint = CenterFixture.Endpoint,
        ProviderId = id,
        From = Address.Phone("+393331112222"),
        Text = label,
        ChosenFrom = on.Id,
    })).IsDurable.ShouldBeTrue();
}
