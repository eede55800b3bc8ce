using ContactCenter.Administration;
using ContactCenter.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore;

/// <summary>Which tenants there are, over HTTP: <c>/api/tenants</c>, where the host has <c>AddTenantAdministration</c>. The role is checked by the administration itself.</summary>
internal static class TenantEndpoints
{
    private const int MaxBodySizeBytes = 1_024 * 1_024;
    private const int MaxListed = 500;

    public static void Map(IEndpointRouteBuilder endpoints, WebOptions options)
    {
        if (endpoints.ServiceProvider.GetService<ICenterAdministration>() is null)
        {
            return;
        }

        var api = DeskEndpoints.Guard(endpoints.MapGroup(options.ApiPath + "/tenants").WithTags("Center").AddEndpointFilter<RouteGroupBuilder, DeskFilter>(), options);
        api.MapGet("", ListAsync)
            .WithName("listTenants")
            .WithSummary("The tenants there are, each with its version. Role: center-administrator.")
            .Produces<IReadOnlyList<TenantEntry>>();
        api.MapGet("/changes", HistoryAsync)
            .WithName("listTenantChanges")
            .WithSummary("Which tenants came and went, the newest first. Role: center-administrator.")
            .Produces<IReadOnlyList<ConfigurationChange>>();
        api.MapPost("", ChangeAsync)
            .WithName("changeTenant")
            .WithSummary("Adds, suspends, resumes or closes a tenant: checked, durable, then in force without a restart. Role: center-administrator.")
            .Produces<ConfigurationResult>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Accepts<TenantEdit>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySizeBytes));
    }

    private static async Task<IResult> ListAsync(HttpContext http, IPrincipalSource principals, ICenterAdministration center, CancellationToken cancellationToken) =>
        principals.Find(http.User) is { } principal
            ? TypedResults.Json(await center.TenantsAsync(principal, cancellationToken).ConfigureAwait(false), AdministrationJson.Default.IReadOnlyListTenantEntry)
            : DeskProblems.Forbidden(new DeskAccessException());

    private static async Task<IResult> HistoryAsync(int? limit, HttpContext http, IPrincipalSource principals, ICenterAdministration center, CancellationToken cancellationToken) =>
        principals.Find(http.User) is not { } principal ? DeskProblems.Forbidden(new DeskAccessException())
            : limit is < 1 or > MaxListed ? DeskProblems.CannotRead($"limit is {limit}; use 1 to {MaxListed}.")
            : TypedResults.Json(
                await center.HistoryAsync(principal, limit ?? 100, cancellationToken).ConfigureAwait(false), AdministrationJson.Default.IReadOnlyListConfigurationChange);

    private static async Task<IResult> ChangeAsync(
        [FromHeader(Name = DeskEndpoints.KeyHeader)] string? key, HttpContext http, IPrincipalSource principals, ICenterAdministration center, CancellationToken cancellationToken)
    {
        if (principals.Find(http.User) is not { } principal)
        {
            return DeskProblems.Forbidden(new DeskAccessException());
        }

        if (!Guid.TryParse(key, out var id) || id == Guid.Empty)
        {
            return DeskProblems.KeyMissing();
        }

        var (edit, fault) = await DeskBody.ReadAsync(http, AdministrationJson.Default.TenantEdit, MaxBodySizeBytes).ConfigureAwait(false);
        return edit is null ? fault! : AdministrationEndpoints.Answer(await center.ChangeAsync(principal, edit, id, cancellationToken).ConfigureAwait(false));
    }
}
