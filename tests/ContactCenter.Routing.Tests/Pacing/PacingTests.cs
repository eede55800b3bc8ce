using FsCheck;
using FsCheck.Fluent;

namespace ContactCenter.Routing.Tests.Pacing;

/// <summary>How much a campaign dials, and that it never abandons more than it may.</summary>
public sealed class PacingTests
{
    private const long Noon = 1_800_014_400_000; // 2027-01-15T12:00:00Z

    private static readonly CampaignSettings Predictive = new() { Id = new("spring"), Queue = new("sales"), Mode = CampaignMode.Predictive };

    private static readonly Arbitrary<(CampaignSettings Settings, int Agents, int Seed)> Campaigns = Arb.From(
        from cap in Gen.Elements(0, 10, 30, 50)
        from days in Gen.Elements(1, 30)
        from offset in Gen.Elements(-300, 0, 330, 840)
        from ring in Gen.Elements(15, 20, 60)
        from lines in Gen.Elements(5, 100, 1_000)
        from assumed in Gen.Elements(10, 300, 1_000)
        from agents in Gen.Choose(1, 20)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (Predictive with
        {
            AbandonedCapPermille = cap, WindowDays = days, DayOffset = TimeSpan.FromMinutes(offset), RingTime = TimeSpan.FromSeconds(ring), MaxLines = lines,
            AssumedConnectPermille = assumed,
        }, agents, seed));

    [Fact]
    public void At_no_prefix_more_is_abandoned_than_the_cap_allows_whoever_answers_when()
    {
        var (overDialled, abandoned, straddled) = (0, 0L, 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Campaigns, campaign =>
        {
            CampaignRules.FindFault(campaign.Settings).ShouldBeNull();
            var model = new DialerModel(campaign.Settings, campaign.Agents, campaign.Seed, agentsLeave: false);
            model.Play(500);
            (overDialled, abandoned, straddled) = (overDialled + model.OverDialled, abandoned + model.Abandoned, straddled + model.Straddled);
        }));
        overDialled.ShouldBeGreaterThan(1_000); // a dialer that never goes beyond its agents proves nothing
        abandoned.ShouldBeGreaterThan(1_000);
        straddled.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void An_agent_who_leaves_costs_at_most_one_call()
    {
        var left = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(Campaigns, campaign =>
        {
            var model = new DialerModel(campaign.Settings, campaign.Agents, campaign.Seed, agentsLeave: true);
            model.Play(500);
            left += model.Left;
        }));
        left.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Predictive_dials_more_than_progressive_when_answers_are_rare_and_the_cap_has_room()
    {
        var state = Campaign(answered: 500, notAnswered: 4_500);
        state.ConnectPpm(Predictive).ShouldBeInRange(50_000, 200_000);
        Routing.Pacing.DialsNow(Predictive with { Mode = CampaignMode.Preview }, state, 10, 0, Noon).ShouldBe(0);
        Routing.Pacing.DialsNow(Predictive with { Mode = CampaignMode.Progressive }, state, 10, 5, Noon).ShouldBe(10);
        Routing.Pacing.DialsNow(Predictive, state, 10, 0, Noon).ShouldBe(25); // ten agents, and the 15 of 500 that may be lost
        Routing.Pacing.DialsNow(Predictive with { MaxLines = 12 }, state, 10, 0, Noon).ShouldBe(12);
        state.Dialled(Predictive, 25, Noon);
        Routing.Pacing.DialsNow(Predictive, state, 10, 0, Noon).ShouldBe(0);
    }

    [Fact]
    public void Predictive_dials_no_more_than_the_answers_call_for()
    {
        var state = Campaign(answered: 4_000, notAnswered: 0); // everybody answers
        Routing.Pacing.DialsNow(Predictive, state, 10, 0, Noon).ShouldBe(10);
        Routing.Pacing.DialsNow(Predictive, state, 10, 5, Noon).ShouldBe(15); // and five more agents are free soon
    }

    [Fact]
    public void Nothing_is_dialled_beyond_the_agents_while_a_line_could_ring_into_the_next_window()
    {
        var state = Campaign(answered: 500, notAnswered: 4_500);
        var midnight = Noon + (12 * 60 * 60 * 1000);
        Routing.Pacing.DialsNow(Predictive, state, 10, 0, midnight - 32_001).ShouldBe(25);
        Routing.Pacing.DialsNow(Predictive, state, 10, 0, midnight - 32_000).ShouldBe(10);
        Routing.Pacing.DialsNow(Predictive, state, 10, 0, midnight).ShouldBe(10); // a new window has no account yet
        state.PeriodAt(Predictive, midnight).ShouldBe(new PacingPeriod(midnight, midnight + (24 * 60 * 60 * 1000), 0, 0));
        var month = Predictive with { WindowDays = 30 };
        Routing.Pacing.DialsNow(month, Campaign(answered: 500, notAnswered: 4_500, month), 10, 0, midnight).ShouldBe(25);
    }

