using System.Net;
using System.Net.Sockets;

namespace ContactCenter.Channels.Twilio.Api;

/// <summary>
/// Connects for requests whose host came from outside: to public addresses only, so that no redirect reaches a machine of ours, whatever name its
/// address hides behind. The address is checked after it was resolved and used as it was checked.
/// </summary>
internal static class GuardedConnection
{
    /// <summary>Set on requests to a configured host, which may be anywhere.</summary>
    public static readonly HttpRequestOptionsKey<bool> IsTrusted = new("ContactCenter.Channels.Twilio.IsTrusted");

    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var request = context.InitialRequestMessage;

        // Another host than the request's is the operator's proxy, which has rules of its own.
        var isTrusted = (request.Options.TryGetValue(IsTrusted, out var trusted) && trusted)
            || !string.Equals(context.DnsEndPoint.Host, request.RequestUri!.IdnHost, StringComparison.OrdinalIgnoreCase);
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        var allowed = isTrusted ? addresses : Array.FindAll(addresses, PublicAddress.IsPublic);
        if (allowed.Length == 0)
        {
            throw new HostRefusedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A medium's host is none that may be asked.</summary>
internal sealed class HostRefusedException() : IOException("The medium's host has no public address.");
