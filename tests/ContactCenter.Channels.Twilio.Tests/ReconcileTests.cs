using Microsoft.Extensions.Time.Testing;
using StubCarrier;

namespace ContactCenter.Channels.Twilio.Tests;

public sealed class ReconcileTests : IAsyncLifetime
{
    private StartedCarrier _carrier = null!;
    private Bench _bench = null!;

    public async Task InitializeAsync()
    {
        _carrier = await StartedCarrier.StartAsync();
        _bench = new Bench(baseUrl: _carrier.Url);
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _carrier.DisposeAsync();
    }

    [Theory]
    [InlineData("cut-taken")]
    [InlineData("500-taken")]
    public async Task A_message_that_was_taken_is_found(string mode)
    {
        _carrier.Fail(new FaultRule(mode));
        var (message, at) = (Bench.Message("line one\r\nline two "), DateTimeOffset.UtcNow);
        (await _bench.SendAsync(message)).ShouldBeOfType<SendOutcome.Unknown>();
        (await _bench.FindAsync(message, at)).ShouldBe(new SendOutcome.Accepted(_carrier.Outbound.Single().Sid!));
    }

    [Fact]
    public async Task A_message_that_was_not_taken_may_be_sent_again()
    {
        _carrier.Fail(new FaultRule("cut"));
        var (message, at) = (Bench.Message(), DateTimeOffset.UtcNow);
        (await _bench.SendAsync(message)).ShouldBeOfType<SendOutcome.Unknown>();
        (await _bench.FindAsync(message, at)).ShouldBe(new SendOutcome.Refused("twilio-not-found", IsTransient: true));
    }

    [Fact]
    public async Task Absence_proves_nothing_before_the_list_has_settled()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var now = time.GetUtcNow();
        await using var bench = new Bench(new() { ["SettleTime"] = "00:00:30" }, _carrier.Url, services: s => s.AddSingleton<TimeProvider>(time));
        var message = Bench.Message();
        var early = await Should.ThrowAsync<ChannelException>(() => bench.FindAsync(message, now.AddSeconds(-10)));
        (early.Code, early.IsTransient, early.RetryAfter).ShouldBe(("CC3004", true, TimeSpan.FromSeconds(20)));

        var clockWentBack = await Should.ThrowAsync<ChannelException>(() => bench.FindAsync(message, now.AddHours(1)));
        clockWentBack.RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
        (await bench.FindAsync(message, now.AddSeconds(-31))).ShouldBe(new SendOutcome.Refused("twilio-not-found", IsTransient: true));
    }

    [Fact]
    public async Task An_equal_message_that_is_another_of_ours_is_not_taken_for_it()
    {
        var first = (await _bench.SendAsync(Bench.Message("ok"))).ShouldBeOfType<SendOutcome.Accepted>().ProviderId;
        (await _bench.FindAsync(Bench.Message("ok"), DateTimeOffset.UtcNow, sid => sid == first)).ShouldBe(new SendOutcome.Refused("twilio-not-found", IsTransient: true));
    }

    [Fact]
    public async Task What_cannot_be_told_apart_stays_unknown()
    {
        await _bench.SendAsync(Bench.Message("ok"));
        (await _bench.FindAsync(Bench.Message("something else"), DateTimeOffset.UtcNow)).ShouldBe(new SendOutcome.Unknown("twilio-ambiguous"));
        await _bench.SendAsync(Bench.Message("ok"));
        (await _bench.FindAsync(Bench.Message("ok"), DateTimeOffset.UtcNow)).ShouldBe(new SendOutcome.Unknown("twilio-ambiguous"));
    }

    [Fact]
    public async Task Messages_of_another_time_customer_or_direction_do_not_count()
    {
        await _bench.SendAsync(Bench.Message("ok"));
        await _bench.SendAsync(Bench.Message("ok", to: "+393330000000"));
        await _carrier.Webhooks.WriteAsync(Bench.Customer, Bench.Number, "ok");
        (await _bench.FindAsync(Bench.Message("ok"), DateTimeOffset.UtcNow.AddMinutes(-5))).ShouldBe(new SendOutcome.Refused("twilio-not-found", IsTransient: true));
        (await _bench.FindAsync(Bench.Message("ok"), DateTimeOffset.UtcNow)).ShouldBeOfType<SendOutcome.Accepted>();
    }

    [Fact]
    public async Task A_provider_that_cannot_be_asked_is_an_exception_and_short_trouble_is_not()
    {
        await using var nobody = new Bench();
        var unreachable = await Should.ThrowAsync<ChannelException>(() => nobody.FindAsync(Bench.Message(), DateTimeOffset.UtcNow));
        (unreachable.Code, unreachable.IsTransient).ShouldBe(("CC3001", true));

        await using var stranger = new Bench(new() { ["Accounts:main:AuthTokens:primary"] = "wrong" }, _carrier.Url);
        var refused = await Should.ThrowAsync<ChannelException>(() => stranger.FindAsync(Bench.Message(), DateTimeOffset.UtcNow));
        (refused.Code, refused.IsTransient).ShouldBe(("CC3002", false));

        _carrier.Fail(new FaultRule("500") { On = "get", Times = 2 });
        (await _bench.FindAsync(Bench.Message(), DateTimeOffset.UtcNow)).ShouldBe(new SendOutcome.Refused("twilio-not-found", IsTransient: true));
    }

    [Fact]
    public async Task With_a_carrier_in_trouble_every_message_goes_out_exactly_once()
    {
        _carrier.Fail(
            new FaultRule("429") { Probability = 0.2 },
            new FaultRule("500") { Probability = 0.1 },
            new FaultRule("500-taken") { Probability = 0.1 },
            new FaultRule("cut") { Probability = 0.1 },
            new FaultRule("cut-taken") { Probability = 0.1 });

        var messages = Enumerable.Range(1, 200).Select(i => Bench.Message($"message {i}", to: $"+39333{i % 20:0000000}")).ToList();
        var sids = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(messages.GroupBy(message => message.To), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (session, stop) =>
        {
            foreach (var message in session) // in order within a session, as effects run
            {
                while (true)
                {
                    var at = DateTimeOffset.UtcNow;
                    var outcome = await _bench.SendAsync(message, stop);
                    if (outcome is SendOutcome.Unknown)
                    {
                        outcome = await _bench.FindAsync(message, at, sids.ContainsKey);
                    }

                    if (outcome is SendOutcome.Accepted accepted)
                    {
                        sids[accepted.ProviderId] = message.Text;
                        break;
                    }

                    outcome.ShouldBeOfType<SendOutcome.Refused>().IsTransient.ShouldBeTrue();
                }
            }
        });

        _carrier.Outbound.Select(line => line.Body).ShouldBe(messages.Select(message => message.Text), ignoreOrder: true);
        _carrier.Outbound.ToDictionary(line => line.Sid!, line => line.Body!).ShouldBe(sids.ToDictionary(), ignoreOrder: true);
    }
}
