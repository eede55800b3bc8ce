using ContactCenter.Sip.Authentication;
using ContactCenter.Sip.Guard;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Transactions;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sip.Tests.Guard;

public sealed class SourceGuardTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<SipBlock> _blocks = [];
    private readonly FakeFlow _stranger = new(remote: "203.0.113.9:5060");

    [Fact]
    public void A_source_that_guesses_secrets_is_blocked_for_longer_and_longer_and_forgiven_after_a_day_of_peace()
    {
        var guard = New();
        foreach (var minutes in new[] { 10, 20, 40, 80, 160, 320, 640, 1_280, 1_440, 1_440 })
        {
            Guess(guard, 19);
            guard.Admits(_stranger, 500).ShouldBeTrue();
            Guess(guard, 1);
            _blocks[^1].For.TotalMinutes.ShouldBe(minutes);
            guard.Admits(_stranger, 500).ShouldBeFalse();
            guard.Admits(_stranger.Remote.Address).ShouldBeFalse(); // a connection, either
            _time.Advance(TimeSpan.FromMinutes(minutes));
            guard.Admits(_stranger, 500).ShouldBeTrue();
        }

        _blocks.ShouldAllBe(static b => b.IsComplete && b.Why == SipFailure.Authentication && b.Source.ToString() == "203.0.113.9");
        _time.Advance(TimeSpan.FromDays(1.1));
        Guess(guard, 20);
        _blocks[^1].For.TotalMinutes.ShouldBe(10);
        guard.Unblock(_stranger.Remote.Address);
        guard.Admits(_stranger, 500).ShouldBeTrue();
    }

    [Fact]
    public void Failures_that_come_slowly_block_nobody()
    {
        var guard = New();
        for (var i = 0; i < 100; i++)
        {
            Guess(guard, 1);
            _time.Advance(TimeSpan.FromSeconds(4));
        }

        _blocks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(404)]
    [InlineData(484)]
    [InlineData(604)]
    [InlineData(400)]
    [InlineData(401)]
    public void What_may_be_forged_makes_a_stranger_be_heard_once_a_second_and_takes_nothing_inside_calls_and_with_credentials_from_who_is_proven(int status)
    {
        var guard = New();
        Fail(19);
        _blocks.ShouldBeEmpty();
        Fail(1);
        _blocks.Single().IsComplete.ShouldBeFalse();
        Heard(5).ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(1));
        Heard(5).ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        Heard(5).ShouldBe(1);
        guard.Heard(_stranger); // somebody there has shown a nonce, tag or branch of ours
        Heard(5).ShouldBe(5);
        Enumerable.Range(0, 5).Count(_ => guard.Admits(_stranger, Request("Digest username=\"x\""))).ShouldBe(5);
        Enumerable.Range(0, 5).Count(_ => guard.Admits(_stranger, Request(null).ToBuilder().Set(SipHeaderName.To, "<sip:x@us.test>;tag=ours").Build())).ShouldBe(5);
        _time.Advance(TimeSpan.FromSeconds(1));
        Enumerable.Range(0, 5).Count(_ => guard.Admits(_stranger, Request(null))).ShouldBe(1);

        int Heard(int packets) => Enumerable.Range(0, packets).Count(_ => guard.Admits(_stranger, 400));

        void Fail(int times)
        {
            for (var i = 0; i < times; i++)
            {
                guard.Admits(_stranger, 400);
                if (status == 400)
                {
                    guard.Malformed(_stranger);
                }
                else
                {
                    var request = Request(status == 401 ? "Digest username=\"x\"" : null);
                    guard.Answered(_stranger, request, SipResponse.For(request, status, null, "t"));
                }
            }
        }
    }

    [Fact]
    public void On_a_connection_nothing_is_forged_and_an_unknown_number_acknowledged_by_datagram_is_shown_too()
    {
        var connection = new FakeFlow(SipTransportKind.Tcp, "203.0.113.1:9");
        var guard = New();
        var request = Request(null);
        for (var i = 0; i < 20; i++)
        {
            guard.Admits(connection, 0).ShouldBeTrue();
            guard.Answered(connection, request, SipResponse.For(request, 404, null, "t"));
            guard.Acknowledged(_stranger, 404);
        }

        guard.Admits(connection, 0).ShouldBeFalse();
        guard.Admits(_stranger, 400).ShouldBeFalse();
        _blocks.ShouldAllBe(static b => b.IsComplete && b.Why == SipFailure.UnknownNumber);
    }

    [Fact]
    public void Challenges_nobody_answers_count_a_fifth_and_stale_ones_with_a_right_secret_nothing()
    {
        var guard = New();
        var (bare, with) = (Request(null), Request("Digest username=\"x\""));
        for (var i = 0; i < 99; i++)
        {
            guard.Admits(_stranger, 400);
            guard.Answered(_stranger, bare, SipResponse.For(bare, 401, null, "t"));
            guard.Answered(_stranger, with, SipResponse.Answer(with, 401, null, "t").Set(SipHeaderName.WwwAuthenticate, "Digest realm=\"r\", nonce=\"n\", stale=true").Build());
        }

        _blocks.ShouldBeEmpty();
        guard.Answered(_stranger, bare, SipResponse.For(bare, 401, null, "t"));
        _blocks.Single().IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void Whoever_is_trusted_is_never_blocked_and_owes_nothing()
    {
        var guard = New(static o => o.Trusted.Add(System.Net.IPNetwork.Parse("203.0.113.0/24")));
        Guess(guard, 1_000);
        for (var i = 0; i < 1_000; i++)
        {
            guard.Malformed(_stranger);
        }

        (guard.Admits(_stranger, 1), guard.MayAnswer(_stranger, 1_000_000, 200), guard.Admits(_stranger, Agent("friendly-scanner")), _blocks.Count, guard.Sources).ShouldBe((true, true, true, 0, 0));
    }

    [Fact]
    public void A_scanner_that_says_so_is_not_answered_unless_that_is_wanted()
    {
        var guard = New();
        guard.Admits(_stranger, Agent("Friendly-Scanner/0.3")).ShouldBeFalse();
        guard.Admits(_stranger, Agent("SIPVicious")).ShouldBeFalse();
        guard.Admits(_stranger, Agent("Linphone/5")).ShouldBeTrue();
        New(static o => o.DropsScanners = false).Admits(_stranger, Agent("friendly-scanner")).ShouldBeTrue();
        guard.Dropped.ShouldBe(2);
    }

    [Fact]
    public void A_stranger_is_sent_what_it_sent_and_a_provisional_response_where_there_is_room_for_the_final_one()
    {
        var guard = New();
        guard.MayAnswer(_stranger, 1, 200).ShouldBeFalse(); // nothing has come from there
        guard.Admits(_stranger, 1_000).ShouldBeTrue();
        guard.MayAnswer(_stranger, 300, 180).ShouldBeFalse();
        guard.MayAnswer(_stranger, 300, 100).ShouldBeFalse();
        guard.MayAnswer(_stranger, 1_001, 200).ShouldBeFalse();
        guard.MayAnswer(_stranger, 1_000, 200).ShouldBeTrue();
        guard.MayAnswer(_stranger, 1, 200).ShouldBeFalse();
        for (var i = 0; i < 3; i++)
        {
            guard.Admits(_stranger, 1_000);
        }

        guard.MayAnswer(_stranger, 300, 180).ShouldBeTrue();
        guard.MayAnswer(_stranger, 300, 100).ShouldBeFalse();
        guard.Heard(_stranger);
        (guard.MayAnswer(_stranger, 60_000, 200), guard.IsProven(_stranger)).ShouldBe((true, true));
        _time.Advance(TimeSpan.FromDays(1.1));
        (guard.MayAnswer(_stranger, 60_000, 200), guard.IsProven(_stranger)).ShouldBe((false, false));
    }

    [Fact]
    public void Forged_sources_fill_no_memory_and_free_nobody_who_is_blocked_and_forget_nobody_who_is_proven()
    {
        var guard = New(static o => o.MaxSources = 100);
        var phone = new FakeFlow(remote: "198.51.100.7:5060");
        guard.Heard(phone);
        Guess(guard, 20);
        for (var i = 0; i < 10_000; i++)
        {
            var forged = new FakeFlow(remote: $"10.{i / 250}.{i % 250}.1:5060");
            guard.Admits(forged, 400);
            guard.Malformed(forged);
            guard.Judged(forged, DigestOutcome.WrongOrUnknown, hasOurNonce: false);
        }

        guard.Sources.ShouldBe(102); // 100 strangers, and two more
        (guard.Admits(_stranger, 400), guard.IsProven(phone)).ShouldBe((false, true));
    }

    [Fact]
    public void Of_IPv6_the_network_of_64_bits_counts()
    {
        var guard = New();
        for (var i = 0; i < 20; i++)
        {
            guard.Acknowledged(new FakeFlow(remote: $"[2001:db8:1:2::{i:x}]:5060"), 404);
        }

        _blocks.Single().Source.ToString().ShouldBe("2001:db8:1:2::");
        guard.Admits(new FakeFlow(remote: "[2001:db8:1:2:ffff::1]:5060"), 400).ShouldBeFalse();
        guard.Admits(new FakeFlow(remote: "[2001:db8:1:3::1]:5060"), 400).ShouldBeTrue();
    }

    [Fact]
    public void What_cannot_be_is_named_with_the_remedy()
    {
        Should.Throw<ArgumentException>(() => Check(static o => o.MaxFailures = 0)).Message.ShouldStartWith("Guard.MaxFailures is 0; set it to 1 to 10000.");
        Should.Throw<ArgumentException>(() => Check(static o => o.Block = TimeSpan.FromDays(2))).Message.ShouldStartWith("Guard.Block is 2.00:00:00; set it to 1 s up to MaxBlock.");

        static void Check(Action<SipGuardOptions> with)
        {
            var options = new SipGuardOptions();
            with(options);
            options.Check();
        }
    }

    private void Guess(SourceGuard guard, int times)
    {
        for (var i = 0; i < times; i++)
        {
            guard.Judged(_stranger, DigestOutcome.WrongOrUnknown, hasOurNonce: true);
        }
    }

    private SourceGuard New(Action<SipGuardOptions>? with = null)
    {
        var options = new SipGuardOptions { OnBlock = _blocks.Add };
        with?.Invoke(options);
        return new SourceGuard(options, _time, new FakeLogger());
    }

    private static SipRequest Agent(string name) => Request(null).ToBuilder().Set(SipHeaderName.UserAgent, name).Build();

    private static SipRequest Request(string? authorization)
    {
        var builder = SipRequest.Create(SipMethod.Register, SipUri.Parse("sip:us.test"), SipAddress.Parse("<sip:x@us.test>;tag=1"), SipAddress.Parse("<sip:x@us.test>"), "call", 1);
        return (authorization is null ? builder : builder.Set(SipHeaderName.Authorization, authorization)).Build();
    }
}
