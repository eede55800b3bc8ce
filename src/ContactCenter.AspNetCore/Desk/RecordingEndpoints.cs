using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ContactCenter.AspNetCore;

/// <summary>Recordings of calls over the desk's API: <c>/api/TENANT/recordings/ID</c>.</summary>
internal static class RecordingEndpoints
{
    private const string Path = "/recordings/{id:guid}";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(Path, OpenAsync)
            .WithName("getRecording")
            .WithSummary("The recording of a call as a WAV file, whole or a range of it; of one under way what is durable. Role: supervisor, or the agent who has the interaction or had it last.")
            .Produces<Stream>(contentType: RecordingResult.ContentType)
            .Produces<Stream>(StatusCodes.Status206PartialContent, RecordingResult.ContentType)
            .Produces(StatusCodes.Status416RangeNotSatisfiable);
        api.MapMethods(Path, [HttpMethods.Head], OpenAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> OpenAsync(string tenant, Guid id, HttpContext http, DeskDoor door, CancellationToken cancellationToken)
    {
        if (door.Find(http.User, tenant) is not { } desk)
        {
            return DeskProblems.TenantNotFound();
        }

        try
        {
            return await desk.OpenRecordingAsync(new RecordingId(id), cancellationToken).ConfigureAwait(false) is { } recording
                ? new RecordingResult(recording)
                : DeskProblems.NotFound("recording");
        }
        catch (InvalidDataException)
        {
            return DeskProblems.Of(StatusCodes.Status500InternalServerError, DeskProblems.Altered, "The recording has been altered or cut off; an administrator restores its file from a backup.");
        }
    }
}
