using System.Net;
using System.Net.Sockets;

namespace ContactCenter.Channels.WebForms.Guards;

/// <summary>Counts posts by network address, and submissions by form, within a minute. Thread-safe.</summary>
internal sealed class PostLimits(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _since = time.GetTimestamp();

    /// <summary>How many keys are told apart within a minute: more share one count, so that a flood of addresses fills no memory.</summary>
    public const int MaxKeys = 50_000;

    /// <summary>Counts one more; null when it may go on, else how long until the next minute begins.</summary>
    public TimeSpan? Count(string key, int limit)
    {
        lock (_gate)
        {
            var passed = time.GetElapsedTime(_since);
            if (passed >= Window)
            {
                _counts.Clear();
                (_since, passed) = (time.GetTimestamp(), TimeSpan.Zero);
            }

            var counted = _counts.ContainsKey(key) || _counts.Count < MaxKeys ? key : "";
            var count = _counts.GetValueOrDefault(counted) + 1;
            _counts[counted] = count;
            return count <= limit ? null : Window - passed;
        }
    }

    /// <summary>What an address counts as: of IPv6 the network of 64 bits, which is what one subscriber has.</summary>
    public static string NetworkOf(string remote)
    {
        if (!IPAddress.TryParse(remote, out var address))
        {
            return "address " + remote;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? "address " + Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : $"address {address}";
    }
}
