using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace ContactCenter.Channels.Voice.Tests.Network;

/// <summary>
/// A network between two ends on loopback that loses, doubles and swaps datagrams: signalling, and the sound that its descriptions name. Each end sees the other at an address of the network;
/// RTCP gets lost altogether.
/// </summary>
internal sealed partial class BadNetwork : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<Task> _running = [];
    private readonly ConcurrentDictionary<string, Way> _sounds = new();
    private readonly Way _signals;

    public BadNetwork(IPEndPoint here, IPEndPoint there)
    {
        _signals = new Way(this, Rewrite) { Here = here, There = there };
        _running.Add(_signals.RunAsync());
    }

    /// <summary>Where the one end reaches the other.</summary>
    public IPEndPoint Address => _signals.Near;

    /// <summary>How many of a hundred signals are lost, and packets of sound.</summary>
    public int LostSignals { get; set; }

    public int LostSound { get; set; }

    /// <summary>How many of a hundred come twice, and how many after the next one.</summary>
    public int Doubled { get; set; }

    public int Swapped { get; set; }

    public long Dropped => _signals.Dropped + _sounds.Values.Sum(static w => w.Dropped);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running);
        _stopping.Dispose();
    }

    [GeneratedRegex(@"(?<=m=audio )\d+")]
    private static partial Regex AudioPort();

    [GeneratedRegex(@"(?<=Call-ID: )\S+")]
    private static partial Regex CallId();

    /// <summary>Names the addresses of the network in place of the ends' own. All ports have five digits: lengths stay as they are.</summary>
    private byte[] Rewrite(Way way, byte[] datagram, bool isFromHere)
    {
        var text = Encoding.Latin1.GetString(datagram);
        var (own, shown, named, meant) = isFromHere ? (way.Here, way.Far, way.Near, way.There) : (way.There, way.Near, way.Far, way.Here);
        text = text.Replace(own!.ToString(), "\u0001", StringComparison.Ordinal).Replace(named.ToString(), meant!.ToString(), StringComparison.Ordinal).Replace("\u0001", shown.ToString(), StringComparison.Ordinal);
        text = AudioPort().Replace(text, port =>
        {
            var sound = _sounds.GetOrAdd(CallId().Match(text).Value, _ =>
            {
                var made = new Way(this, null);
                _running.Add(made.RunAsync());
                return made;
            });
            var end = new IPEndPoint(IPAddress.Loopback, int.Parse(port.Value, CultureInfo.InvariantCulture));
            (sound.Here, sound.There) = isFromHere ? (end, sound.There) : (sound.Here, end);
            return (isFromHere ? sound.Far : sound.Near).Port.ToString(CultureInfo.InvariantCulture);
        });
        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>A pair of sockets, one for each end to send to.</summary>
    private sealed class Way(BadNetwork network, Func<Way, byte[], bool, byte[]>? rewrite)
    {
        /// <summary>So many in a row get lost at most: it is bad, and not broken.</summary>
        private const int LongestLoss = 4;

        private readonly UdpClient _near = Open();
        private readonly UdpClient _far = Open();
        private long _dropped;

        public volatile IPEndPoint? Here;

        public volatile IPEndPoint? There;

        public IPEndPoint Near => (IPEndPoint)_near.Client.LocalEndPoint!;

        public IPEndPoint Far => (IPEndPoint)_far.Client.LocalEndPoint!;

        public long Dropped => Interlocked.Read(ref _dropped);

        public async Task RunAsync()
        {
            await Task.WhenAll(PassAsync(_near, _far, isFromHere: true), PassAsync(_far, _near, isFromHere: false));
            _near.Dispose();
            _far.Dispose();
        }

        private async Task PassAsync(UdpClient from, UdpClient by, bool isFromHere)
        {
            var chance = new Random(isFromHere ? 1 : 2);
            var (losses, waiting) = (0, (byte[]?)null);
            while (true)
            {
                byte[] datagram;
                try
                {
                    datagram = (await from.ReceiveAsync(network._stopping.Token)).Buffer;
                }
                catch (OperationCanceledException)
                {
                    return;
                }
                catch (SocketException)
                {
                    continue; // the port it went to is closed
                }

                if (chance.Next(100) < (rewrite is null ? network.LostSound : network.LostSignals) && losses++ < LongestLoss)
                {
                    Interlocked.Increment(ref _dropped);
                    continue;
                }

                losses = 0;
                var passed = rewrite?.Invoke(this, datagram, isFromHere) ?? datagram;
                if (waiting is null && rewrite is null && chance.Next(100) < network.Swapped)
                {
                    waiting = passed;
                    continue;
                }

                await SendAsync(passed);
                if (chance.Next(100) < network.Doubled)
                {
                    await SendAsync(passed);
                }

                if (waiting is not null)
                {
                    await SendAsync(waiting);
                    waiting = null;
                }
            }

            async Task SendAsync(byte[] datagram)
            {
                if ((isFromHere ? There : Here) is { } to)
                {
                    await by.SendAsync(datagram, to);
                }
            }
        }

        private static UdpClient Open() => new(new IPEndPoint(IPAddress.Loopback, 0));
    }
}
