using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Channels;
using ContactCenter.Desk;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace ContactCenter.AspNetCore;

/// <summary>How the desk's types are written: camel case, enums by name, missing members refused.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [
        typeof(CamelCaseEnumConverter<Presence>), typeof(CamelCaseEnumConverter<InteractionStatus>), typeof(CamelCaseEnumConverter<TimelineKind>),
        typeof(CamelCaseEnumConverter<MessageState>), typeof(CamelCaseEnumConverter<DeskEventKind>), typeof(CamelCaseEnumConverter<DeskStatus>),
    ])]
[JsonSerializable(typeof(DeskCommand))]
[JsonSerializable(typeof(DeskResult))]
[JsonSerializable(typeof(DeskEvent))]
[JsonSerializable(typeof(DeskChoices))]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(InteractionView))]
[JsonSerializable(typeof(IReadOnlyList<InteractionSummary>))]
[JsonSerializable(typeof(CustomerView))]
[JsonSerializable(typeof(WallboardView))]
[JsonSerializable(typeof(IReadOnlyList<AttentionItem>))]
[JsonSerializable(typeof(PlanRequest))]
[JsonSerializable(typeof(MessagePlan))]
internal sealed partial class DeskJson : JsonSerializerContext;

/// <summary>An enum by its name in camel case; numbers are refused.</summary>
internal sealed class CamelCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;

/// <summary>Reads a command by the rules of <see cref="DeskJson"/>, whatever the rules around it are.</summary>
internal sealed class DeskCommandConverter : JsonConverter<DeskCommand>
{
    public override DeskCommand? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, DeskJson.Default.DeskCommand);

    public override void Write(Utf8JsonWriter writer, DeskCommand value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, DeskJson.Default.DeskCommand);
}

/// <summary>Teaches the host's HTTP options (which describe the API in OpenAPI) and the hub's protocol the desk's types; nothing else changes for the host.</summary>
internal sealed class DeskJsonSetup : IConfigureOptions<JsonOptions>, IConfigureOptions<JsonHubProtocolOptions>
{
    public void Configure(JsonOptions options) => Teach(options.SerializerOptions);

    public void Configure(JsonHubProtocolOptions options)
    {
        Teach(options.PayloadSerializerOptions);
        options.PayloadSerializerOptions.Converters.Add(new DeskCommandConverter());
    }

    private static void Teach(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, DeskJson.Default);
        foreach (var converter in DeskJson.Default.Options.Converters)
        {
            options.Converters.Add(converter);
        }
    }
}
