using System.Net.Http.Json;
using ContactCenter.Channels.Twilio.Api;
using ContactCenter.Readiness;
using StubCarrier;

namespace ContactCenter.Channels.Twilio.Tests;

/// <summary>What the readiness check finds at the carrier.</summary>
public sealed class NumberCheckTests : IAsyncLifetime
{
    private StartedCarrier _carrier = null!;

    public async Task InitializeAsync() => _carrier = await StartedCarrier.StartAsync("https://cc.example.test/hooks/twilio/main");

    public async Task DisposeAsync() => await _carrier.DisposeAsync();

    [Fact]
    public async Task A_number_that_is_ours_carries_SMS_and_posts_here_is_ready()
    {
        await using var bench = new Bench(baseUrl: _carrier.Url);
        var findings = await CheckAsync(bench);
        findings.Select(static f => f.Code).ShouldBe(["twilio.account", "clock.agrees", "twilio.number", "twilio.webhook"]);
        findings.ShouldAllBe(static f => f.Status == ReadinessStatus.Ok && f.Remedy == null);
    }

    [Fact]
    public async Task Wrong_credentials_are_named_as_such()
    {
        await using var bench = new Bench(new() { ["Accounts:main:AuthTokens:primary"] = "another token" }, _carrier.Url);
        var finding = (await CheckAsync(bench)).ShouldHaveSingleItem();
        (finding.Status, finding.Code).ShouldBe((ReadinessStatus.Failed, "twilio.sign-in"));
        finding.Message.ShouldNotContain("another token");
        finding.Remedy.ShouldNotBeNull().ShouldContain("AuthTokens");
    }

    [Fact]
    public async Task A_carrier_that_is_not_there_is_unreachable()
    {
        await using var bench = new Bench();
        (await CheckAsync(bench)).ShouldHaveSingleItem().Code.ShouldBe("twilio.unreachable");
    }

    [Fact]
    public async Task A_number_of_somebody_else_is_missing()
    {
        await using var bench = new Bench(baseUrl: _carrier.Url);
        var findings = await CheckAsync(bench, Bench.At("acme", "line", "+390699999999"));
        findings[^1].Code.ShouldBe("twilio.number-missing");
        findings[^1].Values.ShouldBe(["+390699999999", "main"]);
    }

    [Fact]
    public async Task What_is_set_up_wrongly_in_the_console_is_told_with_what_it_should_be()
    {
        await using var bench = new Bench(baseUrl: _carrier.Url);
        await SetAsync(new NumberSetting(Bench.Number) { SmsUrl = "https://old.example.com/sms", Sms = false });
        var findings = await CheckAsync(bench);
        findings.Where(static f => f.Status == ReadinessStatus.Failed).Select(static f => f.Code).ShouldBe(["twilio.not-sms", "twilio.webhook-wrong"]);
        findings[^1].Values.ShouldBe([Bench.Number, "https://old.example.com/sms", "https://cc.example.test/hooks/twilio/main/sms"]);

        await SetAsync(new NumberSetting(Bench.Number) { SmsMethod = "GET" });
        (await CheckAsync(bench))[^1].Code.ShouldBe("twilio.webhook-method");
        await SetAsync(new NumberSetting(Bench.Number) { SmsApplicationSid = "AP1" });
        (await CheckAsync(bench))[^1].ShouldSatisfyAllConditions(f => f.Code.ShouldBe("twilio.webhook-elsewhere"), f => f.Status.ShouldBe(ReadinessStatus.Warning));
    }

    [Fact]
    public async Task A_short_code_and_a_number_without_account_are_told_without_asking()
    {
        await using var bench = new Bench(new()
        {
            ["Accounts:main:Numbers:short"] = "12345",
            ["Accounts:other:AccountSid"] = "AC00000000000000000000000000000002",
            ["Accounts:other:AuthTokens:primary"] = "t",
            ["Accounts:other:Numbers:x"] = "+390611111111",
        });
        (await CheckAsync(bench, Bench.At("acme", "short", "12345"))).ShouldHaveSingleItem().Code.ShouldBe("twilio.not-a-number");
        (await CheckAsync(bench, Bench.At("acme", "line", "+390622222222"))).ShouldHaveSingleItem().Code.ShouldBe("twilio.no-account");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(-3, false)] // 3 s behind is 2.5 at least, in whole seconds: 2.5 - 0.5
    [InlineData(-4, true)]
    public void Clocks_apart_are_told_only_when_it_is_certain(int seconds, bool beyond)
    {
        var now = DateTimeOffset.UnixEpoch;
        ClockOffset.Of(now.AddSeconds(seconds), now, now).IsBeyond(TimeSpan.FromSeconds(2)).ShouldBe(beyond);
    }

    [Fact]
    public void An_answer_that_took_long_tells_little()
    {
        var now = DateTimeOffset.UnixEpoch;
        ClockOffset.Of(now.AddSeconds(8), now, now.AddSeconds(10)).IsBeyond(TimeSpan.FromSeconds(2)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_a_warning()
    {
        await using var bench = new Bench(baseUrl: _carrier.Url, services: static s => s.AddSingleton<TimeProvider>(new LateTime()));
        var finding = (await CheckAsync(bench)).Single(static f => f.Code == "clock.carrier");
        finding.Status.ShouldBe(ReadinessStatus.Warning);
        double.Parse(finding.Values[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(58, 63);
    }

    private static async Task<IReadOnlyList<ReadinessFinding>> CheckAsync(Bench bench, Endpoint? endpoint = null) =>
        await ((IEndpointCheck)bench.Channel).CheckAsync(endpoint ?? Bench.Endpoint, CancellationToken.None);

    private async Task SetAsync(NumberSetting setting)
    {
        using var http = new HttpClient();
        (await http.PostAsJsonAsync($"{_carrier.Url}/_stub/numbers", setting)).EnsureSuccessStatusCode();
    }

    private sealed class LateTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddMinutes(-1);
    }
}
