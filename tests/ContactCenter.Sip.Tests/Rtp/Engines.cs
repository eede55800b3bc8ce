using System.Net;
using System.Net.Sockets;
using ContactCenter.Sip.Rtp.Sockets;

namespace ContactCenter.Sip.Tests.Rtp;

/// <summary>Engines on loopback whose ports nobody else has.</summary>
internal static class Engines
{
    private static int _next = 21_000 + (Environment.ProcessId % 100 * 100);

    public static MediaEngine New(bool portable, int pairs, out int first)
    {
        while (true)
        {
            first = Interlocked.Add(ref _next, 2 * pairs) - (2 * pairs);
            if (Enumerable.Range(first, 2 * pairs).All(IsFree))
            {
                return new MediaEngine(
                    new MediaEngineOptions { Address = IPAddress.Loopback, FirstPort = first, LastPort = first + (2 * pairs) - 1, IsPortable = portable, Threads = 1 },
                    TimeProvider.System);
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>How long a test waits for what must happen; long, because the machine may be busy.</summary>
internal static class Patience
{
    public static CancellationToken Token() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> isSo, string what)
    {
        var token = Token();
        while (!isSo())
        {
            if (token.IsCancellationRequested)
            {
                throw new TimeoutException($"It did not happen: {what}.");
            }

            await Task.Delay(5, CancellationToken.None);
        }
    }
}
