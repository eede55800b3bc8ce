using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace ContactCenter.Routing.Tests.Figures;

/// <summary>Live figures against a recount of everything that happened.</summary>
public sealed class QueueFiguresTests
{
    private const long Minute = 60_000;
    private const long Start = 1_800_000_000_000; // a whole five minutes

    private static readonly ServiceLevelTarget Target = new() { Percent = 80, Within = TimeSpan.FromSeconds(20), ShortAbandon = TimeSpan.FromSeconds(5) };

    // What happened (0 arrived, 1 served, 2 abandoned, 3 refused, 4 overflowed), how long it had waited, how much later than the one before, how late it is told.
    private static readonly Arbitrary<(int What, int Waited, int Step, int Late)[]> Happenings = Arb.From(
        (from what in Gen.Choose(0, 4)
         from waited in Gen.Choose(0, 60_000)
         from step in Gen.Choose(0, 240_000)
         from late in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(0, 1_500_000)))
         select (what, waited, step, late)).ArrayOf(150));

    [Fact]
    public void Every_formula_is_what_it_says()
    {
        var tally = Ten();
        Enum.GetValues<ServiceLevelFormula>().ToDictionary(static f => f, f => tally.ServiceLevelPermille(f)).ShouldBe(new Dictionary<ServiceLevelFormula, int?>
        {
            [ServiceLevelFormula.Everyone] = 400, // 4 of 10
            [ServiceLevelFormula.EveryArrival] = 307, // 4 of 13
            [ServiceLevelFormula.ServedOnly] = 666, // 4 of 6
            [ServiceLevelFormula.WithoutShortAbandons] = 444, // 4 of 9
            [ServiceLevelFormula.LateAbandons] = 500, // 4 of 8
            [ServiceLevelFormula.QuickAbandonsMet] = 600, // 6 of 10
        }, ignoreOrder: true);
        tally.AbandonedPermille.ShouldBe(400);
        tally.AverageSpeedOfAnswer.ShouldBe(TimeSpan.FromMilliseconds(20_000)); // 5, 10, 15, 20, 30 and 40 s
        tally.LongestWaitServed.ShouldBe(TimeSpan.FromSeconds(40));
        tally.Meets(Target with { Percent = 40 }).ShouldBe(true);
        tally.Meets(Target with { Percent = 41 }).ShouldBe(false);
        (new QueueTally().Meets(Target), new QueueTally().ServiceLevelPermille(default), new QueueTally().AbandonedPermille, new QueueTally().AverageSpeedOfAnswer).ShouldBe((null, null, null, null));
    }

    [Fact]
    public void The_edges_of_in_time_and_short_are_where_they_are_said_to_be()
    {
        var figures = new QueueFigures(Target);
        figures.Served(20_000, Start);
        figures.Served(20_001, Start);
        figures.Abandoned(4_999, Start);
        figures.Abandoned(5_000, Start);
        figures.Abandoned(20_001, Start);
        var total = figures.Read(Start).Total;
        (total.ServedInTime, total.AbandonedShort, total.AbandonedInTime).ShouldBe((1, 1, 2));
    }

    [Fact]
    public void The_figures_are_those_of_a_recount_also_with_events_that_come_late() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Happenings, happenings =>
        {
            var figures = new QueueFigures(Target);
            var told = new List<(int What, int Waited, long At)>();
            var now = Start;
            foreach (var (what, waited, step, late) in happenings)
            {
                now += step;
                told.Add((what, waited, now - late));
                Tell(figures, what, waited, now - late);
                if (told.Count % 50 == 0)
                {
                    figures = new QueueFigures(Target, Copy(figures.Snapshot()));
                }
            }

            var view = figures.Read(now);
            view.Total.ShouldBe(Recount(told));
            view.LastHour.ShouldBe(Recount(told.Where(t => t.At / (5 * Minute) > (now / (5 * Minute)) - 12)));
            figures.Read(now + (60 * Minute)).LastHour.ShouldBe(new QueueTally());
        }));

    [Fact]
    public void The_formulas_are_ordered_whatever_happens()
    {
        var strict = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Happenings, happenings =>
        {
            var figures = new QueueFigures(Target);
            foreach (var (what, waited, _, _) in happenings.Take(1 + (happenings.Length > 0 ? happenings[0].Waited % 40 : 0)))
            {
                Tell(figures, what, waited, Start);
                var total = figures.Read(Start).Total;
                var (arrival, all, late) = (Of(total, ServiceLevelFormula.EveryArrival), Of(total, ServiceLevelFormula.Everyone), Of(total, ServiceLevelFormula.LateAbandons));
                arrival.ShouldBeLessThanOrEqualTo(all);
                all.ShouldBeLessThanOrEqualTo(late);
                all.ShouldBeLessThanOrEqualTo(Of(total, ServiceLevelFormula.WithoutShortAbandons));
                late.ShouldBeLessThanOrEqualTo(total.ServiceLevelPermille(ServiceLevelFormula.ServedOnly) ?? 1000);
                late.ShouldBeLessThanOrEqualTo(total.ServiceLevelPermille(ServiceLevelFormula.QuickAbandonsMet) ?? 1000);
                late.ShouldBeLessThanOrEqualTo(1000);
                strict += arrival < all && all < late ? 1 : 0;
            }
        }));
        strict.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(Start - (60 * Minute))]
    [InlineData(Start - (24 * 60 * Minute))]
    public void An_event_older_than_the_hour_is_in_the_totals_alone(long at)
    {
        var figures = new QueueFigures(Target);
        for (var minute = 0; minute < 60; minute += 5)
        {
            figures.Served(1_000, Start - (minute * Minute));
        }

        var before = figures.Read(Start).LastHour;
        Tell(figures, 1, 7_000, at);
        figures.Abandoned(long.MinValue, at);
        figures.Served(long.MinValue, at);
        var view = figures.Read(Start);
        view.LastHour.ShouldBe(before);
        (view.Total.Served, view.Total.Abandoned, view.Total.WaitServedMs).ShouldBe((14, 1, 19_000));
    }

    [Fact]
    public void A_time_far_ahead_costs_the_hour_no_more_than_its_five_minutes()
    {
        var figures = new QueueFigures(Target);
        figures.Served(long.MaxValue, long.MaxValue);
        for (var minute = 0; minute < 60; minute++)
        {
            figures.Served(1_000, Start + (minute * Minute));
        }

        var view = figures.Read(Start + (59 * Minute));
        view.LastHour.Served.ShouldBe(55);
        view.LastHour.WaitServedMs.ShouldBe(55_000);
        view.Total.Served.ShouldBe(61);
        view.Total.LongestWaitServedMs.ShouldBe(QueueFigures.LongestWait);
    }

    [Fact]
    public void Another_target_counts_from_then_on()
    {
        var figures = new QueueFigures(Target);
        figures.Served(30_000, Start);
        figures.Retarget(Target with { Within = TimeSpan.FromSeconds(30), Formula = ServiceLevelFormula.ServedOnly });
        figures.Served(30_000, Start);
        var view = figures.Read(Start);
        (view.LastHourPermille, view.TotalPermille, view.Target.Formula).ShouldBe((500, 500, ServiceLevelFormula.ServedOnly));
    }

    [Fact]
    public void What_a_target_may_not_be_is_said()
    {
        const string Whose = "The queue 'q'";
        ServiceLevelRules.FindFault(Whose, Target).ShouldBeNull();
        ServiceLevelRules.FindFault(Whose, Target with { Percent = 0 }).ShouldBe("The queue 'q' has a service level of 0 percent; set 1 to 100.");
        ServiceLevelRules.FindFault(Whose, Target with { Within = TimeSpan.FromSeconds(-1) }).ShouldBe("The queue 'q' has a service level within -00:00:01; set 0 to 30 days.");
        ServiceLevelRules.FindFault(Whose, Target with { ShortAbandon = TimeSpan.FromHours(1) }).ShouldBe("The queue 'q' has a short abandon of 01:00:00; set 0 to 10 minutes.");
        ServiceLevelRules.FindFault(Whose, Target with { Formula = (ServiceLevelFormula)6 }).ShouldBe("The queue 'q' has the service level formula 6; name one of ServiceLevelFormula.");
    }

    /// <summary>Six served, four of them in time; four abandoned, two in time, one of those short; two refused, one overflowed.</summary>
    private static QueueTally Ten()
    {
        var figures = new QueueFigures(Target);
        foreach (var waited in new[] { 5, 10, 15, 20, 30, 40 })
        {
            figures.Served(waited * 1_000, Start);
        }

        foreach (var waited in new[] { 2, 10, 25, 60 })
        {
            figures.Abandoned(waited * 1_000, Start);
        }

        figures.Refused(Start);
        figures.Refused(Start);
        figures.Overflowed(Start);
        return figures.Read(Start).LastHour;
    }

    private static int Of(QueueTally tally, ServiceLevelFormula formula) => tally.ServiceLevelPermille(formula) ?? 0;

    private static void Tell(QueueFigures figures, int what, int waited, long at)
    {
        switch (what)
        {
            case 0: figures.Arrived(at); break;
            case 1: figures.Served(waited, at); break;
            case 2: figures.Abandoned(waited, at); break;
            case 3: figures.Refused(at); break;
            default: figures.Overflowed(at); break;
        }
    }

    private static QueueTally Recount(IEnumerable<(int What, int Waited, long At)> told)
    {
        var all = told.ToList();
        var (served, abandoned) = (all.Where(static t => t.What == 1).ToList(), all.Where(static t => t.What == 2).ToList());
        return new QueueTally
        {
            Arrived = all.Count(static t => t.What == 0),
            Served = served.Count,
            ServedInTime = served.Count(static t => t.Waited <= 20_000),
            Abandoned = abandoned.Count,
            AbandonedInTime = abandoned.Count(static t => t.Waited <= 20_000),
            AbandonedShort = abandoned.Count(static t => t.Waited < 5_000),
            Refused = all.Count(static t => t.What == 3),
            Overflowed = all.Count(static t => t.What == 4),
            WaitServedMs = served.Sum(static t => (long)t.Waited),
            LongestWaitServedMs = served.Select(static t => (long)t.Waited).DefaultIfEmpty().Max(),
        };
    }

    private static QueueFiguresSnapshot Copy(QueueFiguresSnapshot snapshot)
    {
        var copy = JsonSerializer.Deserialize<QueueFiguresSnapshot>(JsonSerializer.Serialize(snapshot))!;
        copy.ShouldBe(snapshot);
        new QueueFigures(Target, copy).Snapshot().ShouldBe(snapshot);
        return copy;
    }
}
