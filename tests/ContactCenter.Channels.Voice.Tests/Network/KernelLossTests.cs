using System.Diagnostics;
using System.Globalization;
using ContactCenter.Channels.Voice.Tests.Center;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Transactions;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Channels.Voice.Tests.Network;

/// <summary>The kernel itself throws away three of ten datagrams, of the ports of one center alone.</summary>
public sealed class KernelLossTests
{
    private const double Customer = 700, Anna = 460;

    [NeedsFact("nft root")]
    public async Task A_call_stands_where_nftables_drop_three_of_ten_datagrams()
    {
        await using var center = await LivingCenter.StartAsync(LivingCenter.Line, hasMusic: false);
        await using var outside = new Phone(with: static o => o.Timers = SipTimers.Default with { T1 = TimeSpan.FromMilliseconds(100), T2 = TimeSpan.FromMilliseconds(200) }) { IsBare = true };
        var phone = await center.HandsetAsync("desk-1");
        await center.ReadyAsync();
        await using var loss = await DropAsync(outside.Address.Port, center.ListensAt().Port, center.FirstPort, center.FirstPort + 199);
        var caller = new Side(await VoiceCall.CallAsync(outside.Endpoint, center.UriOf(LivingCenter.Number), SipAddress.Parse("<sip:+393331112222@trunk.test>"), center.Sound()), Customer);
        var agent = await phone.AnswerAsync(Anna);
        await caller.HearsAsync([agent]);
        await agent.HearsAsync([caller]);
        await caller.Heard.NextAsync(50);
        var figures = caller.Call.Stream!.Figures;
        figures.Lost.ShouldBeGreaterThan(5);
        figures.Concealed.ShouldBeGreaterThan(5);
        await caller.Call.DisposeAsync();
        await agent.EndsAsync();
        await center.LoggedAsync("call.ended");
        (await loss.DroppedAsync()).ShouldBeGreaterThan(20);
    }

    private static async Task<Loss> DropAsync(int here, int there, int first, int last)
    {
        var table = string.Create(CultureInfo.InvariantCulture, $"contactcenter_{Environment.ProcessId}");
        await NftAsync(string.Create(CultureInfo.InvariantCulture, $"""
            table ip {table} (
              chain in (
                type filter hook input priority 0;
                udp dport ( {here}, {there}, {first}-{last} ) numgen random mod 100 < 30 counter drop
              )
            )
            """).Replace('(', '{').Replace(')', '}'));
        return new Loss(table);
    }

    private static async Task<string> NftAsync(string rules)
    {
        using var nft = Process.Start(new ProcessStartInfo("nft", ["-f", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await nft.StandardInput.WriteAsync(rules);
        nft.StandardInput.Close();
        var (said, errors) = (await nft.StandardOutput.ReadToEndAsync(), await nft.StandardError.ReadToEndAsync());
        await nft.WaitForExitAsync();
        nft.ExitCode.ShouldBe(0, errors);
        return said;
    }

    private sealed class Loss(string table) : IAsyncDisposable
    {
        public async Task<long> DroppedAsync()
        {
            var words = (await NftAsync($"list table ip {table}")).Split(' ');
            return long.Parse(words[Array.IndexOf(words, "packets") + 1], CultureInfo.InvariantCulture);
        }

        public async ValueTask DisposeAsync() => await NftAsync($"delete table ip {table}");
    }
}
