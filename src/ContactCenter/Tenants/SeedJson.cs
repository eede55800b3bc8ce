using System.Text.Json.Serialization;

namespace ContactCenter.Tenants;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QueueOptions))]
[JsonSerializable(typeof(AgentOptions))]
[JsonSerializable(typeof(EndpointOptions))]
[JsonSerializable(typeof(string))]
internal sealed partial class SeedJson : JsonSerializerContext;
