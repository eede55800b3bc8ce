using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace ContactCenter.AspNetCore;

/// <summary>Reads the JSON bodies of the API.</summary>
internal static class DeskBody
{
    public static async Task<(T? Value, IResult? Fault)> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, int maxSizeBytes)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
        {
            return (null, DeskProblems.Of(StatusCodes.Status415UnsupportedMediaType, DeskProblems.Unreadable, "Send the body as application/json."));
        }

        try
        {
            var value = await http.Request.ReadFromJsonAsync(type, http.RequestAborted).ConfigureAwait(false);
            return (value, value is null ? DeskProblems.CannotRead("The body is null.") : null);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return (null, DeskProblems.CannotRead(e.Message));
        }
        catch (BadHttpRequestException e)
        {
            return (null, DeskProblems.Of(e.StatusCode, DeskProblems.Unreadable, $"The body cannot be read; it may have at most {maxSizeBytes} bytes."));
        }
    }
}
