using ContactCenter.Testing.Conformance;

namespace DocSnippets;

/// <summary>How a vendor's tests run the cases; docs/channels.md shows the part between the marks.</summary>
internal static class Conformance
{
    public static async Task RunAsync(Func<ChannelSubject> newSubject, ChannelTraits traits)
    {
// <Conformance>
foreach (var promise in ChannelConformance.For(traits))
{
    await ChannelConformance.CheckAsync(promise, newSubject()); // throws what was expected and what was found
}
// </Conformance>
    }

    public static async Task RunAsync(Func<CallSubject> newSubject)
    {
// <CallConformance>
foreach (var promise in CallConformance.All)
{
    await CallConformance.CheckAsync(promise, newSubject());
}
// </CallConformance>
    }
}
