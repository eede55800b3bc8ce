using System.Text.Json.Serialization;

namespace ContactCenter.Administration;

/// <summary>A change of one configured thing. A setting replaces the whole thing, or makes a new one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "edit")]
[JsonDerivedType(typeof(SetName), "set-name")]
[JsonDerivedType(typeof(SetPrivacy), "set-privacy")]
[JsonDerivedType(typeof(SetQueue), "set-queue")]
[JsonDerivedType(typeof(RemoveQueue), "remove-queue")]
[JsonDerivedType(typeof(SetAgent), "set-agent")]
[JsonDerivedType(typeof(RemoveAgent), "remove-agent")]
[JsonDerivedType(typeof(SetCalendar), "set-calendar")]
[JsonDerivedType(typeof(RemoveCalendar), "remove-calendar")]
[JsonDerivedType(typeof(SetEndpoint), "set-endpoint")]
[JsonDerivedType(typeof(RemoveEndpoint), "remove-endpoint")]
[JsonDerivedType(typeof(SetCampaign), "set-campaign")]
[JsonDerivedType(typeof(RemoveCampaign), "remove-campaign")]
[JsonDerivedType(typeof(SetScript), "set-script")]
[JsonDerivedType(typeof(RemoveScript), "remove-script")]
[JsonDerivedType(typeof(SetTemplate), "set-template")]
[JsonDerivedType(typeof(RemoveTemplate), "remove-template")]
[JsonDerivedType(typeof(SetDisposition), "set-disposition")]
[JsonDerivedType(typeof(RemoveDisposition), "remove-disposition")]
[JsonDerivedType(typeof(SetNotReadyReason), "set-not-ready-reason")]
[JsonDerivedType(typeof(RemoveNotReadyReason), "remove-not-ready-reason")]
public abstract record ConfigurationEdit
{
    private ConfigurationEdit()
    {
    }

    /// <summary>The <see cref="Configured{T}.Version"/> that was seen; null for a new thing. Another one is a conflict, and nothing is changed.</summary>
    public long? Version { get; init; }

    /// <summary>Names the tenant.</summary>
    /// <param name="Name">The display name, at most 200 characters.</param>
    public sealed record SetName(string Name) : ConfigurationEdit;

    /// <summary>Sets what is done with personal data by itself. In force at once; retention looks at it once a day.</summary>
    /// <param name="Settings">All its settings.</param>
    public sealed record SetPrivacy(PrivacyOptions Settings) : ConfigurationEdit;

    /// <summary>Sets a queue; in force for what waits in it too. Offers already made stand.</summary>
    /// <param name="Queue">The queue.</param>
    /// <param name="Settings">All its settings.</param>
    public sealed record SetQueue(QueueId Queue, QueueOptions Settings) : ConfigurationEdit;

    /// <summary>Removes a queue; refused while it holds work, or an endpoint or another queue's overflow names it.</summary>
    /// <param name="Queue">The queue.</param>
    public sealed record RemoveQueue(QueueId Queue) : ConfigurationEdit;

    /// <summary>Sets an agent. Work in hand stays.</summary>
    /// <param name="Agent">The agent.</param>
    /// <param name="Settings">All settings.</param>
    public sealed record SetAgent(AgentId Agent, AgentOptions Settings) : ConfigurationEdit;

    /// <summary>Removes an agent, signing out who is at work; refused while the agent has work in hand.</summary>
    /// <param name="Agent">The agent.</param>
    public sealed record RemoveAgent(AgentId Agent) : ConfigurationEdit;

    /// <summary>Sets a calendar; in force for the queues that are open by it.</summary>
    /// <param name="Calendar">The calendar.</param>
    /// <param name="Settings">All its settings.</param>
    public sealed record SetCalendar(CalendarId Calendar, CalendarOptions Settings) : ConfigurationEdit;

    /// <summary>Removes a calendar; refused while a queue is open by it, or a campaign calls by it.</summary>
    /// <param name="Calendar">The calendar.</param>
    public sealed record RemoveCalendar(CalendarId Calendar) : ConfigurationEdit;

    /// <summary>Sets an endpoint. Channel and address of one that exists cannot change: answers to those who wrote to it would come from elsewhere.</summary>
    /// <param name="Endpoint">The endpoint.</param>
    /// <param name="Settings">All its settings.</param>
    public sealed record SetEndpoint(EndpointId Endpoint, EndpointOptions Settings) : ConfigurationEdit;

    /// <summary>Removes an endpoint; refused while conversations that came by it are open. A queue may be left without one: work reaches it by transfer.</summary>
    /// <param name="Endpoint">The endpoint.</param>
    public sealed record RemoveEndpoint(EndpointId Endpoint) : ConfigurationEdit;

    /// <summary>Sets an outbound campaign; in force for lines dialled from then on. A new one dials nothing before it is started. Refused while it has lines when it would get another queue, channel or a lower cap.</summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Settings">All its settings.</param>
    public sealed record SetCampaign(CampaignId Campaign, CampaignOptions Settings) : ConfigurationEdit;

    /// <summary>Removes an outbound campaign with its list; refused while it has lines: pause it and let them end.</summary>
    /// <param name="Campaign">The campaign.</param>
    public sealed record RemoveCampaign(CampaignId Campaign) : ConfigurationEdit;

    /// <summary>Sets a script: what runs on an older text of it stays on that; what begins from now on is on this one.</summary>
    /// <param name="Script">Its name.</param>
    /// <param name="Settings">The script and what it relies on.</param>
    public sealed record SetScript(string Script, ScriptOptions Settings) : ConfigurationEdit;

    /// <summary>Removes a script; refused while an endpoint names it. What runs on it goes on.</summary>
    /// <param name="Script">Its name.</param>
    public sealed record RemoveScript(string Script) : ConfigurationEdit;

    /// <summary>
    /// Sets a template of messages; refused where a script in force that sends it would not fit any more, unless that script is changed with it. What has begun sends the
    /// text there was, as it stays on its script.
    /// </summary>
    /// <param name="Template">Its path, such as <c>clinic/reminder</c>.</param>
    /// <param name="Settings">What it takes, what it is for, and its texts.</param>
    public sealed record SetTemplate(string Template, TemplateOptions Settings) : ConfigurationEdit;

    /// <summary>Removes a template; refused while a script in force sends it.</summary>
    /// <param name="Template">Its path.</param>
    public sealed record RemoveTemplate(string Template) : ConfigurationEdit;

    /// <summary>Sets an outcome.</summary>
    /// <param name="Disposition">The outcome.</param>
    /// <param name="Label">What people read, at most 200 characters.</param>
    public sealed record SetDisposition(DispositionCode Disposition, string Label) : ConfigurationEdit;

    /// <summary>Removes an outcome: it cannot be chosen any more. What was closed with it keeps it.</summary>
    /// <param name="Disposition">The outcome.</param>
    public sealed record RemoveDisposition(DispositionCode Disposition) : ConfigurationEdit;

    /// <summary>Sets a reason for taking no work.</summary>
    /// <param name="Reason">The reason.</param>
    /// <param name="Label">What people read, at most 200 characters.</param>
    public sealed record SetNotReadyReason(NotReadyReason Reason, string Label) : ConfigurationEdit;

    /// <summary>Removes a reason: it cannot be chosen any more. Who has it keeps it.</summary>
    /// <param name="Reason">The reason.</param>
    public sealed record RemoveNotReadyReason(NotReadyReason Reason) : ConfigurationEdit;
}
