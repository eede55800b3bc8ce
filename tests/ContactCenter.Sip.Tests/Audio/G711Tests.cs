using System.Diagnostics;
using ContactCenter.Sip.Audio;

namespace ContactCenter.Sip.Tests.Audio;

/// <summary>G.711 against its own tables: decision values and levels, built here from the widths of the segments alone.</summary>
public sealed class G711Tests
{
    private static readonly short[] AllSamples = [.. Enumerable.Range(short.MinValue, 65_536).Select(static v => (short)v)];
    private static readonly byte[] AllOctets = [.. Enumerable.Range(0, 256).Select(static v => (byte)v)];

    // Table 2a: 0, 1, 3 … 31, 35 … 95 and so on, in units of 14 bits; table 1a: 0, 1, 2 … 32 of 13 bits and so on. Both as 16 bits here.
    private static readonly int[] MuDecisions = [.. Steps(4, [.. Enumerable.Repeat(2, 15).Prepend(1)], 4, 8, 16, 32, 64, 128, 256)];
    private static readonly int[] ADecisions = [.. Steps(16, [.. Enumerable.Repeat(1, 16)], 1, 2, 4, 8, 16, 32, 64)];

    [Theory, InlineData(true), InlineData(false)]
    public void Every_sample_becomes_the_octet_of_its_interval(bool isMu)
    {
        var octets = new byte[AllSamples.Length];
        Encode(isMu, AllSamples, octets);
        for (var i = 0; i < octets.Length; i++)
        {
            octets[i].ShouldBe(Octet(isMu, AllSamples[i]), $"sample {AllSamples[i]}");
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Every_octet_becomes_the_level_of_its_interval(bool isMu)
    {
        var samples = new short[256];
        Decode(isMu, AllOctets, samples);
        for (var i = 0; i < 256; i++)
        {
            ((int)samples[i]).ShouldBe(Level(isMu, (byte)i), $"octet {i}");
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Frames_of_any_length_are_coded_as_one_sample_at_a_time_is(bool isMu)
    {
        for (var length = 0; length < 100; length++)
        {
            var samples = AllSamples.AsSpan(20_000, length * 7).ToArray().Where(static (_, i) => i % 7 == 0).ToArray();
            var octets = new byte[length];
            Encode(isMu, samples, octets);
            octets.ShouldBe(samples.Select(s => Octet(isMu, s)).ToArray());
            var again = new short[length];
            Decode(isMu, octets, again);
            again.ShouldBe(octets.Select(o => (short)Level(isMu, o)).ToArray());
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_decoded_octet_is_encoded_as_itself(bool isMu)
    {
        var (samples, octets) = (new short[256], new byte[256]);
        Decode(isMu, AllOctets, samples);
        Encode(isMu, samples, octets);
        for (var i = 0; i < 256; i++)
        {
            // µ-law has a zero of each sign; the number zero is the positive one.
            octets[i].ShouldBe(isMu && i == 0x7F ? (byte)0xFF : (byte)i);
        }
    }

    [NeedsTheory("sox"), InlineData(true), InlineData(false)]
    public async Task Sox_decodes_every_octet_to_the_same_sample(bool isMu)
    {
        var theirs = await SoxAsync(AllOctets, "-t raw -r 8000 -c 1", isMu ? "-e mu-law -b 8" : "-e a-law -b 8", "-e signed -b 16 -L");
        var ours = new short[256];
        Decode(isMu, AllOctets, ours);
        Enumerable.Range(0, 256).Select(i => BitConverter.ToInt16(theirs, i * 2)).ShouldBe(ours);
    }

    [NeedsTheory("sox"), InlineData(true), InlineData(false)]
    public async Task Sox_encodes_every_sample_to_the_same_octet_but_for_the_edges_of_intervals(bool isMu)
    {
        var theirs = await SoxAsync([.. AllSamples.SelectMany(BitConverter.GetBytes)], "-t raw -r 8000 -c 1", "-e signed -b 16 -L", isMu ? "-e mu-law -b 8" : "-e a-law -b 8");
        var ours = new byte[AllSamples.Length];
        Encode(isMu, AllSamples, ours);
        var other = Enumerable.Range(0, ours.Length).Where(i => ours[i] != theirs[i]).ToArray();
        other.Length.ShouldBeLessThan(9 * 256, "it rounds to 14 or 13 bits first");
        foreach (var i in other)
        {
            Math.Abs(Code(isMu, ours[i]) - Code(isMu, theirs[i])).ShouldBe(1, $"sample {AllSamples[i]} is at the edge of two intervals");
        }
    }

    [Fact]
    public void A_span_that_is_too_short_is_refused_with_what_it_needs() =>
        Should.Throw<ArgumentException>(static () => G711.EncodeMu(new short[160], new byte[159])).Message.ShouldContain("holds 159 and 160 are needed");

    private static int Code(bool isMu, byte octet) => isMu
        ? (octet & 0x80) != 0 ? ~octet & 0x7F : -1 - (~octet & 0x7F)
        : (octet & 0x80) != 0 ? (octet ^ 0x55) & 0x7F : -1 - ((octet ^ 0x55) & 0x7F);

    private static IEnumerable<int> Steps(int unit, int[] first, params int[] others)
    {
        var at = 0;
        foreach (var step in first.Concat(others.SelectMany(static s => Enumerable.Repeat(s, 16))))
        {
            yield return unit * (at += step);
        }
    }

    private static byte Octet(bool isMu, int sample)
    {
        var decisions = isMu ? MuDecisions : ADecisions;
        var magnitude = sample < 0 ? -sample - 1 : sample;
        var code = Math.Min(127, decisions.Count(d => d <= magnitude));
        return (byte)(isMu ? 0xFF ^ (code | (sample < 0 ? 0x80 : 0)) : 0x55 ^ (code | (sample < 0 ? 0 : 0x80)));
    }

    private static int Level(bool isMu, byte octet)
    {
        var decisions = isMu ? MuDecisions : ADecisions;
        var code = isMu ? (octet ^ 0xFF) & 0x7F : (octet ^ 0x55) & 0x7F;
        var isNegative = isMu == (((octet ^ (isMu ? 0xFF : 0x55)) & 0x80) != 0);
        var level = code == 0 ? isMu ? 0 : decisions[0] / 2 : (decisions[code - 1] + decisions[code]) / 2;
        return isNegative ? -level : level;
    }

    private static void Encode(bool isMu, ReadOnlySpan<short> samples, Span<byte> octets)
    {
        if (isMu)
        {
            G711.EncodeMu(samples, octets);
        }
        else
        {
            G711.EncodeA(samples, octets);
        }
    }

    private static void Decode(bool isMu, ReadOnlySpan<byte> octets, Span<short> samples)
    {
        if (isMu)
        {
            G711.DecodeMu(octets, samples);
        }
        else
        {
            G711.DecodeA(octets, samples);
        }
    }

    private static async Task<byte[]> SoxAsync(byte[] input, string common, string from, string to)
    {
        using var sox = Process.Start(new ProcessStartInfo("sox", $"-D {common} {from} - {common} {to} -") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var written = Task.Run(async () =>
        {
            await sox.StandardInput.BaseStream.WriteAsync(input);
            sox.StandardInput.Close();
        });
        using var output = new MemoryStream();
        await sox.StandardOutput.BaseStream.CopyToAsync(output);
        await written;
        await sox.WaitForExitAsync();
        sox.ExitCode.ShouldBe(0);
        return output.ToArray();
    }
}
