using System.Diagnostics;
using System.Globalization;
using ContactCenter.Sip.Audio;

namespace ContactCenter.Sip.Tests.Audio;

public sealed class WavTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wav-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NeedsTheory("sox python3")]
    [InlineData(WavEncoding.Pcm16, 1, 8_000), InlineData(WavEncoding.Pcm16, 2, 16_000), InlineData(WavEncoding.Pcm16, 1, 48_000)]
    [InlineData(WavEncoding.Pcmu, 1, 8_000), InlineData(WavEncoding.Pcmu, 2, 8_000), InlineData(WavEncoding.Pcma, 1, 8_000), InlineData(WavEncoding.Pcma, 2, 8_000)]
    public void What_is_written_is_read_and_played_by_others(WavEncoding encoding, int channels, int rate)
    {
        var samples = Signals.Voice(1.3, rate * channels);
        var path = Write(samples, encoding, channels, rate);
        var (reader, read) = Read(path);
        (reader.Encoding, reader.Channels, reader.SampleRate).ShouldBe((encoding, channels, rate));
        var expected = Through(encoding, samples);
        read.ShouldBe(expected);
        BySox(path, channels, rate).ShouldBe(expected);
        if (encoding == WavEncoding.Pcm16)
        {
            ByPython(path).ShouldBe((channels, rate, samples.Length / channels, samples.Length / channels));
        }
    }

    [NeedsTheory("sox python3"), InlineData(WavEncoding.Pcm16, 1), InlineData(WavEncoding.Pcm16, 2), InlineData(WavEncoding.Pcmu, 2), InlineData(WavEncoding.Pcma, 1)]
    public void After_a_crash_all_but_the_last_second_is_played_by_everyone(WavEncoding encoding, int channels)
    {
        // 20 ms at a time, as calls do; the writer is never finished, and what its stream still holds back is lost.
        var samples = Signals.Voice(3.5, 8_000 * channels);
        var path = Path.Combine(_folder, "crashed.wav");
        using (var file = new FileStream(Path.Combine(_folder, "recording.wav"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            var writer = new WavWriter(file, encoding, channels, 8_000);
            foreach (var frame in samples.Chunk(160 * channels))
            {
                writer.Write(frame);
            }

            File.Copy(file.Name, path);
        }

        var expected = Through(encoding, samples);
        var (_, read) = Read(path);
        (read.Length / channels).ShouldBeInRange(20_000, 28_000);
        read.ShouldBe(expected[..read.Length]);
        BySox(path, channels, 8_000).ShouldBe(read);
        if (encoding == WavEncoding.Pcm16)
        {
            var (_, _, told, found) = ByPython(path);
            told.ShouldBe(read.Length / channels);
            found.ShouldBe(told);
        }
    }

    [Theory, InlineData(45), InlineData(58), InlineData(59), InlineData(1_001), InlineData(16_057)]
    public void A_file_cut_anywhere_is_read_as_far_as_it_goes_or_refused(int length)
    {
        var samples = Signals.Voice(1);
        var path = Write(samples, WavEncoding.Pcm16, 1, 8_000);
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(length);
        }

        if (length < 58)
        {
            Should.Throw<InvalidDataException>(() => Read(path)).Message.ShouldContain("ends within its chunk of samples");
            return;
        }

        var (reader, read) = Read(path);
        read.ShouldBe(samples[..((length - 58) / 2)]);
        reader.Remaining.ShouldBe(0);
    }

    [Fact]
    public void A_crash_within_the_first_second_leaves_what_reached_the_file()
    {
        using var stream = new MemoryStream();
        var writer = new WavWriter(stream, WavEncoding.Pcm16, 1, 8_000);
        var samples = Signals.Voice(0.5);
        writer.Write(samples);
        var crashed = new WavReader(new MemoryStream(stream.ToArray()));
        crashed.Remaining.ShouldBe(-1, "the head does not say yet");
        var read = new short[8_000];
        crashed.Read(read).ShouldBe(4_000);
        read.AsSpan(0, 4_000).ToArray().ShouldBe(samples);

        writer.Flush();
        new WavReader(new MemoryStream(stream.ToArray())).Remaining.ShouldBe(4_000);
        writer.Length.ShouldBe(4_000);
    }

    [NeedsFact("sox")]
    public void Files_of_sox_in_every_form_are_read()
    {
        foreach (var (arguments, encoding, channels, rate) in new[]
        {
            ("-r 8000 -c 1 -b 16", WavEncoding.Pcm16, 1, 8_000), ("-r 11025 -c 2 -b 8 -e unsigned", WavEncoding.Pcm8, 2, 11_025), ("-r 8000 -c 1 -e mu-law", WavEncoding.Pcmu, 1, 8_000),
            ("-r 8000 -c 2 -e a-law", WavEncoding.Pcma, 2, 8_000), ("-r 48000 -c 2 -b 16", WavEncoding.Pcm16, 2, 48_000),
        })
        {
            var path = Path.Combine(_folder, "sox.wav");
            Run("sox", $"-D -n {arguments} {path} synth 0.5 sine 440 gain -10");
            var (reader, read) = Read(path);
            (reader.Encoding, reader.Channels, reader.SampleRate).ShouldBe((encoding, channels, rate));
            var left = read.Where((_, i) => i % channels == 0).ToArray();
            ((double)left.Length).ShouldBe(rate / 2, 1);
            ToneAnalysis.Frequency(left, rate).ShouldBe(440, 0.5);
            ToneAnalysis.LevelAt(left, 440, rate).ShouldBe(3.14 - 10, 0.1);
        }
    }

    [Fact]
    public void An_extensible_file_and_one_with_odd_chunks_are_read()
    {
        var corpus = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Audio", "Corpus", "wav.txt"));
        short[] Of(string name)
        {
            var reader = new WavReader(new MemoryStream(Convert.FromHexString(corpus[Array.IndexOf(corpus, "# " + name) + 1])));
            var into = new short[100];
            return into[..reader.Read(into)];
        }

        short[] linear = [.. Enumerable.Range(0, 8).Select(static i => (short)((2 * i) | (((2 * i) + 1) << 8)))];
        Of("16-bit mono").ShouldBe(linear);
        Of("16-bit stereo, a list before and after").ShouldBe(linear);
        Of("extensible PCM").ShouldBe(linear);
        Of("unknown length").ShouldBe(linear);
        Of("no length yet").ShouldBe(linear);
        Of("8-bit stereo, odd").ShouldBe([.. Enumerable.Range(0, 14).Select(static i => (short)((i - 128) << 8))]);
        Of("extensible PCMU").Length.ShouldBe(16);
    }

    [Fact]
    public void Two_channels_are_made_one()
    {
        var path = Write([1_000, 3_000, -32_768, -32_768, 32_767, -32_767], WavEncoding.Pcm16, 2, 8_000);
        using var file = File.OpenRead(path);
        var samples = new short[10];
        new WavReader(file).ReadMono(samples).ShouldBe(3);
        samples.AsSpan(0, 3).ToArray().ShouldBe([2_000, -32_768, 0]);
    }

    [Theory]
    [InlineData("float", "format tag 3 with 32 bits"), InlineData("no channel", "0 channels"), InlineData("no rate", "0 samples a second"), InlineData("a short format", "has 4 octets")]
    [InlineData("samples before the format", "before their format"), InlineData("a chunk of 4 GB", "more than 16 MB"), InlineData("a format of 4 GB", "more than 16 MB")]
    [InlineData("a head alone", "ends within its head"), InlineData("big-endian", "does not begin as a WAV file"), InlineData("extensible with another GUID", "extensible format")]
    public void What_cannot_be_read_is_refused_with_the_reason(string name, string reason)
    {
        var corpus = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Audio", "Corpus", "wav.txt"));
        var file = Convert.FromHexString(corpus[Array.IndexOf(corpus, "# " + name) + 1]);
        Should.Throw<InvalidDataException>(() => new WavReader(new MemoryStream(file))).Message.ShouldContain(reason);
    }

    [Fact]
    public void Chunks_without_end_are_refused()
    {
        byte[] file = [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8, .. Enumerable.Repeat("junk\0\0\0\0"u8.ToArray(), 200).SelectMany(static c => c)];
        Should.Throw<InvalidDataException>(() => new WavReader(new MemoryStream(file))).Message.ShouldContain("more than 100 chunks");
    }

    [Fact]
    public void What_cannot_be_written_is_refused()
    {
        Should.Throw<ArgumentException>(static () => new WavWriter(new MemoryStream(), WavEncoding.Pcm8, 1, 8_000)).Message.ShouldContain("Pcm8 is not written");
        Should.Throw<ArgumentException>(static () => new WavWriter(new MemoryStream(), WavEncoding.Pcm16, 3, 8_000)).Message.ShouldContain("channels is 3");
        Should.Throw<ArgumentException>(static () => new WavWriter(new MemoryStream([], writable: false), WavEncoding.Pcm16, 1, 8_000)).Message.ShouldContain("cannot seek");
        var writer = new WavWriter(new MemoryStream(), WavEncoding.Pcm16, 2, 8_000);
        Should.Throw<ArgumentException>(() => writer.Write([1, 2, 3])).Message.ShouldContain("3 samples");
        writer.Dispose();
        Should.Throw<ObjectDisposedException>(() => writer.Write([1, 2]));
    }

    [Fact]
    public void A_file_of_4_GB_is_refused_before_it_wraps_around()
    {
        using var nowhere = new Nowhere();
        var writer = new WavWriter(nowhere, WavEncoding.Pcm16, 2, 48_000);
        var second = new short[96_000 * 60];
        Should.Throw<InvalidOperationException>(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                writer.Write(second);
            }
        }).Message.ShouldContain("larger than 4 GB");
        nowhere.Length.ShouldBeLessThan(uint.MaxValue);
    }

    [Fact]
    public void Writing_and_reading_allocate_nothing()
    {
        using var stream = new MemoryStream(new byte[1_000_000]);
        var (writer, frame) = (new WavWriter(stream, WavEncoding.Pcma, 2, 8_000), new short[320]);
        Allocated.By(() =>
        {
            for (var i = 0; i < 60; i++)
            {
                writer.Write(frame);
            }
        }).ShouldBe(0);
        writer.Flush();
        stream.Position = 0;
        var reader = new WavReader(stream);
        Allocated.By(() => reader.ReadMono(frame)).ShouldBe(0);
    }

    private string Write(short[] samples, WavEncoding encoding, int channels, int rate)
    {
        var path = Path.Combine(_folder, "written.wav");
        using var file = File.Create(path);
        using var writer = new WavWriter(file, encoding, channels, rate);
        writer.Write(samples);
        return path;
    }

    private static (WavReader Reader, short[] Samples) Read(string path)
    {
        using var file = File.OpenRead(path);
        var (reader, all, into) = (new WavReader(file), new List<short>(), new short[1_000]);
        for (int read; (read = reader.Read(into)) > 0;)
        {
            all.AddRange(into.AsSpan(0, read));
        }

        return (reader, [.. all]);
    }

    private static short[] Through(WavEncoding encoding, short[] samples)
    {
        var (octets, back) = (new byte[samples.Length], samples.ToArray());
        if (encoding == WavEncoding.Pcmu)
        {
            G711.EncodeMu(samples, octets);
            G711.DecodeMu(octets, back);
        }
        else if (encoding == WavEncoding.Pcma)
        {
            G711.EncodeA(samples, octets);
            G711.DecodeA(octets, back);
        }

        return back;
    }

    private short[] BySox(string path, int channels, int rate)
    {
        var raw = Path.Combine(_folder, "sox.raw");
        Run("sox", $"-D -V1 {path} -t raw -e signed -b 16 -L -r {rate} -c {channels} {raw}");
        var octets = File.ReadAllBytes(raw);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(octets).ToArray();
    }

    private static (int Channels, int Rate, int Told, int Found) ByPython(string path)
    {
        var said = Run("python3", $"-c \"import wave; w = wave.open('{path}'); print(w.getnchannels(), w.getframerate(), w.getnframes(), len(w.readframes(10**9)) // (2 * w.getnchannels()))\"");
        var numbers = said.Split(' ').Select(static n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static string Run(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return said;
    }

    /// <summary>Counts and keeps nothing.</summary>
    private sealed class Nowhere : Stream
    {
        private long _length;

        public override bool CanRead => false;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get; set; }

        public override void Flush()
        {
        }

        public override void Write(ReadOnlySpan<byte> buffer) => _length = Math.Max(_length, Position += buffer.Length);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
