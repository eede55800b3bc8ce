using System.Collections.Immutable;

namespace ContactCenter.Routing;

public abstract partial record RouterCommand
{
    /// <summary>Adds a campaign or changes it; effective at once, for lines dialled from then on. Refused while it has lines when it would get another queue, channel or a lower cap.</summary>
    /// <param name="Settings">All settings of the campaign. One that dials by itself needs a queue with <see cref="QueueSettings.AutoAccept"/>.</param>
    public sealed record SetCampaign(CampaignSettings Settings) : RouterCommand
    {
        /// <summary>Whether a campaign that is new dials nothing until it is resumed; not so by default. One that is there stays as it is.</summary>
        public bool StartsPaused { get; init; }
    }

    /// <summary>Removes a campaign with its list; refused while it has lines: pause it and let them end. Calls that agents have go on.</summary>
    /// <param name="Campaign">The campaign.</param>
    public sealed record RemoveCampaign(CampaignId Campaign) : RouterCommand;

    /// <summary>Nothing is dialled any more; what agents are asked about is taken back, and lines that ring go on.</summary>
    /// <param name="Campaign">The campaign.</param>
    public sealed record PauseCampaign(CampaignId Campaign) : RouterCommand;

    /// <summary>A paused campaign dials again.</summary>
    /// <param name="Campaign">The campaign.</param>
    public sealed record ResumeCampaign(CampaignId Campaign) : RouterCommand;

    /// <summary>Puts somebody on the list of a campaign. An id that is done with or withdrawn may be added anew, as another contact.</summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Whom to call.</param>
    public sealed record AddContact(CampaignId Campaign, CampaignContact Contact) : RouterCommand;

    /// <summary>Takes somebody off the list of a campaign. A line that is dialled already goes on, and none follows.</summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Who is not to be called any more.</param>
    public sealed record WithdrawContact(CampaignId Campaign, ContactId Contact) : RouterCommand;

    /// <summary>Takes contacts off whatever lists they stand on, as <see cref="WithdrawContact"/> does of one; those that stand on none are passed over.</summary>
    /// <param name="Contacts">Who is not to be called any more.</param>
    public sealed record WithdrawEverywhere(ImmutableArray<ContactId> Contacts) : RouterCommand;

    /// <summary>What the host has seen of a line that <c>contact.dialled</c> asked for.</summary>
    /// <param name="Line">The line, as the event names it.</param>
    /// <param name="Outcome">What became of it: neither <see cref="LineOutcome.Unknown"/> nor <see cref="LineOutcome.Abandoned"/>, which the router finds by itself.</param>
    public sealed record ReportLine(WorkItemId Line, LineOutcome Outcome) : RouterCommand;
}
