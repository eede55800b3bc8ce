using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Administration;
using ContactCenter.Configuration;

namespace ContactCenter.Centers;

/// <summary>A tenant as the center's own log keeps it. What is written stays as it is: a start compares it with the seeds.</summary>
/// <param name="State">Whether it is open.</param>
/// <param name="Things">What it begins with, by the keys of configured things; null where code and files say that.</param>
internal sealed record TenantRecord(
    [property: JsonConverter(typeof(JsonStringEnumConverter<TenantState>))] TenantState State, Dictionary<string, string>? Things = null)
{
    public static string KeyOf(TenantId tenant) => ConfigurationKinds.Key(ConfigurationKinds.Tenant, tenant.Value);

    public static TenantRecord Read(string json) => JsonSerializer.Deserialize(json, TenantRecordJson.Default.TenantRecord)!;

    public string Write() => JsonSerializer.Serialize(this, TenantRecordJson.Default.TenantRecord);

    /// <summary>The seeds of the tenant; null where code and files have them.</summary>
    public TenantOptions? Seeds()
    {
        if (Things is null)
        {
            return null;
        }

        var options = new TenantOptions();
        foreach (var (key, json) in Things)
        {
            ConfigurationJson.Read(options, key, json);
        }

        return options;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TenantRecord))]
internal sealed partial class TenantRecordJson : JsonSerializerContext;
