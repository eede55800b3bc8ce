using ContactCenter.Calls;
using ContactCenter.Desk;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>Who hears whom, measured by tones at every telephone, while a call goes from hand to hand.</summary>
public sealed class TalkingTests
{
    private const double Customer = 700, Anna = 460, Bruno = 560, Sara = 1_160, Outside = 860, Mobile = 660;

    [Fact]
    public async Task A_colleague_and_somebody_outside_are_consulted_all_talk_together_and_the_call_is_handed_over()
    {
        await using var walk = await Walk.StartAsync(Customer, Anna);
        var (center, caller, anna, bruno) = (walk.Center, walk.Caller, walk.Agent, await walk.Center.HandsetAsync("desk-2"));
        await center.ReadyAsync("bruno");

        await walk.DoAsync(new DeskCommand.Consult(walk.Interaction, new AgentId("bruno"), null));
        var asked = await bruno.AnswerAsync(Bruno);
        await anna.HearsAsync([asked], caller);
        await asked.HearsAsync([anna], caller);
        await caller.HearsAsync([], anna, asked);
        await walk.DoAsync(new DeskCommand.EndConsult(walk.Interaction, ConsultEnd.Back));
        await asked.EndsAsync();
        await caller.HearsAsync([anna]);
        await anna.HearsAsync([caller]);

        await walk.DoAsync(new DeskCommand.Consult(walk.Interaction, null, Address.Phone("+390687654321")));
        var outside = await center.OutsideAnswersAsync(Outside);
        outside.Call.Call.Invite.Uri.User.ShouldBe("+390687654321");
        await anna.HearsAsync([outside], caller);
        await outside.HearsAsync([anna], caller);
        await caller.HearsAsync([], anna, outside);
        await center.LoggedAsync("call.consulted", 2);
        await walk.DoAsync(new DeskCommand.EndConsult(walk.Interaction, ConsultEnd.Conference));
        await caller.HearsAsync([anna, outside]);
        await anna.HearsAsync([caller, outside]);
        await outside.HearsAsync([caller, anna]);
        await outside.Call.DisposeAsync();
        await caller.HearsAsync([anna], outside);

        await walk.DoAsync(new DeskCommand.Consult(walk.Interaction, new AgentId("bruno"), null));
        asked = await bruno.AnswerAsync(Bruno);
        await asked.HearsAsync([anna], caller);
        await center.LoggedAsync("call.consulted", 3);
        await walk.DoAsync(new DeskCommand.EndConsult(walk.Interaction, ConsultEnd.Transfer));
        await anna.EndsAsync();
        await caller.HearsAsync([asked], anna);
        await asked.HearsAsync([caller], anna);
        await caller.Call.DisposeAsync();
        await asked.EndsAsync();
        await center.LoggedAsync("call.ended");
    }

