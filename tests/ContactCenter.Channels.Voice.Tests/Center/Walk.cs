using ContactCenter.Desk;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>A living center in which Anna talks with a caller, each heard by the other, without music between: where a walk through the orders of a call begins.</summary>
internal sealed class Walk : IAsyncDisposable
{
    private Walk(LivingCenter center, IDesk desk, Handset phone, Side caller, Side agent, InteractionId interaction) =>
        (Center, Desk, Phone, Caller, Agent, Interaction) = (center, desk, phone, caller, agent, interaction);

    public LivingCenter Center { get; }

    /// <summary>Anna's.</summary>
    public IDesk Desk { get; }

    /// <summary>Anna's.</summary>
    public Handset Phone { get; }

    public Side Caller { get; }

    public Side Agent { get; }

    public InteractionId Interaction { get; }

    public static async Task<Walk> StartAsync(double caller, double agent, Action<TenantOptions>? describe = null, Action<VoiceCallsOptions>? calls = null)
    {
        var center = await LivingCenter.StartAsync(describe ?? LivingCenter.Line, calls, hasMusic: false);
        var phone = await center.HandsetAsync("desk-1");
        var desk = await center.ReadyAsync();
        var calling = await center.CallAsync(caller);
        var answered = await phone.AnswerAsync(agent);
        await center.LoggedAsync("call.joined");
        await calling.HearsAsync([answered]);
        await answered.HearsAsync([calling]);
        return new Walk(center, desk, phone, calling, answered, (await desk.AgentAsync()).Work.ShouldHaveSingleItem().Interaction.Interaction);
    }

    /// <summary>Anna clicks.</summary>
    public Task DoAsync(DeskCommand command) => LivingCenter.DoAsync(Desk, command);

    public ValueTask DisposeAsync() => Center.DisposeAsync();
}
