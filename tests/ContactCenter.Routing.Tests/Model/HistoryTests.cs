using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ContactCenter.Routing.Tests.Model;

/// <summary>Random histories against the naive oracle: invariants 1 to 6, 8 to 10, 13 and 14 of the routing notes after every command.</summary>
public sealed class HistoryTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1_000).WithStartSize(30).WithEndSize(600);

    [Fact]
    public void Every_history_keeps_every_promise()
    {
        var offers = 0;
        Check.One(Thorough, Prop.ForAll<byte[]>(tape => offers += new History(tape).Play().Offers));
        offers.ShouldBeGreaterThan(1_000); // histories in which nothing happens prove nothing
    }

    [Fact]
    public void A_history_is_the_same_in_every_culture()
    {
        Check.One(Thorough.WithMaxTest(50), Prop.ForAll<byte[]>(tape =>
        {
            var here = Play(tape, "en-US");
            Play(tape, "ar-SA").ShouldBe(here);
            Play(tape, "tr-TR").ShouldBe(here);
        }));
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
