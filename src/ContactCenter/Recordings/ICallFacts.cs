namespace ContactCenter.Recordings;

/// <summary>What a tenant knows of its calls. Thread-safe.</summary>
internal interface ICallFacts
{
    /// <summary>Whose the call is; null when it is unknown.</summary>
    ValueTask<CallFacts?> FindAsync(CallId call, CancellationToken cancellationToken);
}

/// <summary>Whose a call is.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Session">The call's session.</param>
/// <param name="Interaction">The interaction that has it; null when none has taken it yet.</param>
/// <param name="Endpoint">Where it came in, or went out.</param>
internal sealed record CallFacts(CustomerId Customer, SessionId Session, InteractionId? Interaction, EndpointId Endpoint);
