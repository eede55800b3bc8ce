using System.Security.Cryptography;
using ContactCenter.Sip.Authentication;

namespace ContactCenter.Sip.Tests.Authentication;

public sealed class DigestClientTests
{
    private readonly DigestClient _client = new("bob", DigestSecret.FromPassword("zanzibar"), RandomNumberGenerator.Create());

    [Fact]
    public void Requests_of_one_nonce_are_counted_and_go_ahead_of_challenges()
    {
        Answer(New("n1")).ShouldBe((DigestAnswer.Answered, "n1 1"));
        _client.Succeeded("r");
        Ahead().ShouldBe("n1 2");
        Ahead().ShouldBe("n1 3");
        Answer(New("n2")).ShouldBe((DigestAnswer.Answered, "n2 1")); // the server forgot the nonce without saying stale: excused, as it was not asked before
        Ahead().ShouldBe("n2 2");
        _client.Ahead("elsewhere", "INVITE", "sip:x", []).ShouldBeNull();
    }

    [Fact]
    public void A_wrong_secret_is_told_from_a_stale_nonce()
    {
        Answer(New("n1")).Answer.ShouldBe(DigestAnswer.Answered);
        Answer(New("n2") with { IsStale = true }).ShouldBe((DigestAnswer.Answered, "n2 1"));
        Answer(New("n3")).ShouldBe((DigestAnswer.WrongSecret, ""));
        _client.Ahead("r", "INVITE", "sip:x", []).ShouldBeNull(); // what is wrong does not go ahead again
    }

    [Fact]
    public void The_same_nonce_again_goes_on_counting()
    {
        Answer(New("n1")).ShouldBe((DigestAnswer.Answered, "n1 1"));
        Answer(New("n1") with { IsStale = true }).ShouldBe((DigestAnswer.Answered, "n1 2"));
    }

    [Fact]
    public void A_server_that_never_has_enough_is_given_up()
    {
        Answer(New("n1")).Answer.ShouldBe(DigestAnswer.Answered);
        Answer(New("n2") with { IsStale = true }).Answer.ShouldBe(DigestAnswer.Answered);
        Answer(New("n3") with { IsStale = true }).Answer.ShouldBe(DigestAnswer.Answered);
        Answer(New("n4") with { IsStale = true }).ShouldBe((DigestAnswer.GivenUp, ""));
        Answer(New("n5")).Answer.ShouldBe(DigestAnswer.Answered); // a new try is one

        for (var i = 0; i < 10; i++)
        {
            _client.Succeeded("r");
            Answer(New($"m{i}")).Answer.ShouldBe(DigestAnswer.Answered, "what succeeded begins anew");
        }
    }

    [Fact]
    public void Proxies_and_servers_are_answered_each_in_its_realm()
    {
        _client.Answer([New("n1"), new DigestChallenge("proxy", "p1") { Qop = DigestQop.AuthInt }, New("n0") with { Algorithm = DigestAlgorithm.Sha256 }], "INVITE", "sip:x", "body"u8, out var credentials)
            .ShouldBe(DigestAnswer.Answered);
        credentials.Select(static c => (c.Realm, c.Nonce, c.Algorithm, c.Qop)).ShouldBe([("r", "n0", DigestAlgorithm.Sha256, DigestQop.Auth), ("proxy", "p1", DigestAlgorithm.Md5, DigestQop.AuthInt)]);
    }

    [Fact]
    public void Without_a_challenge_that_can_be_met_there_is_no_answer()
    {
        _client.Answer([], "INVITE", "sip:x", [], out _).ShouldBe(DigestAnswer.Unsupported);

        // The hash of one algorithm is none of another: the weaker one is taken.
        var client = new DigestClient("bob", DigestSecret.FromHash(DigestAlgorithm.Md5, DigestSecret.HashOf(DigestAlgorithm.Md5, "bob", "r", "zanzibar")), RandomNumberGenerator.Create());
        client.Answer([New("n1") with { Algorithm = DigestAlgorithm.Sha256 }], "INVITE", "sip:x", [], out _).ShouldBe(DigestAnswer.Unsupported);
        client.Answer([New("n1") with { Algorithm = DigestAlgorithm.Sha256 }, New("n2")], "INVITE", "sip:x", [], out var credentials).ShouldBe(DigestAnswer.Answered);
        credentials.ShouldHaveSingleItem().Nonce.ShouldBe("n2");
    }

    [Fact]
    public void A_server_of_endless_realms_does_not_fill_the_memory()
    {
        _client.Answer(Enumerable.Range(0, 100).Select(static i => new DigestChallenge($"r{i}", "n")), "INVITE", "sip:x", [], out var credentials).ShouldBe(DigestAnswer.Answered);
        credentials.Count.ShouldBe(8);
        _client.Answer([new DigestChallenge("another", "n")], "INVITE", "sip:x", [], out _).ShouldBe(DigestAnswer.Unsupported);
    }

    [Fact]
    public void Each_nonce_has_a_client_nonce_of_its_own_and_sessions_keep_it()
    {
        var session = New("n1") with { Algorithm = DigestAlgorithm.Md5Session };
        _client.Answer([session], "INVITE", "sip:x", [], out var first);
        var ahead = _client.Ahead("r", "INVITE", "sip:x", [])!;
        _client.Answer([session with { Nonce = "n2" }], "INVITE", "sip:x", [], out var second);
        (ahead.ClientNonce, second[0].ClientNonce == first[0].ClientNonce).ShouldBe((first[0].ClientNonce, false));
        first[0].ClientNonce!.Length.ShouldBe(32);
    }

    [Fact]
    public void Without_a_count_nothing_goes_ahead()
    {
        Answer(new DigestChallenge("r", "n1")).ShouldBe((DigestAnswer.Answered, "n1 0"));
        _client.Ahead("r", "INVITE", "sip:x", []).ShouldBeNull();
    }

    private static DigestChallenge New(string nonce) => new("r", nonce) { Qop = DigestQop.Auth };

    private (DigestAnswer Answer, string Used) Answer(DigestChallenge challenge)
    {
        var answer = _client.Answer([challenge], "INVITE", "sip:x", [], out var credentials);
        return (answer, credentials.Count == 0 ? "" : $"{credentials[0].Nonce} {credentials[0].Count}");
    }

    private string Ahead() => _client.Ahead("r", "INVITE", "sip:x", []) is { } credentials ? $"{credentials.Nonce} {credentials.Count}" : "";
}
