using System.Globalization;
using System.Net;

namespace ContactCenter.Channels.Twilio.Api;

/// <summary>
/// What Twilio's answer to a send means. Only an answer that proves it makes a message "refused": 4xx, and 503 with Retry-After (by RFC 9110
/// section 15.6.4 the server says it did not handle the request and when to come again). Every other 5xx may come from a gateway after the
/// message was taken, so its outcome is unknown and is looked up before anything is repeated.
/// </summary>
internal static class SendAnswer
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    public static async Task<SendOutcome> ReadAsync(HttpResponseMessage response, int maxSizeBytes, TimeProvider time, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            var message = await BoundedContent.ReadAsync(response.Content, TwilioJson.Default.MessageResource, maxSizeBytes, cancellationToken).ConfigureAwait(false);
            return message?.Sid is { Length: > 0 and <= 64 } sid
                ? new SendOutcome.Accepted(sid)
                : new SendOutcome.Unknown("twilio-unreadable-answer");
        }

        switch (response.StatusCode)
        {
            case HttpStatusCode.TooManyRequests:
                return new SendOutcome.Refused("twilio-429", IsTransient: true, RetryAfter(response, time) ?? DefaultRetryAfter);
            case HttpStatusCode.ServiceUnavailable when RetryAfter(response, time) is { } wait:
                return new SendOutcome.Refused("twilio-503", IsTransient: true, wait);
            case HttpStatusCode.RequestTimeout:
            case >= HttpStatusCode.InternalServerError:
                return new SendOutcome.Unknown(FormattableString.Invariant($"twilio-{status}"));
            default:
                return new SendOutcome.Refused(await CodeAsync(response, status, maxSizeBytes, cancellationToken).ConfigureAwait(false), IsTransient: false);
        }
    }

    /// <summary>How long the answer asks to wait, at most an hour; null when it does not ask.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait is null ? null : TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, 0, MaxRetryAfter.Ticks));
    }

    /// <summary>Twilio's own error number, such as <c>twilio-21610</c>; the HTTP status when there is none. The status alone has decided already.</summary>
    private static async Task<string> CodeAsync(HttpResponseMessage response, int status, int maxSizeBytes, CancellationToken cancellationToken)
    {
        ErrorResource? error = null;
        try
        {
            error = await BoundedContent.ReadAsync(response.Content, TwilioJson.Default.ErrorResource, maxSizeBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The connection broke inside the explanation.
        }

        return "twilio-" + (error?.Code ?? status).ToString(CultureInfo.InvariantCulture);
    }
}
