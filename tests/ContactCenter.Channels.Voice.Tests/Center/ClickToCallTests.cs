using ContactCenter.Desk;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>An agent calls a customer by a click, over SIP.</summary>
public sealed class ClickToCallTests
{
    private const double Anna = 460, Customer = 700;

    [Fact]
    public async Task A_customer_who_asked_for_it_is_called_back_is_busy_refuses_does_not_answer_and_is_talked_with()
    {
        await using var center = await LivingCenter.StartAsync(LivingCenter.Line, static c => (c.CallbackKey, c.DialRing) = ("5", TimeSpan.FromSeconds(5)), hasMusic: false);
        var caller = await center.CallAsync(Customer);
        await caller.EstablishedAsync();
        await center.LoggedAsync("work.queued");
        caller.Press('5');
        await caller.EndsAsync();

        var phone = await center.HandsetAsync("desk-1");
        var desk = await center.ReadyAsync();
        await center.UntilAsync(async () => (await desk.AgentAsync()).Offers is [_], "the callback is offered");
        var offer = (await desk.AgentAsync()).Offers[0];
        await LivingCenter.DoAsync(desk, new DeskCommand.AcceptOffer(offer.Offer));
        await center.UntilAsync(async () => await desk.InteractionAsync(offer.Interaction) is { MayWrite: true }, "it is hers");

        foreach (var (status, cause) in new (int? Status, string Cause)[] { (486, "busy"), (603, "refused"), (480, "no-answer"), (503, "no-line"), (null, "no-answer") })
        {
            var ended = center.Entries.Count(static e => e.Entry.Kind == "call.ended");
            var (agent, theirs) = await PlaceAsync(center, desk, phone, offer.Interaction);
            if (status is { } refusal)
            {
                await theirs.RefuseAsync(refusal);
            }
            else
            {
                await theirs.ProgressAsync(180); // it rings for as long as it may
            }

            await agent.EndsAsync();
            await center.LoggedAsync("call.ended", ended + 1);
            System.Text.Encoding.UTF8.GetString(center.Entries.Last(static e => e.Entry.Kind == "call.ended").Entry.Body.Span).ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)
                .ShouldContain($"\"{cause.Replace("-", "", StringComparison.Ordinal)}\"");
            await center.UntilAsync(async () => await desk.InteractionAsync(offer.Interaction) is { Call: null, Summary.Status: InteractionStatus.Assigned }, "it is still hers");
        }

        var (talks, call) = await PlaceAsync(center, desk, phone, offer.Interaction);
        var customer = new Side((await ContactCenter.Sip.Voice.VoiceCall.AnswerAsync(call, center.Sound())).ShouldNotBeNull(), Customer);
        await customer.HearsAsync([talks]);
        await talks.HearsAsync([customer]);
        await LivingCenter.DoAsync(desk, new DeskCommand.HangUp(offer.Interaction));
        await customer.EndsAsync();
        await talks.EndsAsync();
    }

    /// <summary>The agent's telephone rings first and is answered; then the other side is called.</summary>
    private static async Task<(Side Agent, ContactCenter.Sip.Calls.SipCall Theirs)> PlaceAsync(LivingCenter center, IDesk desk, Handset phone, InteractionId interaction)
    {
        await LivingCenter.DoAsync(desk, new DeskCommand.PlaceCall(interaction, new EndpointId("line"), Address.Phone("+393331112222")));
        var agent = await phone.AnswerAsync(Anna);
        var theirs = await center.Trunk.NextSipCallAsync();
        theirs.Invite.Uri.User.ShouldBe("+393331112222");
        return (agent, theirs);
    }
}
