using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Campaigns;
using ContactCenter.Desk;
using ContactCenter.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ContactCenter.AspNetCore;

/// <summary>Outbound campaigns over HTTP: <c>/api/TENANT/campaigns</c> and <c>/api/TENANT/do-not-call</c>. Role: supervisor or administrator, checked by the campaigns' desk itself.</summary>
internal static class CampaignEndpoints
{
    private const int MaxBodySizeBytes = 16 * 1_024;
    private const int MaxFileSizeBytes = 16 * 1_024 * 1_024; // 4,000,000 characters, some of them escaped
    private const int MaxListed = 200;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns", ListAsync)
            .WithName("listCampaigns")
            .WithSummary("How the outbound campaigns go, and why each does not dial more at this moment. Role: supervisor or administrator.")
            .Produces<IReadOnlyList<CampaignStatus>>();
        api.MapGet("/campaigns/{campaign}/contacts", ContactsAsync)
            .WithName("listContacts")
            .WithSummary("Whom a campaign calls, with what became of everybody: `which` is all, open or done; `after` goes on behind a position. Role: supervisor or administrator.")
            .Produces<IReadOnlyList<ListedContact>>();
        api.MapGet("/do-not-call", BarredAsync)
            .WithName("listBarredNumbers")
            .WithSummary("The numbers no campaign calls, the newest first; `before` goes on before a position. Role: supervisor or administrator.")
            .Produces<IReadOnlyList<BarredNumber>>();
        api.MapPost("/campaigns", DoAsync)
            .WithName("doCampaign")
            .WithSummary("Starts or pauses a campaign, puts somebody onto its list or takes somebody off, bars a number or lifts that. Role: supervisor or administrator.")
            .Produces<DeskResult>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Accepts<CampaignCommand>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySizeBytes));
        api.MapPost("/campaigns/{campaign}/import", ImportAsync)
            .WithName("importContacts")
            .WithSummary("Puts the people of a CSV file onto the list of a campaign: lines that are right are taken, every other one is told. The same file twice adds nobody twice. Role: supervisor or administrator.")
            .Produces<ImportResult>()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Accepts<ImportRequest>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxFileSizeBytes));
    }

    private static async Task<IResult> ListAsync(string tenant, HttpContext http, CampaignDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is { } desk
            ? TypedResults.Json(await desk.CampaignsAsync(cancellationToken).ConfigureAwait(false), CampaignDeskJson.Default.IReadOnlyListCampaignStatus)
            : DeskProblems.TenantNotFound();

    private static async Task<IResult> ContactsAsync(
        string tenant, string campaign, string? which, long? after, int? limit, HttpContext http, CampaignDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        ContactFilter? filter = which switch
        {
            null or "all" => ContactFilter.All,
            "open" => ContactFilter.Open,
            "done" => ContactFilter.Done,
            _ => null,
        };
        return filter is not { } wanted ? DeskProblems.CannotRead("which is none of these: all, open, done.")
            : limit is < 1 or > MaxListed ? DeskProblems.CannotRead($"limit is {limit}; write 1 to {MaxListed}.")
            : !KeyRules.IsValid(campaign) ? DeskProblems.NotFound("campaign")
            : TypedResults.Json(await desk.ContactsAsync(new CampaignId(campaign), wanted, after, limit ?? 50, cancellationToken).ConfigureAwait(false), CampaignDeskJson.Default.IReadOnlyListListedContact);
    }

    private static async Task<IResult> BarredAsync(string tenant, long? before, int? limit, HttpContext http, CampaignDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is not { } desk ? DeskProblems.TenantNotFound()
            : limit is < 1 or > MaxListed ? DeskProblems.CannotRead($"limit is {limit}; write 1 to {MaxListed}.")
            : TypedResults.Json(await desk.BarredAsync(before, limit ?? 50, cancellationToken).ConfigureAwait(false), CampaignDeskJson.Default.IReadOnlyListBarredNumber);

    private static async Task<IResult> DoAsync(
        string tenant, [FromHeader(Name = DeskEndpoints.KeyHeader)] string? key, HttpContext http, CampaignDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        if (!Guid.TryParse(key, out var id) || id == Guid.Empty)
        {
            return DeskProblems.KeyMissing();
        }

        var (command, fault) = await DeskBody.ReadAsync(http, CampaignDeskJson.Default.CampaignCommand, MaxBodySizeBytes).ConfigureAwait(false);
        if (command is null)
        {
            return fault ?? DeskProblems.CannotRead("The command is null.");
        }

        var result = await desk.DoAsync(command, id, cancellationToken).ConfigureAwait(false);
        return result.IsDone ? TypedResults.Json(result, CampaignDeskJson.Default.DeskResult) : DeskProblems.From(result);
    }

    private static async Task<IResult> ImportAsync(string tenant, string campaign, HttpContext http, CampaignDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        var (request, fault) = await DeskBody.ReadAsync(http, CampaignDeskJson.Default.ImportRequest, MaxFileSizeBytes).ConfigureAwait(false);
        if (request is null)
        {
            return fault ?? DeskProblems.CannotRead("The request is null.");
        }

        if (!KeyRules.IsValid(campaign))
        {
            return DeskProblems.NotFound("campaign");
        }

        var result = await desk.ImportAsync(new CampaignId(campaign), request.File, cancellationToken).ConfigureAwait(false);
        return result.IsDone ? TypedResults.Json(result, CampaignDeskJson.Default.ImportResult) : DeskProblems.From(new DeskResult(result.Status, result.Code, result.Message));
    }
}

/// <summary>A file of people to call.</summary>
/// <param name="File">The whole file as text: its first line names the columns <c>number</c>, <c>name</c>, <c>time zone</c>, <c>language</c>, <c>not before</c>.</param>
internal sealed record ImportRequest(string File);

/// <summary>Opens the campaigns' desk of whoever is signed in. Thread-safe.</summary>
internal sealed class CampaignDoor(ICampaignDesks desks, IPrincipalSource principals)
{
    /// <summary>The campaigns' desk of <paramref name="user"/>, or null: no person of the center, no such tenant, or not theirs; all look the same.</summary>
    public ICampaignDesk? Find(ClaimsPrincipal? user, string tenant) => principals.Open(user, tenant, desks.Open);
}

/// <summary>How campaigns and lists are written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [
        typeof(CamelCaseEnumConverter<DeskStatus>), typeof(CamelCaseEnumConverter<CampaignMode>), typeof(CamelCaseEnumConverter<CampaignObstacle>),
        typeof(CamelCaseEnumConverter<ContactState>), typeof(CamelCaseEnumConverter<LineOutcome>),
    ])]
[JsonSerializable(typeof(IReadOnlyList<CampaignStatus>))]
[JsonSerializable(typeof(IReadOnlyList<ListedContact>))]
[JsonSerializable(typeof(IReadOnlyList<BarredNumber>))]
[JsonSerializable(typeof(CampaignCommand))]
[JsonSerializable(typeof(ImportRequest))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(DeskResult))]
internal sealed partial class CampaignDeskJson : JsonSerializerContext;
