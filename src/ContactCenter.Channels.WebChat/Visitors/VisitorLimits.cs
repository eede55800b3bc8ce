using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebChat;

/// <summary>What one network address may have: connections at a time, new visitors in a minute. Thread-safe.</summary>
internal sealed class VisitorLimits(IOptions<WebChatOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly WebChatOptions _options = options.Value;
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private Dictionary<string, int> _fresh = new(StringComparer.Ordinal);
    private long _since = time.GetTimestamp();

    /// <summary>Counts a connection; false when the address has too many. One that was let in is to be ended by <see cref="Leave"/>.</summary>
    public bool TryEnter(string remote)
    {
        if (_open.AddOrUpdate(remote, 1, static (_, n) => n + 1) <= _options.MaxConnectionsPerAddress)
        {
            return true;
        }

        Leave(remote);
        return false;
    }

    public void Leave(string remote)
    {
        if (_open.AddOrUpdate(remote, 0, static (_, n) => n - 1) <= 0)
        {
            _open.TryRemove(KeyValuePair.Create(remote, 0));
        }
    }

    /// <summary>Counts a new visitor; false when there were too many from the address within the minute.</summary>
    public bool TryMeet(string remote)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_since) >= Window)
            {
                (_fresh, _since) = (new Dictionary<string, int>(StringComparer.Ordinal), time.GetTimestamp());
            }

            var count = _fresh.GetValueOrDefault(remote) + 1;
            _fresh[remote] = count;
            return count <= _options.MaxNewVisitorsPerMinute;
        }
    }
}
