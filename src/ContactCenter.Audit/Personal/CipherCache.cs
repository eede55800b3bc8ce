using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ContactCenter.Audit;

/// <summary>
/// The ciphers of the subjects used last. Making one costs more than encrypting with it, and one may serve only one thread at a time,
/// so it is taken out and given back. Thread-safe; a subject known already is served without a lock.
/// </summary>
internal sealed class CipherCache(int capacity) : IDisposable
{
    private const int TagBytes = 16;

    private readonly ConcurrentDictionary<SubjectId, Place> _places = new();
    private readonly Lock _gate = new();
    private readonly Queue<Place> _inTurn = new();
    private volatile bool _disposed;

    /// <summary>The subject's cipher, the caller's until it is given back with what comes along.</summary>
    public AesGcm Rent(SubjectId subject, ReadOnlySpan<byte> key, out Place place)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_places.TryGetValue(subject, out var found))
        {
            found = Add(subject);
        }

        place = found;
        if (!place.IsUsed)
        {
            place.IsUsed = true;
        }

        return Interlocked.Exchange(ref place.Cipher, null) ?? new AesGcm(key, TagBytes);
    }

    /// <summary>Gives a cipher back; a second one of the same subject is not kept.</summary>
    public void Return(Place place, AesGcm cipher)
    {
        if (Interlocked.CompareExchange(ref place.Cipher, cipher, null) is not null)
        {
            cipher.Dispose();
        }
        else if (place.IsGone || _disposed)
        {
            place.Drop(); // whoever dropped it looked before this one was back
        }
    }

    /// <summary>Drops a subject's cipher for good: one that is out at this moment is not taken back either.</summary>
    public void Forget(SubjectId subject)
    {
        var place = _places.GetOrAdd(subject, static s => new Place(s));
        place.IsForgotten = true;
        place.Leave();
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (var place in _places.Values)
        {
            place.Drop();
        }
    }

    /// <summary>Makes a place, and room for it: the first in turn that was not used since its last turn goes.</summary>
    private Place Add(SubjectId subject)
    {
        lock (_gate)
        {
            var place = _places.GetOrAdd(subject, static s => new Place(s) { IsUsed = true });
            if (place.IsInTurn)
            {
                return place; // somebody else was quicker
            }

            place.IsInTurn = true;
            _inTurn.Enqueue(place);
            while (_inTurn.Count > capacity)
            {
                var oldest = _inTurn.Dequeue();
                if (oldest.IsUsed)
                {
                    oldest.IsUsed = false;
                    _inTurn.Enqueue(oldest);
                }
                else if (!oldest.IsForgotten)
                {
                    _places.TryRemove(KeyValuePair.Create(oldest.Subject, oldest));
                    oldest.Leave();
                }
            }

            return place;
        }
    }

    /// <summary>Where a subject's cipher lies while nobody uses it.</summary>
    internal sealed class Place(SubjectId subject)
    {
        public AesGcm? Cipher;
        public volatile bool IsUsed;
        public volatile bool IsForgotten;
        public volatile bool IsGone;
        public bool IsInTurn;

        public SubjectId Subject => subject;

        public void Leave()
        {
            IsGone = true;
            Drop();
        }

        public void Drop() => Interlocked.Exchange(ref Cipher, null)?.Dispose();
    }
}
