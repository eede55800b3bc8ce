using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Desk;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task Where_the_telephone_is_goes_along_with_a_call_for_help_and_with_no_other()
    {
        await using var center = await LivingCenter.StartAsync(LivingCenter.Line, hasMusic: false);
        var phone = await center.HandsetAsync("desk-1");
        await center.ReadyAsync();
        var document = "<presence entity=\"pres:desk-1@contactcenter\"/>"u8.ToArray();
        var agent = await phone.DialAsync("112", Anna, Located);
        var theirs = await center.Trunk.NextSipCallAsync();
        var told = theirs.Invite.Values(SipHeaderName.Geolocation);
        told.Length.ShouldBe(2);
        (told[1], theirs.Invite.Header(SipHeaderName.GeolocationRouting)).ShouldBe(("<https://lis.example/desk-1>", "yes"));
        SipMultipart.TryRead(theirs.Invite, SipLimits.Default, out var parts, out _).ShouldBeTrue();
        var part = parts.Single(static p => p.ContentType!.Is("application/pidf+xml"));
        part.Body.ToArray().ShouldBe(document);
        told[0].ShouldBe($"<cid:{part.Header(SipHeaderName.ContentId)!.Trim('<', '>')}>");
        var service = new Side((await VoiceCall.AnswerAsync(theirs, center.Sound())).ShouldNotBeNull(), Customer);
        await service.HearsAsync([agent]);
        await service.Call.DisposeAsync();
        await agent.EndsAsync();

        await phone.DialAsync("+393331112222", Anna, Located);
        var other = (await center.Trunk.NextSipCallAsync()).Invite;
        (other.Has(SipHeaderName.Geolocation), other.ContentType!.Is("application/sdp")).ShouldBe((false, true));
        center.Entries.Any(static e => System.Text.Encoding.UTF8.GetString(e.Entry.Body.Span).Contains("lis.example", StringComparison.Ordinal)).ShouldBeFalse("it stands nowhere in the log");

        void Located(SipRequestBuilder request)
        {
            request.Add(SipHeaderName.Geolocation, "<cid:here@desk-1>, <https://lis.example/desk-1>").Add(SipHeaderName.GeolocationRouting, "yes");
            request.Attach(new SipBodyPart([Line(SipHeaderName.ContentType, "application/pidf+xml"), Line(SipHeaderName.ContentId, "<here@desk-1>")], document));
        }

        static SipHeader Line(SipHeaderName name, string value) => new(name, System.Text.Encoding.UTF8.GetBytes(value));
    }

    [Theory]
    [InlineData(424)] // the place is nothing to the far side
    [InlineData(415)] // or a body in several parts
    public async Task A_call_for_help_that_is_refused_for_its_place_is_made_without(int status)
    {
        await using var center = await LivingCenter.StartAsync(LivingCenter.Line, hasMusic: false);
        var phone = await center.HandsetAsync("desk-1");
        var agent = await phone.DialAsync("112", Anna, static request => request.Add(SipHeaderName.Geolocation, "<https://lis.example/desk-1>"));
        var first = await center.Trunk.NextSipCallAsync();
        first.Invite.Has(SipHeaderName.Geolocation).ShouldBeTrue();
        await first.RefuseAsync(status);
        var second = await center.Trunk.NextSipCallAsync();
        (second.Invite.Has(SipHeaderName.Geolocation), second.Invite.Uri.User).ShouldBe((false, "112"));
        var service = new Side((await VoiceCall.AnswerAsync(second, center.Sound())).ShouldNotBeNull(), Customer);
        await service.HearsAsync([agent]);
        await agent.HearsAsync([service]);
        await agent.Call.DisposeAsync();
        await service.EndsAsync();
        await center.LoggedAsync("emergency-call.ended");
    }

    [Fact]
    public async Task A_call_for_help_goes_past_full_lines_and_past_trunks_that_refuse_it_and_ends_where_help_is_busy()
    {
        await using var other = new Phone { IsBare = true };
        await using var center = await LivingCenter.StartAsync(
            LivingCenter.Line,
            voice: o =>
            {
                o.Trunks["main"].Lines = 0;
                o.Trunk("other", $"sip:{other.Address}", configure: static t => (t.KeepAliveSeconds, t.Lines, t.Priority) = (0, 0, 500));
            },
            hasMusic: false);
        var phone = await center.HandsetAsync("desk-1");
        await center.ReadyAsync();
        (await RefusalAsync(await phone.DialAsync("+393331112222", Anna))).ShouldBe(486, "all lines are in use");
        var agent = await phone.DialAsync("112", Anna);
        await (await center.Trunk.NextSipCallAsync()).RefuseAsync(403);
        await (await other.NextSipCallAsync()).RefuseAsync(486);
        (await RefusalAsync(agent)).ShouldBe(486);
        center.Services.GetRequiredService<IVoiceTrunks>().List().ShouldAllBe(static t => t.InUse == 0);
    }

    private static async Task<int?> RefusalAsync(Side side) => ((await side.Call.Over.WaitAsync(TimeSpan.FromSeconds(60))).By as SipResponse)?.Status;
}
