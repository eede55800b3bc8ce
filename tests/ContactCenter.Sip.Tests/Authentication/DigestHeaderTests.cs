using ContactCenter.Sip.Authentication;

namespace ContactCenter.Sip.Tests.Authentication;

public sealed class DigestHeaderTests
{
    private static readonly string Hash = new('a', 32);

    [Fact]
    public void A_challenge_is_read_and_written()
    {
        DigestChallenge.TryParse("digest  realm=\"a \\\"b\\\" \\\\c, ü\",nonce=\"n==\" , OPAQUE=\"\",stale=TRUE, algorithm=\"SHA-256\", qop=\"auth,auth-int,future\", domain=\"sip:x\", charset=UTF-8", out var challenge).ShouldBeTrue();
        challenge.ShouldBe(new DigestChallenge("a \"b\" \\c, ü", "n==") { Opaque = "", IsStale = true, Algorithm = DigestAlgorithm.Sha256, Qop = DigestQop.Auth | DigestQop.AuthInt });
        challenge!.ToString().ShouldBe("Digest realm=\"a \\\"b\\\" \\\\c, ü\", nonce=\"n==\", opaque=\"\", stale=true, algorithm=SHA-256, qop=\"auth,auth-int\"");
        DigestChallenge.TryParse(challenge.ToString(), out var again).ShouldBeTrue();
        again.ShouldBe(challenge);
    }

