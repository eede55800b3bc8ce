using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Administration;
using ContactCenter.Desk;

namespace ContactCenter.AspNetCore;

/// <summary>How the configuration is written: as the desk's types, and dictionaries are filled where they stand.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate,
    Converters = [typeof(CamelCaseEnumConverter<DeskStatus>), typeof(CamelCaseEnumConverter<TenantState>)])]
[JsonSerializable(typeof(ConfigurationView))]
[JsonSerializable(typeof(ConfigurationResult))]
[JsonSerializable(typeof(IReadOnlyList<ConfigurationEdit>))]
[JsonSerializable(typeof(IReadOnlyList<ConfigurationChange>))]
[JsonSerializable(typeof(IReadOnlyList<ConfigurationFault>))]
[JsonSerializable(typeof(IReadOnlyList<TenantEntry>))]
[JsonSerializable(typeof(TenantEdit))]
[JsonSerializable(typeof(ScriptOptions))]
[JsonSerializable(typeof(ScriptCheck))]
internal sealed partial class AdministrationJson : JsonSerializerContext;
