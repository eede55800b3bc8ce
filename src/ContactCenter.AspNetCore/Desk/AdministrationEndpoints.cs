using ContactCenter.Administration;
using ContactCenter.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ContactCenter.AspNetCore;

/// <summary>The configuration over HTTP: <c>/api/TENANT/configuration</c>. Roles are checked by the administration itself.</summary>
internal static class AdministrationEndpoints
{
    private const int MaxBodySizeBytes = 1_024 * 1_024; // 100 edits with their answers
    private const int MaxListed = 500;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/configuration", ReadAsync)
            .WithName("getConfiguration")
            .WithSummary("What is configured in the tenant: queues, agents, endpoints, scripts, templates, outcomes, reasons, each with its version. Role: administrator or supervisor.")
            .Produces<ConfigurationView>();
        api.MapGet("/configuration/changes", HistoryAsync)
            .WithName("listConfigurationChanges")
            .WithSummary("The changes of the configuration, the newest first; `before` is the position of the last one seen. Role: administrator or supervisor.")
            .Produces<IReadOnlyList<ConfigurationChange>>();
        api.MapPost("/configuration/scripts/{script}/check", CheckScriptAsync)
            .WithName("checkScript")
            .WithSummary("Looks at a script as if it were saved and changes nothing: what is wrong by line and column, how it is formatted, what is different from the one in force. Role: administrator or supervisor.")
            .Produces<ScriptCheck>()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .Accepts<ScriptOptions>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySizeBytes));
        api.MapPost("/configuration", ChangeAsync)
            .WithName("changeConfiguration")
            .WithSummary("Makes all the edits or none: checked, durable, then in force without a restart. Role: administrator.")
            .Produces<ConfigurationResult>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Accepts<IReadOnlyList<ConfigurationEdit>>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySizeBytes));
    }

    private static async Task<IResult> ReadAsync(string tenant, HttpContext http, AdministrationDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is { } administration
            ? TypedResults.Json(await administration.ConfigurationAsync(cancellationToken).ConfigureAwait(false), AdministrationJson.Default.ConfigurationView)
            : DeskProblems.TenantNotFound();

    private static async Task<IResult> HistoryAsync(
        string tenant, long? before, int? limit, HttpContext http, AdministrationDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is not { } administration ? DeskProblems.TenantNotFound()
            : limit is < 1 or > MaxListed ? DeskProblems.CannotRead($"limit is {limit}; use 1 to {MaxListed}.")
            : TypedResults.Json(
                await administration.HistoryAsync(before, limit ?? 100, cancellationToken).ConfigureAwait(false), AdministrationJson.Default.IReadOnlyListConfigurationChange);

    private static async Task<IResult> CheckScriptAsync(string tenant, string script, HttpContext http, AdministrationDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } administration)
        {
            return DeskProblems.TenantNotFound();
        }

        var (settings, fault) = await DeskBody.ReadAsync(http, AdministrationJson.Default.ScriptOptions, MaxBodySizeBytes).ConfigureAwait(false);
        return settings is null
            ? fault ?? DeskProblems.CannotRead("The script is null.")
            : TypedResults.Json(await administration.CheckScriptAsync(script, settings, cancellationToken).ConfigureAwait(false), AdministrationJson.Default.ScriptCheck);
    }

    private static async Task<IResult> ChangeAsync(
        string tenant, [FromHeader(Name = DeskEndpoints.KeyHeader)] string? key, HttpContext http, AdministrationDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } administration)
        {
            return DeskProblems.TenantNotFound();
        }

        if (!Guid.TryParse(key, out var id) || id == Guid.Empty)
        {
            return DeskProblems.KeyMissing();
        }

        var (edits, fault) = await DeskBody.ReadAsync(http, AdministrationJson.Default.IReadOnlyListConfigurationEdit, MaxBodySizeBytes).ConfigureAwait(false);
        if (edits is null || edits.Any(static e => e is null))
        {
            return fault ?? DeskProblems.CannotRead("An edit is null.");
        }

        return Answer(await administration.ChangeAsync(edits, id, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What became of a change; every fault goes with one that would not be right.</summary>
    public static IResult Answer(ConfigurationResult result) =>
        result.IsDone ? TypedResults.Json(result, AdministrationJson.Default.ConfigurationResult)
            : result.Status == DeskStatus.Invalid
                ? TypedResults.Problem(
                    result.Message,
                    statusCode: StatusCodes.Status422UnprocessableEntity,
                    extensions: [new("code", result.Code), new("faults", result.Faults)])
                : DeskProblems.From(new DeskResult(result.Status, result.Code, result.Message));
}
