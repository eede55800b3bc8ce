using ContactCenter.Testing.Conformance;

namespace ContactCenter.Testing.Tests;

/// <summary>The channel of docs/channels.md is short, and keeps what every channel keeps.</summary>
public sealed class DocumentedChannelTests
{
    public static TheoryData<string> Promises => [.. ChannelConformance.For(PigeonSubject.All)];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task The_documented_channel_keeps(string promise) => ChannelConformance.CheckAsync(promise, new PigeonSubject());

    [Fact]
    public async Task A_promise_that_does_not_exist_is_named_with_what_helps() =>
        (await Should.ThrowAsync<ArgumentException>(() => ChannelConformance.CheckAsync("It flies", new PigeonSubject()))).Message.ShouldContain("ChannelConformance.For");
}
