using ContactCenter.Desk;
using Microsoft.AspNetCore.Http;

namespace ContactCenter.AspNetCore;

/// <summary>What goes wrong at the API, as problem details (RFC 9457): <c>code</c> is stable and described in <c>docs/errors.md</c>.</summary>
internal static class DeskProblems
{
    /// <summary>No such tenant, or not this person's.</summary>
    public const string NoTenant = "CC4001";

    /// <summary>No such interaction or customer in this tenant.</summary>
    public const string NoSuchThing = "CC4002";

    /// <summary>The Idempotency-Key header is missing or no UUID.</summary>
    public const string NoKey = "CC4003";

    /// <summary>The request cannot be read.</summary>
    public const string Unreadable = "CC4004";

    /// <summary>The log cannot be written to or read from now.</summary>
    public const string Unavailable = "CC4005";

    /// <summary>The file of an attachment has been altered.</summary>
    public const string Altered = "CC4006";

    public static IResult TenantNotFound() => Of(StatusCodes.Status404NotFound, NoTenant, "There is no such tenant, or you do not work in it.");

    public static IResult NotFound(string what) => Of(StatusCodes.Status404NotFound, NoSuchThing, $"There is no such {what} here.");

    public static IResult KeyMissing() =>
        Of(StatusCodes.Status400BadRequest, NoKey, $"Send a header {DeskEndpoints.KeyHeader} with a new UUID for each command; send the same one when you repeat the command.");

    public static IResult CannotRead(string detail) => Of(StatusCodes.Status400BadRequest, Unreadable, detail);

    public static IResult Forbidden(DeskAccessException e) => Of(StatusCodes.Status403Forbidden, e.Code, e.Message);

    /// <summary>A command's result: 200 when it is done, now or before.</summary>
    public static IResult From(DeskResult result) => result.Status switch
    {
        DeskStatus.Done or DeskStatus.Repeated => TypedResults.Json(result, DeskJson.Default.DeskResult),
        DeskStatus.Refused => Of(StatusCodes.Status409Conflict, result.Code, result.Message),
        DeskStatus.NotFound => Of(StatusCodes.Status404NotFound, result.Code ?? NoSuchThing, result.Message),
        DeskStatus.Forbidden => Of(StatusCodes.Status403Forbidden, result.Code, result.Message),
        DeskStatus.Invalid => Of(StatusCodes.Status422UnprocessableEntity, result.Code, result.Message),
        _ => Of(StatusCodes.Status503ServiceUnavailable, result.Code ?? Unavailable, result.Message),
    };

    public static IResult Of(int status, string? code, string? detail) => TypedResults.Problem(
        detail, statusCode: status, extensions: code is null ? null : [new KeyValuePair<string, object?>("code", code)]);
}
