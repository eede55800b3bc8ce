using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Desk;
using ContactCenter.Scripting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ContactCenter.AspNetCore;

/// <summary>Live runs of scripts over HTTP: <c>/api/TENANT/scripts</c>. Roles are checked by the desk itself.</summary>
internal static class ScriptEndpoints
{
    private const int MaxBodySizeBytes = 256 * 1_024; // the map, escaped

    public static void Map(RouteGroupBuilder api)
    {
        Describe(api.MapPost("/scripts/upgrade/look", LookAsync)
            .WithName("lookAtUpgrade")
            .WithSummary("What would become of a script's live runs if they went on with the configured version: moves, stays or fails, each with the reason. Changes nothing. Role: supervisor or administrator."));
        Describe(api.MapPost("/scripts/upgrade", UpgradeAsync)
            .WithName("upgradeRuns")
            .WithSummary("Has live runs go on with the configured version, each judged as it stands then. The same key answers the same list and moves nothing twice. Role: supervisor or administrator."))
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint) => endpoint
        .Produces<UpgradeResult>()
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .Accepts<UpgradeRequest>("application/json")
        .WithMetadata(new RequestSizeLimitAttribute(MaxBodySizeBytes));

    private static async Task<IResult> LookAsync(string tenant, HttpContext http, DeskDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        var (request, fault) = await DeskBody.ReadAsync(http, ScriptDeskJson.Default.UpgradeRequest, MaxBodySizeBytes).ConfigureAwait(false);
        return request is null
            ? fault ?? DeskProblems.CannotRead("The request is null.")
            : Answer(await desk.LookAtUpgradeAsync(request, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<IResult> UpgradeAsync(
        string tenant, [FromHeader(Name = DeskEndpoints.KeyHeader)] string? key, HttpContext http, DeskDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        if (!Guid.TryParse(key, out var id) || id == Guid.Empty)
        {
            return DeskProblems.KeyMissing();
        }

        var (request, fault) = await DeskBody.ReadAsync(http, ScriptDeskJson.Default.UpgradeRequest, MaxBodySizeBytes).ConfigureAwait(false);
        return request is null
            ? fault ?? DeskProblems.CannotRead("The request is null.")
            : Answer(await desk.UpgradeRunsAsync(request, id, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What became of it; every fault of the map goes with one that would not be right.</summary>
    private static IResult Answer(UpgradeResult result) =>
        result.IsDone ? TypedResults.Json(result, ScriptDeskJson.Default.UpgradeResult)
            : result is { Status: DeskStatus.Invalid, Faults.Count: > 0 }
                ? TypedResults.Problem(result.Message, statusCode: StatusCodes.Status422UnprocessableEntity, extensions: [new("code", result.Code), new("faults", result.Faults)])
                : DeskProblems.From(new DeskResult(result.Status, result.Code, result.Message));
}

/// <summary>How upgrades and figures of scripts are written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(CamelCaseEnumConverter<DeskStatus>), typeof(CamelCaseEnumConverter<ScriptUpgradeVerdict>)])]
[JsonSerializable(typeof(UpgradeRequest))]
[JsonSerializable(typeof(UpgradeResult))]
[JsonSerializable(typeof(IReadOnlyList<ScriptTextFault>))]
internal sealed partial class ScriptDeskJson : JsonSerializerContext;
