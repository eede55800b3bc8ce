using ContactCenter.Web;

namespace ContactCenter.Desk;

/// <summary>Hands stored media to whoever serves public URLs (<see cref="IPublicMediaUrls"/>). It checks nobody: that is the part of whoever asks. Thread-safe.</summary>
public interface ICenterMedia
{
    /// <summary>The content; null when it is gone or its subject has been erased. The caller disposes the stream.</summary>
    /// <exception cref="Journal.LogUnavailableException">The tenant is not running at this moment.</exception>
    ValueTask<Stream?> OpenAsync(PublicMedium medium, CancellationToken cancellationToken = default);
}
