using System.Collections.Concurrent;
using ContactCenter.Channels;

namespace ForeignVendor;

/// <summary>The gateway that calls pagers; it may be out of order.</summary>
public sealed class PagerGateway
{
    private readonly ConcurrentQueue<(string Id, string To, string Text)> _called = new();

    public IReadOnlyList<(string Id, string To, string Text)> Called => [.. _called];

    public bool IsOutOfOrder { get; set; }

    public SendOutcome Call(string id, string to, string text)
    {
        if (IsOutOfOrder)
        {
            return new SendOutcome.Refused("pager-gateway-off", IsTransient: true);
        }

        _called.Enqueue((id, to, text));
        return new SendOutcome.Accepted(id);
    }
}
