namespace ContactCenter.Sip.Audio;

/// <summary>The sines and cosines of some frequencies in a block, made orthonormal (Gram and Schmidt): how much of a block's energy they explain together.</summary>
internal sealed class ToneBasis
{
    private readonly float[][] _waves;

    public ToneBasis(IEnumerable<double> frequencies, int rate, int length)
    {
        var waves = new List<double[]>();
        foreach (var frequency in frequencies)
        {
            foreach (var phase in (ReadOnlySpan<double>)[0, Math.PI / 2])
            {
                var wave = new double[length];
                for (var i = 0; i < length; i++)
                {
                    wave[i] = Math.Sin((2 * Math.PI * frequency * i / rate) + phase);
                }

                Orthonormal(wave, waves);
                waves.Add(wave);
            }
        }

        _waves = [.. waves.Select(static w => Array.ConvertAll(w, static v => (float)v))];
    }

    /// <summary>The energy of what is nearest to the block among all the tones these frequencies can make.</summary>
    public float Explains(ReadOnlySpan<float> block)
    {
        var sum = 0f;
        foreach (var wave in _waves)
        {
            var part = DotProduct.Of(wave, block);
            sum += part * part;
        }

        return sum;
    }

    private static void Orthonormal(double[] wave, List<double[]> others)
    {
        foreach (var other in others)
        {
            var common = Dot(wave, other);
            for (var i = 0; i < wave.Length; i++)
            {
                wave[i] -= common * other[i];
            }
        }

        var length = Math.Sqrt(Dot(wave, wave));
        for (var i = 0; i < wave.Length; i++)
        {
            wave[i] /= length;
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
