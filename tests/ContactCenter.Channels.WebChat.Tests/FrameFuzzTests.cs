using System.Globalization;
using ContactCenter.Channels;

namespace ContactCenter.Channels.WebChat.Tests;

/// <summary>
/// Whatever a stranger's tab sends, the conversation ends in order, and nothing comes through the door that its rules do not allow.
/// 20 s or 200,000 frames; <c>CONTACTCENTER_FUZZ=5000000</c> sends so many, however long that takes.
/// </summary>
public sealed class FrameFuzzTests
{
    private const int TabsOfACenter = 500;

    [Fact]
    public async Task No_frame_breaks_a_conversation_or_its_rules()
    {
        var asked = Environment.GetEnvironmentVariable("CONTACTCENTER_FUZZ");
        var count = asked is null ? 200_000 : int.Parse(asked, CultureInfo.InvariantCulture);
        using var patience = new CancellationTokenSource(asked is null ? TimeSpan.FromSeconds(20) : Timeout.InfiniteTimeSpan);
        var fuzzer = new FrameFuzzer(seed: 20_260_302);
        var (sent, taken) = (0, 0);
        while (sent < count && !patience.IsCancellationRequested)
        {
            var center = new ChatCenter(configure: static o => (o.MaxNewVisitorsPerMinute, o.Burst) = (int.MaxValue, 1_000));
            for (var tab = 0; tab < TabsOfACenter && sent < count; tab++)
            {
                sent += await TalkAsync(center, fuzzer, greets: tab % 8 != 0);
            }

            center.Visitors.Count.ShouldBe(0, "who has gone is forgotten");
            taken += center.Received.Count;
            foreach (var message in center.Received.Values)
            {
                message.ProviderId.Length.ShouldBeLessThanOrEqualTo(256);
                message.Text.Length.ShouldBeInRange(1, center.Options.MaxTextLength);
                message.Text.ShouldNotBeNullOrWhiteSpace();
                message.From.Kind.ShouldBe(AddressKind.Web);
            }
        }

        taken.ShouldBeGreaterThan(sent / 500, "some of them are good frames, or nothing behind the parser has been tried");
    }

    /// <summary>One tab with up to 20 frames; it has to come to its end by itself.</summary>
    private static async Task<int> TalkAsync(ChatCenter center, FrameFuzzer fuzzer, bool greets)
    {
        var frames = Enumerable.Range(0, 20).Select(_ => fuzzer.Next()).ToList();
        var tab = center.Connect();
        if (greets)
        {
            tab.Say(new ClientFrame { T = "hello" });
        }

        frames.ForEach(tab.Say);
        tab.Leave();
        try
        {
            await tab.Served.WaitAsync(TimeSpan.FromMinutes(1));
            (await tab.RestAsync()).Count(static f => f.T == "error").ShouldBeLessThanOrEqualTo(6);
        }
        catch (Exception e)
        {
            throw new Xunit.Sdk.XunitException($"{e.Message}\nadd what broke it to Corpus/frames.txt:\n{string.Join('\n', frames.Select(static f => f.Length > 300 ? f[..300] + "…" : f))}\n{e}");
        }

        return frames.Count + 1 - Math.Max(1, tab.Unread); // the leave-taking is one of those said
    }
}
