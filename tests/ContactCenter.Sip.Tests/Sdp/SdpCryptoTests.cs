using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

public sealed class SdpCryptoTests
{
    private static readonly string Key30 = Convert.ToBase64String(new byte[30]);
    private static readonly string Key28 = Convert.ToBase64String(new byte[28]);

    [Theory]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30}", null, null, true)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_32 inline:{30}|2^20|1:4", 1UL << 20, 1UL, true)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_32 inline:{30}|1:4", null, 1UL, true)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_32 inline:{30}|1048576", 1_048_576UL, null, true)]
    [InlineData("999999999 AEAD_AES_128_GCM inline:{28}|2^48", 1UL << 48, null, true)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30} WSH=64 -X=1 KDR=0", null, null, true)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30} UNENCRYPTED_SRTCP", null, null, false)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30} KDR=3", null, null, false)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30}|1:4;inline:{30}|2:4", null, 1UL, true)]
    [InlineData("1 F8_128_HMAC_SHA1_80 inline:AAAA", null, null, false)]
    public void A_key_is_read_with_its_lifetime_and_number(string text, ulong? lifetime, ulong? mki, bool usable)
    {
        text = Fill(text);
        SdpCrypto.TryParse(text, out var crypto).ShouldBeTrue();
        (crypto!.Keys[0].Lifetime, crypto.Keys[0].Mki, crypto.IsUsable).ShouldBe((lifetime, mki, usable));
        SdpCrypto.TryParse(crypto.ToAttributeValue(), out var again).ShouldBeTrue();
        again.ShouldBe(crypto);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80")]
    [InlineData("x AES_CM_128_HMAC_SHA1_80 inline:{30}")]
    [InlineData("1234567890 AES_CM_128_HMAC_SHA1_80 inline:{30}")]
    [InlineData("-1 AES_CM_128_HMAC_SHA1_80 inline:{30}")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 {30}")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{28}")]
    [InlineData("1 AEAD_AES_128_GCM inline:{30}")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:!!!!")]
    [InlineData("1 F8_128_HMAC_SHA1_80 inline:")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30}|0")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30}|2^49")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30}|2^x")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30}|1:0")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30}|1:129")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30}|256:1")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30}|1:4|2^20")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30}|2^20|1:4|x")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30};inline:{30}")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30}|1:4;inline:{30}|1:4")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:{30}|1:4;inline:{30}|2:3")]
    public void What_is_malformed_is_refused(string text) => SdpCrypto.TryParse(Fill(text), out _).ShouldBeFalse();

    [Fact]
    public void Padding_may_be_left_out()
    {
        SdpCrypto.TryParse($"1 AEAD_AES_128_GCM inline:{Key28.TrimEnd('=')}", out var crypto).ShouldBeTrue();
        crypto!.Keys[0].KeyAndSalt.Count.ShouldBe(28);
    }

    [Fact]
    public void More_keys_than_anyone_needs_are_not_read() =>
        SdpCrypto.TryParse("1 AES_CM_128_HMAC_SHA1_80 " + string.Join(';', Enumerable.Range(1, 17).Select(static i => $"inline:{Key30}|{i}:4")), out _).ShouldBeFalse();

    private static string Fill(string text) => text.Replace("{30}", Key30).Replace("{28}", Key28);
}
