using System.Security.Cryptography;
using ContactCenter.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ContactCenter.AspNetCore;

/// <summary>Attachments over the desk's API: <c>/api/TENANT/media</c>.</summary>
internal static class MediaEndpoints
{
    private const string Binary = "application/octet-stream";

    /// <summary>More than any channel carries; what a channel carries is checked by the desk.</summary>
    private const int MaxBodySizeBytes = 64 * 1_024 * 1_024;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/media/{message:long}/{index:int}", OpenAsync)
            .WithName("getMedia")
            .WithSummary("An attachment of a message, by the timeline item's position and the attachment's index. Role: agent or supervisor.")
            .Produces<Stream>(contentType: Binary);
        api.MapPost("/media", AddAsync)
            .WithName("addMedia")
            .WithSummary("Takes a picture or document to be sent in an interaction; name it in the command that sends it, within a day. Role: agent.")
            .Produces<UploadedMedium>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Accepts<Stream>(Binary)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySizeBytes));
    }

    private static async Task<IResult> OpenAsync(string tenant, long message, int index, HttpContext http, DeskDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        try
        {
            return await desk.OpenMediaAsync(message, index, cancellationToken).ConfigureAwait(false) is { } media
                ? new MediaResult(media)
                : DeskProblems.NotFound("attachment");
        }
        catch (InvalidDataException)
        {
            return DeskProblems.Of(StatusCodes.Status500InternalServerError, DeskProblems.Altered, "The file has been altered or cut off; an administrator restores it from a backup.");
        }
        catch (CryptographicException)
        {
            return DeskProblems.Of(StatusCodes.Status500InternalServerError, DeskProblems.Altered, "The file cannot be read, since the key of its customer is damaged; an administrator restores that from a backup.");
        }
    }

    // The key makes nothing happen twice here: the same content of the same customer is stored once. It is asked for because no page of another site can send it.
    private static async Task<IResult> AddAsync(
        string tenant,
        Guid interaction,
        Guid session,
        [FromHeader(Name = DeskEndpoints.KeyHeader)] string? key,
        HttpContext http,
        DeskDoor door,
        CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        if (!Guid.TryParse(key, out var id) || id == Guid.Empty)
        {
            return DeskProblems.KeyMissing();
        }

        if (http.Request.ContentType is not { } type || !type.StartsWith(Binary, StringComparison.OrdinalIgnoreCase))
        {
            return DeskProblems.Of(StatusCodes.Status415UnsupportedMediaType, DeskProblems.Unreadable, $"Send the content as {Binary}.");
        }

        try
        {
            var upload = await desk.AddMediaAsync(new InteractionId(interaction), new SessionId(session), http.Request.Body, cancellationToken).ConfigureAwait(false);
            return upload.Medium is { } medium ? TypedResults.Json(medium, DeskJson.Default.UploadedMedium) : DeskProblems.From(upload.Result);
        }
        catch (BadHttpRequestException e)
        {
            return DeskProblems.Of(e.StatusCode, DeskProblems.Unreadable, $"The body cannot be read; it may have at most {MaxBodySizeBytes} bytes.");
        }
    }
}
