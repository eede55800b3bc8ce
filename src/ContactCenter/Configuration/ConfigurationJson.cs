using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactCenter.Configuration;

/// <summary>Configured things as the journal keeps them. What is written stays as it is: a start compares it with the seeds.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate)]
[JsonSerializable(typeof(QueueOptions))]
[JsonSerializable(typeof(AgentOptions))]
[JsonSerializable(typeof(CalendarOptions))]
[JsonSerializable(typeof(EndpointOptions))]
[JsonSerializable(typeof(CampaignOptions))]
[JsonSerializable(typeof(ScriptOptions))]
[JsonSerializable(typeof(TemplateOptions))]
[JsonSerializable(typeof(PrivacyOptions))]
[JsonSerializable(typeof(string))]
internal sealed partial class ConfigurationJson : JsonSerializerContext
{
    /// <summary>Every configured thing of a tenant as text, by key.</summary>
    public static Dictionary<string, string> Write(TenantOptions tenant)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { [ConfigurationKinds.Tenant] = JsonSerializer.Serialize(tenant.Name, Default.String) };
        Add(ConfigurationKinds.Queue, tenant.Queues, static q => JsonSerializer.Serialize(q, Default.QueueOptions));
        Add(ConfigurationKinds.Agent, tenant.Agents, static a => JsonSerializer.Serialize(a, Default.AgentOptions));
        Add(ConfigurationKinds.Calendar, tenant.Calendars, static c => JsonSerializer.Serialize(c, Default.CalendarOptions));
        Add(ConfigurationKinds.Endpoint, tenant.Endpoints, static e => JsonSerializer.Serialize(e, Default.EndpointOptions));
        Add(ConfigurationKinds.Campaign, tenant.Campaigns, static c => JsonSerializer.Serialize(c, Default.CampaignOptions));
        Add(ConfigurationKinds.Script, tenant.Scripts, static s => JsonSerializer.Serialize(s, Default.ScriptOptions));
        Add(ConfigurationKinds.Template, tenant.Templates, static t => JsonSerializer.Serialize(t, Default.TemplateOptions));
        Add(ConfigurationKinds.Disposition, tenant.Dispositions, static d => JsonSerializer.Serialize(d, Default.String));
        Add(ConfigurationKinds.NotReadyReason, tenant.NotReadyReasons, static r => JsonSerializer.Serialize(r, Default.String));
        if (tenant.Privacy is { RetentionDays: not null } or { RecordReading: true } or { RecordingDays: not null } or { QueueRecordingDays.Count: > 0 })
        {
            all[ConfigurationKinds.Privacy] = JsonSerializer.Serialize(tenant.Privacy, Default.PrivacyOptions); // what is not configured is no thing
        }

        return all;

        void Add<T>(string kind, Dictionary<string, T> children, Func<T, string> write)
        {
            foreach (var (id, child) in children)
            {
                all[ConfigurationKinds.Key(kind, id)] = write(child);
            }
        }
    }

    /// <summary>Reads a thing back into its place; a kind this build does not know is left out.</summary>
    public static void Read(TenantOptions into, string key, string json)
    {
        var (kind, id) = ConfigurationKinds.Parse(key);
        switch (kind)
        {
            case ConfigurationKinds.Tenant:
                into.Name = JsonSerializer.Deserialize(json, Default.String)!;
                break;
            case ConfigurationKinds.Privacy:
                into.Privacy = JsonSerializer.Deserialize(json, Default.PrivacyOptions)!;
                break;
            case ConfigurationKinds.Queue:
                into.Queues[id] = JsonSerializer.Deserialize(json, Default.QueueOptions)!;
                break;
            case ConfigurationKinds.Agent:
                into.Agents[id] = JsonSerializer.Deserialize(json, Default.AgentOptions)!;
                break;
            case ConfigurationKinds.Calendar:
                into.Calendars[id] = JsonSerializer.Deserialize(json, Default.CalendarOptions)!;
                break;
            case ConfigurationKinds.Endpoint:
                into.Endpoints[id] = JsonSerializer.Deserialize(json, Default.EndpointOptions)!;
                break;
            case ConfigurationKinds.Campaign:
                into.Campaigns[id] = JsonSerializer.Deserialize(json, Default.CampaignOptions)!;
                break;
            case ConfigurationKinds.Script:
                into.Scripts[id] = JsonSerializer.Deserialize(json, Default.ScriptOptions)!;
                break;
            case ConfigurationKinds.Template:
                into.Templates[id] = JsonSerializer.Deserialize(json, Default.TemplateOptions)!;
                break;
            case ConfigurationKinds.Disposition:
                into.Dispositions[id] = JsonSerializer.Deserialize(json, Default.String)!;
                break;
            case ConfigurationKinds.NotReadyReason:
                into.NotReadyReasons[id] = JsonSerializer.Deserialize(json, Default.String)!;
                break;
        }
    }

    /// <summary>Whether both texts mean the same thing to this build: an older one wrote fewer fields.</summary>
    public static bool IsSame(string key, string? one, string? other)
    {
        if (one is null || other is null || one == other)
        {
            return one == other;
        }

        return Again(one) == Again(other);

        string? Again(string json)
        {
            var tenant = new TenantOptions();
            Read(tenant, key, json);
            return Write(tenant).GetValueOrDefault(key);
        }
    }
}
