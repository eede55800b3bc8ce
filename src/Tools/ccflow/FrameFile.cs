using System.Buffers.Binary;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary>A file of frames, as a host writes them out of its log: each behind its length in 4 bytes, the low one first.</summary>
internal static class FrameFile
{
    private const int RunAt = 1; // a frame begins with its form, and the run follows

    /// <summary>The frames in their order; each is valid until the next is asked for.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var buffer = new byte[ScriptFrame.MaxBytes];
        var head = new byte[sizeof(int)];
        for (var number = 1; stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) is var read && read > 0; number++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (read < head.Length || length is < 1 or > ScriptFrame.MaxBytes || stream.ReadAtLeast(buffer.AsSpan(0, length), length, throwOnEndOfStream: false) < length)
            {
                throw new ToolException($"'{file}' is no file of frames, or is cut off: frame {number} is not all there. Each is its length in 4 bytes, the low one first, and then its bytes.");
            }

            yield return buffer.AsMemory(0, length);
        }
    }

    /// <summary>The last frame of each run.</summary>
    public static IReadOnlyCollection<ReadOnlyMemory<byte>> ReadLast(string file)
    {
        var last = new Dictionary<Guid, ReadOnlyMemory<byte>>();
        foreach (var frame in Read(file))
        {
            last[RunOf(frame.Span)] = frame.ToArray();
        }

        return last.Values;
    }

    /// <summary>The run of a frame, whatever its program; empty when it is too short to have one.</summary>
    public static Guid RunOf(ReadOnlySpan<byte> frame) => frame.Length < RunAt + 16 ? Guid.Empty : new Guid(frame.Slice(RunAt, 16), bigEndian: true);
}
