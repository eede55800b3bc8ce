namespace ContactCenter.Sip.Audio;

/// <summary>Who answered.</summary>
public enum Answerer
{
    /// <summary>It is too early to tell.</summary>
    Unknown,

    /// <summary>A person: a short greeting, then silence.</summary>
    Person,

    /// <summary>A machine: a long greeting, or a beep.</summary>
    Machine,

    /// <summary>Nobody said anything.</summary>
    Silence,
}

/// <summary>
/// Guesses from the first seconds whether a person or a machine answered: people say a word or two and wait, machines go on. It is a guess;
/// <see cref="HasBeeped"/> is not.
/// </summary>
/// <remarks>Owned by one stream: not safe for two threads at a time. It allocates nothing after its construction.</remarks>
public sealed class AnsweringMachineDetector
{
    /// <value>A greeting longer than this is a machine's; 2.2 s.</value>
    public static readonly TimeSpan LongestGreeting = TimeSpan.FromSeconds(2.2);

    /// <value>Silence of this length after a greeting is a person who waits; 0.8 s.</value>
    public static readonly TimeSpan Waiting = TimeSpan.FromSeconds(0.8);

    /// <value>Nothing for this long is nobody; 4 s.</value>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(4);

    private readonly int _rate;
    private readonly VoiceDetector _voice;
    private readonly BeepDetector _beep;
    private double _spoken;
    private double _silent;

    /// <summary>For a call that was answered now.</summary>
    /// <param name="sampleRate">8,000 to 48,000 samples a second.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another rate.</exception>
    public AnsweringMachineDetector(int sampleRate)
    {
        _rate = SampleRates.Require(sampleRate, nameof(sampleRate));
        (_voice, _beep) = (new VoiceDetector(sampleRate), new BeepDetector(sampleRate));
    }

    /// <value>Who answered. It does not change again, except that a beep after a person's greeting makes it a machine.</value>
    public Answerer Answerer { get; private set; }

    /// <value>Whether a beep has been heard and has ended.</value>
    public bool HasBeeped { get; private set; }

    /// <summary>Listens to a frame.</summary>
    /// <param name="frame">10 to 30 ms.</param>
    /// <returns><see cref="Answerer"/>.</returns>
    public Answerer Process(ReadOnlySpan<short> frame)
    {
        if (_beep.Process(frame))
        {
            (HasBeeped, Answerer) = (true, Answerer.Machine);
        }

        var seconds = (double)frame.Length / _rate;
        if (_voice.Process(frame))
        {
            _spoken += seconds;
            _silent = 0;
        }
        else
        {
            _silent += seconds;
        }

        if (Answerer == Answerer.Unknown)
        {
            Answerer = _spoken > LongestGreeting.TotalSeconds ? Answerer.Machine
                : _spoken > 0 && _silent >= Waiting.TotalSeconds ? Answerer.Person
                : _spoken == 0 && _silent >= LongestSilence.TotalSeconds ? Answerer.Silence
                : Answerer.Unknown;
        }

        return Answerer;
    }
}
