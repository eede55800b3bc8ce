using System.Security.Cryptography;
using ContactCenter.Sip.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sip.Tests.Authentication;

public sealed class DigestServerTests : IDigestSecrets
{
    private const string Uri = "sip:pbx.example";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, DigestSecret> _users = new() { ["bob"] = DigestSecret.FromPassword("zanzibar") };
    private int _asked;

    public ValueTask<DigestSecret?> FindAsync(string realm, string user, CancellationToken cancellationToken)
    {
        _asked++;
        return new(_users.GetValueOrDefault(user));
    }

    [Fact]
    public async Task Who_knows_the_secret_is_let_in()
    {
        var server = Server();
        var challenges = server.Challenge("r");
        challenges.Select(static c => (c.Algorithm, c.Qop, c.IsStale)).ShouldBe([(DigestAlgorithm.Sha256, DigestQop.Auth, false), (DigestAlgorithm.Md5, DigestQop.Auth, false)]);
        challenges.Select(static c => c.Nonce).Distinct().Count().ShouldBe(2);
        foreach (var challenge in challenges)
        {
            (await JudgeAsync(server, Credentials(challenge))).ShouldBe(new DigestVerdict(DigestOutcome.Accepted, "bob"));
        }
    }

    [Fact]
    public async Task A_hash_that_is_stored_serves_for_its_algorithm_alone()
    {
        _users["bob"] = DigestSecret.FromHash(DigestAlgorithm.Md5, DigestSecret.HashOf(DigestAlgorithm.Md5, "bob", "r", "zanzibar"));
        var server = Server();
        var challenges = server.Challenge("r");
        (await JudgeAsync(server, Credentials(challenges[1]))).Outcome.ShouldBe(DigestOutcome.Accepted);
        (await JudgeAsync(server, Credentials(challenges[0]))).Outcome.ShouldBe(DigestOutcome.WrongOrUnknown);
    }

    [Fact]
    public async Task An_unknown_user_costs_and_is_told_what_a_wrong_secret_is()
    {
        var server = Server();
        foreach (var stored in new[] { DigestSecret.FromPassword("zanzibar"), DigestSecret.FromHash(DigestAlgorithm.Sha256, DigestSecret.HashOf(DigestAlgorithm.Sha256, "bob", "r", "zanzibar")), DigestSecret.FromHash(DigestAlgorithm.Md5, new byte[16]) })
        {
            _users["bob"] = stored;
            var challenge = server.Challenge("r")[0];
            var (known, unknown) = (await Cost("bob"), await Cost("eve"));
            known.ShouldBe(unknown);
            known.Hashes.ShouldBe(2);

            async Task<(DigestVerdict Verdict, long Hashes, int Asked)> Cost(string user)
            {
                var (hashes, asked) = (server.Meter.Hashes, _asked);
                var verdict = await JudgeAsync(server, Credentials(challenge, user: user, password: "guess"));
                return (verdict, server.Meter.Hashes - hashes, _asked - asked);
            }
        }
    }

    [Fact]
    public async Task Nobody_has_the_secret_of_an_unknown_user()
    {
        var server = Server();
        (await JudgeAsync(server, Credentials(server.Challenge("r")[0], user: "eve", password: ""))).ShouldBe(new DigestVerdict(DigestOutcome.WrongOrUnknown));

        // A user whose hash is of another algorithm is no user either, not even with a key of zeros.
        _users["bob"] = DigestSecret.FromHash(DigestAlgorithm.Md5, new byte[16]);
        var challenge = server.Challenge("r")[0];
        var zeros = DigestClient.Compute(challenge, "bob", DigestSecret.FromHash(DigestAlgorithm.Sha256, new byte[32]), "REGISTER", Uri, [], 1, "c");
        (await JudgeAsync(server, zeros.ToString())).Outcome.ShouldBe(DigestOutcome.WrongOrUnknown);
    }

    [Fact]
    public async Task A_count_is_taken_once_and_out_of_order_within_a_window()
    {
        var server = Server();
        var challenge = server.Challenge("r")[0];
        foreach (var (count, outcome) in new (uint, DigestOutcome)[]
        {
            (1, DigestOutcome.Accepted), (1, DigestOutcome.Replay), (100, DigestOutcome.Accepted), (37, DigestOutcome.Accepted), (37, DigestOutcome.Replay), (36, DigestOutcome.Replay), (2, DigestOutcome.Replay),
            (99, DigestOutcome.Accepted), (101, DigestOutcome.Accepted), (100, DigestOutcome.Replay), (99, DigestOutcome.Replay), (uint.MaxValue, DigestOutcome.Accepted), (101, DigestOutcome.Replay),
            (uint.MaxValue - 63, DigestOutcome.Accepted), (uint.MaxValue - 64, DigestOutcome.Replay), (uint.MaxValue, DigestOutcome.Replay),
        })
        {
            var verdict = await JudgeAsync(server, Credentials(challenge, count));
            (verdict.Outcome, verdict.User is null, verdict.IsStale).ShouldBe((outcome, outcome != DigestOutcome.Accepted, outcome != DigestOutcome.Accepted), $"{count}");
        }
    }

