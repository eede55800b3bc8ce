using System.Runtime.InteropServices;

namespace ContactCenter.Recordings;

/// <summary>
/// Sound between a call and its file. Whoever brings it never waits: what finds no room is lost, and the time of it counts, so that what follows stays in its place. The room is a few
/// seconds, which is how long a disk may stand still; memory is held for what waits alone, in blocks that serve again. The lock is held for a copy of memory alone.
/// </summary>
internal sealed class SoundBuffer(int rate, SoundBlocks blocks)
{
    /// <summary>How much sound waits at most.</summary>
    public static readonly TimeSpan Room = TimeSpan.FromSeconds(4);

    private const int MaxRunsTaken = 256;

    private readonly Lock _gate = new();
    private readonly int _most = 2 * rate * (int)Room.TotalSeconds; // samples
    private readonly short[]?[] _ring = new short[]?[(2 * rate * (int)Room.TotalSeconds / SoundBlocks.Size) + 2]; // both ends may be in the middle of one
    private readonly List<(RunKind Kind, int Frames)> _runs = new(capacity: 64);
    private int _from; // in samples, of the oldest sound
    private int _filled; // in samples
    private bool _isPaused;
    private bool _isClosed;

    /// <summary>The largest content <see cref="Take"/> makes.</summary>
    public int MaxContent => (_most * sizeof(short)) + (MaxRunsTaken * RecordingFormat.RunSize);

    /// <summary>How much sound waits, in frames.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _filled / 2;
            }
        }
    }

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

            var kind = _isPaused ? RunKind.Paused : 2 * caller.Length > _most - _filled ? RunKind.Lost : RunKind.Sound;
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

    /// <summary>Takes out what there is, as the content of a chunk, as far as it fits.</summary>
    /// <param name="content">Where to; <see cref="MaxContent"/> bytes are enough for everything.</param>
    /// <returns>How many bytes of it, how many frames of time, and how many of them are sound or lost.</returns>
    public (int Length, int Frames, int Sound, int Lost) Take(Span<byte> content)
    {
        lock (_gate)
        {
            var (length, frames, sound, lost) = (0, 0, 0, 0);
            var taken = 0;
            foreach (ref var run in CollectionsMarshal.AsSpan(_runs))
            {
                var fitting = Fitting(run, content.Length - length);
                if (taken == MaxRunsTaken || fitting == 0 || frames > int.MaxValue - fitting)
                {
                    break;
                }

                RecordingFormat.WriteRun(content[length..], run.Kind, fitting);
                length += RecordingFormat.RunSize;
                if (run.Kind == RunKind.Sound)
                {
                    TakeSound(2 * fitting, content[length..]);
                    length += fitting * RecordingFormat.FrameSize;
                }

                frames += fitting;
                sound += run.Kind == RunKind.Sound ? fitting : 0;
                lost += run.Kind == RunKind.Lost ? fitting : 0;
                if (fitting < run.Frames)
                {
                    run.Frames -= fitting;
                    break;
                }

                taken++;
            }

            _runs.RemoveRange(0, taken);
            return (length, frames, sound, lost);
        }
    }

    /// <summary>Gives the memory of what waits back: nobody takes it any more.</summary>
    public void Drop()
    {
        lock (_gate)
        {
            _isClosed = true;
            _runs.Clear();
            (_from, _filled) = (0, 0);
            for (var i = 0; i < _ring.Length; i++)
            {
                GiveBack(i);
            }
        }
    }

    /// <summary>How many frames of a run go into so many bytes.</summary>
    private static int Fitting((RunKind Kind, int Frames) run, int room) => (run.Kind, room - RecordingFormat.RunSize) switch
    {
        (_, < 0) => 0,
        (RunKind.Sound, var left) => Math.Min(run.Frames, left / RecordingFormat.FrameSize),
        _ => run.Frames,
    };

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
        var at = (_from + _filled) % (_ring.Length * SoundBlocks.Size); // always even: sides stay together
        for (var done = 0; done < caller.Length;)
        {
            var block = _ring[at / SoundBlocks.Size] ??= blocks.Take();
            var inside = at % SoundBlocks.Size;
            var count = Math.Min(caller.Length - done, (SoundBlocks.Size - inside) / 2);
            var to = block.AsSpan(inside, 2 * count);
            for (var i = 0; i < count; i++)
            {
                to[2 * i] = caller[done + i];
                to[(2 * i) + 1] = center[done + i];
            }

            done += count;
            at = (at + (2 * count)) % (_ring.Length * SoundBlocks.Size);
        }

        _filled += 2 * caller.Length;
    }

    private void TakeSound(int samples, Span<byte> to)
    {
        _filled -= samples;
        while (samples > 0)
        {
            var (block, inside) = (_from / SoundBlocks.Size, _from % SoundBlocks.Size);
            var count = Math.Min(samples, SoundBlocks.Size - inside);
            Copy(_ring[block].AsSpan(inside, count), to);
            to = to[(count * sizeof(short))..];
            samples -= count;
            _from = (_from + count) % (_ring.Length * SoundBlocks.Size);
            if (inside + count == SoundBlocks.Size || (samples == 0 && _filled == 0))
            {
                GiveBack(block);
            }
        }

        _from = _filled == 0 ? 0 : _from;
    }

    private void GiveBack(int block)
    {
        if (_ring[block] is { } back)
        {
            _ring[block] = null;
            blocks.GiveBack(back);
        }
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
