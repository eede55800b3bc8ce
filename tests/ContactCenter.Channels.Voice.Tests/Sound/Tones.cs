using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Tests.Sound;

internal static class Tones
{
    public static Clip Clip(double frequency, double seconds, int rate = 8_000, double amplitude = 8_000) => new(
        Enumerable.Range(0, (int)(seconds * rate)).Select(i => (short)Math.Round(amplitude * Math.Sin(2 * Math.PI * frequency * i / rate))).ToArray(), rate);
}
