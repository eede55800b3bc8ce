namespace ContactCenter.Channels.Voice.Screening;

/// <summary>
/// Tells people from machines by how they greet: a person says a few words and waits, a machine speaks on. Tones decide before words do. Once it is a machine, finds the moment from which a
/// message can be left: after its tone, or after a long silence. Its time is the number of samples it has heard. Allocates nothing after it was made. Not thread-safe.
/// </summary>
internal sealed class AnswerDetector
{
    private const int PerSecond = 100; // stretches of 10 ms

    /// <summary>Shorter sounds of one frequency are speech.</summary>
    private const int ShortestTone = 16;

    /// <summary>A tone that lasts so long is no part of a busy tone or of special information.</summary>
    private const int LongestOfSeveral = 80;

    /// <summary>After so long a silence a machine without a tone is taken to listen.</summary>
    private const int MachineListens = 250;

    private readonly VoiceScreeningOptions _options;
    private readonly ToneMeter _tones;
    private readonly short[] _pair; // 20 ms, in which a tone is looked for
    private readonly int _stretch;
    private readonly ToneRun _run = new();

    private int _filled;
    private int _time; // in stretches
    private int _quiet; // since the last sound
    private Spoken _words = new(0, 0, -1, 0);
    private Spoken _beforeTone; // what is a tone in the end was no word in the beginning
    private bool _isTone; // whether the tone that is on, or was last, is not over yet
    private bool _beeped;

    public AnswerDetector(VoiceScreeningOptions options, int sampleRate)
    {
        (_options, _tones) = (options, new ToneMeter(sampleRate));
        _pair = new short[_tones.Length];
        _stretch = sampleRate / PerSecond;
    }

    /// <summary>What came of it; null while it listens.</summary>
    public ScreeningVerdict? Verdict { get; private set; }

    /// <summary>Whether a machine is there that can be spoken to now.</summary>
    public bool IsListening { get; private set; }

    /// <summary>Whether its tone was heard before that.</summary>
    public bool HasBeeped => _beeped;

    /// <summary>Takes what was heard next.</summary>
    /// <returns>Whether <see cref="Verdict"/> or <see cref="IsListening"/> has changed.</returns>
    public bool Hear(ReadOnlySpan<short> samples)
    {
        var (verdict, listening) = (Verdict, IsListening);
        while (samples.Length > 0)
        {
            var n = Math.Min(samples.Length, _pair.Length - _filled);
            samples[..n].CopyTo(_pair.AsSpan(_filled));
            samples = samples[n..];
            _filled += n;
            if (_filled == _pair.Length)
            {
                _filled = 0;
                Take();
            }
        }

        return verdict != Verdict || listening != IsListening;
    }

    private void Take()
    {
        var tone = _tones.Find(_pair);
        Stretch(_pair.AsSpan(0, _stretch), tone);
        Stretch(_pair.AsSpan(_stretch, _stretch), tone);
        if (Verdict is null)
        {
            Decide();
        }
        else if (Verdict.Value.Who == Answerer.Machine)
        {
            Listen();
        }
    }

    private void Stretch(ReadOnlySpan<short> samples, int tone)
    {
        _time++;
        var isSound = IsSound(samples);
        _run.Take(tone, isSound, _time);
        _isTone = _run.Length >= ShortestTone;
        _quiet = isSound ? 0 : _quiet + 1;
        if (_run.Length == 1)
        {
            _beforeTone = _words;
        }

        if (_isTone)
        {
            _words = _beforeTone with { Length = 0 };
        }
        else if (isSound)
        {
            Speak();
        }
        else if (_quiet >= Stretches(_options.BetweenWords))
        {
            _words = _words with { Length = 0 };
        }
    }

    private void Speak()
    {
        var (length, word) = (_words.Length + 1, Stretches(_options.Word));
        _words = new Spoken(
            length,
            length == word ? _words.Count + 1 : _words.Count,
            length == word && _words.Since < 0 ? _time - length : _words.Since,
            length >= word ? _time : _words.End);
    }

    private bool IsSound(ReadOnlySpan<short> samples)
    {
        long sum = 0;
        foreach (var sample in samples)
        {
            sum += Math.Abs((int)sample);
        }

        return sum >= (long)_options.SilenceLevel * samples.Length;
    }

