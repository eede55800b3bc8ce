using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Sip.Transport;

/// <summary>The HTTP request and response that begin a WebSocket, for the subprotocol <c>sip</c>. RFC 6455 section 4, RFC 7118 section 4.</summary>
internal static class WebSocketHandshake
{
    private const int MaxHeadBytes = 8_192;

    /// <summary>Pings that nobody answers end the connection: half a minute each, by the system's clock.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    /// <summary>Answers the request of whoever connected.</summary>
    /// <exception cref="WebSocketException">It is none for us; it has been refused.</exception>
    public static async Task<WebSocket> AcceptAsync(Stream stream, CancellationToken cancellationToken)
    {
        var (start, headers) = await ReadHeadAsync(stream, cancellationToken).ConfigureAwait(false);
        var refusal = start.Split(' ') is not ["GET", _, "HTTP/1.1"] ? "405 Method Not Allowed"
            : !Has(headers, "Upgrade", "websocket") || !Has(headers, "Connection", "Upgrade") ? "426 Upgrade Required\r\nUpgrade: websocket"
            : !Has(headers, "Sec-WebSocket-Version", "13") ? "426 Upgrade Required\r\nSec-WebSocket-Version: 13"
            : !headers.ContainsKey("Host") || !IsKey(headers.GetValueOrDefault("Sec-WebSocket-Key")) ? "400 Bad Request"
            : !Has(headers, "Sec-WebSocket-Protocol", "sip") ? "400 The Subprotocol Is sip" : null;
        if (refusal is not null)
        {
            await WriteAsync(stream, $"HTTP/1.1 {refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", cancellationToken).ConfigureAwait(false);
            throw new WebSocketException(WebSocketError.HeaderError, refusal);
        }

        await WriteAsync(
            stream,
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {AcceptOf(headers["Sec-WebSocket-Key"])}\r\nSec-WebSocket-Protocol: sip\r\n\r\n",
            cancellationToken).ConfigureAwait(false);
        return WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, SubProtocol = "sip", KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
    }

    /// <summary>Asks for a WebSocket on a connection of ours.</summary>
    /// <exception cref="WebSocketException">The other side does not want to.</exception>
    public static async Task<WebSocket> ConnectAsync(Stream stream, string host, CancellationToken cancellationToken)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        await WriteAsync(
            stream,
            $"GET / HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: sip\r\n\r\n",
            cancellationToken).ConfigureAwait(false);
        var (start, headers) = await ReadHeadAsync(stream, cancellationToken).ConfigureAwait(false);
        if (start.Split(' ', 3) is not ["HTTP/1.1", "101", ..] || headers.GetValueOrDefault("Sec-WebSocket-Accept") != AcceptOf(key) || !Has(headers, "Sec-WebSocket-Protocol", "sip"))
        {
            throw new WebSocketException(WebSocketError.NotAWebSocket, $"The answer was: {start}");
        }

        return WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false, SubProtocol = "sip", KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
    }

    /// <summary>Reads byte by byte: what comes behind the head is the WebSocket's.</summary>
    private static async Task<(string Start, Dictionary<string, string> Headers)> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var (head, length) = (new byte[MaxHeadBytes], 0);
        while (!head.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            if (length == MaxHeadBytes || await stream.ReadAsync(head.AsMemory(length, 1), cancellationToken).ConfigureAwait(false) == 0)
            {
                throw new WebSocketException(WebSocketError.HeaderError, $"The head does not end within {MaxHeadBytes} bytes.");
            }

            length++;
        }

        var lines = Encoding.Latin1.GetString(head, 0, length).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            if (line.Split(':', 2) is [var name, var value])
            {
                headers[name] = headers.TryGetValue(name, out var before) ? $"{before}, {value.Trim()}" : value.Trim();
            }
        }

        return (lines.Length > 0 ? lines[0] : "", headers);
    }

    private static bool Has(Dictionary<string, string> headers, string name, string token) =>
        headers.TryGetValue(name, out var value) && value.Split(',').Any(one => one.Trim().Equals(token, StringComparison.OrdinalIgnoreCase));

    private static bool IsKey(string? key) => key is { Length: 24 } && Convert.TryFromBase64String(key, stackalloc byte[18], out var length) && length == 16;

    private static string AcceptOf(string key)
    {
#pragma warning disable CA5350 // RFC 6455 has SHA-1 here; it protects nothing.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
    }

    private static ValueTask WriteAsync(Stream stream, string text, CancellationToken cancellationToken) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
}
