using System.Text.Json.Serialization;

namespace ContactCenter.Tenants;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EndpointOptions))]
internal sealed partial class SeedJson : JsonSerializerContext;
