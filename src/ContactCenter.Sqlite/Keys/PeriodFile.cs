using System.Buffers.Binary;
using System.Security.Cryptography;
using ContactCenter.Sqlite.Files;

namespace ContactCenter.Sqlite.Keys;

/// <summary>A period's key as it is stored: wrapped under the master key.</summary>
/// <param name="Id">Greater than that of every period before.</param>
/// <param name="Began">Since when new keys are wrapped under it, to the millisecond.</param>
/// <param name="Wrapped">See <see cref="KeyCipher.WrapPeriod"/>.</param>
internal sealed record StoredPeriod(long Id, DateTimeOffset Began, byte[] Wrapped);

/// <summary>What a file of period keys holds.</summary>
/// <param name="Store">The mark of the <c>keys.db</c> it belongs to.</param>
/// <param name="Slots">By their place; null where none stands.</param>
/// <param name="IsDamaged">Whether a slot holds neither a period nor nothing: one that was being written when the power failed, or worse.</param>
internal sealed record PeriodFileContent(byte[] Store, StoredPeriod?[] Slots, bool IsDamaged);

/// <summary>
/// The file of a tenant's period keys: a header and a few slots, each a block of its own, overwritten in place, so that what is destroyed has no copy.
/// Nothing is kept in memory. Not thread-safe.
/// </summary>
internal sealed class PeriodFile(string path)
{
    public const int Slots = 7;
    public const int StoreSize = 16;

    /// <summary>What disks write at once: writing one block harms no other.</summary>
    private const int BlockSize = 4_096;
    private const int WrappedOffset = 16;
    private const int ContentSize = WrappedOffset + KeyCipher.SlotSize;

    private static readonly byte[] Magic = [.. "CCPERIODS"u8, 1];

    public string Path => path;

    /// <summary>Makes the file with its first period, durably.</summary>
    public void Make(byte[] store, StoredPeriod first)
    {
        DurableDirectory.Create(System.IO.Path.GetDirectoryName(path)!);
        OwnerOnlyFile.Write(path, Blocks(new PeriodFileContent(store, [first, .. new StoredPeriod?[Slots - 1]], IsDamaged: false)));
    }

    /// <summary>What it holds; null where there is no file.</summary>
    /// <exception cref="InvalidDataException">It is no file of period keys.</exception>
    public PeriodFileContent? Find()
    {
        try
        {
            var blocks = File.ReadAllBytes(path);
            return blocks.Length == BlockSize * (Slots + 1) && Content(blocks.AsSpan(0, BlockSize), Magic.Length + StoreSize) is { } header && header.AsSpan().StartsWith(Magic)
                ? ReadSlots(blocks, header[Magic.Length..])
                : throw new InvalidDataException($"{path} does not hold period keys.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes everything anew where it stands: what the kernel kept of a write whose sync failed is durable after it, and a slot that was not written to its end is empty.</summary>
    public void Settle(PeriodFileContent content) => Overwrite(0, Blocks(content));

    /// <summary>Overwrites one slot, durably; null empties it.</summary>
    public void Put(int slot, StoredPeriod? period)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Slots);
        Overwrite((slot + 1L) * BlockSize, Block(period));
    }

    private static PeriodFileContent ReadSlots(byte[] blocks, byte[] store)
    {
        var slots = new StoredPeriod?[Slots];
        var isDamaged = false;
        for (var i = 0; i < Slots; i++)
        {
            var block = blocks.AsSpan((i + 1) * BlockSize, BlockSize);
            slots[i] = Content(block, ContentSize) is { } content ? Period(content) : null;
            isDamaged |= slots[i] is null && block.ContainsAnyExcept((byte)0);
        }

        return new PeriodFileContent(store, slots, isDamaged);
    }

    private static byte[] Blocks(PeriodFileContent content) => [.. Sealed([.. Magic, .. content.Store]), .. content.Slots.SelectMany(Block)];

    private static byte[] Block(StoredPeriod? period)
    {
        if (period is null)
        {
            return new byte[BlockSize];
        }

        Span<byte> content = stackalloc byte[ContentSize];
        BinaryPrimitives.WriteInt64BigEndian(content, period.Id);
        BinaryPrimitives.WriteInt64BigEndian(content[8..], period.Began.ToUnixTimeMilliseconds());
        period.Wrapped.CopyTo(content[WrappedOffset..]);
        return Sealed(content);
    }

    private static StoredPeriod Period(byte[] content) => new(
        BinaryPrimitives.ReadInt64BigEndian(content),
        DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(8))),
        content[WrappedOffset..]);

    /// <summary>A block of the content and its SHA-256, which tells whether it was written to its end.</summary>
    private static byte[] Sealed(ReadOnlySpan<byte> content)
    {
        var block = new byte[BlockSize];
        content.CopyTo(block);
        SHA256.HashData(content, block.AsSpan(content.Length));
        return block;
    }

    private static byte[]? Content(ReadOnlySpan<byte> block, int size) =>
        block.Slice(size, SHA256.HashSizeInBytes).SequenceEqual(SHA256.HashData(block[..size])) ? block[..size].ToArray() : null;

    private void Overwrite(long offset, byte[] bytes)
    {
        // Open, never make: a file that has gone must not come back with nothing but the newest key.
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        RandomAccess.Write(file, bytes, offset);
        RandomAccess.FlushToDisk(file);
    }
}
