namespace ContactCenter.Web;

/// <summary>The URLs under which the outside reaches this host; from configuration, never from a request. Thread-safe.</summary>
public interface IWebhookUrls
{
    /// <summary>The public URL of a webhook.</summary>
    /// <param name="relative">The handler's path and what follows it, such as <c>twilio/main/status?m=1</c>; no leading slash.</param>
    Uri For(string relative);
}
