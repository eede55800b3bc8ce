namespace ContactCenter.Simulation;

/// <summary>What became of a contact.</summary>
public enum ContactFate
{
    /// <summary>It still waited when the simulation ended.</summary>
    StillWaiting,

    /// <summary>An agent had it.</summary>
    Served,

    /// <summary>The customer left.</summary>
    Abandoned,

    /// <summary>The router did not take it, as when its queue is full.</summary>
    Refused,

    /// <summary>The router ended it otherwise, by a rule of the queue.</summary>
    EndedByRouter,
}
