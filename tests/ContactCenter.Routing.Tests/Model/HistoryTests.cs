using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ContactCenter.Routing.Tests.Model;

/// <summary>Random histories against the naive oracle: what is promised of conservation, ownership, capacity, eligibility, order, strategies, timers, sticky agents, callbacks, transfers, determinism and repeats, after every command.</summary>
public sealed class HistoryTests
{
    /// <summary>How many histories: those of a build are always the same, so that no build is red by chance; more, and others each time, by command.</summary>
    private static readonly int? Wanted = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_ROUTER_HISTORIES"), out var wanted) ? wanted : null;

    private static readonly int Histories = Wanted ?? 10_000;

    private static readonly Arbitrary<byte[]> Tapes =
        Arb.From(from length in Gen.Choose(10, 200) from bytes in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(length) select bytes, Shorter);

    [Fact]
    public async Task Every_history_keeps_every_promise()
    {
        // Two at a time, each with chances of its own.
        var halves = await Task.WhenAll(Task.Run(() => PlayMany((Histories + 1) / 2, 1)), Task.Run(() => PlayMany(Histories / 2, 2)));

        // Histories in which nothing happens prove nothing: everything that can happen has.
        int Seen(string kind) => halves.Sum(half => half.GetValueOrDefault(kind));
        RouterCodec.Kinds.Names.Where(kind => kind != "command.faulted" && Seen(kind) < Histories / 500).ShouldBeEmpty();
        Seen("offer.made").ShouldBeGreaterThan(Histories);
    }

    /// <summary>Histories that broke a promise once, each kept as it was found.</summary>
    [Theory]
    [InlineData("868ec6887dfe8f02433e47c8d7af15262772c74b3594eebe4c")]
    [InlineData("ffc92de2a54e570522285c20e248a5")]
    [InlineData("c95b27a7477763d0f26dd975a1fb88021f7932a6bca74407bd5837c0837e0108684dea5af98798e5a8e88a24961510f4")]
    [InlineData("3e1211a3e655f55bd624e4858188b8176291eef0b199ee424861b4459e9b77355e5618f42c713e185ae6b94091d5a5b0e5ec1a2e86bc5fac362c3e1358c7fc254feca862fae26095e756fba37b79777cd6")]
    public void A_history_that_failed_once_keeps_every_promise(string tape) => new History(Convert.FromHexString(tape)).Play();

    [Fact]
    public void A_history_is_the_same_in_every_culture()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Tapes, tape =>
        {
            var here = Play(tape, "en-US");
            Play(tape, "ar-SA").ShouldBe(here);
            Play(tape, "tr-TR").ShouldBe(here);
        }));
    }

    private static Dictionary<string, int> PlayMany(int histories, ulong seed)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(histories);
        config = Wanted is null ? config.WithReplay(seed, 0x9E3779B97F4A7C15) : config;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        Check.One(config, Prop.ForAll(Tapes, tape =>
        {
            foreach (var record in new History(tape).Play().Journal)
            {
                seen[record.Event.Kind] = seen.GetValueOrDefault(record.Event.Kind) + 1;
            }
        }));
        return seen;
    }

    /// <summary>The tape with a piece cut out, large pieces first.</summary>
    private static IEnumerable<byte[]> Shorter(byte[] tape)
    {
        for (var piece = tape.Length / 2; piece > 0; piece /= 2)
        {
            for (var at = 0; at + piece <= tape.Length; at += piece)
            {
                yield return [.. tape[..at], .. tape[(at + piece)..]];
            }
        }
    }

    private static (string Transcript, string Hash) Play(byte[] tape, string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var history = new History(tape).Play();
            return (history.Transcript(), history.State.ComputeHash());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
