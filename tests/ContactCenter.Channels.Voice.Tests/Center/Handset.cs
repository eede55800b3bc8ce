using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Rtp.Streams;
using ContactCenter.Sip.Tests.Audio;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>A telephone of an agent, on a stack of its own, that has registered with the center.</summary>
internal sealed class Handset : IAsyncDisposable
{
    private readonly Func<string, SipUri> _uriOf;
    private readonly Func<VoiceSettings> _sound;
    private readonly string _device;
    private readonly SipRegistration _registration;

    private Handset(Func<string, SipUri> uriOf, Func<VoiceSettings> sound, string device)
    {
        (_uriOf, _sound, _device) = (uriOf, sound, device);
        _registration = new SipRegistration(
            Phone.Endpoint,
            new SipRegistrationOptions { Registrar = uriOf("x"), Address = SipUri.Parse($"sip:{device}@contactcenter"), Credentials = Credentials },
            TimeProvider.System);
    }

    public Phone Phone { get; } = new() { IsBare = true };

    private SipCredentials Credentials => SipCredentials.Of(_device, LivingCenter.Password);

    /// <summary>Registers.</summary>
    /// <param name="uriOf">Where a number or name is called.</param>
    /// <param name="sound">The sound of its calls.</param>
    /// <param name="device">Its name.</param>
    public static async Task<Handset> RegisterAsync(Func<string, SipUri> uriOf, Func<VoiceSettings> sound, string device)
    {
        var handset = new Handset(uriOf, sound, device);
        await foreach (var state in handset._registration.Changes)
        {
            state.ShouldBe(SipRegistrationState.Registered);
            break;
        }

        return handset;
    }

    /// <summary>It rings, and is answered.</summary>
    public async Task<Side> AnswerAsync(double tone) => new((await VoiceCall.AnswerAsync(await Phone.NextSipCallAsync(), _sound())).ShouldNotBeNull(), tone);

    /// <summary>It dials.</summary>
    public async Task<Side> DialAsync(string number, double tone, Action<SipRequestBuilder>? with = null) =>
        new(await VoiceCall.CallAsync(Phone.Endpoint, _uriOf(number), SipAddress.Parse($"<sip:{_device}@contactcenter>"), _sound(), with, credentials: Credentials), tone);

    public async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync();
        await Phone.DisposeAsync();
    }
}

/// <summary>One side of a call: says a tone, and keeps what it hears.</summary>
internal sealed class Side
{
    private const double Loud = -20;
    private const double Silent = -35;

    public Side(VoiceCall call, double tone, ReadOnlyMemory<short> greeting = default)
    {
        (Call, Tone) = (call, tone);
        (call.Source, call.Sink) = (greeting.IsEmpty ? new Sine(tone) : new Greeted(greeting, tone), Heard);
    }

    public VoiceCall Call { get; }

    /// <summary>What it says, in hertz.</summary>
    public double Tone { get; }

    public Recording Heard { get; } = new();

    public void Press(char key) => Call.Stream!.SendDigit(key, TimeSpan.FromMilliseconds(100)).ShouldBeTrue();

    public Task EndsAsync() => Call.Over.WaitAsync(TimeSpan.FromSeconds(60));

    public async Task EstablishedAsync() => (await Call.Established.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue("answered");

    /// <summary>Hears the tones of these, and of none of the others.</summary>
    public Task HearsAsync(Side[] these, params Side[] others) => HearsAsync([.. these.Select(static s => s.Tone)], [.. others.Select(static s => s.Tone)]);

    /// <summary>The same by tones: until all of them are loud and none of the others is to be measured.</summary>
    public async Task HearsAsync(double[] tones, double[] others)
    {
        for (var i = 0; ; i++)
        {
            var samples = await Heard.NextOfAnyKindAsync(10);
            if (tones.All(t => ToneAnalysis.LevelAt(samples, t, Heard.Rate) > Loud) && others.All(t => ToneAnalysis.LevelAt(samples, t, Heard.Rate) < Silent))
            {
                return;
            }

            i.ShouldBeLessThan(100, $"who says {Tone} Hz should hear {string.Join(", ", tones)} Hz, and hears {string.Join(", ", tones.Concat(others).Select(t => $"{t} Hz at {ToneAnalysis.LevelAt(samples, t, Heard.Rate):0} dB"))}");
        }
    }
}

/// <summary>Says something once, at 8 kHz, and then a tone for ever.</summary>
internal sealed class Greeted(ReadOnlyMemory<short> greeting, double tone) : IAudioSource
{
    private readonly Sine _sine = new(tone);
    private int _at;

    public bool Fill(Span<short> frame, int sampleRate)
    {
        if (_at >= greeting.Length)
        {
            return _sine.Fill(frame, sampleRate);
        }

        var step = sampleRate / 8_000;
        for (var i = 0; i < frame.Length; i++)
        {
            var place = _at + (i / step);
            frame[i] = place < greeting.Length ? greeting.Span[place] : (short)0;
        }

        _at += frame.Length / step;
        return true;
    }
}
