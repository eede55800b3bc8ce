using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

public sealed class SrtpTests
{
    private static readonly string Offered =
        $"a=crypto:1 AEAD_AES_256_GCM inline:AAAA\na=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:{Described.PeerKey}|2^20|1:4\na=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:{Described.PeerKey} UNENCRYPTED_SRTP\n"
        + $"a=crypto:4 AES_CM_128_HMAC_SHA1_80 inline:{Described.PeerKey}\n";

    [Theory]
    [InlineData("RTP/AVP", SrtpPolicy.Never, false, "RTP/AVP")]
    [InlineData("RTP/AVP", SrtpPolicy.Optional, true, "RTP/AVP")]
    [InlineData("RTP/AVP", SrtpPolicy.Required, null, null)]
    [InlineData("RTP/SAVP", SrtpPolicy.Never, null, null)]
    [InlineData("RTP/SAVP", SrtpPolicy.Optional, true, "RTP/SAVP")]
    [InlineData("RTP/SAVP", SrtpPolicy.Required, true, "RTP/SAVP")]
    [InlineData("RTP/SAVPF", SrtpPolicy.Required, true, "RTP/SAVPF")]
    public void An_offer_with_keys_is_answered_by_the_policy(string protocol, SrtpPolicy policy, bool? encrypted, string? answered)
    {
        var agreement = Described.Answer($"m=audio 4000 {protocol} 0\n{Offered}", new SdpCapabilities { Srtp = policy });
        agreement.Answer?.Media[0].Protocol.ShouldBe(answered);
        (agreement.Audio is { } audio ? audio.SendCrypto is not null : (bool?)null).ShouldBe(encrypted);
        if (encrypted == true)
        {
            // The first that can be used; ours has its tag and a key of our own.
            (agreement.Audio!.ReceiveCrypto!.Tag, agreement.Audio.ReceiveCrypto.Keys[0].Mki, agreement.Audio.ReceiveCrypto.Keys[0].KeyAndSalt[0]).ShouldBe((2, 1UL, (byte)100));
            agreement.Audio.SendCrypto.ShouldBe(new SdpCrypto(2, SrtpSuite.AesCm128HmacSha1Tag32, [new SdpCryptoKey([.. Described.Keys[..30]])]));
            agreement.Answer!.Media[0].Cryptos().ShouldBe([agreement.Audio.SendCrypto!]);
        }
        else if (encrypted is null)
        {
            agreement.Refusal!.Warning.ShouldBe(302);
        }
    }

    [Theory]
    [InlineData(SrtpPolicy.Never, "RTP/AVP", 0)]
    [InlineData(SrtpPolicy.Optional, "RTP/AVP", 3)]
    [InlineData(SrtpPolicy.Required, "RTP/SAVP", 3)]
    public void Our_offer_has_keys_by_the_policy_and_none_twice(SrtpPolicy policy, string protocol, int keys)
    {
        var media = SdpNegotiation.Offer(new SdpCapabilities { Srtp = policy }, Described.Local).Media[0];
        media.Protocol.ShouldBe(protocol);
        media.Cryptos().Select(static c => c.Tag).ShouldBe(Enumerable.Range(1, keys));
        media.Cryptos().Select(static c => c.Keys[0].KeyAndSalt[0]).Distinct().Count().ShouldBe(keys);
    }

