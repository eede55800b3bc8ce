using System.Text.Json;
using System.Threading.Channels;
using ContactCenter.Web;

namespace ContactCenter.Channels.WebChat.Tests;

/// <summary>A visitor's tab, as the web server hands it over.</summary>
internal sealed class FakeConnection(Uri url, string origin, string remote) : IWebConnection
{
    private readonly Channel<string?> _said = Channel.CreateUnbounded<string?>();
    private readonly Channel<ServerFrame> _heard = Channel.CreateUnbounded<ServerFrame>();

    public Uri Url => url;

    public string RemoteAddress => remote;

    public string? Origin => origin;

    public string? ResumeToken => null;

    /// <summary>While it is set, the visitor takes nothing.</summary>
    public TaskCompletionSource? Jam { get; set; }

    public Task Served { get; set; } = Task.CompletedTask;

    public void Say(ClientFrame frame) => Say(JsonSerializer.Serialize(frame, WebChatJson.Default.ClientFrame));

    public void Say(string frame) => _said.Writer.TryWrite(frame);

    /// <summary>What was said and nobody read: the server had hung up.</summary>
    public int Unread => _said.Reader.Count;

    public void Leave() => _said.Writer.TryWrite(null);

    public void End() => _heard.Writer.TryComplete();

    /// <summary>The next frame of a kind; others are passed over.</summary>
    public async Task<ServerFrame> HearAsync(string kind)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var frame in _heard.Reader.ReadAllAsync(patience.Token))
        {
            if (frame.T == kind)
            {
                return frame;
            }
        }

        throw new Xunit.Sdk.XunitException($"The connection ended without a '{kind}'.");
    }

    /// <summary>Every frame as it comes, until the server hangs up.</summary>
    public IAsyncEnumerable<ServerFrame> FramesAsync() => _heard.Reader.ReadAllAsync();

    /// <summary>Everything there was, when the server has hung up.</summary>
    public async Task<List<ServerFrame>> RestAsync()
    {
        await Served.WaitAsync(TimeSpan.FromMinutes(1));
        return await _heard.Reader.ReadAllAsync().ToListAsync();
    }

    public ValueTask<string?> ReadAsync(CancellationToken cancellationToken) => _said.Reader.ReadAsync(cancellationToken);

    public async ValueTask WriteAsync(string frame, CancellationToken cancellationToken)
    {
        if (Jam is { } jam)
        {
            await jam.Task.WaitAsync(cancellationToken);
        }

        System.Text.Encoding.UTF8.GetByteCount(frame).ShouldBeLessThanOrEqualTo(64 * 1_024, "the edge refuses a larger frame");
        _heard.Writer.TryWrite(JsonSerializer.Deserialize(frame, WebChatJson.Default.ServerFrame)!);
    }
}
