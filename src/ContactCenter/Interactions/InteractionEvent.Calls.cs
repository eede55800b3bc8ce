using System.Text.Json.Serialization;

namespace ContactCenter.Interactions;

internal abstract partial record InteractionEvent
{
    /// <summary>Somebody is to be called; the address is its session's.</summary>
    /// <param name="Call">The call.</param>
    /// <param name="Session">Its session.</param>
    /// <param name="Endpoint">From where.</param>
    /// <param name="By">The agent it is for; null where nobody is there before the customer has answered.</param>
    /// <param name="Line">The campaign's line it is; null for none.</param>
    /// <param name="RingsUntil">How long it may ring at the other side; null for as long as calls do.</param>
    /// <param name="Run">The script run that wants it; null for none.</param>
    /// <param name="Screened">True where it is to be found out first who answers a script; null otherwise.</param>
    public sealed record CallOrdered(
        CallId Call, SessionId Session, EndpointId Endpoint, AgentId? By, WorkItemId? Line = null, DateTimeOffset? RingsUntil = null, Guid? Run = null, bool? Screened = null) : InteractionEvent
    {
        public const string Name = "call.ordered";

        [JsonIgnore]
        public override string Kind => "call.ordered";
    }

    /// <summary>The center is done with a call, and the conversation may go on: it is hung up once what was to be said has been heard.</summary>
    public sealed record CallReleased(CallId Call, SessionId Session) : InteractionEvent
    {
        public const string Name = "call.released";

        [JsonIgnore]
        public override string Kind => "call.released";
    }

    /// <summary>A campaign's attempt at its contact begins here: it is dialled, or an agent is asked first.</summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Its contact.</param>
    /// <param name="Line">The line, and the work an agent gets.</param>
    public sealed record LineJoined(CampaignId Campaign, ContactId Contact, WorkItemId Line) : InteractionEvent
    {
        public const string Name = "line.joined";

        [JsonIgnore]
        public override string Kind => "line.joined";
    }

    /// <summary>The attempt is over, and no agent has talked with the customer.</summary>
    /// <param name="Line">The line.</param>
    /// <param name="Outcome">What became of it, such as <c>Busy</c>; null where nobody was called.</param>
    public sealed record LineLeft(WorkItemId Line, string? Outcome) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "line.left";
    }

    /// <summary>A campaign wants to call about a conversation that has ended: nobody is called.</summary>
    public sealed record LineRefused(WorkItemId Line) : InteractionEvent
    {
        public const string Name = "line.refused";

        [JsonIgnore]
        public override string Kind => "line.refused";
    }
}
