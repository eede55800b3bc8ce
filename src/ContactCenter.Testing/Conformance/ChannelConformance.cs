namespace ContactCenter.Testing.Conformance;

/// <summary>
/// What every channel does. Each case runs the channel in a whole center, in memory and in real time, with the subject as its provider
/// and customers: <c>await ChannelConformance.CheckAsync(name, new MySubject())</c>.
/// </summary>
public static class ChannelConformance
{
    /// <summary>What every channel does that does not claim <see cref="ChannelTraits.ReceivesOnly"/>; no trait to claim.</summary>
    internal const ChannelTraits Sends = (ChannelTraits)(1 << 30);

    private static readonly (ChannelTraits Needs, ConformanceCase<ChannelBench> Case)[] Cases =
        [.. ChannelClaimCases.All, .. ChannelInboundCases.All, .. ChannelOutboundCases.All, .. ChannelLossCases.All, .. ChannelRestartCases.All];

    /// <summary>The promises of a channel with these traits, as sentences.</summary>
    public static IReadOnlyList<string> For(ChannelTraits traits)
    {
        var does = traits.HasFlag(ChannelTraits.ReceivesOnly) ? traits : traits | Sends;
        return [.. Cases.Where(c => (c.Needs & ~does) == ChannelTraits.None).Select(static c => c.Case.Name)];
    }

    /// <summary>Finds out whether a promise is kept.</summary>
    /// <param name="promise">One of <see cref="For"/>.</param>
    /// <param name="subject">The channel; disposed at the end.</param>
    /// <exception cref="ConformanceException">It is not; the message tells what was expected and what was found.</exception>
    /// <exception cref="ArgumentException">There is no such promise.</exception>
    public static async Task CheckAsync(string promise, ChannelSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var found = Cases.FirstOrDefault(c => c.Case.Name == promise).Case
            ?? throw new ArgumentException($"No promise is called '{promise}'; use one of {nameof(ChannelConformance)}.{nameof(For)}.", nameof(promise));
        await using var _ = subject;
        await using var bench = new ChannelBench(subject);
        await bench.StartAsync();
        await found.CheckAsync(bench);
    }
}
