using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ContactCenter.Benchmarks.Web;

/// <summary>A visitor's tab over a real WebSocket: greets, answers what is asked, writes, and notes when each answer comes.</summary>
internal sealed class ChatVisitor : IDisposable
{
    private static int _refusals;

    private readonly ClientWebSocket _socket = new();
    private readonly Latencies _pushed;
    private readonly Latencies _got;
    private readonly TaskCompletionSource _isIn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _buffer = new byte[64 * 1_024];
    private Task _hearing = Task.CompletedTask;

    private ChatVisitor(Latencies pushed, Latencies got) => (_pushed, _got) = (pushed, got);

    /// <summary>What the host did not take from any visitor.</summary>
    public static int Refusals => Volatile.Read(ref _refusals);

    /// <summary>Opens the page's chat and begins a conversation; returns when its first message is durable.</summary>
    /// <param name="url">The host.</param>
    /// <param name="pushed">Takes from when an answer was due until its frame is here.</param>
    /// <param name="got">Takes from when a message was due until it is acknowledged.</param>
    public static async Task<ChatVisitor> OpenAsync(Uri url, Latencies pushed, Latencies got)
    {
        var visitor = new ChatVisitor(pushed, got);
        visitor._socket.Options.SetRequestHeader("Origin", url.GetLeftPart(UriPartial.Authority));
        visitor._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await visitor._socket.ConnectAsync(new UriBuilder(new Uri(url, "/connect/webchat")) { Scheme = "ws", Query = "page=acme" }.Uri, CancellationToken.None);
        visitor._hearing = visitor.HearAsync();
        await visitor.TellAsync(new { t = "hello" });
        await visitor.TellAsync(new { t = "form", fields = new { name = "Visitor" }, consent = true });
        await visitor._isIn.Task.WaitAsync(TimeSpan.FromMinutes(2));
        return visitor;
    }

    /// <summary>Writes a message that was due at <paramref name="due"/>: its own id says so when it is acknowledged.</summary>
    public Task WriteAsync(long due) => TellAsync(new { t = "say", id = due.ToString(CultureInfo.InvariantCulture), text = "Is the technician on the way?" });

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    private Task TellAsync(object frame) =>
        _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task HearAsync()
    {
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
                    length += part.Count;
                }
                while (!part.EndOfMessage && part.MessageType == WebSocketMessageType.Text);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    throw new InvalidOperationException("The host has hung up on a visitor.");
                }

                Hear(_buffer.AsSpan(0, length));
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException)
        {
            _isIn.TrySetException(e); // the end of the program, or a host that cut us off before we were in
        }
    }

    private void Hear(ReadOnlySpan<byte> frame)
    {
        using var parsed = JsonDocument.Parse(Encoding.UTF8.GetString(frame));
        var about = parsed.RootElement;
        switch (about.GetProperty("t").GetString())
        {
            case "got" when about.GetProperty("id").GetString() == "form":
                _isIn.TrySetResult();
                break;
            case "got":
                _got.Add(long.Parse(about.GetProperty("id").GetString()!, CultureInfo.InvariantCulture));
                break;
            case "msg" when long.TryParse(about.GetProperty("text").GetString(), CultureInfo.InvariantCulture, out var due):
                _pushed.Add(due);
                break;
            case "error" or "retry":
                _isIn.TrySetException(new InvalidOperationException($"The host does not take a visitor: {about.GetRawText()}"));
                Interlocked.Increment(ref _refusals);
                break;
        }
    }
}
