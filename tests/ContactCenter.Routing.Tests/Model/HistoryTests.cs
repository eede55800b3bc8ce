using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ContactCenter.Routing.Tests.Model;

/// <summary>Random histories against the naive oracle: invariants 1 to 6, 8 to 10, 13 and 14 of the routing notes after every command.</summary>
public sealed class HistoryTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1_000);
    private static readonly Arbitrary<byte[]> Tapes =
        Arb.From(from length in Gen.Choose(10, 200) from bytes in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(length) select bytes, Shorter);

    [Fact]
    public void Every_history_keeps_every_promise()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        Check.One(Thorough, Prop.ForAll(Tapes, tape =>
        {
            foreach (var record in new History(tape).Play().Journal)
            {
                seen[record.Event.Kind] = seen.GetValueOrDefault(record.Event.Kind) + 1;
            }
        }));

        // Histories in which nothing happens prove nothing: everything that can happen has.
        RouterCodec.Kinds.Names.Where(kind => kind != "command.faulted" && seen.GetValueOrDefault(kind) < 10).ShouldBeEmpty();
        seen["offer.made"].ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void A_history_is_the_same_in_every_culture()
    {
        Check.One(Thorough.WithMaxTest(50), Prop.ForAll(Tapes, tape =>
        {
            var here = Play(tape, "en-US");
            Play(tape, "ar-SA").ShouldBe(here);
            Play(tape, "tr-TR").ShouldBe(here);
        }));
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
