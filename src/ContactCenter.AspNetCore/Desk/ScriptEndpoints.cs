using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Desk;
using ContactCenter.Scripting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ContactCenter.AspNetCore;

/// <summary>Scripts over HTTP, their figures and their live runs: <c>/api/TENANT/scripts</c>. Roles are checked by the desk itself.</summary>
internal static class ScriptEndpoints
{
    private const int MaxBodySizeBytes = 256 * 1_024; // the map, escaped

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/scripts", ListAsync)
            .WithName("listScripts")
            .WithSummary("The tenant's scripts with their versions and how many runs are on. Role: supervisor or administrator.")
            .Produces<IReadOnlyList<ScriptSummary>>();
        api.MapGet("/scripts/{script}/figures", FiguresAsync)
            .WithName("getScriptFigures")
            .WithSummary("What became of the runs that began from `from` (a week ago) to `to` (now): outcomes, drop-off and time per step and branch, for each version. Role: supervisor or administrator.")
            .Produces<ScriptFiguresView>();
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

    private static async Task<IResult> ListAsync(string tenant, HttpContext http, DeskDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is { } desk
            ? TypedResults.Json(await desk.ScriptsAsync(cancellationToken).ConfigureAwait(false), ScriptDeskJson.Default.IReadOnlyListScriptSummary)
            : DeskProblems.TenantNotFound();

    private static async Task<IResult> FiguresAsync(
        string tenant, string script, DateTimeOffset? from, DateTimeOffset? to, HttpContext http, DeskDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        if (from >= to)
        {
            return DeskProblems.CannotRead($"from is {from:O} and to is {to:O}; from has to be the earlier one.");
        }

        return await desk.ScriptFiguresAsync(script, from, to, cancellationToken).ConfigureAwait(false) is { } figures
            ? TypedResults.Json(figures, ScriptDeskJson.Default.ScriptFiguresView)
            : DeskProblems.NotFound("script");
    }

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
    Converters = [typeof(CamelCaseEnumConverter<DeskStatus>), typeof(CamelCaseEnumConverter<ScriptUpgradeVerdict>), typeof(CamelCaseEnumConverter<ScriptFault>)])]
[JsonSerializable(typeof(IReadOnlyList<ScriptSummary>))]
[JsonSerializable(typeof(ScriptFiguresView))]
[JsonSerializable(typeof(UpgradeRequest))]
[JsonSerializable(typeof(UpgradeResult))]
[JsonSerializable(typeof(IReadOnlyList<ScriptTextFault>))]
internal sealed partial class ScriptDeskJson : JsonSerializerContext;
