using Microsoft.Extensions.Logging;

namespace ContactCenter.AspNetCore;

/// <summary>Log messages of webhooks: 4000 to 4019.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(4000, LogLevel.Error, "The webhook '{Webhook}' threw; its caller got 500.")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string webhook);

    [LoggerMessage(4001, LogLevel.Warning, "The webhook '{Webhook}' was refused with 503: the log cannot take entries.")]
    public static partial void LogIsUnavailable(ILogger logger, Exception exception, string webhook);

    [LoggerMessage(4002, LogLevel.Information, "A request to the webhook '{Webhook}' was refused with {Status} while its body was read.")]
    public static partial void BodyRefused(ILogger logger, string webhook, int status);
}
