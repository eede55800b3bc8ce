using ContactCenter.Channels.Voice.Lines;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Channels.Voice.Tests.Lines;

public sealed class FraudGuardTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 22, 0, 0, TimeSpan.Zero));

    [Fact]
    public void By_itself_it_stops_nothing()
    {
        var guard = new FraudGuard(new VoiceGuardOptions(), _time);
        for (var i = 0; i < 1_000; i++)
        {
            guard.Ask("+8810000", false, out var call).ShouldBeNull();
            call.ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_beginning_that_is_not_allowed_is_stopped_and_help_never()
    {
        var guard = new FraudGuard(new VoiceGuardOptions { AllowedPrefixes = { ["italy"] = "+39", ["poland"] = "+48" }, MaxCallsPerMinute = 1, MaxCostPerDay = 0 }, _time);
        guard.Ask("+88212345", false, out var call).ShouldBe(VoiceAlarmKind.Prefix);
        call.ShouldBeNull();
        guard.Ask("112", true, out _).ShouldBeNull();
        guard.Ask("112", true, out _).ShouldBeNull();
        guard.Ask("113", false, out _).ShouldBe(VoiceAlarmKind.Prefix);
    }

    [Fact]
    public void Too_many_within_any_minute_are_stopped_and_those_stopped_do_not_count()
    {
        var guard = new FraudGuard(new VoiceGuardOptions { MaxCallsPerMinute = 2 }, _time);
        guard.Ask("+391", false, out _).ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(30));
        guard.Ask("+391", false, out _).ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(29.999));
        guard.Ask("+391", false, out _).ShouldBe(VoiceAlarmKind.Rate);
        _time.Advance(TimeSpan.FromSeconds(0.001));
        guard.Ask("+391", false, out _).ShouldBeNull();
        guard.Ask("+391", false, out _).ShouldBe(VoiceAlarmKind.Rate);
    }

    [Fact]
    public void What_the_day_costs_counts_calls_that_are_up_and_begins_anew_at_midnight()
    {
        var guard = new FraudGuard(new VoiceGuardOptions { MaxCostPerDay = 10 }, _time);
        guard.Ask("+391", false, out var call).ShouldBeNull();
        _time.Advance(TimeSpan.FromMinutes(5));
        guard.SpentToday.ShouldBe(0, "it rings");
        call!.Answered(0.5m);
        _time.Advance(TimeSpan.FromMinutes(10));
        guard.SpentToday.ShouldBe(5);
        guard.Ask("+391", false, out var other).ShouldBeNull();
        other!.Answered(1m);
        _time.Advance(TimeSpan.FromMinutes(4));
        other.Dispose();
        guard.SpentToday.ShouldBe(11);
        guard.Ask("+391", false, out _).ShouldBe(VoiceAlarmKind.Cost);
        _time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 0, 6, 0, TimeSpan.Zero));
        guard.SpentToday.ShouldBe(3, "the part of the first call since midnight");
        guard.Ask("+391", false, out _).ShouldBeNull();
        call.Dispose();
        call.Dispose();
        guard.SpentToday.ShouldBe(3);
    }
}
