using Microsoft.Extensions.Time.Testing;
using StubCarrier;

namespace ContactCenter.Channels.Twilio.Tests;

/// <summary>Against the stub carrier; its ledger says what was really taken.</summary>
public sealed class SendingTests : IAsyncLifetime
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

    [Fact]
    public async Task A_message_is_taken_with_its_text_sender_and_callback()
    {
        var message = Bench.Message("Il tecnico arriva alle 15, 20 € di chiamata 👍");
        var accepted = (await _bench.SendAsync(message)).ShouldBeOfType<SendOutcome.Accepted>();

        var line = _carrier.Outbound.ShouldHaveSingleItem();
        (line.Sid, line.From, line.To, line.Body).ShouldBe((accepted.ProviderId, Bench.Number, Bench.Customer, message.Text));
        line.StatusCallback.ShouldBe($"https://cc.example.test/hooks/twilio/main/status?m={message.Id.Value:N}&t=acme&e=line");
    }

    [Fact]
    public async Task Pictures_and_the_messaging_service_go_along()
    {
        await using var bench = new Bench(new() { ["Accounts:main:MessagingServiceSid"] = "MG00000000000000000000000000000001" }, _carrier.Url);
        var message = Bench.Message("") with { Media = [new MediaReference(new Uri("https://cc.example.test/p.jpg"), "image/jpeg")] };
        var sid = (await bench.SendAsync(message)).ShouldBeOfType<SendOutcome.Accepted>().ProviderId;
        var taken = _carrier.Book.Find(sid)!;
        (taken.Media.Length, taken.MessagingServiceSid, taken.From).ShouldBe((1, "MG00000000000000000000000000000001", Bench.Number));
    }

    [Theory]
    [InlineData("+15005550001", "twilio-21211")]
    [InlineData("+15005550004", "twilio-21610")]
    [InlineData("+15005550009", "twilio-21614")]
    public async Task What_Twilio_refuses_is_refused_for_good_with_its_code(string to, string code) =>
        (await _bench.SendAsync(Bench.Message(to: to))).ShouldBe(new SendOutcome.Refused(code, IsTransient: false));

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_without_asking()
    {
        (await _bench.SendAsync(Bench.Message(new string('a', 1601)))).ShouldBe(new SendOutcome.Refused("twilio-21617", IsTransient: false));
        _carrier.Ledger.Read().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_token_is_refused_for_good()
    {
        await using var bench = new Bench(new() { ["Accounts:main:AuthTokens:primary"] = "wrong" }, _carrier.Url);
        (await bench.SendAsync(Bench.Message())).ShouldBe(new SendOutcome.Refused("twilio-20003", IsTransient: false));
    }

    [Theory]
    [InlineData("429", 7, 7)]
    [InlineData("429", 0, 1)]
    [InlineData("503", 7, 7)]
    public async Task Too_many_requests_and_a_503_that_says_when_to_come_again_are_refused_for_now(string mode, int retryAfter, int waits)
    {
        _carrier.Fail(new FaultRule(mode) { RetryAfterSeconds = retryAfter });
        (await _bench.SendAsync(Bench.Message())).ShouldBe(new SendOutcome.Refused("twilio-" + mode, IsTransient: true, TimeSpan.FromSeconds(waits)));
        _carrier.Outbound.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("500", "twilio-500", 0)]
    [InlineData("500-taken", "twilio-500", 1)]
    [InlineData("502-taken", "twilio-502", 1)]
    [InlineData("503-taken", "twilio-503", 1)]
    [InlineData("504", "twilio-504", 0)]
    [InlineData("cut", "twilio-connection-lost", 0)]
    [InlineData("cut-taken", "twilio-connection-lost", 1)]
    [InlineData("garbage-taken", "twilio-unreadable-answer", 1)]
    [InlineData("huge-taken", "twilio-unreadable-answer", 1)]
    public async Task Whatever_does_not_prove_the_outcome_is_unknown_and_never_posted_again(string mode, string code, int taken)
    {
        await _bench.SendAsync(Bench.Message("opens a connection that is used again"));
        var before = _carrier.Ledger.Read().Count(IsPost);

        _carrier.Fail(new FaultRule(mode));
        (await _bench.SendAsync(Bench.Message("the one"))).ShouldBe(new SendOutcome.Unknown(code));

        _carrier.Outbound.Count(line => line.Body == "the one").ShouldBe(taken);
        (_carrier.Ledger.Read().Count(IsPost) - before).ShouldBe(1);
    }

    [Fact]
    public async Task A_slow_answer_is_unknown()
    {
        var time = new FakeTimeProvider();
        await using var bench = new Bench(new() { ["RequestTimeout"] = "00:00:02" }, _carrier.Url, services: s => s.AddSingleton<TimeProvider>(time));
        _carrier.Fail(new FaultRule("slow") { LatencyMs = 600_000 });
        var sending = bench.SendAsync(Bench.Message());
        await Wait.UntilAsync(() => _carrier.Outbound.Count > 0, "the request left");

        time.Advance(TimeSpan.FromSeconds(1.9));
        sending.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));
        (await sending).ShouldBe(new SendOutcome.Unknown("twilio-timeout"));
        _carrier.Outbound.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_after_the_request_left_is_unknown_and_before_it_is_refused()
    {
        _carrier.Fail(new FaultRule("slow") { LatencyMs = 600_000 });
        using var cancel = new CancellationTokenSource();
        var sending = _bench.SendAsync(Bench.Message(), cancel.Token);
        await Wait.UntilAsync(() => _carrier.Outbound.Count > 0, "the request left");

        await cancel.CancelAsync();
        (await sending).ShouldBe(new SendOutcome.Unknown("twilio-cancelled"));
        (await _bench.SendAsync(Bench.Message(), cancel.Token)).ShouldBe(new SendOutcome.Refused("twilio-cancelled", IsTransient: true));
        _carrier.Outbound.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://no-such-host.invalid")]
    public async Task Nobody_there_is_refused_for_now(string url)
    {
        await using var bench = new Bench(baseUrl: url);
        (await bench.SendAsync(Bench.Message())).ShouldBe(new SendOutcome.Refused("twilio-unreachable", IsTransient: true));
    }

    private static bool IsPost(LedgerLine line) => line.Event is "outbound" or "outbound-refused";
}
