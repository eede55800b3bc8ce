using ContactCenter.Sip.Rtp.Security;

namespace ContactCenter.Sip.Tests.Rtp.Security;

/// <summary>The values printed in RFC 3711 appendix B and RFC 7714 sections 16 and 17.</summary>
public sealed class SrtpVectorTests
{
    [Fact]
    public void The_key_stream_is_that_of_RFC_3711_B_2()
    {
        using var cipher = new CounterMode(Convert.FromHexString("2B7E151628AED2A6ABF7158809CF4F3C"));
        var stream = new byte[0xFF02 * 16];
        cipher.Apply(Convert.FromHexString("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000"), stream);

        Block(0).ShouldBe("E03EAD0935C95E80E166B16DD92B4EB4");
        Block(1).ShouldBe("D23513162B02D0F72A43A2FE4A5F97AB");
        Block(2).ShouldBe("41E95B3BB0A2E8DD477901E4FCA894C0");
        Block(0xFEFF).ShouldBe("EC8CDF7398607CB0F2D21675EA9EA1E4");
        Block(0xFF00).ShouldBe("362B7C3C6773516318A077D7FC5073AE");
        Block(0xFF01).ShouldBe("6A2CC3787889374FBEB4C81B17BA6C44");

        string Block(int at) => Convert.ToHexString(stream, at * 16, 16);
    }

    [Fact]
    public void The_session_keys_are_those_of_RFC_3711_B_3()
    {
        var master = new SrtpKeys(SrtpProfile.AesCm128HmacSha1Tag80, Convert.FromHexString("E1F97A0D3E018BE0D64FA32C06DE41390EC675AD498AFEEBB6960B3AABE6"));

        Convert.ToHexString(SessionKeys.Derive(master, KeyLabel.RtpCipher, 16)).ShouldBe("C61E7A93744F39EE10734AFE3FF7A087");
        Convert.ToHexString(SessionKeys.Derive(master, KeyLabel.RtpSalt, 14)).ShouldBe("30CBBC08863D8C85D49DB34A9AE1");
        Convert.ToHexString(SessionKeys.Derive(master, KeyLabel.RtpAuthentication, 20)).ShouldBe("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4");
    }

    [Fact]
    public void A_packet_of_GCM_is_that_of_RFC_7714_16_1_1()
    {
        const string Clear = "8040F17B8041F8D35501A0B247616C6C696120657374206F6D6E69732064697669736120696E207061727465732074726573";
        using var transform = Session();
        var buffer = new byte[66];
        Convert.FromHexString(Clear).CopyTo(buffer, 0);
        transform.ProtectRtp(buffer, 12, 50, 0x5501_A0B2, 0xF17B);

        Convert.ToHexString(buffer).ShouldBe("8040F17B8041F8D35501A0B2F24DE3A3FB34DE6CACBA861C9D7E4BCABE633BD50D294E6F42A5F47A51C7D19B36DE3ADF8833899D7F27BEB16A9152CF765EE4390CCE");
        transform.TryUnprotectRtp(buffer, 12, 0x5501_A0B2, 0xF17B).ShouldBeTrue();
        Convert.ToHexString(buffer, 0, 50).ShouldBe(Clear);
    }

    [Fact]
    public void A_report_of_GCM_is_that_of_RFC_7714_17_1()
    {
        const string Clear = "81C8000D4D6172734E5450314E545032525450200000042A0000E9304C756E61DEADBEEFDEADBEEFDEADBEEFDEADBEEFDEADBEEF";
        using var transform = Session();
        var buffer = new byte[52 + 20];
        Convert.FromHexString(Clear).CopyTo(buffer, 0);
        transform.ProtectRtcp(buffer, 52, 0x4D61_7273, 0x5D4);

        Convert.ToHexString(buffer).ShouldBe("81C8000D4D61727363E94885DCDAB67CA727D7662F6B7E997FF5C0F76C06F32DC676A5F1730D6FDA4CE09B4686303DED0BB9275BC84AA45896CF4D2FC5ABF87245D9EADE800005D4");
        transform.IndexWord(buffer).ShouldBe(0x8000_05D4);
        transform.TryUnprotectRtcp(buffer, 0x4D61_7273, 0x5D4).ShouldBeTrue();
        Convert.ToHexString(buffer, 0, 52).ShouldBe(Clear);
    }

    // The RFC gives session keys here, not a master key.
    private static GcmTransform Session() =>
        new(Convert.FromHexString("000102030405060708090A0B0C0D0E0F"), Convert.FromHexString("517569642070726F2071756F"));
}
