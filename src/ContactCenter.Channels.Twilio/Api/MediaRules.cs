namespace ContactCenter.Channels.Twilio.Api;

/// <summary>Whom a medium may be asked from, and who is told our sign-in. The URLs come with webhooks and redirects.</summary>
internal static class MediaRules
{
    private const string TwilioHost = ".twilio.com";

    /// <summary>Where fetching may begin: the configured API, or Twilio's own hosts.</summary>
    public static bool MayBegin(TwilioAccount account, Uri url) =>
        IsBase(account, url) || (IsPlainHttps(url) && url.IdnHost.EndsWith(TwilioHost, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where a redirect may lead: Twilio keeps media with others, under names that change; hence any public host by name, over TLS.</summary>
    public static bool MayFollow(TwilioAccount account, Uri url) => IsBase(account, url) || IsPlainHttps(url);

    public static bool IsBase(TwilioAccount account, Uri url) => IsSameHost(account.BaseUrl, url);

    public static bool IsSameHost(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0 && other.UserInfo.Length == 0;

    private static bool IsPlainHttps(Uri url) =>
        url is { IsAbsoluteUri: true, HostNameType: UriHostNameType.Dns, IsDefaultPort: true, UserInfo: "" } && url.Scheme == Uri.UriSchemeHttps;
}
