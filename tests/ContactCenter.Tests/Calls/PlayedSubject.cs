using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Testing;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Tests.Calls;

/// <summary><see cref="FakeTelephony"/> whose calls are played.</summary>
internal sealed class PlayedSubject : CallSubject
{
    private PlayedCalls? _calls;
    private CallId? _call;

    public override Type ChannelType => typeof(FakeTelephony);

    public override Task<IChannel> StartAsync(CallBench bench)
    {
        var telephony = new FakeTelephony();
        _calls = telephony.Play(bench, bench);
        return Task.FromResult<IChannel>(telephony);
    }

    public override async Task CallAsync(string from) => _call = await _calls!.CallAsync(CallBench.Line, from);

    public override async Task CalledAsync(bool answers)
    {
        await UntilAsync(() => Task.FromResult(_calls!.Calls.Count > 0));
        _call = _calls!.Calls[0];
        await UntilAsync(() => Task.FromResult(_calls.Called(_call.Value, answers)));
    }

    public override Task HangUpAsync()
    {
        _calls!.HangUp(_call!.Value);
        return Task.CompletedTask;
    }

    public override Task PressAsync(string keys) => _calls!.PressAsync(_call!.Value, keys);

    public override Task PickUpAsync(AgentId agent) => UntilAsync(() => _calls!.PickUpAsync(agent));

    public override Task PutDownAsync(AgentId agent)
    {
        _calls!.PutDown(agent);
        return Task.CompletedTask;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var i = 0; !await isSo(); i++)
        {
            i.ShouldBeLessThan(1_000);
            await Task.Delay(10);
        }
    }
}

public sealed class PlayedCallsTests
{
    public static TheoryData<string> Promises => [.. CallConformance.All];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task The_fake_telephone_keeps_the_promises_of_calls(string promise) => CallConformance.CheckAsync(promise, new PlayedSubject());
}
