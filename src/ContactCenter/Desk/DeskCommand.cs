using System.Text.Json.Serialization;
using ContactCenter.Calls;
using ContactCenter.Channels;

namespace ContactCenter.Desk;

/// <summary>What a person can do. The list is closed: each command has its row in the table of roles.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(SignIn), "sign-in")]
[JsonDerivedType(typeof(SignOut), "sign-out")]
[JsonDerivedType(typeof(SetReady), "ready")]
[JsonDerivedType(typeof(SetNotReady), "not-ready")]
[JsonDerivedType(typeof(AcceptOffer), "accept")]
[JsonDerivedType(typeof(DeclineOffer), "decline")]
[JsonDerivedType(typeof(SendMessage), "send")]
[JsonDerivedType(typeof(Resend), "resend")]
[JsonDerivedType(typeof(StartSession), "start-session")]
[JsonDerivedType(typeof(AddNote), "note")]
[JsonDerivedType(typeof(TransferToQueue), "transfer-to-queue")]
[JsonDerivedType(typeof(TransferToAgent), "transfer-to-agent")]
[JsonDerivedType(typeof(EndInteraction), "end")]
[JsonDerivedType(typeof(CloseInteraction), "close")]
[JsonDerivedType(typeof(AnswerScript), "script-answer")]
[JsonDerivedType(typeof(ContinueScript), "script-continue")]
[JsonDerivedType(typeof(GoBackInScript), "script-back")]
[JsonDerivedType(typeof(GoToStep), "script-go")]
[JsonDerivedType(typeof(PlaceCall), "call")]
[JsonDerivedType(typeof(BeginCall), "begin-call")]
[JsonDerivedType(typeof(HangUp), "hang-up")]
[JsonDerivedType(typeof(HoldCall), "hold-call")]
[JsonDerivedType(typeof(MuteCall), "mute-call")]
[JsonDerivedType(typeof(SendKeys), "send-keys")]
[JsonDerivedType(typeof(Consult), "consult")]
[JsonDerivedType(typeof(EndConsult), "end-consult")]
[JsonDerivedType(typeof(ParkCall), "park-call")]
[JsonDerivedType(typeof(PickUpCall), "pick-up-call")]
[JsonDerivedType(typeof(MoveCall), "move-call")]
[JsonDerivedType(typeof(RecordCall), "record-call")]
[JsonDerivedType(typeof(SuperviseCall), "supervise-call")]
[JsonDerivedType(typeof(DoNotCall), "do-not-call")]
[JsonDerivedType(typeof(ForceNotReady), "force-not-ready")]
[JsonDerivedType(typeof(ForceSignOut), "force-sign-out")]
[JsonDerivedType(typeof(TakeOver), "take-over")]
[JsonDerivedType(typeof(ResolveAttention), "resolve")]
public abstract record DeskCommand
{
    private DeskCommand()
    {
    }

    /// <summary>Begins the day: signed in, not ready. Role: agent.</summary>
    public sealed record SignIn : DeskCommand;

    /// <summary>Ends the day. Refused while work is open. Role: agent.</summary>
    public sealed record SignOut : DeskCommand;

    /// <summary>Takes work. Role: agent.</summary>
    public sealed record SetReady : DeskCommand;

    /// <summary>Takes no new work. Role: agent.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record SetNotReady(NotReadyReason Reason) : DeskCommand;

    /// <summary>Takes the work that is offered. Role: agent.</summary>
    /// <param name="Offer">The offer.</param>
    public sealed record AcceptOffer(OfferId Offer) : DeskCommand;

    /// <summary>Leaves the work to others. Role: agent.</summary>
    /// <param name="Offer">The offer.</param>
    public sealed record DeclineOffer(OfferId Offer) : DeskCommand;

    /// <summary>Writes to the customer. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Session">The session to answer on.</param>
    /// <param name="Text">1 to 10,000 characters; may be empty when something is sent along.</param>
    public sealed record SendMessage(InteractionId Interaction, SessionId Session, string Text) : DeskCommand
    {
        /// <summary>What is sent along, as <see cref="IDesk.AddMediaAsync"/> named it; null for nothing.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<BlobId>? Attachments { get; init; }

        /// <summary>What the files are called, one for each of <see cref="Attachments"/>, cut to 200 characters; null, or empty for one, where the customer is not told.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<string>? FileNames { get; init; }

