using ContactCenter.Channels.Twilio.Api;
using ContactCenter.Channels.Twilio.Text;
using ContactCenter.Channels.Twilio.Webhooks;
using ContactCenter.Readiness;
using ContactCenter.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Twilio;

/// <summary>SMS and MMS through Twilio.</summary>
internal sealed class TwilioSmsChannel(
    TwilioAccounts accounts,
    TwilioApi api,
    MediaClient media,
    IWebhookUrls urls,
    IOptions<TwilioOptions> options,
    TimeProvider time,
    ILogger<TwilioSmsChannel> logger) : IChannel, ICatchUp, IReconcile, IMessagePlan, IMediaSource, IMediaSender, IEndpointCheck, ISessionStart
{
    /// <summary>What Twilio takes: at most 5 MB together, and of the types it lists those that can be told by their content.</summary>
    private static readonly MediaLimits Limits = new(
        WebhookMapping.MaxMedia,
        5_000_000,
        ["image/jpeg", "image/png", "image/gif", "video/mp4", "video/3gpp", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/amr", "application/pdf", "text/vcard"]);

    private readonly SentMessageSearch _search = new(api, options.Value, time, logger);
    private readonly InboundSweep _sweep = new(api, logger);
    private readonly NumberCheck _number = new(accounts, api, urls);

    public ChannelKind Kind => ChannelKind.Sms;

    public AddressKind? StartsTo => AddressKind.Phone;

    public MediaLimits MediaLimits => Limits;

    public string? FindFault(Endpoint endpoint)
    {
        if (endpoint.Address.Kind != AddressKind.Phone || !PhoneAddress.IsSender(endpoint.Address.Value))
        {
            return $"Endpoint '{endpoint.Id}' of tenant '{endpoint.Tenant}' has the address '{endpoint.Address.Value}', which is no SMS sender; "
                + "give it a number in E.164 (+390612345678), a short code or an alphanumeric sender.";
        }

        return accounts.For(endpoint) is null
            ? $"No Twilio account serves endpoint '{endpoint.Id}' of tenant '{endpoint.Tenant}'; add {endpoint.Address.Value} under {TwilioOptions.Section}:Accounts:NAME:Numbers."
            : null;
    }

    public MessagePlan Plan(string text) => TwilioText.Plan(text);

    public async ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var activity = TwilioMetrics.Tracing.StartActivity("twilio.send");
        activity?.SetTag("contactcenter.message.id", message.Id.ToString());
        if (accounts.For(message.Endpoint) is not { } account)
        {
            return Refuse(message, "twilio-no-account");
        }

        if (message.Text.Length > TwilioText.MaxLength)
        {
            return Refuse(message, "twilio-21617"); // Twilio's own number for it
        }

        var outcome = await api.SendAsync(account, Form(account, message), cancellationToken).ConfigureAwait(false);
        switch (outcome)
        {
            case SendOutcome.Accepted accepted:
                logger.Sent(message.Id, accepted.ProviderId);
                break;
            case SendOutcome.Refused refused:
                logger.Refused(message.Id, refused.Code, refused.IsTransient);
                if (refused.Code is "twilio-20003" or "twilio-401" or "twilio-403")
                {
                    logger.SignInRefused(account.Name, refused.Code);
                }

                break;
            case SendOutcome.Unknown unknown:
                logger.InDoubt(message.Id, unknown.Code);
                break;
        }

        return outcome;
    }

    public async ValueTask<SendOutcome> FindAsync(OutboundMessage message, DateTimeOffset attemptedAt, Func<string, bool> isOurs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(isOurs);
        using var activity = TwilioMetrics.Tracing.StartActivity("twilio.find");
        var account = accounts.For(message.Endpoint) ?? throw TwilioErrors.NoAccount(message.Endpoint.Id);
        return await _search.FindAsync(account, message, attemptedAt, isOurs, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<int> SweepAsync(Endpoint endpoint, DateTimeOffset since, IInbox inbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(inbox);
        using var activity = TwilioMetrics.Tracing.StartActivity("twilio.sweep");
        var account = accounts.For(endpoint) ?? throw TwilioErrors.NoAccount(endpoint.Id);
        return await _sweep.RunAsync(account, endpoint, since, inbox, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<MediaFetch> FetchAsync(Endpoint endpoint, MediaReference medium, long maxSizeBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(medium);
        using var activity = TwilioMetrics.Tracing.StartActivity("twilio.media");
        if (accounts.For(endpoint) is not { } account)
        {
            return new MediaFetch.Refused("twilio-no-account", IsTransient: true); // its number may be added again
        }

        var fetch = await media.FetchAsync(account, medium.Url, maxSizeBytes, cancellationToken).ConfigureAwait(false);
        if (fetch is MediaFetch.Refused { Code: "twilio-401" } refused)
        {
            logger.SignInRefused(account.Name, refused.Code);
        }

        return fetch;
    }

    public async ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        using var activity = TwilioMetrics.Tracing.StartActivity("twilio.check");
        return await _number.RunAsync(endpoint, cancellationToken).ConfigureAwait(false);
    }

    private SendOutcome.Refused Refuse(OutboundMessage message, string code)
    {
        logger.Refused(message.Id, code, transient: false);
        return new SendOutcome.Refused(code, IsTransient: false);
    }

    private List<KeyValuePair<string, string>> Form(TwilioAccount account, OutboundMessage message)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("To", message.To.Value),
            new("From", message.Endpoint.Address.Value),
            new("StatusCallback", urls.For(StatusCallback.For(account, message)).AbsoluteUri),
        ];
        if (account.MessagingServiceSid is { } service)
        {
            form.Add(new("MessagingServiceSid", service));
        }

        if (message.Text.Length > 0)
        {
            form.Add(new("Body", message.Text));
        }

        if (!message.Media.IsDefault)
        {
            form.AddRange(message.Media.Take(WebhookMapping.MaxMedia).Select(media => KeyValuePair.Create("MediaUrl", media.Url.AbsoluteUri)));
        }

        return form;
    }
}
