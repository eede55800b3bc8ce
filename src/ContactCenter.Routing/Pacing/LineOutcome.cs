namespace ContactCenter.Routing;

/// <summary>What became of a line.</summary>
public enum LineOutcome
{
    /// <summary>A person answered.</summary>
    Person,

    /// <summary>A machine answered.</summary>
    Machine,

    /// <summary>The number was busy.</summary>
    Busy,

    /// <summary>Nobody answered.</summary>
    NoAnswer,

    /// <summary>The call could not be made.</summary>
    Failed,

    /// <summary>The person who had answered hung up before an agent was there.</summary>
    HungUp,

    /// <summary>Nothing was heard of it in time. Decided by the router alone.</summary>
    Unknown,

    /// <summary>A person answered and no agent was there in time. Decided by the router alone.</summary>
    Abandoned,
}
