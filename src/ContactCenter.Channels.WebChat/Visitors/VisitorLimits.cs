using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebChat;

/// <summary>What one network address may have: connections at a time, new visitors in a minute, files in an hour; and one visitor, files in an hour. Thread-safe.</summary>
internal sealed class VisitorLimits(IOptions<WebChatOptions> options, TimeProvider time)
{
    private readonly WebChatOptions _options = options.Value;
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly Quota _fresh = new(options.Value.MaxNewVisitorsPerMinute, TimeSpan.FromMinutes(1), time);
    private readonly Quota _filesOfVisitor = new(options.Value.MaxFilesPerHour, TimeSpan.FromHours(1), time);
    private readonly Quota _filesOfAddress = new(options.Value.MaxFilesPerHourPerAddress, TimeSpan.FromHours(1), time);

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
    public bool TryMeet(string remote) => _fresh.TryTake(remote);

    /// <summary>Counts a file; false when the visitor, or the address, has sent too many within the hour.</summary>
    public bool TryTakeFile(SessionAddress visitor, string remote) =>
        _filesOfVisitor.TryTake($"{visitor.Endpoint.Tenant}/{visitor.Endpoint.Id}/{visitor.Customer.Kind}:{visitor.Customer.Value}") && _filesOfAddress.TryTake(remote);
}
