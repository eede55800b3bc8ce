using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ContactCenter.Recordings;

/// <summary>What a chunk is made in: as many as chunks are written at a time, whatever the number of recordings. Thread-safe.</summary>
internal sealed class ChunkBuffers
{
    /// <summary>The content of a chunk: two seconds at 8 kHz, one at 16 kHz. More that waits makes more chunks.</summary>
    public const int MaxContent = 66_560;

    private readonly ConcurrentBag<Pair> _free = [];

    public Pair Take() => _free.TryTake(out var pair) ? pair : new Pair();

    /// <summary>Nobody uses it any more; what was said is gone.</summary>
    public void GiveBack(Pair pair)
    {
        CryptographicOperations.ZeroMemory(pair.Content);
        _free.Add(pair);
    }

    internal sealed class Pair
    {
        public byte[] Content { get; } = new byte[MaxContent];

        public byte[] Chunk { get; } = new byte[MaxContent + RecordingFormat.EndSize];
    }
}
