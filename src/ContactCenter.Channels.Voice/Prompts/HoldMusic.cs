using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>
/// The music there is without any file: a quiet progression of four chords in broken notes over a soft ground, made by arithmetic when it is first asked for. It is nobody's
/// work and needs no licence. What rings at its end goes on at its begin, so that it can be played round and round.
/// </summary>
internal static class HoldMusic
{
    private const int Rate = 16_000;
    private const double Beat = 0.4;
    private const int BeatsOfChord = 8;
    private const double Peak = 9_000;

    // A minor, F, C, G as midi notes: the ground, then what is broken over it.
    private static readonly int[][] Chords = [[45, 57, 60, 64, 69], [41, 53, 57, 60, 65], [48, 55, 60, 64, 67], [43, 55, 59, 62, 67]];
    private static readonly int[] Order = [1, 2, 3, 4, 3, 2, 3, 2];
    private static readonly int[] Answer = [1, 3, 2, 4, 2, 3, 4, 3];

    private static readonly Lazy<Clip> Made = new(Make);

    public static Clip Clip => Made.Value;

    private static Clip Make()
    {
        var length = (int)(Rate * Beat * BeatsOfChord * Chords.Length * 2);
        var sum = new double[length];
        for (var round = 0; round < 2; round++)
        {
            for (var chord = 0; chord < Chords.Length; chord++)
            {
                var notes = Chords[chord];
                var start = ((round * Chords.Length) + chord) * BeatsOfChord * Beat;
                Ground(sum, start, notes[0]);
                Ground(sum, start, notes[1]);
                for (var beat = 0; beat < BeatsOfChord; beat++)
                {
                    var loud = beat % 4 == 0 ? 1.0 : 0.7;
                    Pluck(sum, start + (beat * Beat), notes[round == 0 ? Order[beat] : Answer[beat]], loud);
                }
            }
        }

        var most = sum.Max(Math.Abs);
        return new Clip(Array.ConvertAll(sum, v => (short)Math.Round(v / most * Peak)), Rate);
    }

    private static double Frequency(int note) => 440 * Math.Pow(2, (note - 69) / 12.0);

    private static void Pluck(double[] sum, double start, int note, double loud) => Add(sum, start, 2.5, t =>
    {
        var angle = 2 * Math.PI * Frequency(note) * t;
        var rise = Math.Min(1, t / 0.008);
        return loud * rise * ((Math.Exp(-2.2 * t) * Math.Sin(angle)) + (0.35 * Math.Exp(-4 * t) * Math.Sin(2 * angle)) + (0.12 * Math.Exp(-7 * t) * Math.Sin(3 * angle)));
    });

    private static void Ground(double[] sum, double start, int note)
    {
        var lasts = BeatsOfChord * Beat;
        Add(sum, start, lasts + 0.6, t =>
        {
            var swell = Math.Min(1, t / 0.5) * Math.Min(1, (lasts + 0.6 - t) / 0.6);
            return 0.4 * swell * (Math.Sin(2 * Math.PI * Frequency(note) * t) + (0.3 * Math.Sin(2 * Math.PI * Frequency(note) * 2.003 * t)));
        });
    }

    private static void Add(double[] sum, double start, double seconds, Func<double, double> value)
    {
        var (from, count) = ((int)(start * Rate), (int)(seconds * Rate));
        for (var i = 0; i < count; i++)
        {
            sum[(from + i) % sum.Length] += value((double)i / Rate);
        }
    }
}
