namespace ContactCenter.Routing;

/// <summary>Why work needs no agent any more.</summary>
public enum WithdrawReason
{
    /// <summary>The customer has gone.</summary>
    CustomerLeft,

    /// <summary>The interaction was closed.</summary>
    Closed,

    /// <summary>It goes on elsewhere: another queue or partition, under an item of its own.</summary>
    Transferred,

    /// <summary>A supervisor took it out.</summary>
    Supervisor,

    /// <summary>No agent was there in time: a call of a campaign is abandoned.</summary>
    NoAgent,
}
