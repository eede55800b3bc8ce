namespace ContactCenter.Campaigns;

/// <summary>How far it is with somebody on the list of a campaign.</summary>
public enum ContactState
{
    /// <summary>Is to be called, now or later.</summary>
    Waiting,

    /// <summary>Is offered to an agent before it is dialled.</summary>
    Offered,

    /// <summary>Is being called.</summary>
    Calling,

    /// <summary>Has spoken with an agent.</summary>
    Reached,

    /// <summary>Was called as often as the campaign may, or is not called again after what came of it.</summary>
    GivenUp,

    /// <summary>Was taken off the list.</summary>
    Withdrawn,

    /// <summary>Does not want to be called.</summary>
    DoNotCall,

    /// <summary>Was erased.</summary>
    Erased,
}
