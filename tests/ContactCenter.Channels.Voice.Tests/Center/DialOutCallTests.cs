using ContactCenter.Desk;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>An agent dials a number on the telephone, over SIP.</summary>
public sealed class DialOutCallTests
{
    private const double Anna = 460, Customer = 700;

    [Fact]
    public async Task An_agent_dials_on_the_telephone_talks_and_has_the_conversation()
    {
        await using var center = await LivingCenter.StartAsync(LivingCenter.Line, hasMusic: false);
        var phone = await center.HandsetAsync("desk-1");
        var desk = await center.ReadyAsync();

        // As people of the country dial it.
        var agent = await phone.DialAsync("3331112222", Anna);
        var theirs = await center.Trunk.NextSipCallAsync();
        theirs.Invite.Uri.User.ShouldBe("+393331112222");
        agent.Call.Ringing.IsCompleted.ShouldBeFalse("nothing rings there yet");
        await theirs.ProgressAsync(180);
        (await agent.Call.Ringing.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        agent.Call.Established.IsCompleted.ShouldBeFalse("nobody has answered");
        var customer = new Side((await VoiceCall.AnswerAsync(theirs, center.Sound())).ShouldNotBeNull(), Customer);
        await customer.HearsAsync([agent]);
        await agent.HearsAsync([customer]);
        await center.LoggedAsync("call.joined");
        var conversation = (await desk.AgentAsync()).Work.ShouldHaveSingleItem();
        (await desk.InteractionAsync(conversation.Interaction.Interaction))!.Call.ShouldNotBeNull();

        await agent.Call.DisposeAsync();
        await customer.EndsAsync();
        await center.LoggedAsync("call.ended");
    }

    [Theory]
    [InlineData(486, 486)]
    [InlineData(404, 404)]
    [InlineData(480, 480)]
    [InlineData(603, 603)]
    [InlineData(500, 503)]
    public async Task What_the_other_side_answers_is_what_the_telephone_shows(int theirs, int shown)
    {
        await using var center = await LivingCenter.StartAsync(LivingCenter.Line, hasMusic: false);
        var phone = await center.HandsetAsync("desk-1");
        await center.ReadyAsync();
        var agent = await phone.DialAsync("+393331112222", Anna);
        await (await center.Trunk.NextSipCallAsync()).RefuseAsync(theirs);
        (await RefusalAsync(agent)).ShouldBe(shown);
        await center.LoggedAsync("call.ended");
    }

    [Fact]
    public async Task Whose_sound_cannot_be_agreed_on_is_refused_before_anybody_is_called()
    {
        await using var center = await LivingCenter.StartAsync(LivingCenter.Line, voice: static o => (o.Phones.Encryption, o.Trunks["main"].Encryption) = (VoiceEncryption.Required, VoiceEncryption.Required), hasMusic: false);
        var phone = await center.HandsetAsync("desk-1");
        await center.ReadyAsync();
        (await RefusalAsync(await phone.DialAsync("+393331112222", Anna))).ShouldBe(488);
        (await RefusalAsync(await center.CallAsync(Customer))).ShouldBe(488);
        center.Entries.ShouldNotContain(static e => e.Entry.Kind.StartsWith("interaction.", StringComparison.Ordinal) || e.Entry.Kind.StartsWith("call.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_not_at_work_dials_nobody_but_help()
    {
        await using var center = await LivingCenter.StartAsync(LivingCenter.Line, hasMusic: false);
        var phone = await center.HandsetAsync("desk-1");
        (await RefusalAsync(await phone.DialAsync("+393331112222", Anna))).ShouldBe(603);
        (await RefusalAsync(await phone.DialAsync("nobody", Anna))).ShouldBe(404);

        var agent = await phone.DialAsync("112", Anna);
        var theirs = await center.Trunk.NextSipCallAsync();
        theirs.Invite.Uri.User.ShouldBe("112");
        var service = new Side((await VoiceCall.AnswerAsync(theirs, center.Sound())).ShouldNotBeNull(), Customer);
        await service.HearsAsync([agent]);
        await agent.HearsAsync([service]);
        await service.Call.DisposeAsync();
        await agent.EndsAsync();
        await center.LoggedAsync("emergency-call.ended");
        center.Entries.ShouldNotContain(static e => e.Entry.Kind == "interaction.opened");
    }

    private static async Task<int?> RefusalAsync(Side side) => ((await side.Call.Over.WaitAsync(TimeSpan.FromSeconds(60))).By as SipResponse)?.Status;
}
