using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Tests.Center;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Voice;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Channels.Voice.Tests.Sip;

/// <summary>Our stack, <c>SipTelephone</c>, behind <see cref="ITelephone"/>; a trunk of a stack of its own is the far side.</summary>
internal sealed class SipSubject : TelephoneSubject
{
    private static int _ports = 58_000;

    private readonly Phone _trunk = new() { IsBare = true };
    private readonly VoiceLab _far = new(Interlocked.Add(ref _ports, 40), 40);
    private TelephoneLab? _lab;
    private SipCall? _rings;
    private Side? _side;
    private bool _hasRefused;

    public override CallTarget FarSide => new("main", "+390612345678", "");

    public override bool HasSeenTheEnd => _hasRefused || (_side?.Call.Over ?? Task.CompletedTask).IsCompleted;

    public override async Task<ITelephone> StartAsync(Func<ICall, Task> called)
    {
        _lab = await TelephoneLab.StartAsync(options => options.Trunk("main", $"sip:{_trunk.Address}", configure: static t => t.KeepAliveSeconds = 0));
        _lab.OnCall = called;
        return _lab.Telephone;
    }

    public override async Task CallAsync() => _side = new Side(await VoiceCall.CallAsync(_trunk.Endpoint, _lab!.UriOf("+390612345001"), VoiceLab.Anna, _far.Settings("PCMA")), 700);

    public override async Task RingsAsync()
    {
        _rings = await _trunk.NextSipCallAsync();
        _side = new Side(VoiceCall.Take(_rings, _far.Settings("PCMA")), 700);
        await _side.Call.RingAsync();
    }

    public override async Task AnswerAsync(bool answers)
    {
        if (answers)
        {
            (await _side!.Call.AnswerAsync()).ShouldBeTrue();
        }
        else
        {
            _hasRefused = await _side!.Call.RefuseAsync(486);
        }
    }

    public override async Task HangUpAsync() => await _side!.Call.DisposeAsync();

    public override async Task PressAsync(char key)
    {
        await _side!.EstablishedAsync();
        _side.Press(key);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_lab is { } lab)
        {
            await lab.DisposeAsync();
        }

        await _trunk.DisposeAsync();
        _far.Dispose();
        await base.DisposeAsync();
    }
}

public sealed class TelephoneConformanceTests
{
    public static TheoryData<string> Promises => [.. TelephoneConformance.All];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task Our_stack_keeps_the_promises_of_telephones(string promise) => TelephoneConformance.CheckAsync(promise, new SipSubject());
}
