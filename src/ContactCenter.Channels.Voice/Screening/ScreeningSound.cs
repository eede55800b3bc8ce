using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Screening;

/// <summary>What goes through to a place in the mix, while a detector listens along from the answer on. What the detector finds is told once for each change, on the thread of the media.</summary>
internal sealed class ScreeningSound(ICallSound through, VoiceScreeningOptions options, Action<AnswerDetector> changed) : ICallSound
{
    private AnswerDetector? _detector;
    private int _rate;
    private volatile bool _isOn;

    /// <summary>Listens from now on, or no more.</summary>
    public bool IsOn
    {
        get => _isOn;
        set => _isOn = value;
    }

    public bool Say(Span<short> frame, int sampleRate) => through.Say(frame, sampleRate);

    public void Hear(ReadOnlySpan<short> frame, int sampleRate)
    {
        through.Hear(frame, sampleRate);
        if (!_isOn)
        {
            return;
        }

        if (_detector is null || _rate != sampleRate)
        {
            (_detector, _rate) = (new AnswerDetector(options, sampleRate), sampleRate); // once a call
        }

        if (_detector.Hear(frame))
        {
            changed(_detector);
        }
    }
}
