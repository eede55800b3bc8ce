using ContactCenter.Storage;
using ContactCenter.Web;

namespace ContactCenter.Tests.Desk;

/// <summary>Public addresses of media that say in their path what they are of.</summary>
internal sealed class FakeMediaUrls : IPublicMediaUrls
{
    public static PublicMedium Read(Uri url)
    {
        var parts = url.AbsolutePath.Split('/');
        return new PublicMedium(new TenantId(parts[1]), new SubjectId(Guid.Parse(parts[2])), new BlobId(parts[3]), $"{parts[4]}/{parts[5]}", 0);
    }

    public bool IsAvailable => true;

    public Uri For(PublicMedium medium, TimeSpan validFor) => new($"https://cc.example.com/{medium.Tenant}/{medium.Subject}/{medium.Blob}/{medium.ContentType}");
}
