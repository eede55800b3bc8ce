using System.Security.Cryptography;

namespace ContactCenter.Audit;

/// <summary>
/// The ciphers of the subjects used last. Making one costs more than encrypting with it, and one may serve only one thread at a time,
/// so it is taken out and given back. Thread-safe.
/// </summary>
internal sealed class CipherCache(int capacity) : IDisposable
{
    private const int TagBytes = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<SubjectId, LinkedListNode<(SubjectId Subject, AesGcm Cipher)>> _bySubject = [];
    private readonly LinkedList<(SubjectId Subject, AesGcm Cipher)> _oldestFirst = [];
    private readonly HashSet<SubjectId> _forgotten = [];
    private bool _disposed;

    public AesGcm Rent(SubjectId subject, ReadOnlySpan<byte> key)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_bySubject.Remove(subject, out var node))
            {
                _oldestFirst.Remove(node);
                return node.Value.Cipher;
            }
        }

        return new AesGcm(key, TagBytes);
    }

    /// <summary>Gives a cipher back; a second one of the same subject is not kept.</summary>
    public void Return(SubjectId subject, AesGcm cipher)
    {
        AesGcm? surplus = null;
        lock (_gate)
        {
            if (_disposed || _forgotten.Contains(subject) || _bySubject.ContainsKey(subject))
            {
                surplus = cipher;
            }
            else
            {
                _bySubject.Add(subject, _oldestFirst.AddLast((subject, cipher)));
                if (_bySubject.Count > capacity)
                {
                    surplus = Remove(_oldestFirst.First!);
                }
            }
        }

        surplus?.Dispose();
    }

    /// <summary>Drops a subject's cipher for good: one that is out at this moment is not taken back either.</summary>
    public void Forget(SubjectId subject)
    {
        AesGcm? dropped;
        lock (_gate)
        {
            _forgotten.Add(subject);
            dropped = _bySubject.TryGetValue(subject, out var node) ? Remove(node) : null;
        }

        dropped?.Dispose();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var (_, cipher) in _oldestFirst)
            {
                cipher.Dispose();
            }

            _oldestFirst.Clear();
            _bySubject.Clear();
        }
    }

    private AesGcm Remove(LinkedListNode<(SubjectId Subject, AesGcm Cipher)> node)
    {
        _oldestFirst.Remove(node);
        _bySubject.Remove(node.Value.Subject);
        return node.Value.Cipher;
    }
}
