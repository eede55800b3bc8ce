using ContactCenter.Calls;
using ContactCenter.Channels;

namespace ContactCenter.Testing;

/// <summary>One call of <see cref="PlayedCalls"/>, under its lock.</summary>
internal sealed class PlayedCall(Endpoint endpoint, Address customer, CallId id, bool isOutbound)
{
    public Endpoint Endpoint => endpoint;

    public Address Customer => customer;

    public CallId Id => id;

    public bool IsOutbound => isOutbound;

    public bool IsDialled { get; set; }

    public bool IsAnswered { get; set; }

    /// <summary>Whether something was asked that keys answer.</summary>
    public bool IsAsked { get; set; }

    public AgentId? HeldBy { get; set; }

    public PlayedConsult? Consulting { get; set; }

    /// <summary>Whose telephones ring, for which offer.</summary>
    public Dictionary<AgentId, OfferId?> Ringing { get; } = [];

    /// <summary>Who has answered an offer and waits for the center's word.</summary>
    public HashSet<AgentId> Ready { get; } = [];

    /// <summary>Who has the call and is not connected yet.</summary>
    public HashSet<AgentId> Wanted { get; } = [];

    public HashSet<AgentId> Talking { get; } = [];

    public Dictionary<AgentId, CallPart> Watching { get; } = [];

    public bool Has(AgentId agent) => Ringing.ContainsKey(agent) || Ready.Contains(agent) || Talking.Contains(agent);
}

/// <summary>Somebody else who is asked.</summary>
internal sealed record PlayedConsult(AgentId By, AgentId? Colleague, Address? Outside, bool IsAnswered);
