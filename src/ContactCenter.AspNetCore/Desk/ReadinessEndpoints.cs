using ContactCenter.Readiness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ContactCenter.AspNetCore;

/// <summary>The readiness checks over HTTP: <c>/api/TENANT/readiness</c>. Roles are checked by the checks' own door.</summary>
internal static class ReadinessEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/readiness", Last)
            .WithName("getReadiness")
            .WithSummary("The last report of the readiness checks; 204 when they have not run since the host started. Role: administrator.")
            .Produces<ReadinessReport>()
            .Produces(StatusCodes.Status204NoContent);
        api.MapPost("/readiness", RunAsync)
            .WithName("runReadiness")
            .WithSummary("Tests endpoints, carriers, disk, clock, certificate and configuration, each for 10 s at most, and reports. It changes nothing; the key keeps foreign pages from calling it. Role: administrator.")
            .Produces<ReadinessReport>();
    }

    private static IResult Last(string tenant, HttpContext http, IPrincipalSource principals, IReadiness readiness)
    {
        if (Find(http, tenant, principals) is not { } principal)
        {
            return DeskProblems.TenantNotFound();
        }

        return readiness.Last(principal, new TenantId(tenant)) is { } report ? TypedResults.Json(report, ReadinessJson.Default.ReadinessReport) : TypedResults.NoContent();
    }

    private static async Task<IResult> RunAsync(
        string tenant, [FromHeader(Name = DeskEndpoints.KeyHeader)] string? key, HttpContext http, IPrincipalSource principals, IReadiness readiness, CancellationToken cancellationToken)
    {
        if (Find(http, tenant, principals) is not { } principal)
        {
            return DeskProblems.TenantNotFound();
        }

        return Guid.TryParse(key, out var id) && id != Guid.Empty
            ? TypedResults.Json(await readiness.RunAsync(principal, new TenantId(tenant), cancellationToken).ConfigureAwait(false), ReadinessJson.Default.ReadinessReport)
            : DeskProblems.KeyMissing();
    }

    /// <summary>Who asks; null for nobody of this tenant: those of others look like ones that do not exist.</summary>
    private static Principal? Find(HttpContext http, string tenant, IPrincipalSource principals) =>
        KeyRules.IsValid(tenant) && principals.Find(http.User) is { } principal && principal.Tenants.Contains(new TenantId(tenant)) ? principal : null;
}
