using ContactCenter.Testing.Conformance;

namespace ContactCenter.Channels.WebForms.Tests.Conformance;

public sealed class WebFormsConformanceTests
{
    public static TheoryData<string> Promises => [.. ChannelConformance.For(WebFormsSubject.All)];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task The_web_forms_channel_keeps(string promise) => ChannelConformance.CheckAsync(promise, new WebFormsSubject());
}
