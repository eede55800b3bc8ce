using System.Text.Json;
using ContactCenter.Administration;

namespace ContactCenter.Configuration;

/// <summary>What an edit is about, and what the thing is to be: null to remove it.</summary>
internal readonly record struct EditPlan(string Key, string? After)
{
    public static EditPlan Of(ConfigurationEdit edit)
    {
        var json = ConfigurationJson.Default;
        return edit switch
        {
            ConfigurationEdit.SetName e => new(ConfigurationKinds.Tenant, JsonSerializer.Serialize(e.Name, json.String)),
            ConfigurationEdit.SetPrivacy e => new(ConfigurationKinds.Privacy, JsonSerializer.Serialize(e.Settings, json.PrivacyOptions)),
            ConfigurationEdit.SetQueue e => To(ConfigurationKinds.Queue, e.Queue.Value, JsonSerializer.Serialize(e.Settings, json.QueueOptions)),
            ConfigurationEdit.RemoveQueue e => To(ConfigurationKinds.Queue, e.Queue.Value, null),
            ConfigurationEdit.SetAgent e => To(ConfigurationKinds.Agent, e.Agent.Value, JsonSerializer.Serialize(e.Settings, json.AgentOptions)),
            ConfigurationEdit.RemoveAgent e => To(ConfigurationKinds.Agent, e.Agent.Value, null),
            ConfigurationEdit.SetCalendar e => To(ConfigurationKinds.Calendar, e.Calendar.Value, JsonSerializer.Serialize(e.Settings, json.CalendarOptions)),
            ConfigurationEdit.RemoveCalendar e => To(ConfigurationKinds.Calendar, e.Calendar.Value, null),
            ConfigurationEdit.SetEndpoint e => To(ConfigurationKinds.Endpoint, e.Endpoint.Value, JsonSerializer.Serialize(e.Settings, json.EndpointOptions)),
            ConfigurationEdit.RemoveEndpoint e => To(ConfigurationKinds.Endpoint, e.Endpoint.Value, null),
            ConfigurationEdit.SetCampaign e => To(ConfigurationKinds.Campaign, e.Campaign.Value, JsonSerializer.Serialize(e.Settings, json.CampaignOptions)),
            ConfigurationEdit.RemoveCampaign e => To(ConfigurationKinds.Campaign, e.Campaign.Value, null),
            ConfigurationEdit.SetScript e => To(ConfigurationKinds.Script, e.Script, JsonSerializer.Serialize(e.Settings, json.ScriptOptions)),
            ConfigurationEdit.RemoveScript e => To(ConfigurationKinds.Script, e.Script, null),
            ConfigurationEdit.SetTemplate e => To(ConfigurationKinds.Template, e.Template, JsonSerializer.Serialize(e.Settings, json.TemplateOptions)),
            ConfigurationEdit.RemoveTemplate e => To(ConfigurationKinds.Template, e.Template, null),
            ConfigurationEdit.SetDisposition e => To(ConfigurationKinds.Disposition, e.Disposition.Value, JsonSerializer.Serialize(e.Label, json.String)),
            ConfigurationEdit.RemoveDisposition e => To(ConfigurationKinds.Disposition, e.Disposition.Value, null),
            ConfigurationEdit.SetNotReadyReason e => To(ConfigurationKinds.NotReadyReason, e.Reason.Value, JsonSerializer.Serialize(e.Label, json.String)),
            ConfigurationEdit.RemoveNotReadyReason e => To(ConfigurationKinds.NotReadyReason, e.Reason.Value, null),
            _ => throw new System.Diagnostics.UnreachableException($"No rule for {edit.GetType().Name}."),
        };
    }

    private static EditPlan To(string kind, string id, string? after) => new(ConfigurationKinds.Key(kind, id), after);
}
