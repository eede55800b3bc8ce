using System.Globalization;
using ContactCenter.Sip.Audio;

namespace ContactCenter.Sip.Tests.Audio;

/// <summary>
/// Whatever a file holds, it is read or refused with what is wrong, in bounded time and memory. 3 s or 100,000 files;
/// <c>CONTACTCENTER_FUZZ=5000000</c> reads so many, however long that takes.
/// </summary>
public sealed class WavFuzzTests
{
    private static readonly byte[][] Tokens =
    [
        "RIFF"u8.ToArray(), "WAVE"u8.ToArray(), "fmt "u8.ToArray(), "data"u8.ToArray(), "LIST"u8.ToArray(), "fact"u8.ToArray(),
        [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], [0xFE, 0xFF], [1, 0, 0, 0], [0, 0, 0, 0x80], new byte[70],
    ];

    private static readonly byte[][] Corpus =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Audio", "Corpus", "wav.txt")).Where(static l => !l.StartsWith('#')).Select(Convert.FromHexString)];

    [Fact]
    public void No_file_breaks_the_reader()
    {
        var asked = Environment.GetEnvironmentVariable("CONTACTCENTER_FUZZ");
        var count = asked is null ? 100_000 : int.Parse(asked, CultureInfo.InvariantCulture);
        using var patience = new CancellationTokenSource(asked is null ? TimeSpan.FromSeconds(3) : Timeout.InfiniteTimeSpan);
        var random = new Random(20_261_129);
        var (done, good) = (0, 0);
        for (; done < count && !patience.IsCancellationRequested; done++)
        {
            var file = done < Corpus.Length ? Corpus[done] : Next(random);
            try
            {
                good += Read(file, random) ? 1 : 0;
            }
            catch (Exception e)
            {
                throw new Xunit.Sdk.XunitException($"{e.Message}\nadd what broke it to Corpus/wav.txt:\n{Convert.ToHexString(file)}\n{e}");
            }
        }

        good.ShouldBeGreaterThan(done / 20, "some of them are good, or nothing behind the head has been tried");
    }

    private static bool Read(byte[] file, Random random)
    {
        WavReader reader;
        try
        {
            reader = new WavReader(new Trickle(file));
        }
        catch (InvalidDataException e)
        {
            e.Message.Length.ShouldBeGreaterThan(30, "it says what is wrong");
            return false;
        }

        reader.SampleRate.ShouldBeInRange(1_000, 192_000);
        var into = new short[2 * random.Next(1, 40)];
        var (total, isMono) = (0, random.Next(2) == 0);
        int read;
        do
        {
            read = isMono ? reader.ReadMono(into) : reader.Read(into);
            total += read;
            total.ShouldBeLessThanOrEqualTo(file.Length, "no more than there is");
        }
        while (read == into.Length);
        reader.Read(into).ShouldBe(0, "after the end there is nothing");
        return total > 0;
    }

    private static byte[] Next(Random random)
    {
        var file = new List<byte>(Corpus[random.Next(Corpus.Length)]);
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            var at = random.Next(file.Count + 1);
            switch (random.Next(6))
            {
                case 0 when at < file.Count:
                    file[at] = (byte)random.Next(256);
                    break;
                case 1:
                    file.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 2:
                    file.RemoveRange(at, Math.Min(random.Next(12), file.Count - at));
                    break;
                case 3:
                    file.RemoveRange(at, file.Count - at);
                    break;
                case 4:
                    var token = Tokens[random.Next(Tokens.Length)];
                    file.RemoveRange(at, Math.Min(token.Length, file.Count - at));
                    file.InsertRange(at, token);
                    break;
                default:
                    file.AddRange(Corpus[random.Next(Corpus.Length)]);
                    break;
            }
        }

        return [.. file];
    }

    /// <summary>A stream that cannot seek and gives a few octets at a time.</summary>
    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }
}
