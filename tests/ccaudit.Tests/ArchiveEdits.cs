using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>What may be done to a zip archive that programs read differently.</summary>
internal static class ArchiveEdits
{
    /// <param name="records">The name of a bundle of commit records.</param>
    public static IReadOnlyList<(string Name, bool IsBad, Func<byte[], byte[]> Edit)> All(string records) =>
    [
        ("untouched", false, static zip => zip),
        ("a comment behind the end", false, static zip => [.. zip[..^2], 2, 0, .. "hi"u8]),
        ("the manifest called encrypted", true, static zip => Central(zip, "manifest.json", static entry => entry[8] |= 1)),
        ("a bundle called encrypted", true, static zip => Central(zip, "entries/000", static entry => entry[8] |= 1)),
        ("a masked header", true, zip => Central(zip, records, static entry => entry[9] |= 0x20)),
        ("a bundle packed by another method", true, static zip => Central(zip, "entries/000", static entry => entry[10] = 12)),
        ("the manifest under another name in front of its bytes", true, static zip => Local(zip, "manifest.json", static header => header[30] = (byte)'n')),
        ("a bundle under another name in front of its bytes", true, static zip => Local(zip, "entries/000", static header => header[30] = (byte)'n')),
        ("another size in front of its bytes", false, static zip => Local(zip, "entries/000", static header => header[22] ^= 1)), // only the directory counts
        ("another size in the directory", true, static zip => Central(zip, "entries/000", static entry => entry[24] ^= 1)),
        ("bytes before", true, static zip => [.. "PK before"u8, .. zip]),
        ("bytes before that the directory counts", true, static zip => Before(zip, "PK before"u8.ToArray())),
        ("bytes behind", true, static zip => [.. zip, 0]),
        ("a second end", true, static zip => [.. zip, .. zip[^22..]]),
        ("the last byte cut off", true, static zip => zip[..^1]),
        ("two parts", true, static zip => End(zip, static end => end[4] = 1)),
        ("a file less than are said", true, static zip => End(zip, static end => (end[8], end[10]) = ((byte)(end[8] + 1), (byte)(end[10] + 1)))),
        ("a directory that begins elsewhere", true, static zip => End(zip, static end => end[16] ^= 1)),
        ("nothing but an end", true, static _ => [.. "PK\x05\x06"u8, .. new byte[18]]),
    ];

    private static byte[] Central(byte[] zip, string name, Action<Memory> edit) => At(zip, "PK\x01\x02"u8, 46, name, edit);

    private static byte[] Local(byte[] zip, string name, Action<Memory> edit) => At(zip, "PK\x03\x04"u8, 30, name, edit);

    private static byte[] End(byte[] zip, Action<Memory> edit)
    {
        edit(new Memory(zip, zip.Length - 22));
        return zip;
    }

    private static byte[] At(byte[] zip, ReadOnlySpan<byte> mark, int length, string name, Action<Memory> edit)
    {
        var bytes = Encoding.ASCII.GetBytes(name);
        for (var at = 0; at < zip.Length - length - bytes.Length; at++)
        {
            if (zip.AsSpan(at).StartsWith(mark) && zip.AsSpan(at + length).StartsWith(bytes))
            {
                edit(new Memory(zip, at));
                return zip;
            }
        }

        throw new ArgumentException($"There is no '{name}'.", nameof(name));
    }

    /// <summary>Puts bytes before an archive and moves every place in it by as many.</summary>
    private static byte[] Before(byte[] zip, byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        var entries = archive.Entries.Count;
        var (end, at) = (zip.Length - 22, BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(zip.Length - 6)));
        Move(zip, end + 16, bytes.Length);
        for (var i = 0; i < entries; i++)
        {
            Move(zip, at + 42, bytes.Length);
            at += 46 + BinaryPrimitives.ReadInt16LittleEndian(zip.AsSpan(at + 28)) + BinaryPrimitives.ReadInt16LittleEndian(zip.AsSpan(at + 30));
        }

        return [.. bytes, .. zip];
    }

    private static void Move(byte[] zip, int at, int by) =>
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(at), BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(at)) + by);

    /// <summary>The bytes from a place on.</summary>
    public sealed class Memory(byte[] bytes, int from)
    {
        public byte this[int at] { get => bytes[from + at]; set => bytes[from + at] = value; }
    }
}
