using System.Buffers.Binary;
using System.Security.Cryptography;
using ContactCenter.Calls;
using ContactCenter.Recordings;

namespace ContactCenter.Tests.Recordings;

/// <summary>Sound each of whose samples says where in time it belongs, and whole files of it.</summary>
internal static class Sound
{
    public const int Rate = 8_000;
    public const int Frame = 160; // 20 ms

    public static short Caller(long frame) => (short)((frame * 7) + 1);

    public static short Center(long frame) => (short)((frame * 13) - 5);

    /// <summary>Writes frames of 20 ms from a place in time on.</summary>
    public static void Write(ICallRecording recording, long from, int frames) => Write(recording.Write, from, frames);

    public static void Write(SoundBuffer buffer, long from, int frames) => Write(buffer.Write, from, frames);

    /// <summary>A file as the center writes it: a chunk for each stretch, which is sound or, where it is negative, a pause of so many frames.</summary>
    public static byte[] File(RecordingId id, byte[] key, bool isEnded, params ReadOnlySpan<int> stretches)
    {
        var header = RecordingFormat.Header(id, Rate);
        using var cipher = new RecordingCipher(header, key);
        var buffer = new SoundBuffer(Rate, new SoundBlocks());
        var (content, chunk) = (new byte[buffer.MaxContent], new byte[buffer.MaxContent + RecordingFormat.EndSize]);
        var file = new List<byte>(header);
        var (number, start) = (0, 0L);
        foreach (var stretch in stretches)
        {
            buffer.Pause(stretch < 0);
            Write(buffer, start, Math.Abs(stretch));
            var (length, frames, _, _) = buffer.Take(content);
            file.AddRange(chunk.AsSpan(0, cipher.Seal(number++, start, frames, content.AsSpan(0, length), chunk)));
            start += frames;
        }

        if (isEnded)
        {
            file.AddRange(chunk.AsSpan(0, cipher.Seal(number, start, 0, [], chunk)));
        }

        return [.. file];
    }

    public static byte[] Key() => RandomNumberGenerator.GetBytes(RecordingFormat.KeySize);

    /// <summary>Checks a WAV file sample by sample: what was recorded, or silence within the pauses.</summary>
    /// <returns>How many frames it has.</returns>
    public static long Check(ReadOnlySpan<byte> wav, params (long From, long To)[] pauses)
    {
        BinaryPrimitives.ReadUInt32LittleEndian(wav[4..]).ShouldBe((uint)wav.Length - 8);
        BinaryPrimitives.ReadUInt32LittleEndian(wav[40..]).ShouldBe((uint)wav.Length - 44);
        var data = wav[44..];
        for (var frame = 0; frame < data.Length / 4; frame++)
        {
            var isSilent = pauses.Any(p => frame >= p.From && frame < p.To);
            var (left, right) = (BinaryPrimitives.ReadInt16LittleEndian(data[(4 * frame)..]), BinaryPrimitives.ReadInt16LittleEndian(data[((4 * frame) + 2)..]));
            if ((left, right) != (isSilent ? ((short)0, (short)0) : (Caller(frame), Center(frame))))
            {
                throw new ShouldAssertException($"frame {frame} is {left}, {right}");
            }
        }

        return data.Length / 4;
    }

    private delegate void Writing(ReadOnlySpan<short> caller, ReadOnlySpan<short> center);

    private static void Write(Writing write, long from, int frames)
    {
        var (caller, center) = (new short[Frame], new short[Frame]);
        while (frames > 0)
        {
            var count = Math.Min(frames, Frame);
            for (var i = 0; i < count; i++)
            {
                (caller[i], center[i]) = (Caller(from + i), Center(from + i));
            }

            write(caller.AsSpan(0, count), center.AsSpan(0, count));
            (from, frames) = (from + count, frames - count);
        }
    }
}

/// <summary>Calls a test knows.</summary>
internal sealed class FakeCalls : ICallFacts
{
    public Dictionary<CallId, CallFacts> All { get; } = [];

    public ValueTask<CallFacts?> FindAsync(CallId call, CancellationToken cancellationToken) => ValueTask.FromResult(All.GetValueOrDefault(call));
}