    [Fact]
    public async Task Without_a_count_a_nonce_is_good_once()
    {
        var server = Server();
        var old = Credentials(server.Challenge("r")[1] with { Qop = DigestQop.None });
        (await JudgeAsync(server, old)).Outcome.ShouldBe(DigestOutcome.Accepted);
        (await JudgeAsync(server, old)).Outcome.ShouldBe(DigestOutcome.Replay);
        (await JudgeAsync(Server(new() { TakesWithoutQop = false }), old)).Outcome.ShouldBe(DigestOutcome.Malformed);
    }

    [Fact]
    public async Task A_nonce_becomes_stale_and_only_who_knows_the_secret_is_told_so()
    {
        var server = Server();
        var challenge = server.Challenge("r")[0];
        _time.Advance(TimeSpan.FromSeconds(30));
        (await JudgeAsync(server, Credentials(challenge))).Outcome.ShouldBe(DigestOutcome.Accepted);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await JudgeAsync(server, Credentials(challenge, 2))).ShouldBe(new DigestVerdict(DigestOutcome.Stale));
        (await JudgeAsync(server, Credentials(challenge, 1))).Outcome.ShouldBe(DigestOutcome.Stale);
        (await JudgeAsync(server, Credentials(challenge, password: "guess"))).Outcome.ShouldBe(DigestOutcome.WrongOrUnknown);
        server.Challenge("r", isStale: true).ShouldAllBe(static c => c.IsStale);
    }

    [Fact]
    public async Task A_nonce_of_another_server_realm_or_invention_is_stale()
    {
        var (server, other) = (Server(), Server());
        var ours = server.Challenge("r")[0];
        var bent = (ours.Nonce[0] == 'A' ? "B" : "A") + ours.Nonce[1..];
        foreach (var nonce in new[] { other.Challenge("r")[0].Nonce, server.Challenge("elsewhere")[0].Nonce, "", "n", bent, ours.Nonce + "=", ours.Nonce + " ", ours.Nonce[..^1], new string('ü', 48), new string('A', 48) })
        {
            (await JudgeAsync(server, Credentials(ours with { Nonce = nonce }))).Outcome.ShouldBe(DigestOutcome.Stale, nonce);
        }
    }

    [Fact]
    public async Task The_keys_of_nonces_change_and_the_one_before_is_still_taken()
    {
        var server = Server(new() { NonceLifetime = TimeSpan.FromHours(1) });
        var challenge = server.Challenge("r")[0];
        _time.Advance(TimeSpan.FromMinutes(59));
        var late = server.Challenge("r")[0];
        _time.Advance(TimeSpan.FromMinutes(1)); // a new key
        (await JudgeAsync(server, Credentials(challenge))).Outcome.ShouldBe(DigestOutcome.Accepted);
        _time.Advance(TimeSpan.FromMinutes(58));
        (await JudgeAsync(server, Credentials(late))).Outcome.ShouldBe(DigestOutcome.Accepted);
        (await JudgeAsync(server, Credentials(challenge, 2))).Outcome.ShouldBe(DigestOutcome.Stale);
    }

    [Fact]
    public async Task A_clock_that_goes_back_brings_no_nonce_back()
    {
        var server = Server();
        var challenge = server.Challenge("r")[0];
        (await JudgeAsync(server, Credentials(challenge))).Outcome.ShouldBe(DigestOutcome.Accepted);
        _time.Advance(TimeSpan.FromSeconds(31));
        (await JudgeAsync(server, Credentials(server.Challenge("r")[0]))).Outcome.ShouldBe(DigestOutcome.Accepted); // and the first is forgotten
        server.Remembered.ShouldBe(1);
        _time.AdjustTime(_time.GetUtcNow() - TimeSpan.FromSeconds(20));
        (await JudgeAsync(server, Credentials(challenge))).Outcome.ShouldBe(DigestOutcome.Stale);
    }

    [Fact]
    public async Task What_is_remembered_is_bounded_and_only_who_knows_a_secret_fills_it()
    {
        var server = Server(new() { MaxNonces = 3, NonceLifetime = TimeSpan.FromHours(1) });
        var challenges = new List<DigestChallenge>();
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            challenges.Add(server.Challenge("r")[0]);
            await JudgeAsync(server, Credentials(challenges[^1], password: "guess"));
            server.Remembered.ShouldBe(0);
        }

        foreach (var challenge in challenges)
        {
            (await JudgeAsync(server, Credentials(challenge))).Outcome.ShouldBe(DigestOutcome.Accepted);
        }

        server.Remembered.ShouldBe(3);
        (await JudgeAsync(server, Credentials(challenges[0]))).Outcome.ShouldBe(DigestOutcome.Stale); // forgotten, and not taken again
        (await JudgeAsync(server, Credentials(challenges[1], 2))).Outcome.ShouldBe(DigestOutcome.Stale);
        (await JudgeAsync(server, Credentials(challenges[4]))).Outcome.ShouldBe(DigestOutcome.Replay);
        (await JudgeAsync(server, Credentials(challenges[4], 2))).Outcome.ShouldBe(DigestOutcome.Accepted);
    }

    [Fact]
    public async Task Only_what_was_offered_is_taken()
    {
        var server = Server();
        var challenge = server.Challenge("r")[0];
        (await JudgeAsync(server, Credentials(challenge with { Algorithm = DigestAlgorithm.Sha512T256 }))).Outcome.ShouldBe(DigestOutcome.Malformed);
        (await JudgeAsync(server, Credentials(challenge with { Algorithm = DigestAlgorithm.Sha256Session }))).Outcome.ShouldBe(DigestOutcome.Malformed);
        (await JudgeAsync(server, Credentials(challenge with { Qop = DigestQop.AuthInt }))).Outcome.ShouldBe(DigestOutcome.Malformed);
        (await JudgeAsync(server, Credentials(challenge) + ", userhash=true")).Outcome.ShouldBe(DigestOutcome.Malformed);
        (await JudgeAsync(server, Credentials(challenge), uri: "sip:elsewhere.example")).Outcome.ShouldBe(DigestOutcome.Malformed);
        (await JudgeAsync(server, "Digest username=")).Outcome.ShouldBe(DigestOutcome.Malformed);
        (await JudgeAsync(server, "Basic dTpw")).Outcome.ShouldBe(DigestOutcome.NoCredentials);
        (await server.JudgeAsync([], "r", "REGISTER", Uri, default)).Outcome.ShouldBe(DigestOutcome.NoCredentials);
        (await server.JudgeAsync([Credentials(challenge)], "other", "REGISTER", Uri, default)).Outcome.ShouldBe(DigestOutcome.NoCredentials);
        (await server.JudgeAsync(["Digest x", Credentials(challenge with { Realm = "other" }), Credentials(challenge)], "r", "REGISTER", null, default)).User.ShouldBe("bob");
    }

    [Fact]
    public async Task Method_and_body_count()
    {
        var server = Server(new() { Qop = DigestQop.AuthInt });
        var challenge = server.Challenge("r")[0];
        var credentials = DigestClient.Compute(challenge, "bob", _users["bob"], "INVITE", Uri, "one"u8, 1, "c").ToString();
        (await server.JudgeAsync([credentials], "r", "INVITE", Uri, "two"u8.ToArray())).Outcome.ShouldBe(DigestOutcome.WrongOrUnknown);
        (await server.JudgeAsync([credentials], "r", "BYE", Uri, "one"u8.ToArray())).Outcome.ShouldBe(DigestOutcome.WrongOrUnknown);
        (await server.JudgeAsync([credentials], "r", "INVITE", Uri, "one"u8.ToArray())).Outcome.ShouldBe(DigestOutcome.Accepted);
    }

    [Fact]
    public async Task Many_at_once_with_one_count_are_let_in_once()
    {
        var server = Server();
        var credentials = Credentials(server.Challenge("r")[0]);
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => JudgeAsync(server, credentials).AsTask())));
        verdicts.Count(static v => v.Outcome == DigestOutcome.Accepted).ShouldBe(1);
        verdicts.Count(static v => v.Outcome == DigestOutcome.Replay).ShouldBe(31);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => new DigestServerOptions { NonceLifetime = TimeSpan.Zero }).Message.ShouldStartWith("NonceLifetime is 00:00:00; set it to 1 s up to 1 day.");
        Should.Throw<ArgumentOutOfRangeException>(static () => new DigestServerOptions { MaxNonces = 0 }).Message.ShouldStartWith("MaxNonces is 0; set it to 1 up to 1000000.");
        Should.Throw<ArgumentException>(static () => new DigestServerOptions { Algorithms = [] }).Message.ShouldStartWith("Algorithms is empty or has one twice; name each once.");
    }

    private static string Credentials(DigestChallenge challenge, uint count = 1, string user = "bob", string password = "zanzibar") =>
        DigestClient.Compute(challenge, user, DigestSecret.FromPassword(password), "REGISTER", Uri, [], count, "c").ToString();

    private static ValueTask<DigestVerdict> JudgeAsync(DigestServer server, string credentials, string uri = Uri) => server.JudgeAsync([credentials], "r", "REGISTER", uri, default);

    private DigestServer Server(DigestServerOptions? options = null) => new(this, options ?? new DigestServerOptions(), _time, RandomNumberGenerator.Create());
}
