using System.Security.Cryptography;
using ContactCenter.Desk;
using ContactCenter.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.AspNetCore;

/// <summary>Hands media to the providers that send them. Whatever is wrong with a token looks the same.</summary>
internal static class PublicMediaEndpoint
{
    private const int MaxTokenLength = 2_048;

    public static void Map(IEndpointRouteBuilder endpoints, WebOptions options) => endpoints
        .MapMethods($"{options.HooksPath}/{PublicMediaUrls.Path}/{{token}}", [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)(context => ServeAsync(context, options)))
        .AllowAnonymous().ExcludeFromDescription().WithDisplayName("Public media");

    private static async Task ServeAsync(HttpContext context, WebOptions options)
    {
        var token = (string?)context.GetRouteValue("token") ?? "";
        var urls = context.RequestServices.GetRequiredService<PublicMediaUrls>();
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        if (token.Length > MaxTokenLength || urls.Find(token) is not { } medium)
        {
            return;
        }

        try
        {
            if (await context.RequestServices.GetRequiredService<ICenterMedia>().OpenAsync(medium, context.RequestAborted).ConfigureAwait(false) is { } content)
            {
                context.Response.StatusCode = StatusCodes.Status200OK;
                await new MediaResult(new DeskMedia(content, medium.ContentType, medium.SizeBytes)).ExecuteAsync(context).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is InvalidDataException or CryptographicException)
        {
            // Not found: it cannot be read, and whoever reads the address has no use for more.
        }
        catch (LogUnavailableException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = RetryAfterHeader.Seconds(options.RetryAfter);
        }
    }
}
