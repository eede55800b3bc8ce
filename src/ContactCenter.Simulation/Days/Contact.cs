namespace ContactCenter.Simulation;

/// <summary>One contact of a day: what chance has in store for it, and what became of it. Times in milliseconds from the start.</summary>
internal struct Contact
{
    public int Type;

    /// <summary>Its number among its type's contacts, under which its further chance is drawn.</summary>
    public int Ordinal;

    public int Attempt;
    public long At;
    public long Handling;

    /// <summary>-1: as long as the queue grants.</summary>
    public long WrapUp;

    /// <summary>-1: for ever.</summary>
    public long Patience;

    /// <summary>How long the agent of a replayed contact took to accept; -1: as the agent's group does.</summary>
    public long Answering;

    /// <summary>Why the customer of a replayed contact leaves when patience is out.</summary>
    public Routing.WithdrawReason Leaves;

    public ContactFate Fate;
    public ContactStage Stage;

    /// <summary>How often it was assigned or came back: what was planned for an earlier time is void.</summary>
    public int Version;

    /// <summary>How often it was offered.</summary>
    public int Offers;

    /// <summary>How many agents are being asked.</summary>
    public int OpenOffers;

    /// <summary>Where it is counted as waiting; null when it is not.</summary>
    public QueueLine? Line;

    public int Agent;
    public long AssignedAt;
    public long EndedAt;

    public readonly long Wait => Fate == ContactFate.Served || Stage is ContactStage.Assigned or ContactStage.WrapUp ? AssignedAt - At : EndedAt - At;
}

/// <summary>Where a contact stands during the day.</summary>
internal enum ContactStage
{
    Coming,
    Waiting,
    Offered,
    Assigned,
    WrapUp,
    Over,
}
