using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ContactCenter.Channels.Twilio.Api;

/// <summary>Reads answers without trusting their length.</summary>
internal static class BoundedContent
{
    /// <summary>The answer's JSON; null when it is longer than <paramref name="maxSizeBytes"/>, not JSON or not of this form.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContent content, JsonTypeInfo<T> type, int maxSizeBytes, CancellationToken cancellationToken)
        where T : class
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        var buffer = new MemoryStream();
        var chunk = new byte[Math.Min(maxSizeBytes, 16_384)];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (buffer.Length + read > maxSizeBytes)
            {
                return null;
            }

            await buffer.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return JsonSerializer.Deserialize(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