        /// <summary>Whether both say the same, also in what is sent along.</summary>
        public bool Equals(SendMessage? other) =>
            other is not null
            && Interaction == other.Interaction
            && Session == other.Session
            && Text == other.Text
            && (Attachments ?? []).SequenceEqual(other.Attachments ?? [])
            && (FileNames ?? []).SequenceEqual(other.FileNames ?? []);

        /// <inheritdoc />
        public override int GetHashCode() => HashCode.Combine(Interaction, Session, Text, Attachments?.Count ?? 0);
    }

    /// <summary>
    /// Sends a message again that failed, or of which nobody knows whether it arrived; what was sent along goes along again. Each message once: then it is
    /// the new one that can be repeated. The assigned agent while the conversation is on, or a supervisor, also afterwards.
    /// </summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Message">The message, one with <see cref="TimelineItem.CanResend"/> or of <see cref="AttentionItem.Message"/>.</param>
    public sealed record Resend(InteractionId Interaction, MessageId Message) : DeskCommand
    {
        /// <summary>Whether the person knows that the customer may get it twice; required where nobody knows whether the first one arrived.</summary>
        public bool AcceptsDuplicate { get; init; }
    }

    /// <summary>
    /// Goes on with the customer on another channel: from then on <see cref="SendMessage"/> writes on that session too, and what is answered arrives in
    /// the same interaction. The assigned agent only. Role: agent.
    /// </summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Endpoint">From which endpoint, one of <see cref="InteractionView.Startable"/>.</param>
    /// <param name="To">The customer's address; also one the customer only claims, or that the agent has typed.</param>
    public sealed record StartSession(InteractionId Interaction, EndpointId Endpoint, Address To) : DeskCommand;

    /// <summary>The customer does not want to be called by campaigns any more: the numbers the customer has written or called from are never dialled by one again. Role: agent or supervisor.</summary>
    /// <param name="Interaction">The interaction in which the customer said so; also a closed one.</param>
    public sealed record DoNotCall(InteractionId Interaction) : DeskCommand;

    /// <summary>Adds a note only colleagues see. Role: agent or supervisor.</summary>
    /// <param name="Interaction">The interaction; also a closed one.</param>
    /// <param name="Text">1 to 10,000 characters.</param>
    public sealed record AddNote(InteractionId Interaction, string Text) : DeskCommand;

    /// <summary>Gives the interaction to a queue. The assigned agent, or a supervisor.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Queue">Where it goes; it keeps the age of its waiting.</param>
    public sealed record TransferToQueue(InteractionId Interaction, QueueId Queue) : DeskCommand;

    /// <summary>Gives the interaction to a colleague. The assigned agent, or a supervisor.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Agent">Who is asked; when signed out, the queue serves it.</param>
    public sealed record TransferToAgent(InteractionId Interaction, AgentId Agent) : DeskCommand;

    /// <summary>Ends the conversation; wrap-up begins. The assigned agent, or a supervisor.</summary>
    /// <param name="Interaction">The interaction.</param>
    public sealed record EndInteraction(InteractionId Interaction) : DeskCommand;

    /// <summary>Closes the interaction with its outcome; wrap-up ends. The assigned agent, or a supervisor.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Disposition">The outcome, one of <see cref="DeskChoices.Dispositions"/>.</param>
    public sealed record CloseInteraction(InteractionId Interaction, DispositionCode Disposition) : DeskCommand;

    /// <summary>Enters what the customer answers to the script's question. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Demand">The question, as <see cref="ScriptView.Demand"/> has it.</param>
    /// <param name="Text">An option's key, or what the customer said; at most 1,000 characters are read.</param>
    public sealed record AnswerScript(InteractionId Interaction, int Demand, string Text) : DeskCommand;

    /// <summary>Has said the script's line, or read its note. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Demand">The line, as <see cref="ScriptView.Demand"/> has it.</param>
    public sealed record ContinueScript(InteractionId Interaction, int Demand) : DeskCommand;

    /// <summary>Goes back to the script's question before; recorded with its reason. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Reason">Why; 1 to 1,000 characters.</param>
    public sealed record GoBackInScript(InteractionId Interaction, string Reason) : DeskCommand;

    /// <summary>Goes to a step of the script for any time; recorded with its reason. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Step">The step, one of <see cref="ScriptView.Anytime"/>.</param>
    /// <param name="Reason">Why; 1 to 1,000 characters.</param>
    public sealed record GoToStep(InteractionId Interaction, string Step, string Reason) : DeskCommand;

