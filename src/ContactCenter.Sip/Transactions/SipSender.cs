using System.Net;
using System.Net.Sockets;
using ContactCenter.Sip.Location;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Signalling;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Transactions;

/// <summary>Finds the ways to where a request goes, and tries one after another. RFC 3263 section 4.3. Of the signalling's mailbox.</summary>
internal sealed class SipSender(SignalLoop loop, TransactionLayer layer, SipTransports transports, SipLocator locator, TimeProvider time, int maxDatagramRequest = SipSender.UsualMaxDatagramRequest)
{
    /// <summary>The largest request that goes by datagram where nobody knows what the way takes. RFC 3261 section 18.1.1.</summary>
    public const int UsualMaxDatagramRequest = 1_300;

    private static readonly TimeSpan LocateTimeout = TimeSpan.FromSeconds(10);

    private readonly LargeRequests _streams = new(layer, transports);

    private TransactionLayer Layer => layer;

    /// <summary>Sends a request to where <paramref name="next"/> leads.</summary>
    /// <param name="make">The request as it goes out on a flow: its Contact names our side of it. Called for each way that is tried.</param>
    /// <param name="next">The first Route, or the Request-URI.</param>
    /// <param name="usual">The flow the other side has been heard on; null where it has not.</param>
    /// <param name="user">Who hears of it.</param>
    public void Send(Func<SipFlow, SipRequest> make, SipUri next, SipFlow? usual, IClientUser user) => WithWays(next, usual, ways =>
    {
        if (ways.Count == 0)
        {
            user.Failed(null);
        }
        else
        {
            // Through a router that a datagram came through, no connection can be opened to a phone.
            new Attempts(this, make, ways, user) { KeepsDatagrams = ReferenceEquals(ways[0], usual) }.Begin();
        }
    });

    /// <summary>Gives the ways to where <paramref name="next"/> leads, best first; at once where nobody has to be asked.</summary>
    public void WithWays(SipUri next, SipFlow? usual, Action<IReadOnlyList<SipFlow>> then)
    {
        if (TargetOf(next) is not { } target)
        {
            then([]);
            return;
        }

        if (usual is { IsOpen: true } && IsWayTo(target, usual))
        {
            then([usual]);
            return;
        }

        if (locator.TryLocate(target, out var hop))
        {
            then(transports.To(hop.Transport, hop.Address, hop.Name) is { } way ? [way] : []);
            return;
        }

        _ = LocateAsync(target, then);
    }

    private async Task LocateAsync(SipTarget target, Action<IReadOnlyList<SipFlow>> then)
    {
        IReadOnlyList<SipFlow> ways;
        try
        {
            using var patience = new CancellationTokenSource(LocateTimeout, time);
            var hops = await locator.LocateAsync(target, patience.Token).ConfigureAwait(false);
            ways = [.. hops.Select(hop => transports.To(hop.Transport, hop.Address, hop.Name)).OfType<SipFlow>()];
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            ways = [];
        }

        try
        {
            await loop.PostAsync(static (then, ways) => ((Action<IReadOnlyList<SipFlow>>)then)((IReadOnlyList<SipFlow>)ways!), then, ways).ConfigureAwait(false);
        }
        catch (System.Threading.Channels.ChannelClosedException)
        {
            // it has ended
        }
    }

    /// <summary>With the Via it is going to have.</summary>
    private bool IsTooLarge(SipRequest request, SipFlow way) =>
        way.Kind == SipTransportKind.Udp && request.WireLength + "Via: SIP/2.0/UDP :65535;branch=z9hG4bK0123456789abcdef;rport\r\n".Length + way.SentByHost.Length > maxDatagramRequest;

    /// <summary>Null where the URI is none we can send to.</summary>
    public static SipTarget? TargetOf(SipUri uri)
    {
        if (!uri.IsSip)
        {
            return null;
        }

        SipTransportKind? kind = null;
        if (uri.Parameters["transport"] is { } named)
        {
            if (!SipTransportKinds.TryParse(named, out var known))
            {
                return null;
            }

            kind = known;
        }

        return new SipTarget(uri.Host.Trim('[', ']'), uri.Port, kind, uri.IsSecure);
    }

    /// <summary>
    /// Whether what the other side was heard on leads there: its own connection does, and so does its address where it names a private one that nobody else can reach,
    /// as a phone behind a router does.
    /// </summary>
    private static bool IsWayTo(SipTarget target, SipFlow usual)
    {
        if (usual.Kind is SipTransportKind.WebSocket or SipTransportKind.SecureWebSocket)
        {
            // A browser cannot be connected to: its Contact names nothing that is there, and "ws" for both kinds. RFC 7118 section 5.
            return target.Transport is null or SipTransportKind.WebSocket or SipTransportKind.SecureWebSocket && (!target.IsSecure || usual.Kind.IsSecure());
        }

        var isOwnKind = target.Transport is { } wanted ? wanted == usual.Kind || (target.IsSecure && usual.Kind.IsSecure()) : usual.Kind == SipTransportKind.Udp || target.IsSecure == usual.Kind.IsSecure();
        if (!isOwnKind)
        {
            return false;
        }

        return IPAddress.TryParse(target.Host, out var address) && (usual.Kind.IsReliable() ? address.Equals(usual.Remote.Address) || IsPrivate(address) : !address.Equals(usual.Remote.Address) && IsPrivate(address));
    }

    private static bool IsPrivate(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 100 && bytes[1] is >= 64 and < 128)
            : address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
    }

    /// <summary>Tries the next way when one leads nowhere: nobody answers, nothing can be sent, or 503. RFC 3263 section 4.3.</summary>
    private sealed class Attempts(SipSender sender, Func<SipFlow, SipRequest> make, IReadOnlyList<SipFlow> ways, IClientUser user) : IClientUser
    {
        private int _at;
        private bool _isAlive;
        private SipFlow? _datagrams;

        /// <summary>Whether a large request goes by datagram nevertheless.</summary>
        public bool KeepsDatagrams { get; init; }

        /// <summary>A request too large for a datagram goes by TCP to the same place, and by datagram where nobody there takes a connection. RFC 3261 section 18.1.1.</summary>
        public void Begin()
        {
            var way = ways[_at];
            var request = make(way);
            if (!KeepsDatagrams && sender.IsTooLarge(request, way) && sender._streams.Instead(way) is { } stream)
            {
                _datagrams = way;
                sender.Layer.Send(sender._streams.AreTaken ? make(stream) : request, stream, this); // Contact names what listens
            }
            else
            {
                sender.Layer.Send(request, way, ways.Count == 1 ? user : this);
            }
        }

        public void Responded(ClientTransaction transaction, SipResponse response)
        {
            if (_isAlive || response.Status != 503 || !Next())
            {
                _isAlive = true;
                user.Responded(transaction, response);
            }
        }

        public void TimedOut(ClientTransaction transaction)
        {
            if (_isAlive || !Next())
            {
                user.TimedOut(transaction);
            }
        }

        public void Failed(ClientTransaction? transaction)
        {
            if (!_isAlive && _datagrams is { } way)
            {
                _datagrams = null;
                sender._streams.Refused(way);
                sender.Layer.Send(make(way), way, this);
            }
            else if (_isAlive || !Next())
            {
                user.Failed(transaction);
            }
        }

        private bool Next()
        {
            if (++_at >= ways.Count)
            {
                return false;
            }

            _datagrams = null;
            Begin();
            return true;
        }
    }
}
