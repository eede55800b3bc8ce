using System.Collections.Immutable;

namespace StubCarrier;

/// <summary>Every message, oldest first. Thread-safe.</summary>
public sealed class MessageBook
{
    private readonly Lock _lock = new();
    private readonly List<Message> _messages = [];
    private readonly Dictionary<string, int> _bySid = [];

    public static string NewSid(string prefix) => prefix + Guid.NewGuid().ToString("N");

    public void Add(Message message)
    {
        lock (_lock)
        {
            _bySid.Add(message.Sid, _messages.Count);
            _messages.Add(message);
        }
    }

    public Message? Find(string sid)
    {
        lock (_lock)
        {
            return _bySid.TryGetValue(sid, out var index) ? _messages[index] : null;
        }
    }

    public void SetStatus(string sid, string status, int? errorCode)
    {
        lock (_lock)
        {
            var index = _bySid[sid];
            _messages[index] = _messages[index] with { Status = status, ErrorCode = errorCode };
        }
    }

    public void SetMedia(string sid, ImmutableArray<Media> media)
    {
        lock (_lock)
        {
            var index = _bySid[sid];
            _messages[index] = _messages[index] with { Media = media };
        }
    }

    /// <summary>One page, newest first; <paramref name="after"/> is the last sid of the page before, so that new messages do not shift pages.</summary>
    public (IReadOnlyList<Message> Page, bool More) List(Func<Message, bool> filter, string? after, int size)
    {
        lock (_lock)
        {
            var page = new List<Message>();
            var start = after is null ? _messages.Count : _bySid.GetValueOrDefault(after, 0);
            for (var i = start - 1; i >= 0; i--)
            {
                if (!filter(_messages[i]))
                {
                    continue;
                }

                if (page.Count == size)
                {
                    return (page, true);
                }

                page.Add(_messages[i]);
            }

            return (page, false);
        }
    }

    public IReadOnlyList<Message> All()
    {
        lock (_lock)
        {
            return [.. _messages];
        }
    }
}
