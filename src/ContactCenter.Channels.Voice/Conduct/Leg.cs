using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>Somebody beside the caller: an agent, a supervisor, or somebody outside. Of the scene's loop.</summary>
internal sealed class Leg(AgentId? agent, CallPart part, IPlace place) : IDisposable
{
    private readonly CancellationTokenSource _ringing = new();

    /// <summary>Who of the center; null for somebody outside.</summary>
    public AgentId? Agent { get; } = agent;

    /// <summary>As what.</summary>
    public CallPart Part { get; set; } = part;

    public IPlace Place { get; set; } = place;

    /// <summary>The telephone that was answered; null while it rings.</summary>
    public ICall? Call { get; set; }

    /// <summary>For which offer it rings; null for none.</summary>
    public OfferId? Offer { get; init; }

    /// <summary>Whether the agent has the call already: it is connected as soon as it is answered.</summary>
    public bool IsWanted { get; set; }

    /// <summary>Whether it was reported that this one is with the caller.</summary>
    public bool IsJoined { get; set; }

    /// <summary>Whether somebody of the center, and no supervisor.</summary>
    public bool IsAgent => Agent is not null && Part == CallPart.Agent;

    public CancellationToken Ringing => _ringing.Token;

    public void StopRinging() => _ringing.Cancel();

    public void Dispose() => _ringing.Dispose();
}
