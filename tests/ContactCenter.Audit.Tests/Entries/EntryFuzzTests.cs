using ContactCenter.Journal;

namespace ContactCenter.Audit.Tests.Entries;

/// <summary>100,000 changed encodings in each build; ten million by <c>CONTACTCENTER_FUZZ=10000000</c>.</summary>
public sealed class EntryFuzzTests
{
    private const int Seeds = 1_000;

    private static readonly LogId Log = new("acme");
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_FUZZ"), out var wanted) ? wanted : 100_000;

    [Fact]
    public void Changed_bytes_are_refused_or_are_the_one_encoding_of_another_entry()
    {
        var seeds = Enumerable.Range(0, Seeds).Select(static n => Encode(RandomEntries.Make(n))).ToArray();
        long refused = 0, read = 0;
        Parallel.For(0, Count, number =>
        {
            var bytes = Change(new Random(number), seeds);
            try
            {
                var other = EntryCodec.Decode(Log, default, bytes);
                Encode((other.Machine, other.MachineVersion, other.Entry)).AsSpan().SequenceEqual(bytes).ShouldBeTrue($"change {number}: {Convert.ToHexString(bytes)}");
                Interlocked.Increment(ref read);
            }
            catch (LogFormatException)
            {
                Interlocked.Increment(ref refused);
            }
        });

        (refused + read).ShouldBe(Count);
        read.ShouldBeGreaterThan(Count / 100);
        refused.ShouldBeGreaterThan(Count / 3);
    }

    private static byte[] Encode((MachineId Machine, long Version, Entry Entry) made) => EntryCodec.Encode(Log, made.Machine, made.Version, made.Entry).Bytes.ToArray();

    /// <summary>One to four changes: a bit, a byte, bytes put in, taken out, or from another entry.</summary>
    private static byte[] Change(Random random, byte[][] seeds)
    {
        var bytes = (byte[])seeds[random.Next(seeds.Length)].Clone();
        for (var left = random.Next(1, 5); left > 0 && bytes.Length > 0; left--)
        {
            var at = random.Next(bytes.Length);
            var count = random.Next(Math.Min(9, bytes.Length - at));
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes = [.. bytes.AsSpan(0, at), .. RandomEntries.Bytes(random, count), .. bytes.AsSpan(at)];
                    break;
                case 3:
                    bytes = [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + count)];
                    break;
                default:
                    var other = seeds[random.Next(seeds.Length)];
                    var from = random.Next(other.Length);
                    other.AsSpan(from, Math.Min(Math.Min(count, other.Length - from), bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                    break;
            }
        }

        return bytes;
    }
}
