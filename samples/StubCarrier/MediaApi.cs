namespace StubCarrier;

/// <summary>
/// Hands out media as Twilio does: the API's address wants the account's sign-in and redirects to where the content lies, which wants none. Faults
/// on <c>media</c> strike the first, and change the second.
/// </summary>
public static class MediaApi
{
    private const string ContentPath = "/_content";

    public static void Map(WebApplication app)
    {
        app.MapGet("/2010-04-01/Accounts/{account}/Messages/{sid}/Media/{media}", FindAsync);
        app.MapGet(ContentPath + "/{sid}/{media}", ContentAsync);
    }

    private static async Task<IResult> FindAsync(string account, string sid, string media, HttpContext context, CarrierOptions options, MessageBook book, Faults faults)
    {
        if (MessagesApi.Unauthorised(context, account, options) is { } refused)
        {
            return refused;
        }

        var content = $"{ContentPath}/{sid}/{media}";
        switch (faults.Draw("media"))
        {
            case { Mode: "slow" } fault:
                await Task.Delay(fault.LatencyMs, context.RequestAborted);
                break;
            case { Mode: "redirect" } fault:
                return Results.Redirect(fault.Location ?? "", preserveMethod: true);
            case { Mode: "endless" or "stall" or "404" } fault:
                content += $"?fault={fault.Mode}&ms={fault.LatencyMs}";
                break;
            case { } fault:
                return await MessagesApi.StrikeAsync(fault, context);
        }

        return Find(book, sid, media) is null
            ? MessagesApi.Problem(404, 20404, $"The requested resource {media} was not found")
            : Results.Redirect(content, preserveMethod: true);
    }

    private static async Task<IResult> ContentAsync(string sid, string media, string? fault, int? ms, HttpContext context, MessageBook book)
    {
        if (fault == "404" || Find(book, sid, media) is not { } found)
        {
            return Results.NotFound();
        }

        if (fault is null)
        {
            return Results.Bytes(found.Content, found.ContentType, found.FileName);
        }

        context.Response.ContentType = found.ContentType;
        await context.Response.Body.WriteAsync(found.Content, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (fault == "stall")
        {
            await Task.Delay(ms ?? 0, context.RequestAborted);
        }
        else
        {
            var more = new byte[65_536];
            for (var i = 0; i < 2_000 && !context.RequestAborted.IsCancellationRequested; i++) // 128 MB
            {
                await context.Response.Body.WriteAsync(more, context.RequestAborted);
            }
        }

        return Results.Empty;
    }

    private static Media? Find(MessageBook book, string sid, string media) => book.Find(sid)?.Media.FirstOrDefault(m => m.Sid == media);
}
