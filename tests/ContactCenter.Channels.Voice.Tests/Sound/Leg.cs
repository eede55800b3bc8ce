using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Tests.Sound;

/// <summary>A telephone on a seat: what it says is a tone or nothing, what it hears is kept.</summary>
internal sealed class Leg(Seat seat, int rate = 8_000, int frameMs = 20)
{
    private long _at;

    public Seat Seat { get; } = seat;

    public int Rate { get; } = rate;

    public int FrameMs { get; } = frameMs;

    public int Frame => Rate * FrameMs / 1_000;

    public double Frequency { get; set; }

    public double Amplitude { get; set; } = 8_000;

    public List<short> Heard { get; } = [];

    /// <summary>Whether the last frame it took was any sound.</summary>
    public bool WasSound { get; private set; }

    public void Speak()
    {
        var frame = new short[Frame];
        for (var i = 0; i < frame.Length; i++, _at++)
        {
            frame[i] = Frequency == 0 ? (short)0 : (short)Math.Round(Amplitude * Math.Sin(2 * Math.PI * Frequency * _at / Rate));
        }

        Seat.Hear(frame, Rate);
    }

    public void Listen()
    {
        var frame = new short[Frame];
        WasSound = Seat.Say(frame, Rate);
        Heard.AddRange(frame);
    }

    /// <summary>The amplitude of a tone in the last second that was heard.</summary>
    public double AmplitudeOf(double frequency, int? last = null) => Level(Heard, Rate, frequency, last ?? Rate);

    public static double Level(List<short> heard, int rate, double frequency, int last = 8_000)
    {
        double cos = 0, sin = 0;
        var from = Math.Max(0, heard.Count - last);
        for (var i = from; i < heard.Count; i++)
        {
            cos += heard[i] * Math.Cos(2 * Math.PI * frequency * i / rate);
            sin += heard[i] * Math.Sin(2 * Math.PI * frequency * i / rate);
        }

        return 2 * Math.Sqrt((cos * cos) + (sin * sin)) / (heard.Count - from);
    }

    /// <summary>All speak and then listen, 20 ms at a time.</summary>
    public static void Run(int milliseconds, params Leg[] legs)
    {
        for (var at = 0; at < milliseconds; at += 10)
        {
            foreach (var leg in legs)
            {
                if (at % leg.FrameMs == 0)
                {
                    leg.Speak();
                    leg.Listen();
                }
            }
        }
    }
}
