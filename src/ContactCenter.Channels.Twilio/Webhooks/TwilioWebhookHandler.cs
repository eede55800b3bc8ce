using ContactCenter.Web;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Twilio.Webhooks;

/// <summary>Takes what Twilio posts: messages at <c>ACCOUNT/sms</c>, reports at <c>ACCOUNT/status</c>. Nothing is read from a request before its signature is verified.</summary>
internal sealed class TwilioWebhookHandler(
    TwilioAccounts accounts,
    IEndpointDirectory endpoints,
    IInbox inbox,
    TwilioMetrics metrics,
    ILogger<TwilioWebhookHandler> logger) : IWebhookHandler
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);

    private static readonly WebhookResponse Taken = new(200)
    {
        ContentType = "text/xml; charset=utf-8",
        Body = """<?xml version="1.0" encoding="UTF-8"?><Response/>""",
    };

    public string Path => "twilio";

    /// <summary>1,600 characters, each encoded in 12 bytes, ten pictures and Twilio's own fields take less than 40 KiB.</summary>
    public int MaxBodySizeBytes => 131_072;

    public async ValueTask<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        var slash = request.SubPath.IndexOf('/', StringComparison.Ordinal);
        var kind = slash < 0 ? "" : request.SubPath[(slash + 1)..].TrimEnd('/');
        if (slash < 0 || kind is not ("sms" or "status") || accounts.Find(request.SubPath[..slash]) is not { } account)
        {
            logger.UnknownPath();
            return Answer("other", "unknown", new WebhookResponse(404));
        }

        if (request.Method != "POST")
        {
            return Answer(kind, "malformed", new WebhookResponse(405));
        }

        using var activity = TwilioMetrics.Tracing.StartActivity("twilio.webhook");
        activity?.SetTag("kind", kind);
        var signature = request.Headers.GetValueOrDefault(TwilioSignature.Header);
        if (!request.Headers.GetValueOrDefault("Content-Type", "").StartsWith(Form, StringComparison.OrdinalIgnoreCase))
        {
            return TwilioSignature.IsValid(account.Tokens, request.Url.OriginalString, request.Body.Span, signature)
                ? Malformed(kind, account, "the content type is not " + Form, status: 415)
                : Forged(kind, account);
        }

        if (WebhookForm.TryParse(request.Body.Span) is not { } form)
        {
            return Malformed(kind, account, "the form cannot be read");
        }

        if (!TwilioSignature.IsValid(account.Tokens, request.Url.OriginalString, form, signature))
        {
            return Forged(kind, account);
        }

        return kind == "sms"
            ? await ReceiveAsync(account, form, cancellationToken).ConfigureAwait(false)
            : await ReportAsync(account, request.Url, form, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<WebhookResponse> ReceiveAsync(TwilioAccount account, WebhookForm form, CancellationToken cancellationToken)
    {
        if (WebhookMapping.Sid(form) is not { } sid)
        {
            return Malformed("sms", account, "MessageSid is missing or no SID");
        }

        if (PhoneAddress.TryParse(form["From"]) is not { } from || PhoneAddress.TryParse(form["To"]) is not { } to)
        {
            return Malformed("sms", account, "From or To is missing or no telephone address");
        }

        // An account's signature speaks for its own numbers only, else one tenant's account could write to another tenant.
        if (endpoints.Find(ChannelKind.Sms, to) is not { } endpoint || accounts.For(endpoint) != account)
        {
            logger.UnknownNumber(sid, to.Value, account.Name);
            return Answer("sms", "unknown", new WebhookResponse(404));
        }

        var message = WebhookMapping.Message(endpoint, sid, from, form);
        return await EnterAsync("sms", sid, inbox.ReceiveAsync, message, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<WebhookResponse> ReportAsync(TwilioAccount account, Uri url, WebhookForm form, CancellationToken cancellationToken)
    {
        if (WebhookMapping.Sid(form) is not { } sid)
        {
            return Malformed("status", account, "MessageSid is missing or no SID");
        }

        if (WebhookMapping.State(form["MessageStatus"] ?? form["SmsStatus"]) is not { } state)
        {
            return Answer("status", "ignored", Taken); // a word added later; it is no reason to make Twilio repeat
        }

        var callback = StatusCallback.Parse(url);
        if (callback.FindEndpoint(endpoints, form) is not { } endpoint || accounts.For(endpoint) != account)
        {
            logger.UnknownReport(sid);
            return Answer("status", "unknown", new WebhookResponse(404));
        }

        var report = new DeliveryReport
        {
            Endpoint = endpoint,
            Message = callback.Message,
            ProviderId = sid,
            State = state,
            ErrorCode = WebhookMapping.ErrorCode(form),
        };
        return await EnterAsync("status", sid, inbox.ReportAsync, report, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<WebhookResponse> EnterAsync<T>(
        string kind, string sid, Func<T, CancellationToken, ValueTask<InboxResult>> enter, T what, CancellationToken cancellationToken)
    {
        InboxResult result;
        try
        {
            result = await enter(what, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.DoorFailed(e, sid);
            return Answer(kind, "failed", new WebhookResponse(503) { RetryAfter = DefaultRetryAfter });
        }

        if (!result.IsDurable)
        {
            logger.NotTaken(sid);
            return Answer(kind, "refused", new WebhookResponse(503) { RetryAfter = result.RetryAfter ?? DefaultRetryAfter });
        }

        return Answer(kind, result.Status == InboxStatus.Repeated ? "repeated" : "accepted", Taken);
    }

    private WebhookResponse Forged(string kind, TwilioAccount account)
    {
        logger.Forged(account.Name);
        return Answer(kind, "forged", new WebhookResponse(403));
    }

    private WebhookResponse Malformed(string kind, TwilioAccount account, string reason, int status = 400)
    {
        logger.Malformed(account.Name, reason);
        return Answer(kind, "malformed", new WebhookResponse(status));
    }

    private WebhookResponse Answer(string kind, string outcome, WebhookResponse response)
    {
        metrics.Received(kind, outcome);
        return response;
    }
}