    [Fact]
    public async Task A_telephone_sends_the_caller_to_a_colleague_and_that_ones_to_a_number_outside()
    {
        await using var walk = await Walk.StartAsync(Customer, Anna);
        var (center, caller, anna, bruno) = (walk.Center, walk.Caller, walk.Agent, await walk.Center.HandsetAsync("desk-2"));

        var referring = anna.Call.ReferAsync(SipUri.Parse("sip:bruno@contactcenter"));
        var colleague = await bruno.AnswerAsync(Bruno);
        (await referring.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(new SipReferResult(SipReferEnd.Succeeded, 200));
        await anna.EndsAsync();
        await caller.HearsAsync([colleague], anna);
        await colleague.HearsAsync([caller], anna);

        // A number nobody answers leads back; then one that does.
        referring = colleague.Call.ReferAsync(SipUri.Parse("sip:+390611111111@contactcenter"));
        await (await center.Trunk.NextSipCallAsync()).RefuseAsync(480);
        (await referring.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(new SipReferResult(SipReferEnd.Failed, 603));
        await caller.HearsAsync([colleague]);
        referring = colleague.Call.ReferAsync(SipUri.Parse("sip:+390687654321@contactcenter"));
        var outside = await center.OutsideAnswersAsync(Outside);
        await colleague.EndsAsync();
        (await referring.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(new SipReferResult(SipReferEnd.Succeeded, 200));
        await caller.HearsAsync([outside], colleague);
        await outside.HearsAsync([caller], colleague);
        await center.LoggedAsync("call.transferred");
        await outside.Call.DisposeAsync();
        await caller.EndsAsync();
        await center.LoggedAsync("call.ended");
    }

    [Theory]
    [InlineData(true)] // she asks him first
    [InlineData(false)] // she connects them while his telephone still rings
    public async Task A_telephone_calls_a_colleague_by_itself_and_connects_both_calls(bool waits)
    {
        await using var walk = await Walk.StartAsync(Customer, Anna);
        var (center, caller, anna, bruno) = (walk.Center, walk.Caller, walk.Agent, await walk.Center.HandsetAsync("desk-2"));
        (await anna.Call.HoldAsync()).ShouldBeTrue();
        var second = await walk.Phone.DialAsync("bruno", Mobile);
        Side asked;
        if (waits)
        {
            asked = await bruno.AnswerAsync(Bruno);
            await second.HearsAsync([asked], caller);
            await asked.HearsAsync([second], caller);
            await caller.HearsAsync([], anna, asked);
        }
        else
        {
            (await second.Call.Ringing.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
            asked = null!;
        }

        var referring = waits ? anna.Call.ReferAsync(second.Call.Call) : anna.Call.ReferAsync(new SipReplaces(second.Call.Call.CallId, second.Call.Call.RemoteTag!, second.Call.Call.LocalTag).AddTo(SipUri.Parse("sip:bruno@contactcenter")));
        if (!waits)
        {
            await bruno.Phone.NextSipCallAsync(); // the first, which she gives up
            asked = await bruno.AnswerAsync(Bruno);
            await second.Call.DisposeAsync();
        }

        (await referring.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(new SipReferResult(SipReferEnd.Succeeded, 200));
        await anna.EndsAsync();
        await second.EndsAsync();
        await caller.HearsAsync([asked], anna, second);
        await asked.HearsAsync([caller], anna, second);
        await center.LoggedAsync("internal-call.ended");
        var conversation = (await center.Desk("bruno").InteractionAsync(walk.Interaction)).ShouldNotBeNull();
        conversation.Call.ShouldNotBeNull();
        center.Entries.Count(static e => e.Entry.Kind == "call.joined").ShouldBe(2);
        await asked.Call.DisposeAsync();
        await caller.EndsAsync();
        await center.LoggedAsync("call.ended");
    }

    [Fact]
    public async Task A_telephone_asks_somebody_outside_about_a_call_and_connects_them_or_goes_back()
    {
        await using var walk = await Walk.StartAsync(Customer, Anna);
        var (center, caller, anna) = (walk.Center, walk.Caller, walk.Agent);
        (await anna.Call.HoldAsync()).ShouldBeTrue();
        var second = await walk.Phone.DialAsync("0687654321", Mobile); // as people of the country dial
        var outside = await center.OutsideAnswersAsync(Outside);
        (outside.Call.Call.Invite.Uri.User, outside.Call.Call.Invite.From.Uri.User).ShouldBe(("+390687654321", LivingCenter.Number));
        await second.HearsAsync([outside], caller);
        await caller.HearsAsync([], anna, outside);
        await center.LoggedAsync("call.consulted");
        await second.Call.DisposeAsync();
        await outside.EndsAsync();
        (await anna.Call.ResumeAsync()).ShouldBeTrue();
        await caller.HearsAsync([anna]);

        (await anna.Call.HoldAsync()).ShouldBeTrue();
        second = await walk.Phone.DialAsync("0687654321", Mobile);
        outside = await center.OutsideAnswersAsync(Outside);
        await outside.HearsAsync([second], caller);
        (await anna.Call.ReferAsync(second.Call.Call).WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(new SipReferResult(SipReferEnd.Succeeded, 200));
        await anna.EndsAsync();
        await second.EndsAsync();
        await caller.HearsAsync([outside], anna, second);
        await outside.HearsAsync([caller], anna, second);
        await center.LoggedAsync("call.transferred");
        center.Entries.Count(static e => e.Entry.Kind == "interaction.opened").ShouldBe(1, "it is one conversation all the time");
        await caller.Call.DisposeAsync();
        await outside.EndsAsync();
    }

    [Fact]
    public async Task A_telephone_connects_no_call_that_is_not_its_own()
    {
        await using var walk = await Walk.StartAsync(Customer, Anna);
        var (center, anna, sara) = (walk.Center, walk.Agent, await walk.Center.HandsetAsync("desk-3"));
        var bruno = await center.HandsetAsync("desk-2");
        var others = await sara.DialAsync("bruno", Sara);
        var asked = await bruno.AnswerAsync(Bruno);
        await asked.HearsAsync([others]);
        (await anna.Call.ReferAsync(others.Call.Call)).ShouldBe(new SipReferResult(SipReferEnd.Failed, 603));
        await asked.HearsAsync([others], walk.Caller);
        await walk.Caller.HearsAsync([anna], asked);
    }

    [Fact]
    public async Task A_supervisor_listens_whispers_and_barges_in_and_the_agent_mutes_and_moves_to_another_telephone()
    {
        await using var walk = await Walk.StartAsync(Customer, Anna);
        var (center, caller, anna) = (walk.Center, walk.Caller, walk.Agent);
        var (phone, mobile) = (await center.HandsetAsync("desk-3"), await center.HandsetAsync("mobile-1"));
        var desk = center.Desk("sara", Role.Agent, Role.Supervisor);

        await LivingCenter.DoAsync(desk, new DeskCommand.SuperviseCall(walk.Interaction, CallPart.Listener));
        var sara = await phone.AnswerAsync(Sara);
        await sara.HearsAsync([caller, anna]);
        await caller.HearsAsync([anna], sara);
        await anna.HearsAsync([caller], sara);
        await LivingCenter.DoAsync(desk, new DeskCommand.SuperviseCall(walk.Interaction, CallPart.Whisperer));
        await anna.HearsAsync([caller, sara]);
        await caller.HearsAsync([anna], sara);
        await LivingCenter.DoAsync(desk, new DeskCommand.SuperviseCall(walk.Interaction, CallPart.Barger));
        await caller.HearsAsync([anna, sara]);
        await anna.HearsAsync([caller, sara]);
        await sara.HearsAsync([caller, anna]);

        await walk.DoAsync(new DeskCommand.MuteCall(walk.Interaction, true));
        await caller.HearsAsync([sara], anna);
        await anna.HearsAsync([caller, sara]);
        await LivingCenter.DoAsync(desk, new DeskCommand.SuperviseCall(walk.Interaction, null));
        await sara.EndsAsync();
        await caller.HearsAsync([], anna, sara);
        await walk.DoAsync(new DeskCommand.MuteCall(walk.Interaction, false));
        await caller.HearsAsync([anna], sara);

        await walk.DoAsync(new DeskCommand.MoveCall(walk.Interaction, "mobile-1"));
        var moved = await mobile.AnswerAsync(Mobile);
        await anna.EndsAsync();
        await caller.HearsAsync([moved], anna);
        await moved.HearsAsync([caller]);
        await caller.Call.DisposeAsync();
        await moved.EndsAsync();
        await center.LoggedAsync("call.ended");
    }
}
