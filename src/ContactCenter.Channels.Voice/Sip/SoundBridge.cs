using ContactCenter.Calls;
using ContactCenter.Sip.Rtp.Streams;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>The sound of a call as its stream wants it: nothing in between, nothing allocated.</summary>
internal sealed class SoundBridge : IAudioSource, IAudioSink
{
    private volatile ICallSound? _sound;

    public ICallSound? Sound
    {
        get => _sound;
        set => _sound = value;
    }

    public bool Fill(Span<short> frame, int sampleRate) => _sound?.Say(frame, sampleRate) ?? false;

    public void Play(ReadOnlySpan<short> frame, int sampleRate, AudioFrameKind kind) => _sound?.Hear(frame, sampleRate);
}
