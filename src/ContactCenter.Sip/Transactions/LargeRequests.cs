using System.Net;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Transactions;

/// <summary>The connections that requests too large for a datagram take, and where there are none to be had. Of the signalling's mailbox.</summary>
internal sealed class LargeRequests(TransactionLayer layer, SipTransports transports)
{
    /// <summary>Whoever takes no connections is asked for one again after this long.</summary>
    private static readonly TimeSpan RefusalsLast = TimeSpan.FromMinutes(5);

    private const int MaxRefusals = 1_024;

    private readonly Dictionary<IPEndPoint, TimeSpan> _refusedUntil = [];

    /// <summary>Whether we take connections ourselves: a Contact may say so then.</summary>
    public bool AreTaken => transports.Listening.Any(static l => l.Kind == SipTransportKind.Tcp);

    /// <summary>A connection to where datagrams would go; null where there is none to be had.</summary>
    public SipFlow? Instead(SipFlow datagrams)
    {
        if (_refusedUntil.TryGetValue(datagrams.Remote, out var until))
        {
            if (layer.Now < until)
            {
                return null;
            }

            _refusedUntil.Remove(datagrams.Remote);
        }

        return transports.To(SipTransportKind.Tcp, datagrams.Remote, datagrams.Remote.Address.ToString());
    }

    /// <summary>Nobody took a connection there.</summary>
    public void Refused(SipFlow datagrams)
    {
        if (_refusedUntil.Count >= MaxRefusals)
        {
            _refusedUntil.Clear(); // it is a cache
        }

        _refusedUntil[datagrams.Remote] = layer.Now + RefusalsLast;
    }
}
