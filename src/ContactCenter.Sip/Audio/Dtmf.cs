using System.Collections.Immutable;

namespace ContactCenter.Sip.Audio;

/// <summary>Digits as pairs of tones: ITU-T Q.23 and Q.24.</summary>
/// <remarks>Pure functions and constants.</remarks>
public static class Dtmf
{
    /// <summary>The digits there are, in the order of the events of RFC 4733 section 3.2: 0 to 9, star, pound, A to D.</summary>
    public const string Digits = "0123456789*#ABCD";

    /// <summary>The most digits played at once: 100.</summary>
    public const int MaxDigits = 100;

    // By rows, then columns.
    internal const string Keys = "123A456B789C*0#D";

    internal static ReadOnlySpan<double> Rows => [697, 770, 852, 941];

    internal static ReadOnlySpan<double> Columns => [1_209, 1_336, 1_477, 1_633];

    /// <summary>The two frequencies of a digit in Hz.</summary>
    /// <exception cref="ArgumentException">It is none of <see cref="Digits"/>.</exception>
    public static (double Low, double High) Frequencies(char digit)
    {
        var key = Keys.IndexOf(digit, StringComparison.Ordinal);
        return key >= 0
            ? (Rows[key / 4], Columns[key % 4])
            : throw new ArgumentException($"'{digit}' is no digit; use one of {Digits}.", nameof(digit));
    }

    /// <summary>The digits as tones, with 100 ms each and 100 ms between them, the lower frequency at -8 dBm0 and the higher at -6.</summary>
    /// <param name="digits">1 to 100 of <see cref="Digits"/>.</param>
    /// <exception cref="ArgumentException">None, too many, or a character that is no digit.</exception>
    public static TonePattern Pattern(string digits) => Pattern(digits, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100), -8, 2);

    /// <summary>The digits as tones.</summary>
    /// <param name="digits">1 to 100 of <see cref="Digits"/>.</param>
    /// <param name="on">How long each sounds, 40 ms to 6 s; receivers need 40 ms. ITU-T Q.24 table A-1.</param>
    /// <param name="pause">How long the silence after each is, 40 ms to 6 s.</param>
    /// <param name="lowDbm0">The level of the lower frequency, -40 to 0 dBm0. Above -3 the sum of both may be clipped.</param>
    /// <param name="twist">By how many dB the higher frequency is stronger, -6 to 6; lines damp it more.</param>
    /// <exception cref="ArgumentException">None or too many digits, a character that is no digit, or a value outside its limits.</exception>
    public static TonePattern Pattern(string digits, TimeSpan on, TimeSpan pause, double lowDbm0, double twist)
    {
        ArgumentNullException.ThrowIfNull(digits);
        if (digits.Length is 0 or > MaxDigits)
        {
            throw new ArgumentException($"{digits.Length} digits; give 1 to {MaxDigits}.", nameof(digits));
        }

        RequireTime(on, nameof(on));
        RequireTime(pause, nameof(pause));
        if (!(lowDbm0 is >= -40 and <= 0) || !(twist is >= -6 and <= 6))
        {
            throw new ArgumentOutOfRangeException(nameof(lowDbm0), $"Level {lowDbm0} dBm0, twist {twist} dB; set them to -40 up to 0 and -6 up to 6.");
        }

        var steps = ImmutableArray.CreateBuilder<ToneStep>(digits.Length * 2);
        foreach (var digit in digits)
        {
            var (low, high) = Frequencies(digit);
            steps.Add(new ToneStep(on, new Tone(low, lowDbm0), new Tone(high, lowDbm0 + twist)));
            steps.Add(new ToneStep(pause, []));
        }

        return new TonePattern(repeats: false, steps.MoveToImmutable());
    }

    private static void RequireTime(TimeSpan time, string name)
    {
        if (time < TimeSpan.FromMilliseconds(40) || time > TimeSpan.FromSeconds(6))
        {
            throw new ArgumentOutOfRangeException(name, time, $"{name} is {time.TotalMilliseconds} ms; set it to 40 up to 6000.");
        }
    }
}
