using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ReferenceHost.Login;

/// <summary>A cookie, a page with two fields, and not too many tries.</summary>
internal static class LoginExtensions
{
    private const string TriesPerAddress = "login";

    public static void AddLogin(this WebApplicationBuilder builder, StartOptions options)
    {
        builder.Services.AddSingleton(options).AddSingleton<Users>();
        builder.Services.AddDataProtection().PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(options.Data, "web-keys")));
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.LoginPath = "/login";
            o.AccessDeniedPath = "/login";
            o.Cookie.Name = "contactcenter";
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.ExpireTimeSpan = TimeSpan.FromHours(12);
        });
        builder.Services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(TriesPerAddress, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress,
                _ => new FixedWindowRateLimiterOptions { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) }));
        });
        builder.Services.AddAntiforgery();
    }

    public static void MapLogin(this WebApplication app)
    {
        app.MapGet("/login", (HttpContext http, IAntiforgery antiforgery, string? returnUrl) => Page(http, antiforgery, returnUrl, failed: false))
            .AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/login", LogInAsync).AllowAnonymous().ExcludeFromDescription().RequireRateLimiting(TriesPerAddress);
        app.MapGet("/logout", () => TypedResults.SignOut(new AuthenticationProperties { RedirectUri = "/login" })).ExcludeFromDescription();
    }

    private static async Task<IResult> LogInAsync(
        [FromForm] string? name, [FromForm] string? password, [FromForm] string? returnUrl, HttpContext http, Users users, IAntiforgery antiforgery)
    {
        if (users.Find((name ?? "").Trim().ToLowerInvariant(), password ?? "") is not { } user)
        {
            return Page(http, antiforgery, returnUrl, failed: true);
        }

        await http.SignInAsync(user);
        return TypedResults.LocalRedirect(IsLocal(returnUrl) ? returnUrl! : "/");
    }

    private static ContentHttpResult Page(HttpContext http, IAntiforgery antiforgery, string? returnUrl, bool failed)
    {
        var token = antiforgery.GetAndStoreTokens(http);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        return TypedResults.Content(
            LoginPage.Html(token.FormFieldName, token.RequestToken!, IsLocal(returnUrl) ? returnUrl! : "/", failed),
            "text/html; charset=utf-8",
            statusCode: failed ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK);
    }

    private static bool IsLocal(string? url) => url is ['/', ..] and not ['/', '/' or '\\', ..];
}