    private void Decide()
    {
        var heard = Math.Max(_words.End, _run.EndedAt);
        if (_run.IsSpecialInformation)
        {
            Conclude(Answerer.Machine, ScreeningReason.SpecialInformation);
        }
        else if (_run.IsBusy)
        {
            Conclude(Answerer.Machine, ScreeningReason.BusyTone);
        }
        else if (_run.Length > LongestOfSeveral)
        {
            Conclude(Answerer.Machine, ScreeningReason.Tone);
        }
        else if (_words.Count > _options.MaxWords)
        {
            Conclude(Answerer.Machine, ScreeningReason.ManyWords);
        }
        else if (_words.Since >= 0 && _words.End - _words.Since > Stretches(_options.Greeting))
        {
            Conclude(Answerer.Machine, ScreeningReason.LongGreeting);
        }
        else if (heard > 0 && !_isTone && _time - heard >= Stretches(_options.AfterGreeting))
        {
            // A tone, or a short greeting with one behind it, is a machine's.
            Conclude(_run.Count > 0 ? Answerer.Machine : Answerer.Person, _run.Count > 0 ? ScreeningReason.Tone : ScreeningReason.ShortGreeting);
        }
        else if (heard == 0 && !_isTone && _time >= Stretches(_options.InitialSilence))
        {
            Conclude(Answerer.Unsure, ScreeningReason.InitialSilence);
        }
        else if (_time >= Stretches(_options.MaxAnalysis))
        {
            Conclude(_run.Count > 0 ? Answerer.Machine : Answerer.Unsure, _run.Count > 0 ? ScreeningReason.Tone : ScreeningReason.TimeOver);
        }
    }

    private void Conclude(Answerer who, ScreeningReason reason)
    {
        Verdict = new ScreeningVerdict(who, reason, TimeSpan.FromMilliseconds(_time * 10));
        if (who == Answerer.Machine && reason == ScreeningReason.Tone)
        {
            Listen(); // perhaps that was its tone
        }
    }

    private void Listen()
    {
        if (IsListening)
        {
            return;
        }

        // After its tone a machine says nothing more.
        _beeped = _run.Count > 0 && !_isTone && _run.EndedAt >= _words.End;
        IsListening = (_beeped && _time - _run.EndedAt >= 20)
            || _quiet >= MachineListens
            || _time >= Stretches(_options.MaxGreetingOfMachine);
    }

    private static int Stretches(TimeSpan time) => (int)(time.TotalMilliseconds / 10);

    /// <summary>The words so far, in stretches.</summary>
    /// <param name="Length">Of the sound that is on.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Since">When the first one began; -1 before.</param>
    /// <param name="End">When the last one ended.</param>
    private readonly record struct Spoken(int Length, int Count, int Since, int End);

    /// <summary>The tones that were heard, one after the other.</summary>
    private sealed class ToneRun
    {
        private const int Near = 50; // hertz

        private int _frequency;
        private int _lastFrequency;
        private int _lastLength;
        private int _lastGap;
        private int _special; // how many of the three tones came in order
        private int _alike; // how many tones came as the one before

        /// <summary>Of the tone that is on, in stretches; 0 for none.</summary>
        public int Length { get; private set; }

        /// <summary>How many tones have ended.</summary>
        public int Count { get; private set; }

        /// <summary>When the last one ended.</summary>
        public int EndedAt { get; private set; }

        public bool IsSpecialInformation => _special == 3;

        public bool IsBusy => _alike >= 2;

        public void Take(int tone, bool isSound, int time)
        {
            if (tone > 0 && isSound && (Length == 0 || Math.Abs(tone - _frequency) <= Near))
            {
                _frequency = Length == 0 ? tone : _frequency;
                Length++;
                return;
            }

            if (Length >= ShortestTone)
            {
                End(time);
            }

            (_frequency, Length) = (tone > 0 && isSound ? tone : 0, tone > 0 && isSound ? 1 : 0);
        }

        private void End(int time)
        {
            var gap = time - Length - EndedAt;
            Special(gap);

            // Busy: the same tone as long as before, after a silence as long as before. ITU-T E.180 section 7: of 0.2 to 0.6 s each.
            var isAsBefore = Count > 0 && Math.Abs(_frequency - _lastFrequency) <= Near && Alike(Length, _lastLength) && gap is >= 10 and <= 80;
            _alike = !isAsBefore ? 0 : _alike == 0 || Alike(gap, _lastGap) ? _alike + 1 : 1;
            (_lastFrequency, _lastLength, _lastGap, EndedAt) = (_frequency, Length, gap, time);
            Count++;
        }

        /// <summary>950, 1,400 and 1,800 Hz, each within 50 and for 330 ± 70 ms, with at most 30 ms between them: ITU-T E.180 section 9, with 20 ms more for the way we look.</summary>
        private void Special(int gap)
        {
            var expected = _special switch { 0 => 950, 1 => 1_400, _ => 1_800 };
            var fits = Math.Abs(_frequency - expected) <= 75 && Length is >= 22 and <= 45;
            _special = IsSpecialInformation ? 3
                : fits && (_special == 0 || gap <= 5) ? _special + 1
                : Math.Abs(_frequency - 950) <= 75 && Length is >= 22 and <= 45 ? 1 : 0;
        }

        private static bool Alike(int one, int other) => Math.Abs(one - other) <= 2 + (Math.Max(one, other) / 5);
    }
}
