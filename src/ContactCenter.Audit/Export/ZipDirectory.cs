using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ContactCenter.Audit;

/// <summary>A file in a zip archive.</summary>
/// <param name="Data">Where its bytes begin.</param>
/// <param name="Packed">How many there are.</param>
/// <param name="Size">How many it has unpacked.</param>
/// <param name="IsDeflated">Whether they are packed.</param>
internal readonly record struct ZipMember(long Data, long Packed, long Size, bool IsDeflated);

/// <summary>
/// Reads the directory of a zip archive (PKWARE APPNOTE 4.3) and refuses what programs read differently: an archive means one thing to every reader, or is no export.
/// <c>docs/log-export.md</c> has the rules.
/// </summary>
internal sealed class ZipDirectory
{
    private const int EndBytes = 22;
    private const int MaxComment = 65_535;
    private const int EntryBytes = 46;
    private const int LocalBytes = 30;
    private const int LocatorBytes = 20;
    private const int Zip64EndBytes = 56;
    private const int MaxBytes = 1 << 30;
    private const int Encrypted = 0x2041; // flags 0, 6 and 13
    private const uint Elsewhere = uint.MaxValue; // in the extra field, or in the zip64 end

    private readonly SafeFileHandle _file;
    private readonly long _size;

    private ZipDirectory(SafeFileHandle file) => (_file, _size) = (file, RandomAccess.GetLength(file));

    /// <summary>What is in an archive, by name.</summary>
    /// <exception cref="InvalidDataException">It is none of the form of an export.</exception>
    public static Dictionary<string, ZipMember> Read(SafeFileHandle file) => new ZipDirectory(file).Read();

    private Dictionary<string, ZipMember> Read()
    {
        var (start, length, count) = Find();
        var members = new Dictionary<string, ZipMember>(StringComparer.Ordinal);
        var (total, first) = (0L, start);
        for (var rest = At(start, length).AsSpan(); !rest.IsEmpty; count--)
        {
            Require(rest.Length >= EntryBytes && rest.StartsWith("PK\x01\x02"u8), "its directory is damaged");
            var (nameLength, extraLength, comment) = (Short(rest, 28), Short(rest, 30), Short(rest, 32));
            Require(rest.Length >= EntryBytes + nameLength + extraLength + comment, "its directory is damaged");
            var name = rest.Slice(EntryBytes, nameLength);
            var text = Encoding.Latin1.GetString(name); // one text for each name, whatever it is written in: ours are ASCII
            var (packed, size, offset) = Sizes(rest, rest.Slice(EntryBytes + nameLength, extraLength));
            Require((Short(rest, 8) & Encrypted) == 0, $"'{text}' in it is encrypted");
            Require(packed <= start && (total += LocalBytes + nameLength + packed) <= start, "its files overlap"); // read again and again they would take for ever
            Require(members.TryAdd(text, new ZipMember(DataOf(name, text, offset), packed, size, Short(rest, 10) == 8)), $"it holds '{text}' twice");
            Require(Short(rest, 10) is 0 or 8, $"'{text}' in it is neither stored nor deflated");
            first = Math.Min(first, offset);
            rest = rest[(EntryBytes + nameLength + extraLength + comment)..];
        }

        Require(count == 0, "its directory is damaged");
        Require(first == 0, "something stands before its first file");
        return members;
    }

    /// <summary>Where the directory is, and how many files it has: right before the end, which is the end of the file.</summary>
    private (long Start, int Length, long Count) Find()
    {
        var tail = At(Math.Max(0, _size - EndBytes - MaxComment), (int)Math.Min(_size, EndBytes + MaxComment)).AsSpan();
        var found = tail.LastIndexOf("PK\x05\x06"u8);
        while (found >= 0 && (found + EndBytes > tail.Length || found + EndBytes + Short(tail, found + 20) != tail.Length))
        {
            found = tail[..found].LastIndexOf("PK\x05\x06"u8);
        }

        Require(found >= 0, "it has no end, or something stands behind it");
        Require(Int(tail, found + 4) == 0 && Short(tail, found + 8) == Short(tail, found + 10), "it has several parts");
        var (end, count, length, start) = (_size - tail.Length + found, (long)Short(tail, found + 10), (long)Int(tail, found + 12), (long)Int(tail, found + 16));
        if ((count == ushort.MaxValue || length == Elsewhere || start == Elsewhere)
            && At(Math.Max(0, end - LocatorBytes), LocatorBytes).AsSpan() is var locator && locator.StartsWith("PK\x06\x07"u8))
        {
            end = Long(locator, 8);
            var wide = At(end, Zip64EndBytes).AsSpan();
            Require(wide.StartsWith("PK\x06\x06"u8), "its end is damaged");
            (count, length, start) = (Long(wide, 32), Long(wide, 40), Long(wide, 48));
        }

        Require(start >= 0 && start <= end && length == end - start, "its directory does not lie where its end says");
        Require(length <= MaxBytes, "it has too many files; unpack it and verify the folder");
        return (start, (int)length, count);
    }

    /// <summary>The sizes and the place of a file, of which those that are all ones stand in the extra field (4.5.3).</summary>
    private static (long Packed, long Size, long Offset) Sizes(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> extra)
    {
        Span<long> fields = [Int(entry, 24), Int(entry, 20), Int(entry, 42)];
        while (fields.Contains(Elsewhere) && extra.Length >= 4)
        {
            var (kind, length) = (Short(extra, 0), Math.Min((int)Short(extra, 2), extra.Length - 4));
            var values = extra.Slice(4, length);
            for (var i = 0; kind == 1 && i < fields.Length; i++)
            {
                if (fields[i] == Elsewhere && values.Length >= 8)
                {
                    fields[i] = Long(values, 0);
                    values = values[8..];
                }
            }

            extra = kind == 1 ? default : extra[(4 + length)..];
        }

        Require(fields[0] >= 0 && fields[1] >= 0 && fields[2] >= 0, "a size in it is none");
        return (fields[1], fields[0], fields[2]);
    }

    /// <summary>Where the bytes of a file begin: behind a header of its own, which has the same name.</summary>
    private long DataOf(ReadOnlySpan<byte> name, string text, long offset)
    {
        var header = At(offset, LocalBytes).AsSpan();
        Require(
            header.StartsWith("PK\x03\x04"u8) && Short(header, 26) == name.Length && At(offset + LocalBytes, name.Length).AsSpan().SequenceEqual(name),
            $"'{text}' in it has another name where its bytes are");
        return offset + LocalBytes + name.Length + Short(header, 28);
    }

    private byte[] At(long offset, int length)
    {
        Require(offset >= 0 && offset <= _size - length, "it is cut short");
        var bytes = new byte[length];
        for (var done = 0; done < length;)
        {
            var read = RandomAccess.Read(_file, bytes.AsSpan(done), offset + done);
            Require(read > 0, "it is cut short");
            done += read;
        }

        return bytes;
    }

    private static void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw new InvalidDataException(fault);
        }
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