    [Theory]
    [InlineData(SrtpPolicy.Optional, "RTP/AVP", "", false, null)]
    [InlineData(SrtpPolicy.Optional, "RTP/AVP", "2 AES_CM_128_HMAC_SHA1_32", true, null)]
    [InlineData(SrtpPolicy.Optional, "RTP/SAVP", "1 AES_CM_128_HMAC_SHA1_80", true, null)]
    [InlineData(SrtpPolicy.Optional, "RTP/SAVP", "", null, 306)]
    [InlineData(SrtpPolicy.Optional, "RTP/AVP", "1 AES_CM_128_HMAC_SHA1_32", null, 306)] // the suite of another tag
    [InlineData(SrtpPolicy.Required, "RTP/SAVP", "1 AES_CM_128_HMAC_SHA1_80", true, null)]
    [InlineData(SrtpPolicy.Required, "RTP/SAVP", "", null, 306)]
    [InlineData(SrtpPolicy.Required, "RTP/AVP", "1 AES_CM_128_HMAC_SHA1_80", null, 302)]
    [InlineData(SrtpPolicy.Required, "RTP/SAVP", "9 AES_CM_128_HMAC_SHA1_80", null, 306)]
    public void An_answer_encrypts_or_not_as_was_offered(SrtpPolicy policy, string protocol, string key, bool? encrypted, int? warning)
    {
        var capabilities = new SdpCapabilities { Srtp = policy };
        var offer = SdpNegotiation.Offer(capabilities, Described.Local);
        var line = key.Length == 0 ? "" : $"a=crypto:{key} inline:{Described.PeerKey}\n";
        var agreement = Described.Accept(offer, $"m=audio 6000 {protocol} 0\n{line}", capabilities);

        (agreement.Audio is { } audio ? audio.SendCrypto is not null : (bool?)null).ShouldBe(encrypted);
        agreement.Refusal?.Warning.ShouldBe(warning!.Value);
        if (encrypted == true)
        {
            agreement.Audio!.SendCrypto.ShouldBe(offer.Media[0].Cryptos().Single(c => c.Tag == agreement.Audio.ReceiveCrypto!.Tag));
            agreement.Audio.ReceiveCrypto!.Keys[0].KeyAndSalt[0].ShouldBe((byte)100);
        }
    }

    [Fact]
    public void Two_keys_in_an_answer_are_none()
    {
        var capabilities = new SdpCapabilities { Srtp = SrtpPolicy.Required };
        Described.Accept(SdpNegotiation.Offer(capabilities, Described.Local), $"m=audio 6000 RTP/SAVP 0\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{Described.PeerKey}\na=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:{Described.PeerKey}\n", capabilities)
            .Refusal!.Warning.ShouldBe(306);
    }

    [Fact]
    public void Keys_stay_through_a_call_and_a_plain_call_stays_plain()
    {
        var others = Described.Local with { KeyMaterial = new byte[90] };
        var answer = Described.Answer($"m=audio 4000 RTP/SAVP 0\n{Offered}").Answer!;
        var again = Described.Answer($"m=audio 4000 RTP/SAVP 0\n{Offered}", local: others with { Previous = answer }).Answer!;
        again.ShouldBe(answer);
        SdpNegotiation.Offer(SdpCapabilities.Default, others with { Previous = answer }).Media[0].Cryptos().ShouldBe(answer.Media[0].Cryptos());
        SdpNegotiation.Offer(SdpCapabilities.Default, others with { Previous = answer }).Media[0].Protocol.ShouldBe("RTP/SAVP");

        var plain = Described.Answer("m=audio 4000 RTP/AVP 0\n").Answer!;
        SdpNegotiation.Offer(SdpCapabilities.Default, others with { Previous = plain }).Media[0].Cryptos().ShouldBeEmpty();
    }

    [Fact]
    public void Too_little_to_make_keys_of_is_told() =>
        Should.Throw<ArgumentException>(static () => SdpNegotiation.Offer(SdpCapabilities.Default, Described.Local with { KeyMaterial = new byte[60] }))
            .Message.ShouldStartWith("KeyMaterial has 60 octets; give 30 random ones for an answer, and 30 for each of the suites for an offer.");

    [Fact]
    public void Both_ends_agree_on_the_keys_for_every_suite()
    {
        foreach (var suite in new[] { SrtpSuite.AesCm128HmacSha1Tag80, SrtpSuite.AesCm128HmacSha1Tag32, SrtpSuite.AeadAes128Gcm })
        {
            var (us, them) = (new SdpCapabilities { Srtp = SrtpPolicy.Required }, new SdpCapabilities { Srtp = SrtpPolicy.Required, SrtpSuites = [suite] });
            var offer = SdpNegotiation.Offer(us, Described.Local);
            var answered = SdpNegotiation.Answer(Described.Read(Described.Text(offer)), them, Described.Local with { KeyMaterial = new byte[30] });
            var accepted = SdpNegotiation.Accept(offer, answered.Answer!, us);
            accepted.Audio!.SendCrypto!.Suite.ShouldBe(suite);
            (accepted.Audio.SendCrypto, accepted.Audio.ReceiveCrypto).ShouldBe((answered.Audio!.ReceiveCrypto, answered.Audio.SendCrypto));
            accepted.Audio.SendCrypto.Keys.ShouldNotBe(accepted.Audio.ReceiveCrypto!.Keys);
        }
    }
}
