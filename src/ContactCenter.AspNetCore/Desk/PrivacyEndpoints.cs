using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Desk;
using ContactCenter.Privacy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ContactCenter.AspNetCore;

/// <summary>What people may ask for about their data, over HTTP: <c>/api/TENANT/privacy</c>. Role: administrator, checked by the privacy desk itself.</summary>
internal static class PrivacyEndpoints
{
    private const int MaxBodySizeBytes = 16 * 1_024;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/privacy/customers", FindAsync)
            .WithName("findCustomers")
            .WithSummary("The customers whom `about` may mean: an address or telephone number however written, a customer's id, an interaction's id. Role: administrator.")
            .Produces<IReadOnlyList<CustomerRecord>>();
        api.MapGet("/privacy/customers/{customer}", GetAsync)
            .WithName("getCustomerRecord")
            .WithSummary("What there is of a customer, and what was done about it. Role: administrator.")
            .Produces<CustomerRecord>();
        api.MapPost("/privacy", DoAsync)
            .WithName("doPrivacy")
            .WithSummary("Places or lifts a legal hold, or erases a customer; the reason stays in the log for ever. Role: administrator.")
            .Produces<DeskResult>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Accepts<PrivacyCommand>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySizeBytes));
        api.MapPost("/privacy/customers/{customer}/export", ExportAsync)
            .WithName("exportCustomer")
            .WithSummary("Everything there is of a customer as a ZIP file. That it was handed out is in the log before the first byte. Role: administrator.")
            .Produces<Stream>(contentType: "application/zip")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Accepts<ExportRequest>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySizeBytes));
    }

    private static async Task<IResult> FindAsync(string tenant, string? about, HttpContext http, PrivacyDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        return about is not { Length: > 0 and <= 320 }
            ? DeskProblems.CannotRead($"about has {about?.Length ?? 0} characters; write 1 to 320.")
            : TypedResults.Json(await desk.FindAsync(about, cancellationToken).ConfigureAwait(false), PrivacyDeskJson.Default.IReadOnlyListCustomerRecord);
    }

    private static async Task<IResult> GetAsync(string tenant, Guid customer, HttpContext http, PrivacyDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is not { } desk ? DeskProblems.TenantNotFound()
            : await desk.GetAsync(new CustomerId(customer), cancellationToken).ConfigureAwait(false) is { } record
                ? TypedResults.Json(record, PrivacyDeskJson.Default.CustomerRecord)
                : DeskProblems.NotFound("customer");

    private static async Task<IResult> DoAsync(
        string tenant, [FromHeader(Name = DeskEndpoints.KeyHeader)] string? key, HttpContext http, PrivacyDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        if (!Guid.TryParse(key, out var id) || id == Guid.Empty)
        {
            return DeskProblems.KeyMissing();
        }

        var (command, fault) = await DeskBody.ReadAsync(http, PrivacyDeskJson.Default.PrivacyCommand, MaxBodySizeBytes).ConfigureAwait(false);
        if (command is null)
        {
            return fault ?? DeskProblems.CannotRead("The command is null.");
        }

        var result = await desk.DoAsync(command, id, cancellationToken).ConfigureAwait(false);
        return result.IsDone ? TypedResults.Json(result, PrivacyDeskJson.Default.DeskResult) : DeskProblems.From(result);
    }

    private static async Task<IResult> ExportAsync(string tenant, Guid customer, HttpContext http, PrivacyDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        var (request, fault) = await DeskBody.ReadAsync(http, PrivacyDeskJson.Default.ExportRequest, MaxBodySizeBytes).ConfigureAwait(false);
        if (request is null)
        {
            return fault ?? DeskProblems.CannotRead("The request is null.");
        }

        http.Response.ContentType = "application/zip";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"customer-{customer:N}.zip\"";
        var result = await desk.ExportAsync(new CustomerId(customer), request.Reason, http.Response.Body, cancellationToken).ConfigureAwait(false);
        if (result.IsDone)
        {
            return TypedResults.Empty;
        }

        http.Response.Headers.Remove("Content-Disposition"); // nothing has been written
        return DeskProblems.From(result);
    }
}

/// <summary>Why a copy is handed out.</summary>
/// <param name="Reason">1 to 500 characters in one line, nothing personal.</param>
internal sealed record ExportRequest(string Reason);

/// <summary>Opens the privacy desk of whoever is signed in. Thread-safe.</summary>
internal sealed class PrivacyDoor(IPrivacyDesks desks, IPrincipalSource principals)
{
    /// <summary>The privacy desk of <paramref name="user"/>, or null: no person of the center, no such tenant, or not theirs; all look the same.</summary>
    public IPrivacyDesk? Find(ClaimsPrincipal? user, string tenant) => principals.Open(user, tenant, desks.Open);
}

/// <summary>How what is known of a customer is written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(CamelCaseEnumConverter<DeskStatus>)])]
[JsonSerializable(typeof(IReadOnlyList<CustomerRecord>))]
[JsonSerializable(typeof(CustomerRecord))]
[JsonSerializable(typeof(PrivacyCommand))]
[JsonSerializable(typeof(ExportRequest))]
[JsonSerializable(typeof(DeskResult))]
internal sealed partial class PrivacyDeskJson : JsonSerializerContext;
