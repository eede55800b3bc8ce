using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Readiness;

namespace ContactCenter.AspNetCore;

/// <summary>How the report of the readiness checks is written: as the desk's types.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(CamelCaseEnumConverter<ReadinessStatus>)])]
[JsonSerializable(typeof(ReadinessReport))]
internal sealed partial class ReadinessJson : JsonSerializerContext;
