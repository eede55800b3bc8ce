using System.Runtime.InteropServices;

namespace ContactCenter.Recordings;

/// <summary>
/// Sound between a call and its file. Whoever brings it never waits: what finds no room is lost, and the time of it counts, so that what follows stays in its place. The room is a few
/// seconds, which is how long a disk may stand still. The lock is held for a copy of memory alone.
/// </summary>
internal sealed class SoundBuffer(int rate)
{
    /// <summary>How much sound waits at most.</summary>
    public static readonly TimeSpan Room = TimeSpan.FromSeconds(4);

    private const int MaxRunsTaken = 256;

    private readonly Lock _gate = new();
    private readonly short[] _ring = new short[2 * rate * (int)Room.TotalSeconds];
    private readonly List<(RunKind Kind, int Frames)> _runs = new(capacity: 64);
    private int _from; // in samples, of the oldest sound
    private int _filled; // in samples
    private bool _isPaused;
    private bool _isClosed;

    /// <summary>The largest content <see cref="Take"/> makes.</summary>
    public int MaxContent => (_ring.Length * sizeof(short)) + (MaxRunsTaken * RecordingFormat.RunSize);

    public void Write(ReadOnlySpan<short> caller, ReadOnlySpan<short> center)
    {
        if (caller.Length != center.Length)
        {
            throw new ArgumentException($"The caller's side has {caller.Length} samples, the center's {center.Length}; both are of the same length.", nameof(center));
        }

        lock (_gate)
        {
            if (_isClosed || caller.IsEmpty)
            {
                return;
            }

            var kind = _isPaused ? RunKind.Paused : 2 * caller.Length > _ring.Length - _filled ? RunKind.Lost : RunKind.Sound;
            Count(kind, caller.Length);
            if (kind == RunKind.Sound)
            {
                Keep(caller, center);
            }
        }
    }

    /// <summary>Whether it is kept from here on.</summary>
    public void Pause(bool isPaused)
    {
        lock (_gate)
        {
            _isPaused = isPaused;
        }
    }

    /// <summary>Takes nothing any more; what is there can be taken out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }
    }

    /// <summary>Takes out what there is, as the content of a chunk.</summary>
    /// <param name="content">At least <see cref="MaxContent"/> bytes.</param>
    /// <returns>How many bytes of it, how many frames of time, and how many of them are sound or lost.</returns>
    public (int Length, int Frames, int Sound, int Lost) Take(Span<byte> content)
    {
        lock (_gate)
        {
            var (length, frames, sound, lost) = (0, 0, 0, 0);
            var taken = 0;
            foreach (var run in CollectionsMarshal.AsSpan(_runs))
            {
                if (taken == MaxRunsTaken || frames > int.MaxValue - run.Frames)
                {
                    break;
                }

                RecordingFormat.WriteRun(content[length..], run.Kind, run.Frames);
                length += RecordingFormat.RunSize;
                if (run.Kind == RunKind.Sound)
                {
                    length += TakeSound(2 * run.Frames, content[length..]);
                }

                frames += run.Frames;
                sound += run.Kind == RunKind.Sound ? run.Frames : 0;
                lost += run.Kind == RunKind.Lost ? run.Frames : 0;
                taken++;
            }

            _runs.RemoveRange(0, taken);
            return (length, frames, sound, lost);
        }
    }

    private void Count(RunKind kind, int frames)
    {
        if (_runs.Count > 0 && _runs[^1] is var last && last.Kind == kind && last.Frames <= int.MaxValue - frames)
        {
            _runs[^1] = (kind, last.Frames + frames);
        }
        else
        {
            _runs.Add((kind, frames));
        }
    }

    private void Keep(ReadOnlySpan<short> caller, ReadOnlySpan<short> center)
    {
        var at = (_from + _filled) % _ring.Length; // always even: sides stay together
        for (var i = 0; i < caller.Length; i++)
        {
            _ring[at] = caller[i];
            _ring[at + 1] = center[i];
            at += 2;
            if (at == _ring.Length)
            {
                at = 0;
            }
        }

        _filled += 2 * caller.Length;
    }

    private int TakeSound(int samples, Span<byte> to)
    {
        var first = Math.Min(samples, _ring.Length - _from);
        Copy(_ring.AsSpan(_from, first), to);
        Copy(_ring.AsSpan(0, samples - first), to[(first * sizeof(short))..]);
        _from = (_from + samples) % _ring.Length;
        _filled -= samples;
        return samples * sizeof(short);
    }

    private static void Copy(Span<short> samples, Span<byte> to)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(samples).CopyTo(to);
            return;
        }

        for (var i = 0; i < samples.Length; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt16LittleEndian(to[(i * sizeof(short))..], samples[i]);
        }
    }
}
