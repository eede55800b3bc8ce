using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Channels.Twilio.Text;

namespace ContactCenter.Channels.Twilio.Webhooks;

/// <summary>From Twilio's words to ours.</summary>
internal static class WebhookMapping
{
    /// <summary>The most media a message has (the contract's limit and Twilio's).</summary>
    public const int MaxMedia = 10;

    public static InboundMessage Message(Endpoint endpoint, string sid, Address from, WebhookForm form) => new()
    {
        Endpoint = endpoint,
        ProviderId = sid,
        From = from,
        Text = CustomerText.Clean(form["Body"] ?? ""),
        Media = Media(form),
    };

    /// <summary>The message's SID, or null when there is none of a SID's form.</summary>
    public static string? Sid(WebhookForm form) =>
        (form["MessageSid"] ?? form["SmsSid"]) is { Length: > 0 and <= 64 } sid && sid.All(char.IsAsciiLetterOrDigit) ? sid : null;

    /// <summary>How far the message has come; null for a word that says nothing about it.</summary>
    public static DeliveryState? State(string? word) => word switch
    {
        "accepted" or "scheduled" or "queued" or "sending" => DeliveryState.Accepted,
        "sent" => DeliveryState.Sent,
        "delivered" => DeliveryState.Delivered,
        "read" => DeliveryState.Read,
        "undelivered" or "failed" or "canceled" => DeliveryState.Failed,
        _ => null,
    };

    /// <summary>Twilio's error number as <c>twilio-30003</c>, or null.</summary>
    public static string? ErrorCode(WebhookForm form) => CustomerText.Word(form["ErrorCode"], maxLength: 16) is { } code ? $"twilio-{code}" : null;

    /// <summary>A picture's content type: the provider's word, or that nothing is known.</summary>
    public static string ContentType(string? word) => CustomerText.Word(word, maxLength: 128) ?? "application/octet-stream";

    private static ImmutableArray<MediaReference> Media(WebhookForm form)
    {
        if (!int.TryParse(form["NumMedia"], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return [];
        }

        var media = ImmutableArray.CreateBuilder<MediaReference>();
        for (var i = 0; i < Math.Min(count, MaxMedia); i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            if (Uri.TryCreate(form["MediaUrl" + number], UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp))
            {
                media.Add(new MediaReference(url, ContentType(form["MediaContentType" + number])));
            }
        }

        return media.ToImmutable();
    }
}
