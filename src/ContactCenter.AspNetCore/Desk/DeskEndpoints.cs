using System.Text.Json.Serialization.Metadata;
using ContactCenter.Channels;
using ContactCenter.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ContactCenter.AspNetCore;

/// <summary>
/// The desk over HTTP: <c>/api/TENANT/…</c>. Roles are checked by the desk itself. A browser that signs in by cookie sends that
/// cookie also from pages of others; commands therefore need a JSON body and the header <see cref="KeyHeader"/>, neither of which a
/// foreign page can send without asking first (CORS preflight), and this API grants no foreign origin anything.
/// </summary>
internal static class DeskEndpoints
{
    /// <summary>The header that carries a command's key, after draft-ietf-httpapi-idempotency-key-header.</summary>
    public const string KeyHeader = "Idempotency-Key";

    private const int MaxBodySizeBytes = 128 * 1024; // 10,000 characters, escaped, and ids
    private const int MaxListed = 500;

    public static void Map(IEndpointRouteBuilder endpoints, WebOptions options)
    {
        var api = Guard(endpoints.MapGroup(options.ApiPath + "/{tenant}").WithTags("Desk").AddEndpointFilter<RouteGroupBuilder, DeskFilter>(), options);

        api.MapGet("/choices", ChoicesAsync).Describe<DeskChoices>("getChoices", "What a desk may offer to choose: queues, agents, dispositions, not-ready reasons.");
        api.MapGet("/agent", AgentAsync).Describe<AgentView>("getAgent", "The caller's own presence, offers and work. Role: agent.");
        api.MapGet("/interactions", InteractionsAsync).Describe<IReadOnlyList<InteractionSummary>>("listInteractions", "The tenant's newest interactions. Role: agent or supervisor.");
        api.MapGet("/interactions/{id:guid}", InteractionAsync).Describe<InteractionView>("getInteraction", "One interaction with its timeline. Role: agent or supervisor.");
        api.MapGet("/interactions/{id:guid}/why", ExplainAsync).Describe<WorkExplanation>("explainWork", "Why an interaction waits: every agent with what is in the way; 404 when nobody is asked for it. Role: supervisor.");
        api.MapGet("/interactions/{id:guid}/offers", OffersAsync).Describe<IReadOnlyList<PastOffer>>("listOffers", "Whom the work of an interaction was offered to, the oldest first. Role: supervisor.");
        api.MapGet("/interactions/{id:guid}/offers/{offer:guid}/why", ExplainOfferAsync).Describe<WorkExplanation>("explainOffer", "Why an agent was asked and not another, as things stood then, from the journal. Role: supervisor.");
        api.MapGet("/customers/{id:guid}", CustomerAsync).Describe<CustomerView>("getCustomer", "A customer with past interactions, newest first. Role: agent or supervisor.");
        api.MapGet("/wallboard", WallboardAsync).Describe<WallboardView>("getWallboard", "Queues and agents as they are now. Role: agent or supervisor.");
        api.MapGet("/attention", AttentionAsync).Describe<IReadOnlyList<AttentionItem>>("listAttention", "What needs a person. Role: supervisor.");
        api.MapPost("/search", SearchAsync)
            .Describe<HistoryFindings>("searchHistory", "Looks through the history, a bounded part at a time; next says where it goes on. Changes nothing. Role: agent or supervisor.")
            .Accepts<HistorySearch>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySizeBytes));
        api.MapPost("/plan", PlanAsync)
            .Describe<MessagePlan>("planMessage", "How a text would be sent on a channel; 204 where the channel cannot tell. Changes nothing.")
            .Produces(StatusCodes.Status204NoContent)
            .Accepts<PlanRequest>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySizeBytes));
        api.MapPost("/commands", DoAsync)
            .Describe<DeskResult>("do", "Does what the command says, durably, or says why not. Repeating it under the same key does nothing twice.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Accepts<DeskCommand>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySizeBytes));
        MediaEndpoints.Map(api);
        RecordingEndpoints.Map(api);
        AdministrationEndpoints.Map(api);
        CampaignEndpoints.Map(api);
        PrivacyEndpoints.Map(api);
        EventEndpoints.Map(api);
        ScriptEndpoints.Map(api);
        ReadinessEndpoints.Map(api);
        TenantEndpoints.Map(endpoints, options);
    }

    /// <summary>What every group of the API has: who is signed in, the problems, and the one place where what is thrown becomes one.</summary>
    public static RouteGroupBuilder Guard(RouteGroupBuilder api, WebOptions options)
    {
        api.DisableCookieRedirect(); // a program wants 401, not a login page
        api.ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status401Unauthorized));
        _ = options.AuthorizationPolicy is { } policy ? api.RequireAuthorization(policy) : api.RequireAuthorization();
        return api;
    }

    private static RouteHandlerBuilder Describe<T>(this RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint.WithName(name).WithSummary(summary).Produces<T>();

    private static async Task<IResult> ChoicesAsync(string tenant, HttpContext http, DeskDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is { } desk
            ? Json(await desk.ChoicesAsync(cancellationToken).ConfigureAwait(false), DeskJson.Default.DeskChoices)
            : DeskProblems.TenantNotFound();

    private static async Task<IResult> AgentAsync(string tenant, HttpContext http, DeskDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is { } desk
            ? Json(await desk.AgentAsync(cancellationToken).ConfigureAwait(false), DeskJson.Default.AgentView)
            : DeskProblems.TenantNotFound();

    private static async Task<IResult> InteractionsAsync(
        string tenant, bool? openOnly, int? limit, DateTimeOffset? before, Guid? beforeInteraction, HttpContext http, DeskDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        var filter = new InteractionFilter
        {
            OpenOnly = openOnly ?? false,
            Limit = limit ?? 50,
            Before = before,
            BeforeInteraction = beforeInteraction is { } id ? new InteractionId(id) : null,
        };
        return filter.Limit is >= 1 and <= MaxListed
            ? Json(await desk.InteractionsAsync(filter, cancellationToken).ConfigureAwait(false), DeskJson.Default.IReadOnlyListInteractionSummary)
            : LimitWrong(filter.Limit);
    }

    private static async Task<IResult> InteractionAsync(string tenant, Guid id, HttpContext http, DeskDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is not { } desk ? DeskProblems.TenantNotFound()
            : await desk.InteractionAsync(new InteractionId(id), cancellationToken).ConfigureAwait(false) is { } interaction
                ? Json(interaction, DeskJson.Default.InteractionView)
                : DeskProblems.NotFound("interaction");

    private static async Task<IResult> ExplainAsync(string tenant, Guid id, HttpContext http, DeskDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is not { } desk ? DeskProblems.TenantNotFound()
            : await desk.ExplainAsync(new InteractionId(id), cancellationToken).ConfigureAwait(false) is { } explanation
                ? Json(explanation, DeskJson.Default.WorkExplanation)
                : DeskProblems.NotFound("waiting work");

    private static async Task<IResult> OffersAsync(string tenant, Guid id, HttpContext http, DeskDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is { } desk
            ? Json(await desk.OffersAsync(new InteractionId(id), cancellationToken).ConfigureAwait(false), DeskJson.Default.IReadOnlyListPastOffer)
            : DeskProblems.TenantNotFound();

    private static async Task<IResult> ExplainOfferAsync(string tenant, Guid id, Guid offer, HttpContext http, DeskDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is not { } desk ? DeskProblems.TenantNotFound()
            : await desk.ExplainOfferAsync(new InteractionId(id), new OfferId(offer), cancellationToken).ConfigureAwait(false) is { } explanation
                ? Json(explanation, DeskJson.Default.WorkExplanation)
                : DeskProblems.NotFound("offer");

    private static async Task<IResult> CustomerAsync(string tenant, Guid id, int? limit, HttpContext http, DeskDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is not { } desk ? DeskProblems.TenantNotFound()
            : limit is < 1 or > MaxListed ? LimitWrong(limit.Value)
            : await desk.CustomerAsync(new CustomerId(id), limit ?? 50, cancellationToken).ConfigureAwait(false) is { } customer
                ? Json(customer, DeskJson.Default.CustomerView)
                : DeskProblems.NotFound("customer");

    private static async Task<IResult> WallboardAsync(string tenant, HttpContext http, DeskDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is { } desk
            ? Json(await desk.WallboardAsync(cancellationToken).ConfigureAwait(false), DeskJson.Default.WallboardView)
            : DeskProblems.TenantNotFound();

    private static async Task<IResult> AttentionAsync(string tenant, HttpContext http, DeskDoor door, CancellationToken cancellationToken) =>
        door.Find(http.User, tenant) is { } desk
            ? Json(await desk.AttentionAsync(cancellationToken).ConfigureAwait(false), DeskJson.Default.IReadOnlyListAttentionItem)
            : DeskProblems.TenantNotFound();

    // A POST although it changes nothing: addresses of customers have no business in URLs, which end up in access logs.
    private static async Task<IResult> SearchAsync(string tenant, HttpContext http, DeskDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        var (search, fault) = await DeskBody.ReadAsync(http, DeskJson.Default.HistorySearch, MaxBodySizeBytes).ConfigureAwait(false);
        return search is null ? fault!
            : search.FindFault() is { } wrong ? DeskProblems.CannotRead(wrong)
            : Json(await desk.SearchAsync(search, cancellationToken).ConfigureAwait(false), DeskJson.Default.HistoryFindings);
    }

    // A POST although it changes nothing: what an agent is typing has no business in URLs, which end up in access logs.
    private static async Task<IResult> PlanAsync(string tenant, HttpContext http, DeskDoor door)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        var (request, fault) = await DeskBody.ReadAsync(http, DeskJson.Default.PlanRequest, MaxBodySizeBytes).ConfigureAwait(false);
        return request is null ? fault! : desk.Plan(request.Channel, request.Text) is { } plan ? Json(plan, DeskJson.Default.MessagePlan) : TypedResults.NoContent();
    }

    private static async Task<IResult> DoAsync(
        string tenant, [FromHeader(Name = KeyHeader)] string? key, HttpContext http, DeskDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        if (!Guid.TryParse(key, out var id) || id == Guid.Empty)
        {
            return DeskProblems.KeyMissing();
        }

        var (command, fault) = await DeskBody.ReadAsync(http, DeskJson.Default.DeskCommand, MaxBodySizeBytes).ConfigureAwait(false);
        return command is null ? fault! : DeskProblems.From(await desk.DoAsync(command, id, cancellationToken).ConfigureAwait(false));
    }

    private static JsonHttpResult<T> Json<T>(T value, JsonTypeInfo<T> type) => TypedResults.Json(value, type);

    private static IResult LimitWrong(int limit) => DeskProblems.CannotRead($"limit is {limit}; use 1 to {MaxListed}.");
}
