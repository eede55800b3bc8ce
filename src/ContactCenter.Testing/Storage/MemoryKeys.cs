using System.Security.Cryptography;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Testing;

/// <summary>Subjects' keys in memory. Thread-safe.</summary>
internal sealed class MemoryKeys : IKeyStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SubjectId, byte[]?> _keys = [];

    public ValueTask<SubjectKey> GetOrCreateAsync(SubjectId subject, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (!_keys.TryGetValue(subject, out var key))
            {
                _keys[subject] = key = RandomNumberGenerator.GetBytes(32);
            }

            return key is not null
                ? ValueTask.FromResult(new SubjectKey(subject, key))
                : throw new SubjectErasedException($"The subject {subject} has been erased; nothing can be sealed for it.");
        }
    }

    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(SubjectId subject, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_keys.GetValueOrDefault(subject) is { } key ? new ReadOnlyMemory<byte>(key) : (ReadOnlyMemory<byte>?)null);
        }
    }

    /// <summary>Destroys the key; the subject never gets another. False when that had been done before.</summary>
    public bool Erase(SubjectId subject)
    {
        lock (_gate)
        {
            var isNew = !_keys.TryGetValue(subject, out var key) || key is not null;
            _keys[subject] = null;
            return isNew;
        }
    }

    public bool IsErased(SubjectId subject)
    {
        lock (_gate)
        {
            return _keys.TryGetValue(subject, out var key) && key is null;
        }
    }
}
