using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Web;
using Microsoft.AspNetCore.DataProtection;

namespace ContactCenter.AspNetCore;

/// <summary>
/// Public URLs of media: <c>/hooks/media/TOKEN</c>. The token is the medium's name and an end, sealed by ASP.NET Core's data protection, so it can be
/// neither guessed, altered nor read, and nothing has to be kept for it. Thread-safe.
/// </summary>
internal sealed class PublicMediaUrls(WebhookUrls urls, IDataProtectionProvider protection, TimeProvider time) : IPublicMediaUrls
{
    /// <summary>The path below the webhooks'.</summary>
    public const string Path = "media";

    private readonly IDataProtector _protector = protection.CreateProtector("ContactCenter.AspNetCore.PublicMedia.v1");

    public bool IsAvailable => urls.IsKnown;

    public Uri For(PublicMedium medium, TimeSpan validFor)
    {
        ArgumentNullException.ThrowIfNull(medium);
        var pass = JsonSerializer.SerializeToUtf8Bytes(new MediaPass(medium, time.GetUtcNow() + validFor), MediaPassJson.Default.MediaPass);
        return urls.For($"{Path}/{Base64Url.EncodeToString(_protector.Protect(pass))}");
    }

    /// <summary>What a token gives access to; null when it is not ours, or its time is over.</summary>
    public PublicMedium? Find(string token)
    {
        try
        {
            var pass = JsonSerializer.Deserialize(_protector.Unprotect(Base64Url.DecodeFromChars(token)), MediaPassJson.Default.MediaPass)!;
            return pass.Until > time.GetUtcNow() ? pass.Medium : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>What is sealed in a token.</summary>
internal sealed record MediaPass(PublicMedium Medium, DateTimeOffset Until);

[JsonSerializable(typeof(MediaPass))]
internal sealed partial class MediaPassJson : JsonSerializerContext;
