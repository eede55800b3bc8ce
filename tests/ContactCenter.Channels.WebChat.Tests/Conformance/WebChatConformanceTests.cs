using ContactCenter.Testing.Conformance;

namespace ContactCenter.Channels.WebChat.Tests.Conformance;

public sealed class WebChatConformanceTests
{
    public static TheoryData<string> Promises => [.. ChannelConformance.For(WebChatSubject.All)];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task The_web_chat_channel_keeps(string promise) => ChannelConformance.CheckAsync(promise, new WebChatSubject());
}
