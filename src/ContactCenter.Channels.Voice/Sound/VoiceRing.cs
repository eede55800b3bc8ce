using System.Numerics;

namespace ContactCenter.Channels.Voice.Sound;

/// <summary>The last quarter of a second of what somebody said, written by one thread and read by every listener at a place of their own. The lock is held while a frame is copied.</summary>
internal sealed class VoiceRing
{
    private readonly Lock _lock = new();
    private readonly short[] _samples;
    private long _written;
    private int _lastFrame;

    public VoiceRing(int sampleRate) => _samples = new short[BitOperations.RoundUpToPowerOf2((uint)sampleRate / 4)];

    /// <summary>Samples written since the begin.</summary>
    public long Written => Volatile.Read(ref _written);

    public void Write(ReadOnlySpan<short> frame)
    {
        lock (_lock)
        {
            for (var done = 0; done < frame.Length;)
            {
                var at = IndexOf(_written);
                var part = Math.Min(frame.Length - done, _samples.Length - at);
                frame.Slice(done, part).CopyTo(_samples.AsSpan(at));
                done += part;
                Volatile.Write(ref _written, _written + part);
            }

            _lastFrame = frame.Length;
        }
    }

    /// <summary>Whoever reads does so in here; what is written and the samples do not change meanwhile.</summary>
    public Reading Open() => new(this);

    private int IndexOf(long position) => (int)(position & (_samples.Length - 1));

    public readonly ref struct Reading
    {
        private readonly VoiceRing _ring;
        private readonly Lock.Scope _scope;

        public Reading(VoiceRing ring)
        {
            _ring = ring;
            _scope = ring._lock.EnterScope();
        }

        public long Written => _ring._written;

        public int LastFrame => _ring._lastFrame;

        public int Capacity => _ring._samples.Length;

        public short this[long position] => _ring._samples[_ring.IndexOf(position)];

        public void CopyTo(long position, Span<short> into)
        {
            for (var done = 0; done < into.Length;)
            {
                var at = _ring.IndexOf(position + done);
                var part = Math.Min(into.Length - done, _ring._samples.Length - at);
                _ring._samples.AsSpan(at, part).CopyTo(into[done..]);
                done += part;
            }
        }

        public void Dispose() => _scope.Dispose();
    }
}
