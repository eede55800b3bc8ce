using ContactCenter.Channels.Voice.Tests.Center;

namespace ContactCenter.Channels.Voice.Tests.Others;

/// <summary>Linphone is an agent's telephone in a whole center.</summary>
public sealed class LinphoneTests
{
    private const double Theirs = 440, Customer = 700, Bruno = 560;

    [NeedsFact("linphonec")]
    public async Task Linphone_registers_is_offered_a_call_talks_holds_and_sends_the_caller_to_a_colleague()
    {
        await using var center = await LivingCenter.StartAsync(LivingCenter.Line, hasMusic: false);
        await using var linphone = await Linphone.StartAsync(center.ListensAt(), "desk-1", LivingCenter.Password);
        var colleague = await center.HandsetAsync("desk-2");
        await linphone.UntilSaidAsync("to [LinphoneRegistrationOk]");
        await center.ReadyAsync();
        var caller = await center.CallAsync(Customer);
        await linphone.UntilSaidAsync("IncomingReceived");
        await linphone.CommandAsync("answer");
        await center.LoggedAsync("call.joined");
        await caller.HearsAsync([Theirs], []);
        await linphone.HearsAsync(Customer);

        await linphone.CommandAsync("pause");
        await center.LoggedAsync("call.held");
        await caller.HearsAsync([], [Theirs]);
        await linphone.CommandAsync("resume 1");
        await center.LoggedAsync("call.resumed");
        await caller.HearsAsync([Theirs], []);

        await linphone.CommandAsync("transfer 1 sip:bruno@contactcenter");
        var other = await colleague.AnswerAsync(Bruno);
        await caller.HearsAsync([other]);
        await other.HearsAsync([caller]);
        await linphone.UntilSaidAsync("Released");
        await caller.Call.DisposeAsync();
        await other.EndsAsync();
        await center.LoggedAsync("call.ended");
    }
}
