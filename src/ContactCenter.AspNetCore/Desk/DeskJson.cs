using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
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
        typeof(CamelCaseEnumConverter<AttachmentState>), typeof(CamelCaseEnumConverter<WorkObstacle>), typeof(CamelCaseEnumConverter<OfferOutcome>),
        typeof(CamelCaseEnumConverter<RecordingState>),
    ])]
[JsonSerializable(typeof(DeskCommand))]
[JsonSerializable(typeof(DeskResult))]
[JsonSerializable(typeof(DeskEvent))]
[JsonSerializable(typeof(DeskChoices))]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(InteractionView))]
[JsonSerializable(typeof(IReadOnlyList<InteractionSummary>))]
[JsonSerializable(typeof(HistorySearch))]
[JsonSerializable(typeof(HistoryFindings))]
[JsonSerializable(typeof(CustomerView))]
[JsonSerializable(typeof(WallboardView))]
[JsonSerializable(typeof(IReadOnlyList<AttentionItem>))]
[JsonSerializable(typeof(WorkExplanation))]
[JsonSerializable(typeof(IReadOnlyList<PastOffer>))]
[JsonSerializable(typeof(PlanRequest))]
[JsonSerializable(typeof(MessagePlan))]
[JsonSerializable(typeof(UploadedMedium))]
[JsonSerializable(typeof(JsonElement))] // arguments of the hub
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string))]
internal sealed partial class DeskJson : JsonSerializerContext;

/// <summary>An enum by its name in camel case; numbers are refused.</summary>
internal sealed class CamelCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;

/// <summary>Teaches the host's HTTP options (which describe the API in OpenAPI) and the hub's protocol the desk's types; nothing else changes for the host.</summary>
internal sealed class DeskJsonSetup : IConfigureOptions<JsonOptions>, IConfigureOptions<JsonHubProtocolOptions>
{
    public void Configure(JsonOptions options) => Teach(options.SerializerOptions);

    public void Configure(JsonHubProtocolOptions options) => Teach(options.PayloadSerializerOptions);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where reflection is on anyway.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where reflection is on anyway.")]
    private static void Teach(JsonSerializerOptions options)
    {
        // An empty chain stands for "by reflection" until somebody adds to it; the host's own hubs must go on as before.
        if (options.TypeInfoResolverChain.Count == 0 && JsonSerializer.IsReflectionEnabledByDefault)
        {
            options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        }

        options.TypeInfoResolverChain.Insert(0, ReadinessJson.Default);
        options.TypeInfoResolverChain.Insert(0, EventApiJson.Default);
        options.TypeInfoResolverChain.Insert(0, PrivacyDeskJson.Default);
        options.TypeInfoResolverChain.Insert(0, CampaignDeskJson.Default);
        options.TypeInfoResolverChain.Insert(0, ScriptDeskJson.Default);
        options.TypeInfoResolverChain.Insert(0, AdministrationJson.Default);
        options.TypeInfoResolverChain.Insert(0, DeskJson.Default);
        foreach (var converter in DeskJson.Default.Options.Converters.Concat(AdministrationJson.Default.Options.Converters).Concat(ReadinessJson.Default.Options.Converters).Concat(ScriptDeskJson.Default.Options.Converters).Concat(CampaignDeskJson.Default.Options.Converters).DistinctBy(static c => c.GetType()))
        {
            options.Converters.Add(converter);
        }
    }
}
