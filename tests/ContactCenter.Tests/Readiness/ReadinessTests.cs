using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Readiness;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Readiness;

/// <summary>What the checks of the core find, and how checks of others are run.</summary>
public sealed class ReadinessTests
{
    [Theory]
    [InlineData("agent")]
    [InlineData("supervisor")]
    [InlineData("center-administrator")]
    public async Task Only_administrators_of_the_tenant_run_the_checks(string role)
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var readiness = center.Services.GetRequiredService<IReadiness>();
        var somebody = Principal.Person(new AgentId("anna"), CenterFixture.Acme, new Role(role));
        await Should.ThrowAsync<DeskAccessException>(async () => await readiness.RunAsync(somebody, CenterFixture.Acme));
        Should.Throw<DeskAccessException>(() => readiness.Last(somebody, CenterFixture.Acme));
        await Should.ThrowAsync<DeskAccessException>(async () => await readiness.RunAsync(Principal.Person(new AgentId("anna"), new TenantId("zeta"), Role.Administrator), CenterFixture.Acme));
        await Should.ThrowAsync<DeskAccessException>(async () => await readiness.RunAsync(Principal.System, new TenantId("zeta")));
    }

    [Fact]
    public async Task The_last_report_is_kept_with_its_time()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var readiness = center.Services.GetRequiredService<IReadiness>();
        var boss = Principal.Person(new AgentId("boss"), CenterFixture.Acme, Role.Administrator);
        readiness.Last(boss, CenterFixture.Acme).ShouldBeNull();
        var at = center.Time.GetUtcNow();
        var report = await readiness.RunAsync(boss, CenterFixture.Acme);
        report.At.ShouldBe(at);
        readiness.Last(boss, CenterFixture.Acme).ShouldBeSameAs(report);
    }

    [Fact]
    public async Task What_is_configured_well_is_said_and_who_is_missing_too()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var nobody = await RunAsync(center);
        nobody.Status.ShouldBe(ReadinessStatus.Warning);
        nobody.Lines.ShouldContain(static l => l.Code == "configuration.fits" && l.Status == ReadinessStatus.Ok);
        nobody.Lines.ShouldContain(static l => l.Code == "clock.steady");
        var line = nobody.Lines.Single(static l => l.Code == "staff.nobody");
        (line.About, line.Status).ShouldBe(("sms-faults", ReadinessStatus.Warning));
        line.Remedy.ShouldNotBeNull();

        await CenterFixture.Do(center.Desk("bruno"), new DeskCommand.SignIn());
        (await RunAsync(center)).Lines.ShouldContain(static l => l.Code == "staff.present");
    }

    [Fact]
    public async Task A_queue_nobody_has_the_skills_for_is_a_warning()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms), describe: static t => t.AddQueue("night", static q => q.RequireSkill("night", 2)));
        var line = (await RunAsync(center)).Lines.Single(static l => l.Code == "queue.no-agent");
        (line.About, line.Status).ShouldBe(("night", ReadinessStatus.Warning));
        line.Values.ShouldBe(["night", "night 2"]);
    }

    [Fact]
    public async Task What_does_not_fit_together_is_a_failure_by_its_rule()
    {
        // An edit took the only able agent's skill for right; then the seed's endpoint asks for more: each was right by itself.
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var options = center.Tenant!.Options;
        options.Endpoints["sms-faults"].NoAgentAnswer = "";
        options.Agents.Clear();
        var report = await RunAsync(center);
        report.Status.ShouldBe(ReadinessStatus.Failed);
        report.Lines.Where(static l => l.Status == ReadinessStatus.Failed).Select(static l => (l.Code, l.About)).ShouldBe([("rule.nobody-can", "sms-faults"), ("rule.answer-empty", "sms-faults")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_clock_that_was_set_is_a_warning()
    {
        var time = new SettableTime();
        var check = new ClockCheck(time);
        await check.StartAsync(default);
        time.Later = TimeSpan.FromSeconds(1.9);
        (await check.CheckAsync(CenterFixture.Acme, default)).ShouldHaveSingleItem().Code.ShouldBe("clock.steady");
        time.Later = TimeSpan.FromSeconds(-5);
        var finding = (await check.CheckAsync(CenterFixture.Acme, default)).ShouldHaveSingleItem();
        (finding.Code, finding.Status).ShouldBe(("clock.drift", ReadinessStatus.Warning));
        finding.Values.ShouldHaveSingleItem().ShouldBe("-5.0");
    }

    [Fact]
    public async Task A_check_that_throws_or_does_not_end_is_reported_and_the_others_go_on()
    {
        var stuck = new Stuck();
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms))
        {
            Compose = cc => cc.Services.AddSingleton<IReadinessCheck>(stuck).AddSingleton<IReadinessCheck>(new Broken()),
        };
        await center.StartAsync();
        var run = center.Services.GetRequiredService<IReadiness>().RunAsync(Principal.System, CenterFixture.Acme).AsTask();
        await stuck.Asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var report = await center.UntilAsync(async () => run.IsCompleted ? await run : null, "the report", TimeSpan.FromSeconds(1));
        report.Lines.Single(static l => l.Part == "stuck").Code.ShouldBe("check.timeout");
        report.Lines.Single(static l => l.Part == "broken").Code.ShouldBe("check.failed");
        report.Lines.ShouldContain(static l => l.Code == "configuration.fits");
    }

    private static ValueTask<ReadinessReport> RunAsync(MemoryCenter center) => center.Services.GetRequiredService<IReadiness>().RunAsync(Principal.System, CenterFixture.Acme);

    private sealed class SettableTime : TimeProvider
    {
        public TimeSpan Later { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(56) + Later;

        public override long GetTimestamp() => 0;
    }

    private sealed class Stuck : IReadinessCheck
    {
        public TaskCompletionSource Asked { get; } = new();

        public string Part => "stuck";

        public async ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(TenantId tenant, CancellationToken cancellationToken)
        {
            Asked.SetResult();
            await new TaskCompletionSource().Task; // hears nothing
            return [];
        }
    }

    private sealed class Broken : IReadinessCheck
    {
        public string Part => "broken";

        public ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(TenantId tenant, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");
    }
}
