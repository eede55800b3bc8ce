using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Channels;
using ContactCenter.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ContactCenter.AspNetCore;

/// <summary>Events of the world over HTTP: <c>/api/TENANT/events</c>. Role: integration, checked by the door for events itself.</summary>
internal static class EventEndpoints
{
    private const int MaxBodySizeBytes = 128 * 1_024; // 16,384 characters, escaped, and names

    public static void Map(RouteGroupBuilder api) => api.MapPost("/events", RaiseAsync)
        .WithName("raiseEvent")
        .WithSummary("Says that something has happened in the world: scripts that listen to it hear of it, scripts that start on it begin. 202 when it is taken in, durably; 200 when it was known by its key. Role: integration.")
        .Produces<DeskResult>()
        .Produces<DeskResult>(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .Accepts<EventRequest>("application/json")
        .WithMetadata(new RequestSizeLimitAttribute(MaxBodySizeBytes));

    private static async Task<IResult> RaiseAsync(string tenant, HttpContext http, IScriptEvents events, IPrincipalSource principals, CancellationToken cancellationToken)
    {
        if (!KeyRules.IsValid(tenant) || principals.Find(http.User) is not { } principal)
        {
            return DeskProblems.TenantNotFound();
        }

        var (request, fault) = await DeskBody.ReadAsync(http, EventApiJson.Default.EventRequest, MaxBodySizeBytes).ConfigureAwait(false);
        if (request is null)
        {
            return fault ?? DeskProblems.CannotRead("The event is null.");
        }

        try
        {
            var by = principal.Roles.All(static role => role == Role.Integration) ? principal with { Kind = PrincipalKind.Service } : principal; // in the log it is no person
            return Answer(await events.RaiseAsync(by, new TenantId(tenant), request.ToEvent(), cancellationToken).ConfigureAwait(false));
        }
        catch (DeskAccessException)
        {
            return DeskProblems.TenantNotFound();
        }
    }

    private static IResult Answer(DeskResult result) => result.Status switch
    {
        DeskStatus.Done => TypedResults.Json(result, EventApiJson.Default.DeskResult, statusCode: StatusCodes.Status202Accepted),
        DeskStatus.Invalid or DeskStatus.NotFound => DeskProblems.Of(StatusCodes.Status400BadRequest, result.Code, result.Message), // of the body: the path is right
        _ => DeskProblems.From(result),
    };
}

/// <summary>Something that has happened in the world.</summary>
/// <param name="Event">What scripts call it, such as <c>case.closed</c>.</param>
/// <param name="Key">The caller's own key of this event, 1 to 256 characters: the same whenever it is said again. Nothing personal.</param>
/// <param name="Fields">What it brings, by name, as invariant text; a value that is no record stands in <c>value</c>.</param>
/// <param name="Ties">What the runs it is for keep, such as <c>case.number</c>, as invariant text.</param>
/// <param name="Customer">The customer it concerns. At most one of customer, address and interaction.</param>
/// <param name="Address">An address of the customer it concerns.</param>
/// <param name="Interaction">The interaction it concerns.</param>
internal sealed record EventRequest(
    string Event,
    string Key,
    Dictionary<string, string>? Fields = null,
    Dictionary<string, string>? Ties = null,
    CustomerId? Customer = null,
    Address? Address = null,
    InteractionId? Interaction = null)
{
    public WorldEvent ToEvent() => new()
    {
        Event = Event,
        Key = Key,
        Fields = Fields?.ToImmutableDictionary() ?? [],
        Ties = Ties?.ToImmutableDictionary() ?? [],
        Customer = Customer,
        Address = Address,
        Interaction = Interaction,
    };
}

/// <summary>How events of the world are written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(CamelCaseEnumConverter<DeskStatus>)])]
[JsonSerializable(typeof(EventRequest))]
[JsonSerializable(typeof(DeskResult))]
internal sealed partial class EventApiJson : JsonSerializerContext;
