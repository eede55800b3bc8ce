using System.Collections.Concurrent;
using ContactCenter.Channels.Voice.Tests.Center;
using ContactCenter.Desk;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Audio;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Transactions;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Channels.Voice.Tests.Network;

/// <summary>Callers whose network loses, doubles and swaps datagrams.</summary>
public sealed class BadNetworkTests
{
    private const double Customer = 700, Anna = 460;
    private const string Keys = "0123456789*#ABCD";

    [Fact]
    public async Task Every_key_comes_once_where_one_of_ten_packets_gets_lost()
    {
        await using var center = await Sip.TelephoneLab.StartAsync(static o => o.Trunk("main", "sip:127.0.0.1:9", configure: static t => t.KeepAliveSeconds = 0));
        await using var outside = Outside();
        await using var network = new BadNetwork(outside.Address, center.Address) { LostSound = 10, Doubled = 5, Swapped = 10 };
        using var lab = new ContactCenter.Sip.Tests.Voice.VoiceLab(62_000);
        await using var call = await VoiceCall.CallAsync(outside.Endpoint, SipUri.Parse($"sip:{LivingCenter.Number}@{network.Address}"), SipAddress.Parse("<sip:+393331112222@trunk.test>"), lab.Settings("PCMA"));
        var taken = await center.NextCallAsync();
        var keys = new ConcurrentQueue<char>();
        taken.KeyPressed += (_, key) => keys.Enqueue(key);
        (await taken.AnswerAsync()).ShouldBeTrue();
        (await call.Established).ShouldBeTrue();
        foreach (var key in Keys)
        {
            call.Stream!.SendDigit(key, TimeSpan.FromMilliseconds(80)).ShouldBeTrue();
        }

        for (var i = 0; keys.Count < Keys.Length; i++)
        {
            i.ShouldBeLessThan(1_500, $"all keys come; so far {string.Concat(keys)}");
            await Task.Delay(20);
        }

        string.Concat(keys).ShouldBe(Keys);
        network.Dropped.ShouldBeGreaterThan(10);
    }

    /// <summary>A stack that is less patient than the RFC's with what gets lost, so that a test does not wait for it.</summary>
    private static Phone Outside() => new(with: static o => o.Timers = SipTimers.Default with { T1 = TimeSpan.FromMilliseconds(100), T2 = TimeSpan.FromMilliseconds(200) }) { IsBare = true };

    private static async Task<Side> CallAsync(LivingCenter center, Phone outside, BadNetwork network) => new(
        await VoiceCall.CallAsync(outside.Endpoint, SipUri.Parse($"sip:{LivingCenter.Number}@{network.Address}"), SipAddress.Parse("<sip:+393331112222@trunk.test>"), center.Sound()), Customer);

    /// <summary>For two seconds the tone is there in each fifth of a second: what is missing has been filled in.</summary>
    private static async Task HearsWithoutPauseAsync(Side side, double frequency)
    {
        await side.HearsAsync([frequency], []);
        for (var i = 0; i < 10; i++)
        {
            ToneAnalysis.LevelAt(await side.Heard.NextOfAnyKindAsync(10), frequency, side.Heard.Rate).ShouldBeGreaterThan(-22, $"{frequency} Hz");
        }
    }
}