    [Fact]
    public void A_call_answered_before_midnight_is_abandoned_in_the_day_it_was_answered_in()
    {
        var state = Campaign(answered: 100, notAnswered: 0);
        var midnight = Noon + (12 * 60 * 60 * 1000);
        state.Dialled(Predictive, 2, midnight - 10_000);
        state.AnsweredLive(Predictive, midnight - 1_000);
        state.AnsweredLive(Predictive, midnight + 500);
        state.AbandonedLive(midnight - 1_000);
        var period = state.PeriodAt(Predictive, midnight + 1_000);
        (period.Answered, period.Abandoned, state.Abandoned, state.Waiting).ShouldBe((1, 0, 1, 1));
    }

    [Fact]
    public void What_was_learned_comes_closer_to_what_happens()
    {
        var state = new PacingState();
        state.ConnectPpm(Predictive).ShouldBe(300_000);
        for (var call = 0; call < 600; call++)
        {
            state.Dialled(Predictive, 1, Noon);
            state.NoAnswer(Predictive);
            state.Handled(call < 300 ? 60_000 : 120_000);
        }

        state.ConnectPpm(Predictive).ShouldBeInRange(0, 100);
        state.HandlingMs.ShouldBeInRange(119_000, 120_000);
        Routing.Pacing.DialsNow(Predictive, state, 1, 0, Noon).ShouldBe(1); // no answers, no account: no more than agents
    }

    [Fact]
    public void A_day_that_begins_at_another_hour_holds_from_the_next_window_on()
    {
        var state = Campaign(answered: 10, notAnswered: 0);
        var shifted = Predictive with { DayOffset = TimeSpan.FromHours(1) };
        var midnight = Noon + (12 * 60 * 60 * 1000);
        state.PeriodAt(shifted, Noon).Until.ShouldBe(midnight);
        state.PeriodAt(shifted, midnight).ShouldBe(new PacingPeriod(midnight, midnight + (23 * 60 * 60 * 1000), 0, 0));
        state.PeriodAt(shifted, midnight + (23 * 60 * 60 * 1000)).From.ShouldBe(midnight + (23 * 60 * 60 * 1000));
    }

    [Fact]
    public void What_a_campaign_may_not_be_is_said()
    {
        CampaignRules.FindFault(Predictive).ShouldBeNull();
        CampaignRules.FindFault(Predictive with { Id = default }).ShouldBe("A campaign has no id; give it one.");
        CampaignRules.FindFault(Predictive with { Queue = default }).ShouldBe("The campaign 'spring' has no queue; name the one whose agents take its calls.");
        CampaignRules.FindFault(Predictive with { Mode = (CampaignMode)3 }).ShouldBe("The campaign 'spring' has the mode 3; name one of CampaignMode.");
        CampaignRules.FindFault(Predictive with { AbandonedCapPermille = 51 }).ShouldBe("The campaign 'spring' may abandon 51 of a thousand; set 0 to 50.");
        CampaignRules.FindFault(Predictive with { WindowDays = 7 }).ShouldBe("The campaign 'spring' has a window of 7 days; set 1 or 30.");
        CampaignRules.FindFault(Predictive with { DayOffset = TimeSpan.FromHours(-15) }).ShouldBe("The campaign 'spring' has a day offset of -15:00:00; set whole minutes from -14 to 14 hours.");
        CampaignRules.FindFault(Predictive with { RingTime = TimeSpan.FromSeconds(14) }).ShouldBe("The campaign 'spring' lets a line ring for 00:00:14; set 15 seconds to 2 minutes.");
        CampaignRules.FindFault(Predictive with { MaxLines = 0 }).ShouldBe("The campaign 'spring' has 0 lines; set 1 to 10000.");
        CampaignRules.FindFault(Predictive with { AssumedConnectPermille = 9 }).ShouldBe("The campaign 'spring' assumes that 9 of a thousand answer; set 10 to 1000.");
        CampaignRules.FindFault(Predictive with { AnswerLimit = TimeSpan.FromSeconds(3) }).ShouldBe("The campaign 'spring' lets a person wait 00:00:03 for an agent; set 0 to 2 seconds.");
    }

    /// <summary>A campaign with calls behind it, answered ones evenly among the others, all served.</summary>
    private static PacingState Campaign(int answered, int notAnswered, CampaignSettings? settings = null)
    {
        var state = new PacingState();
        for (int call = 0, live = 0; call < answered + notAnswered; call++)
        {
            state.Dialled(settings ?? Predictive, 1, Noon);
            if ((long)(call + 1) * answered / (answered + notAnswered) > live)
            {
                live++;
                state.AnsweredLive(settings ?? Predictive, Noon);
                state.Connected();
            }
            else
            {
                state.NoAnswer(settings ?? Predictive);
            }
        }

        return state;
    }
}
