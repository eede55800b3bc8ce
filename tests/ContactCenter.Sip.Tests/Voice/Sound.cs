using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Streams;
using ContactCenter.Sip.Tests.Audio;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>A sine that never ends.</summary>
internal sealed class Sine(double frequency) : IAudioSource
{
    private long _at;

    public bool Fill(Span<short> frame, int sampleRate)
    {
        for (var i = 0; i < frame.Length; i++)
        {
            frame[i] = (short)(8_000 * Math.Sin(2 * Math.PI * frequency * _at++ / sampleRate));
        }

        return true;
    }
}

/// <summary>Keys as tones, once.</summary>
internal sealed class Keys(string keys) : IAudioSource
{
    private TonePlayer? _player;

    public bool IsDone => _player is { IsDone: true };

    public bool Fill(Span<short> frame, int sampleRate)
    {
        _player ??= new TonePlayer(sampleRate, Dtmf.Pattern(keys));
        return _player.Read(frame) > 0;
    }
}

/// <summary>Keeps what is heard.</summary>
internal sealed class Recording : IAudioSink
{
    private readonly Lock _gate = new();
    private readonly List<short> _samples = [];

    public int Rate { get; private set; }

    public int Received { get; private set; }

    /// <summary>Frames of every kind: what came, what was filled in, silence.</summary>
    public int Played { get; private set; }

    public void Play(ReadOnlySpan<short> frame, int sampleRate, AudioFrameKind kind)
    {
        lock (_gate)
        {
            Rate = sampleRate;
            Received += kind == AudioFrameKind.Received ? 1 : 0;
            Played++;
            _samples.AddRange(frame);
        }
    }

    /// <summary>Waits for so many more frames that came, and gives the last 200 ms.</summary>
    public async Task<short[]> NextAsync(int frames = 30)
    {
        var until = Received + frames;
        for (var i = 0; Received < until; i++)
        {
            i.ShouldBeLessThan(3_000, $"{until} frames are heard; there were {Received}");
            await Task.Delay(10);
        }

        lock (_gate)
        {
            return [.. _samples.TakeLast(Rate / 5)];
        }
    }

    /// <summary>Waits for so many more frames of any kind, and gives the last 200 ms: what is heard of somebody who says nothing, too.</summary>
    public async Task<short[]> NextOfAnyKindAsync(int frames)
    {
        var until = Played + frames;
        for (var i = 0; Played < until; i++)
        {
            i.ShouldBeLessThan(3_000, $"{until} frames are played; there were {Played}");
            await Task.Delay(10);
        }

        lock (_gate)
        {
            return [.. _samples.TakeLast(Rate / 5)];
        }
    }

    /// <summary>What is heard now is this tone, clear of everything else; a frame that a busy machine was late with, and that was concealed, is given time to pass.</summary>
    public async Task HearsAsync(double frequency)
    {
        var samples = await NextAsync();
        for (var i = 0; i < 10 && ToneAnalysis.LevelAt(samples, frequency, Rate) is < -15 and > -25; i++)
        {
            samples = await NextAsync();
        }

        ToneAnalysis.Frequency(samples, Rate).ShouldBe(frequency, 2);
        ToneAnalysis.LevelAt(samples, frequency, Rate).ShouldBeInRange(-15, -5);
    }
}
