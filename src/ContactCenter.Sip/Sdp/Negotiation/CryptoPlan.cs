namespace ContactCenter.Sip.Sdp;

/// <summary>Which keys both ends encrypt with. RFC 4568 sections 5.1 and 7.1.</summary>
internal static class CryptoPlan
{
    /// <summary>What of <see cref="SdpLocal.KeyMaterial"/> a suite takes at most.</summary>
    private const int Share = 30;

    /// <summary>The keys we offer: those of before while they are in use, otherwise one for each suite.</summary>
    public static SdpList<SdpCrypto> Offer(SdpMedia? before, SdpCapabilities capabilities, SdpLocal local)
    {
        var old = before?.Cryptos() ?? [];
        if (capabilities.Srtp == SrtpPolicy.Never || (capabilities.Srtp == SrtpPolicy.Optional && before is not null && old.Count == 0))
        {
            return []; // a call that is plain stays so
        }

        return old.Count > 0 ? old
            : [.. ((IEnumerable<string>)capabilities.SrtpSuites).Select((suite, i) => new SdpCrypto(i + 1, suite, [Key(suite, local, i)]))];
    }

    /// <summary>The first of theirs that we can do, and ours under its tag; null when there is none or nothing is to be encrypted.</summary>
    public static (SdpCrypto Ours, SdpCrypto Theirs)? Answer(SdpMedia theirs, SdpMedia? before, SdpCapabilities capabilities, SdpLocal local)
    {
        if (capabilities.Srtp == SrtpPolicy.Never
            || ((IEnumerable<SdpCrypto>)theirs.Cryptos()).FirstOrDefault(c => c.IsUsable && ((IEnumerable<string>)capabilities.SrtpSuites).Contains(c.Suite)) is not { } taken)
        {
            return null;
        }

        var old = ((IEnumerable<SdpCrypto>)(before?.Cryptos() ?? [])).FirstOrDefault(c => c.Suite == taken.Suite);
        return (new SdpCrypto(taken.Tag, taken.Suite, old?.Keys ?? [Key(taken.Suite, local, 0)]), taken);
    }

    /// <summary>Ours of the tag that the answer names, and theirs; null when there is none.</summary>
    public static (SdpCrypto Ours, SdpCrypto Theirs)? Accept(SdpMedia ours, SdpMedia theirs)
    {
        var answered = theirs.Cryptos();
        return answered.Count == 1 && answered[0] is { IsUsable: true } chosen
            && ((IEnumerable<SdpCrypto>)ours.Cryptos()).FirstOrDefault(c => c.Tag == chosen.Tag && c.Suite == chosen.Suite) is { } own
            ? (own, chosen)
            : null;
    }

    private static SdpCryptoKey Key(string suite, SdpLocal local, int index)
    {
        var (key, salt) = SrtpSuite.Sizes(suite)!.Value;
        return local.KeyMaterial.Length >= Share * (index + 1)
            ? new SdpCryptoKey([.. local.KeyMaterial.Span.Slice(Share * index, key + salt)])
            : throw new ArgumentException($"KeyMaterial has {local.KeyMaterial.Length} octets; give {Share} random ones for an answer, and {Share} for each of the suites for an offer.", nameof(local));
    }
}
