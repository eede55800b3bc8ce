using ContactCenter.Sip.Authentication;

namespace ContactCenter.Sip.Tests.Authentication;

public sealed class DigestResponseTests
{
    [Fact]
    public void The_example_of_RFC_2617_section_3_5()
    {
        var challenge = new DigestChallenge("testrealm@host.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093") { Qop = DigestQop.Auth | DigestQop.AuthInt, Opaque = "5ccc069c403ebaf9f0171e9517f40e41" };
        var credentials = DigestClient.Compute(challenge, "Mufasa", DigestSecret.FromPassword("Circle Of Life"), "GET", "/dir/index.html", [], 1, "0a4f113b");
        credentials.Response.ShouldBe("6629fae49393a05397450978507c4ef1");
        credentials.Opaque.ShouldBe("5ccc069c403ebaf9f0171e9517f40e41");
    }

    [Fact]
    public void The_example_of_RFC_2069_as_corrected() => DigestClient.Compute(
        new DigestChallenge("testrealm@host.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093"), "Mufasa", DigestSecret.FromPassword("CircleOfLife"), "GET", "/dir/index.html", [], 1, "x")
        .Response.ShouldBe("1949323746fe6a43ef61f9606e7febea");

    [Theory]
    [InlineData(DigestAlgorithm.Md5, "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData(DigestAlgorithm.Sha256, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void The_examples_of_RFC_7616_section_3_9_1(DigestAlgorithm algorithm, string response)
    {
        var challenges = DigestChallenge.ParseAll(
        [
            "Digest\r\n realm=\"http-auth@example.org\",\r\n qop=\"auth, auth-int\",\r\n algorithm=SHA-256,\r\n nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\",\r\n opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=MD5, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
        ]);
        DigestChallenge.Strongest(challenges).ShouldHaveSingleItem().Algorithm.ShouldBe(DigestAlgorithm.Sha256);
        var credentials = DigestClient.Compute(
            challenges.Single(c => c.Algorithm == algorithm), "Mufasa", DigestSecret.FromPassword("Circle of Life"), "GET", "/dir/index.html", [], 1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
        credentials.Response.ShouldBe(response);
    }

    /// <summary>
    /// Section 3.9.2's names with SHA-512/256 as FIPS 180-4 has it. The RFC prints another response (ae66e67d…), which is not of that function; RFC 8760 refers to FIPS.
    /// </summary>
    [Fact]
    public void A_name_beyond_ASCII_with_SHA_512_256() => DigestClient.Compute(
        new DigestChallenge("api@example.org", "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK") { Algorithm = DigestAlgorithm.Sha512T256, Qop = DigestQop.Auth },
        "Jäsøn Doe", DigestSecret.FromPassword("Secret, or not?"), "GET", "/doe.json", [], 1, "NTg6RKcb9boFIAS3KrFK9BGeh+niz/sm")
        .Response.ShouldBe("7a4e1192babbba02e91182d2895bfdbf7adafc6e48d4e517ca301974843d840c");

    /// <summary>Every algorithm with every protection; the values were computed apart, with Python's hashlib.</summary>
    [Theory]
    [InlineData("MD5", DigestQop.None, "95af3e24950911b6e813569be539d989")]
    [InlineData("MD5", DigestQop.Auth, "30f0413a96c5d735fe72337ba2d0ee52")]
    [InlineData("MD5", DigestQop.AuthInt, "596b4a0845b66ad4fba328e80381db86")]
    [InlineData("MD5-sess", DigestQop.None, "eb816d27acc782561fe6d89d05f6eaf1")]
    [InlineData("MD5-sess", DigestQop.Auth, "8ca65bbf5ca7630d4d2eead497073430")]
    [InlineData("MD5-sess", DigestQop.AuthInt, "d3434dde4f2e1c64088e8f6e87a16545")]
    [InlineData("SHA-256", DigestQop.None, "764f02713eecd4a67b64f7f161d93b8850236530196368e4bb03fda696230f46")]
    [InlineData("SHA-256", DigestQop.Auth, "0cd2e35cb4e690b5b150ddbc2eac65ef770c1c2fa65f43f5d59b4aaaf03ea5bc")]
    [InlineData("SHA-256", DigestQop.AuthInt, "264bf72f7b9f717890697f919285d278517e5abe8fb1fdc99917164f8ccaaee7")]
    [InlineData("SHA-256-sess", DigestQop.None, "1be4c527f40364b1f6354664d29ace914be032e5f724f2e47abef9bc6cbe018a")]
    [InlineData("SHA-256-sess", DigestQop.Auth, "f9c1d758e5acf2982262476272ee21e3ea98fa51f4dd004e3c3feef4fd789e94")]
    [InlineData("SHA-256-sess", DigestQop.AuthInt, "45d5bd56e17b775c0def2051a77e6240cec0a2b6d53b7153f6ad668618806d36")]
    [InlineData("SHA-512-256", DigestQop.None, "c4dd747e32d4df9de629b93570ee7cb6153cfe4e9dc3b6bc7e8bb1241bd5d134")]
    [InlineData("SHA-512-256", DigestQop.Auth, "4b7c7177f0eff4bf7918feca06f3091eb6f28640c17edb9eea0cefaba93b7c59")]
    [InlineData("SHA-512-256", DigestQop.AuthInt, "4fb511c69f6f9fc7b817263d77ae695beb27f720bcba7e9d1f289791b134e8d2")]
    [InlineData("SHA-512-256-sess", DigestQop.None, "b3b8314442a6ce51d148b04ce74ba06261157b28e9858a55032ece5aca9aaaf7")]
    [InlineData("SHA-512-256-sess", DigestQop.Auth, "6462de05e3f4210e93d364cd4c21ee1db6e1f872b0282f82b60a78ff910260bb")]
    [InlineData("SHA-512-256-sess", DigestQop.AuthInt, "1b903445eaa29079c6ef576bd64590fef76309f60d3e6b442171482292f3ce9f")]
    public void Every_algorithm_with_every_protection(string name, DigestQop qop, string response)
    {
        DigestAlgorithms.TryParse(name.ToLowerInvariant(), out var algorithm).ShouldBeTrue();
        algorithm.ToToken().ShouldBe(name);
        var challenge = new DigestChallenge("biloxi.example", "n1") { Algorithm = algorithm, Qop = qop };
        DigestClient.Compute(challenge, "bob", DigestSecret.FromPassword("zanzibar"), "REGISTER", "sip:biloxi.example", "v=0\r\n"u8, 10, "c1").Response.ShouldBe(response);

        var stored = DigestSecret.FromHash(algorithm, DigestSecret.HashOf(algorithm, "bob", "biloxi.example", "zanzibar"));
        DigestClient.Compute(challenge, "bob", stored, "REGISTER", "sip:biloxi.example", "v=0\r\n"u8, 10, "c1").Response.ShouldBe(response);
    }

    [Fact]
    public void A_secret_does_not_print_itself_and_a_hash_has_its_size()
    {
        DigestSecret.FromPassword("open sesame").ToString().ShouldBe("***");
        Should.Throw<ArgumentException>(static () => DigestSecret.FromHash(DigestAlgorithm.Sha256, new byte[16])).Message.ShouldStartWith("hash has 16 octets; one of SHA-256 has 32.");
    }
}