    [Fact]
    public void Of_several_challenges_the_strongest_known_of_each_realm_is_met()
    {
        var challenges = DigestChallenge.ParseAll(
        [
            "Digest realm=\"a\", nonce=\"1\", algorithm=SHA-1", "Negotiate", "Basic realm=\"a\"", "Digest realm=\"a\", nonce=\"2\", algorithm=MD5", "Digest realm=\"a\", nonce=\"3\", algorithm=SHA-256-sess",
            "Digest realm=\"b\", nonce=\"4\"", "Digest realm=\"a\", nonce=\"5\", algorithm=SHA-512-256", "Digest realm=\"a\", nonce=\"6\", algorithm=SHA-512-256-sess", "Digest realm=\"b\", nonce=\"7\", qop=\"future\"",
            "rubbish \"", "", "NTLM TlRMTVNTUAAB==, Digest realm=\"c\", nonce=\"8\", Digest realm=c, nonce=9, algorithm=sha-256",
        ]);
        challenges.Select(static c => c.Nonce).ShouldBe(["2", "3", "4", "5", "6", "8", "9"]);
        DigestChallenge.Strongest(challenges).Select(static c => c.Nonce).ShouldBe(["5", "4", "9"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Digest")]
    [InlineData("Digest realm=\"a\"")]
    [InlineData("Digest nonce=\"a\"")]
    [InlineData("realm=\"a\", nonce=\"b\"")]
    [InlineData("Digest realm=\"a\", nonce=\"b")]
    [InlineData("Digest realm=\"a\", nonce=\"b\\")]
    [InlineData("Digest realm=\"a\", realm=\"b\", nonce=\"c\"")]
    [InlineData("Digest realm=\"a\" nonce=\"c\"")]
    [InlineData("Digest realm=\"a\"x, nonce=\"c\"")]
    [InlineData("Digest realm=\"a\u0001\", nonce=\"c\"")]
    [InlineData("Digest realm=\"a\\\r\n\", nonce=\"c\"")]
    [InlineData("Basic realm=\"a\", nonce=\"c\"")]
    [InlineData("Digest realm=\"a\", nonce=\"c\", algorithm=SHA-1")]
    [InlineData("Digest realm=\"a\", nonce=\"c\", qop=\"other\"")]
    public void What_is_no_challenge_of_ours_is_refused(string? value) => DigestChallenge.TryParse(value, out _).ShouldBeFalse();

    [Fact]
    public void What_is_too_long_or_has_too_much_is_refused()
    {
        DigestChallenge.TryParse($"Digest realm=\"{new string('x', 8_000)}\", nonce=\"c\"", out _).ShouldBeTrue();
        DigestChallenge.TryParse($"Digest realm=\"{new string('x', 8_192)}\", nonce=\"c\"", out _).ShouldBeFalse();
        DigestChallenge.TryParse("Digest realm=a, nonce=c" + string.Concat(Enumerable.Range(0, 31).Select(static i => $", p{i}=1")), out _).ShouldBeFalse();
        DigestChallenge.ParseAll([string.Concat(Enumerable.Repeat("Digest realm=a, nonce=c, ", 17))]).ShouldBeEmpty();
    }

    [Fact]
    public void Credentials_are_read_and_written()
    {
        var text = $"Digest username=\"bo\\\"b\", realm=\"r\", nonce=\"n\", uri=\"sip:x\", response=\"{Hash}\", algorithm=MD5, cnonce=\"c\", opaque=\"o\", qop=auth-int, nc=0000000a";
        DigestCredentials.TryParse(text, out var credentials).ShouldBeTrue();
        credentials.ShouldBe(new DigestCredentials { User = "bo\"b", Realm = "r", Nonce = "n", Uri = "sip:x", Response = Hash, ClientNonce = "c", Opaque = "o", Qop = DigestQop.AuthInt, Count = 10 });
        credentials!.ToString().ShouldBe(text);

        DigestCredentials.TryParse($"Digest username*=UTF-8''J%C3%A4s%C3%B8n, realm=r, nonce=n, uri=\"u\", response={Hash}, qop=\"auth\", nc=00000001, cnonce=c", out var extended).ShouldBeTrue();
        (extended!.User, extended.Qop).ShouldBe(("Jäsøn", DigestQop.Auth));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Basic dTpw")]
    [InlineData("Digest realm=r, nonce=n, uri=u, response={H}")]
    [InlineData("Digest username=a, realm=r, nonce=n, uri=u, response=abc")]
    [InlineData("Digest username=a, realm=r, nonce=n, uri=u, response={H}, algorithm=SHA-256")]
    [InlineData("Digest username=a, realm=r, nonce=n, uri=u, response={H}, algorithm=MD5-sess")]
    [InlineData("Digest username=a, realm=r, nonce=n, uri=u, response={H}, algorithm=other")]
    [InlineData("Digest username=a, realm=r, nonce=n, uri=u, response={H}, qop=auth, nc=00000001")]
    [InlineData("Digest username=a, realm=r, nonce=n, uri=u, response={H}, qop=auth, cnonce=c")]
    [InlineData("Digest username=a, realm=r, nonce=n, uri=u, response={H}, qop=auth, cnonce=c, nc=1")]
    [InlineData("Digest username=a, realm=r, nonce=n, uri=u, response={H}, qop=auth, cnonce=c, nc=00000000")]
    [InlineData("Digest username=a, realm=r, nonce=n, uri=u, response={H}, qop=\"auth,auth-int\", cnonce=c, nc=00000001")]
    [InlineData("Digest username*=UTF-8''%00, realm=r, nonce=n, uri=u, response={H}")]
    [InlineData("Digest username*=latin1''a, realm=r, nonce=n, uri=u, response={H}")]
    [InlineData("Digest username=a, realm=r, nonce=n, uri=u, response={H}, Digest username=b, realm=r, nonce=n, uri=u, response={H}")]
    public void What_is_no_credentials_is_refused(string? value) => DigestCredentials.TryParse(value?.Replace("{H}", Hash), out _).ShouldBeFalse();

    [Fact]
    public void No_text_breaks_a_line()
    {
        Should.Throw<ArgumentException>(static () => new DigestChallenge("a\r\nb", "n")).Message.ShouldStartWith("Realm has a control character or half a character in it; give text of one line.");
        Should.Throw<ArgumentException>(static () => new DigestChallenge("a", "n") { Opaque = "\0" });
        Should.Throw<ArgumentException>(static () => new DigestCredentials { User = "a\nb", Realm = "r", Nonce = "n", Uri = "u", Response = "x" });
        Should.Throw<ArgumentException>(static () => new DigestCredentials { User = "\uD800", Realm = "r", Nonce = "n", Uri = "u", Response = "x" });
    }
}
