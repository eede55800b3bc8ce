using System.Text;
using ContactCenter.Channels.Voice.Texting;
using ContactCenter.Desk;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Endpoints;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>SIPp writes to a number of ours by MESSAGE, and the answer goes out by the trunk.</summary>
public sealed class TextsTests
{
    [NeedsFact("sipp")]
    public async Task A_text_opens_a_conversation_once_and_the_answer_goes_out_as_one()
    {
        await using var center = await LivingCenter.StartAsync(static t => t
            .AddEndpoint("line", ChannelKind.Voice, Address.Phone(LivingCenter.Number), static e => e.ToQueue("faults").Answers("Nobody.", "Too many."))
            .AddEndpoint("texts", TextDoor.Kind, Address.Phone(LivingCenter.Number), static e => e.ToQueue("faults").Answers("Nobody.", "Too many.")));
        var answered = new TaskCompletionSource<(string To, string Text)>();
        center.Trunk.OnRequest = async request =>
        {
            if (request.Request.Method == SipMethod.Message)
            {
                answered.TrySetResult((request.Request.Uri.ToString(), Encoding.UTF8.GetString(request.Request.Body.Span)));
            }

            await request.AnswerAsync(200);
        };
        await center.HandsetAsync("desk-1");
        var desk = await center.ReadyAsync();
        await SippPeer.CallAsync("uac_message.xml", center.ListensAt(), isTcp: false, "-m", "1", "-s", LivingCenter.Number);
        await center.UntilAsync(async () => (await desk.AgentAsync()).Offers.Count == 1, "it is offered");
        var offer = (await desk.AgentAsync()).Offers[0];
        await LivingCenter.DoAsync(desk, new DeskCommand.AcceptOffer(offer.Offer));
        await center.UntilAsync(async () => await desk.InteractionAsync(offer.Interaction) is { MayWrite: true }, "it is hers");
        var view = (await desk.InteractionAsync(offer.Interaction))!;
        view.Timeline.Where(static t => t.Kind == TimelineKind.MessageIn).Select(static t => t.Text).ShouldBe(["The boiler is cold, è freddo."], "what was delivered twice is there once");
        view.Sessions.ShouldHaveSingleItem().Address.ShouldBe("+393331112222");
        await LivingCenter.DoAsync(desk, new DeskCommand.SendMessage(offer.Interaction, view.Sessions[0].Session, "We are coming. Zażółć"));
        var (to, text) = await answered.Task.WaitAsync(TimeSpan.FromSeconds(60));
        text.ShouldBe("We are coming. Zażółć");
        to.ShouldContain("+393331112222");
        await center.LoggedAsync("message.sent");
        center.Entries.Count(static e => e.Entry.Kind == "message.received").ShouldBe(1, "and neither HTML nor what is no UTF-8");
    }
}
