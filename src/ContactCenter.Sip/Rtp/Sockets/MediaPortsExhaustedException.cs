using System.Net;

namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>No port of the range is free. It passes when calls end.</summary>
public sealed class MediaPortsExhaustedException : IOException
{
    internal MediaPortsExhaustedException(IPAddress address, int first, int last, int taken)
        : base($"No pair of ports is free on {address} between {first} and {last}: {taken} of {(last - first + 1) / 2} are ours, others are taken by other programs. Widen FirstPort and LastPort, or wait for calls to end.")
    {
    }
}
