using ContactCenter.Testing.Conformance;

namespace ContactCenter.Channels.Twilio.Tests.Conformance;

public sealed class TwilioConformanceTests
{
    public static TheoryData<string> Promises => [.. ChannelConformance.For(TwilioSubject.All)];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task The_SMS_channel_keeps(string promise) => ChannelConformance.CheckAsync(promise, new TwilioSubject());
}
