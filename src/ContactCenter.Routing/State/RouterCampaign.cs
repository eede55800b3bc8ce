namespace ContactCenter.Routing;

/// <summary>A campaign as the state keeps it: its list, its lines and what it has learned.</summary>
internal sealed class RouterCampaign
{
    public RouterCampaign(CampaignSettings settings, RouterQueue queue, SlotTable<RouterContact> table, PacingState? pacing = null)
    {
        (Settings, Queue, Pacing) = (settings, queue, pacing ?? new PacingState());
        (Ready, Later) = (new ReadyContacts(table), new PlacedHeap<RouterContact>(table));
        Timer = new RouterTimer(this);
    }

    public CampaignSettings Settings { get; set; }

    public RouterQueue Queue { get; set; }

    /// <summary>What its calls ask of agents.</summary>
    public WorkClass Class { get; set; } = null!;

    public PacingState Pacing { get; }

    public bool IsPaused { get; set; }

    public Dictionary<ContactId, RouterContact> Contacts { get; } = [];

    /// <summary>Contacts to be dialled, longest due first.</summary>
    public ReadyContacts Ready { get; }

    /// <summary>Contacts whose time has not come; the timer is set for the first.</summary>
    public PlacedHeap<RouterContact> Later { get; }

    public RouterTimer Timer { get; }

    /// <summary>A new number each time it dials: of several who may, the least goes first.</summary>
    public long TurnSequence { get; set; }

    /// <summary>Calls that are offered, ring, or are answered and without an agent.</summary>
    public int Open { get; set; }

    /// <summary>Calls that agents have.</summary>
    public int Talking { get; set; }

    public long Dialled { get; set; }

    public long Connected { get; set; }

    /// <summary>Agents taken away while lines rang for them.</summary>
    public long Taken { get; set; }

    /// <summary>Calls abandoned beyond the cap: never more than <see cref="Taken"/>.</summary>
    public long BeyondCap { get; set; }

    /// <summary>Lines that may need an agent who does not hold them.</summary>
    public int Lines => Pacing.Ringing + Pacing.Waiting;

    /// <summary>Agents who could take one of its calls now.</summary>
    public int Free => Queue.IsOpen ? Class.Idle : 0;

    /// <summary>Whether it would dial if there were agents.</summary>
    public bool Wants => !IsPaused && Ready.Count > 0 && Queue.IsOpen && Open < Settings.MaxLines;
}

/// <summary>Somebody on a campaign's list.</summary>
internal sealed class RouterContact : Slotted
{
    public required CampaignContact Contact { get; init; }

    /// <summary>When the contact may be called; null where the queue's hours alone count.</summary>
    public RouterCalendar? Hours { get; init; }

    /// <summary>How often it was dialled.</summary>
    public int Attempts { get; set; }

    /// <summary>From when on it may be dialled, in Unix milliseconds.</summary>
    public long Due { get; set; }

    public long Sequence { get; set; }

    /// <summary>Whether its time has come: in which line it stands.</summary>
    public bool IsReady { get; set; }

    /// <summary>The call under way; it stands in no line meanwhile.</summary>
    public CampaignCall? Call { get; set; }

    /// <summary>Whether it leaves the list with the call that is under way.</summary>
    public bool IsWithdrawn { get; set; }
}

/// <summary>One call of a campaign, from its being offered or dialled to the end of its work.</summary>
internal sealed class CampaignCall
{
    public CampaignCall() => Timer = new RouterTimer(this);

    public required WorkItemId Line { get; init; }

    public required InteractionId Interaction { get; init; }

    /// <summary>The campaign; one that is removed is known here alone.</summary>
    public required RouterCampaign Campaign { get; init; }

    /// <summary>The contact; null once it is done with.</summary>
    public RouterContact? Contact { get; set; }

    public CallStage Stage { get; set; }

    /// <summary>When it came to this stage, in Unix milliseconds.</summary>
    public long At { get; set; }

    /// <summary>Whether an agent held the line when it was dialled.</summary>
    public bool IsHeld { get; set; }

    public long Sequence { get; init; }

    public RouterTimer Timer { get; }
}

/// <summary>How far a call of a campaign is.</summary>
public enum CallStage
{
    /// <summary>Offered to agents, not dialled.</summary>
    Preview,

    /// <summary>Dialled.</summary>
    Ringing,

    /// <summary>A person has answered and waits for an agent.</summary>
    Answered,

    /// <summary>An agent has it.</summary>
    Connected,
}
