namespace ContactCenter.Web;

/// <summary>Gives a provider access to one medium for some time, without a sign-in: the URL itself is the secret. Thread-safe.</summary>
public interface IPublicMediaUrls
{
    /// <summary>Whether the host knows how it is reached from outside; without that nothing can be sent along.</summary>
    bool IsAvailable { get; }

    /// <summary>A URL under which <paramref name="medium"/> can be fetched by whoever knows it, and that nobody can guess or alter.</summary>
    /// <param name="medium">What is fetched.</param>
    /// <param name="validFor">How long, from now.</param>
    /// <exception cref="InvalidOperationException"><see cref="IsAvailable"/> is false.</exception>
    Uri For(PublicMedium medium, TimeSpan validFor);
}

/// <summary>A stored medium that leaves the center.</summary>
/// <param name="Tenant">Whose center.</param>
/// <param name="Subject">Under whose key it is encrypted.</param>
/// <param name="Blob">What it is.</param>
/// <param name="ContentType">What it was found to be.</param>
/// <param name="SizeBytes">How large it is.</param>
public sealed record PublicMedium(TenantId Tenant, SubjectId Subject, BlobId Blob, string ContentType, long SizeBytes);
