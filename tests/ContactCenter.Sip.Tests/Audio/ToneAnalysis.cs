namespace ContactCenter.Sip.Tests.Audio;

/// <summary>What a received signal is: its frequency, level, delay against what was sent, and its gaps.</summary>
internal static class ToneAnalysis
{
    /// <summary>The frequency of the strongest tone in the first 2,000 samples in Hz, to about 0.1 Hz for a clean one.</summary>
    public static double Frequency(ReadOnlySpan<short> samples, int rate)
    {
        samples = samples[..Math.Min(2_000, samples.Length)];
        var windowed = new double[samples.Length];
        for (var i = 0; i < windowed.Length; i++)
        {
            windowed[i] = samples[i] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * i / windowed.Length)));
        }

        // A coarse search in steps of a bin, then finer around the best.
        var (best, step) = (0.0, (double)rate / samples.Length);
        for (var (at, most) = (step, -1.0); at < rate / 2.0; at += step)
        {
            var power = Power(windowed, at, rate);
            (best, most) = power > most ? (at, power) : (best, most);
        }

        for (; step > 0.01; step /= 2)
        {
            best = Power(windowed, best - (step / 2), rate) > Power(windowed, best, rate) ? best - (step / 2)
                : Power(windowed, best + (step / 2), rate) > Power(windowed, best, rate) ? best + (step / 2) : best;
        }

        return best;
    }

    /// <summary>The level of what there is at this frequency alone, as a sine, in dBm0.</summary>
    public static double LevelAt(ReadOnlySpan<short> samples, double frequency, int rate)
    {
        var windowed = new double[samples.Length];
        for (var i = 0; i < windowed.Length; i++)
        {
            windowed[i] = samples[i] * (1 - Math.Cos(2 * Math.PI * i / windowed.Length));
        }

        return Dbm0(2 * Math.Sqrt(Power(windowed, frequency, rate)) / samples.Length);
    }

    /// <summary>The level of everything, in dBm0.</summary>
    public static double Level(ReadOnlySpan<short> samples)
    {
        var sum = 0.0;
        foreach (var s in samples)
        {
            sum += (double)s * s;
        }

        return Dbm0(Math.Sqrt(2 * sum / samples.Length));
    }

    /// <summary>How many dB the tone at this frequency is above everything else.</summary>
    public static double SignalToRest(ReadOnlySpan<short> samples, double frequency, int rate)
    {
        var (sin, cos) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            sin += samples[i] * Math.Sin(2 * Math.PI * frequency * i / rate);
            cos += samples[i] * Math.Cos(2 * Math.PI * frequency * i / rate);
        }

        (sin, cos) = (sin * 2 / samples.Length, cos * 2 / samples.Length);
        var (tone, rest) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            var fitted = (sin * Math.Sin(2 * Math.PI * frequency * i / rate)) + (cos * Math.Cos(2 * Math.PI * frequency * i / rate));
            tone += fitted * fitted;
            rest += (samples[i] - fitted) * (samples[i] - fitted);
        }

        return 10 * Math.Log10(tone / rest);
    }

    /// <summary>How many samples <paramref name="received"/> is behind <paramref name="sent"/>, up to <paramref name="most"/>, where the two are most alike.</summary>
    public static int Delay(ReadOnlySpan<short> sent, ReadOnlySpan<short> received, int most)
    {
        var (best, likeness) = (0, double.MinValue);
        for (var delay = 0; delay <= Math.Min(most, received.Length - 1); delay++)
        {
            var (sum, energy) = (0.0, 1.0);
            var length = Math.Min(sent.Length, received.Length - delay);
            for (var i = 0; i < length; i++)
            {
                sum += (double)sent[i] * received[delay + i];
                energy += (double)received[delay + i] * received[delay + i];
            }

            if (sum / Math.Sqrt(energy) > likeness)
            {
                (best, likeness) = (delay, sum / Math.Sqrt(energy));
            }
        }

        return best;
    }

    /// <summary>Where the signal is below a level for at least 5 ms: the first sample of each gap, and how many.</summary>
    public static IReadOnlyList<(int Start, int Length)> Gaps(ReadOnlySpan<short> samples, int rate, double belowDbm0 = -50)
    {
        var block = rate / 400;
        var gaps = new List<(int Start, int Length)>();
        for (var at = 0; at + block <= samples.Length; at += block)
        {
            if (Level(samples.Slice(at, block)) >= belowDbm0)
            {
                continue;
            }

            if (gaps is [.., var (start, length)] && start + length == at)
            {
                gaps[^1] = (start, length + block);
            }
            else
            {
                gaps.Add((at, block));
            }
        }

        return [.. gaps.Where(g => g.Length >= 2 * block)];
    }

    /// <summary>How near <paramref name="copy"/> is to <paramref name="original"/>, in dB; infinite when the same.</summary>
    public static double SignalToNoise(ReadOnlySpan<short> original, ReadOnlySpan<short> copy)
    {
        var (signal, noise) = (0.0, 0.0);
        for (var i = 0; i < original.Length; i++)
        {
            signal += (double)original[i] * original[i];
            noise += Math.Pow(original[i] - copy[i], 2);
        }

        return 10 * Math.Log10(signal / noise);
    }

    /// <summary>The mean over blocks of 16 ms in which there is something to hear, each between -10 and 35 dB.</summary>
    public static double SegmentalSignalToNoise(ReadOnlySpan<short> original, ReadOnlySpan<short> copy, int rate)
    {
        var (sum, count) = (0.0, 0);
        var block = rate * 16 / 1_000;
        for (var at = 0; at + block <= original.Length; at += block)
        {
            if (Level(original.Slice(at, block)) > -45)
            {
                sum += Math.Clamp(SignalToNoise(original.Slice(at, block), copy.Slice(at, block)), -10, 35);
                count++;
            }
        }

        return sum / count;
    }

    private static double Dbm0(double amplitude) => (20 * Math.Log10(Math.Max(amplitude, 1e-9) / 32_768)) + 3.14;

    private static double Power(double[] samples, double frequency, int rate)
    {
        var (coefficient, s1, s2) = (2 * Math.Cos(2 * Math.PI * frequency / rate), 0.0, 0.0);
        foreach (var sample in samples)
        {
            (s1, s2) = (sample + (coefficient * s1) - s2, s1);
        }

        return (s1 * s1) + (s2 * s2) - (coefficient * s1 * s2);
    }
}
