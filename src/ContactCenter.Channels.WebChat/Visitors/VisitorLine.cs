using System.Threading.Channels;
using ContactCenter.Web;

namespace ContactCenter.Channels.WebChat;

/// <summary>What goes out to one tab, in order. A tab too slow to take it is cut off; it comes back and reads what it missed. Thread-safe.</summary>
internal sealed class VisitorLine
{
    /// <summary>More than a conversation can say in the time a write may take.</summary>
    private const int MaxWaiting = 256;

    /// <summary>A tab that keeps up has none or one waiting.</summary>
    private const int MaxPassing = 8;

    private readonly Channel<ServerFrame> _out = Channel.CreateBounded<ServerFrame>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    public void Tell(ServerFrame frame)
    {
        if (!_out.Writer.TryWrite(frame))
        {
            _out.Writer.TryComplete();
        }
    }

    /// <summary>Tells what is worth nothing later: left out while the tab lags behind, so that no signal can cut a tab off.</summary>
    public void TellInPassing(ServerFrame frame)
    {
        if (_out.Reader.Count < MaxPassing)
        {
            _out.Writer.TryWrite(frame);
        }
    }

    /// <summary>Nothing more is to be said.</summary>
    public void End() => _out.Writer.TryComplete();

    /// <summary>Writes until the end; returns when the line has ended or the tab is too slow.</summary>
    public async Task RunAsync(IWebConnection connection, CancellationToken cancellationToken)
    {
        await foreach (var frame in _out.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await connection.WriteAsync(FrameWriter.Write(frame), cancellationToken).ConfigureAwait(false);
        }
    }
}