    /// <summary>
    /// Calls the customer: the agent's telephone rings first, then the customer's. One call of a conversation at a time. The assigned agent only. Role: agent.
    /// </summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Endpoint">From which endpoint of the telephone channel.</param>
    /// <param name="To">The number.</param>
    public sealed record PlaceCall(InteractionId Interaction, EndpointId Endpoint, Address To) : DeskCommand;

    /// <summary>
    /// Calls somebody without a conversation before: it begins one, which the agent has at once and whose id is <see cref="DeskResult.Interaction"/>. Refused where the agent
    /// has no room for a call, and where the number cannot be called. What became of the call is told by the conversation. Role: agent.
    /// </summary>
    /// <param name="Endpoint">From which endpoint of the telephone channel.</param>
    /// <param name="To">The number.</param>
    /// <param name="Queue">The queue whose work it is; null, the default, for the endpoint's.</param>
    public sealed record BeginCall(EndpointId Endpoint, Address To, QueueId? Queue = null) : DeskCommand;

    /// <summary>Hangs up the conversation's call; the conversation stays. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    public sealed record HangUp(InteractionId Interaction) : DeskCommand;

    /// <summary>Puts the caller on hold, with music, or takes the caller off hold. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="IsHeld">Whether on hold.</param>
    public sealed record HoldCall(InteractionId Interaction, bool IsHeld) : DeskCommand;

    /// <summary>Nobody hears the agent, or everybody again. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="IsMuted">Whether muted.</param>
    public sealed record MuteCall(InteractionId Interaction, bool IsMuted) : DeskCommand;

    /// <summary>Sends keys to the other side. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Keys">1 to 32 of <c>0123456789*#ABCD</c>.</param>
    public sealed record SendKeys(InteractionId Interaction, string Keys) : DeskCommand;

    /// <summary>Asks a colleague or somebody outside while the caller waits with music. One of both. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Colleague">A colleague.</param>
    /// <param name="Outside">A number outside.</param>
    public sealed record Consult(InteractionId Interaction, AgentId? Colleague, Address? Outside) : DeskCommand;

    /// <summary>Ends a consultation: back to the caller, all together, or the other one takes over. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="How">How.</param>
    public sealed record EndConsult(InteractionId Interaction, ConsultEnd How) : DeskCommand;

    /// <summary>Leaves the caller in a parking place with music. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    public sealed record ParkCall(InteractionId Interaction) : DeskCommand;

    /// <summary>Takes a parked call (<see cref="AgentView.Parked"/>): the agent's telephone rings, and who answers it has the caller and the conversation. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    public sealed record PickUpCall(InteractionId Interaction) : DeskCommand;

    /// <summary>Goes on with the call on another telephone of the agent. The assigned agent only. Role: agent.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Device">The telephone's name.</param>
    public sealed record MoveCall(InteractionId Interaction, string Device) : DeskCommand;

    /// <summary>Begins to record, pauses or goes on; while it is paused, neither sound nor keys are kept. The assigned agent, or a supervisor.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="IsOn">Whether it records.</param>
    public sealed record RecordCall(InteractionId Interaction, bool IsOn) : DeskCommand;

    /// <summary>Listens to a call, whispers to its agent, or speaks with both; or leaves. The supervisor's own telephone rings. Role: supervisor.</summary>
    /// <param name="Interaction">The interaction.</param>
    /// <param name="Part">As what; null to leave.</param>
    public sealed record SuperviseCall(InteractionId Interaction, CallPart? Part) : DeskCommand;

    /// <summary>Makes somebody take no new work. Role: supervisor.</summary>
    /// <param name="Agent">Who.</param>
    public sealed record ForceNotReady(AgentId Agent) : DeskCommand;

    /// <summary>Signs somebody out. Work in hand goes back to its queue and keeps its place; wrap-up ends without an outcome. Role: supervisor.</summary>
    /// <param name="Agent">Who.</param>
    public sealed record ForceSignOut(AgentId Agent) : DeskCommand;

    /// <summary>
    /// Takes a conversation, whether it waits, is offered or is a colleague's. The person must also be an agent of the tenant, signed in,
    /// connected and with room for it; ready or not, skilled or not. Role: supervisor.
    /// </summary>
    /// <param name="Interaction">The interaction.</param>
    public sealed record TakeOver(InteractionId Interaction) : DeskCommand;

    /// <summary>Settles what needed a person. Role: supervisor.</summary>
    /// <param name="Item">The item's id.</param>
    /// <param name="Outcome">What the person found, such as <c>sent</c> or <c>not-sent</c>; a key.</param>
    public sealed record ResolveAttention(Guid Item, string Outcome) : DeskCommand;
}
