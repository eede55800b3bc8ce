using ContactCenter.Desk;
using ContactCenter.Journal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ContactCenter.AspNetCore;

/// <summary>Around every operation of the API: what it throws becomes a problem, and nothing of it is kept by caches.</summary>
internal sealed class DeskFilter(IOptions<WebOptions> options) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var response = context.HttpContext.Response;
        response.Headers.CacheControl = "no-store";
        var result = await AnswerAsync(context, next).ConfigureAwait(false);
        if (result is ProblemHttpResult { StatusCode: StatusCodes.Status503ServiceUnavailable })
        {
            response.Headers.RetryAfter = RetryAfterHeader.Seconds(options.Value.RetryAfter);
        }

        return result;
    }

    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            var result = await next(context).ConfigureAwait(false);

            // A parameter that cannot be read leaves a bare 400 behind.
            return context.HttpContext.Response.StatusCode == StatusCodes.Status400BadRequest && result is not IStatusCodeHttpResult
                ? DeskProblems.CannotRead("A parameter of the path or the query cannot be read.")
                : result;
        }
        catch (DeskAccessException e)
        {
            return DeskProblems.Forbidden(e);
        }
        catch (LogUnavailableException e)
        {
            return DeskProblems.Of(StatusCodes.Status503ServiceUnavailable, e.Code, "The center cannot write or read its log now; try again soon.");
        }
    }
}
