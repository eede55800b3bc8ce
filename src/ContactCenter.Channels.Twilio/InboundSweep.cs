using System.Collections.Immutable;
using ContactCenter.Channels.Twilio.Api;
using ContactCenter.Channels.Twilio.Text;
using ContactCenter.Channels.Twilio.Webhooks;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Twilio;

/// <summary>Takes in what customers wrote while nobody answered the webhooks. The door recognises what it has already by the SID.</summary>
internal sealed class InboundSweep(TwilioApi api, ILogger logger)
{
    /// <summary>The most a sweep holds in memory, about 20 MB: days of a busy number.</summary>
    public const int MaxMessages = MaxPages * TwilioApi.PageSize;

    private const int MaxPages = 100;

    /// <summary>Twilio's times have whole seconds, and clocks differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(TwilioAccount account, Endpoint endpoint, DateTimeOffset since, IInbox inbox, CancellationToken cancellationToken)
    {
        var from = since - Skew;
        var listed = new List<MessageResource>();
        var pages = 0;
        await foreach (var page in api.ListAsync(account, endpoint.Address.Value, from: null, from, cancellationToken).ConfigureAwait(false))
        {
            if (pages++ == MaxPages)
            {
                break;
            }

            listed.AddRange(page.Where(message => message is { Direction: "inbound", Sid.Length: > 0 } && (TwilioDate.TryParse(message.DateCreated) ?? since) >= from));
        }

        listed.Reverse(); // the list is newest first; conversations are read the other way
        var taken = 0;
        foreach (var message in listed)
        {
            if (await EnterAsync(account, endpoint, message, inbox, cancellationToken).ConfigureAwait(false))
            {
                taken++;
            }
        }

        logger.Swept(endpoint.Tenant, endpoint.Id, listed.Count, taken);
        return pages > MaxPages ? throw TwilioErrors.TooMany(MaxMessages) : listed.Count;
    }

    private async Task<bool> EnterAsync(TwilioAccount account, Endpoint endpoint, MessageResource message, IInbox inbox, CancellationToken cancellationToken)
    {
        if (PhoneAddress.TryParse(message.From) is not { } sender)
        {
            logger.Malformed(account.Name, "a listed message has no telephone address as its sender");
            return false;
        }

        ImmutableArray<MediaReference> media = message.NumMedia > 0
            ? [.. (await api.MediaAsync(account, message.Sid!, cancellationToken).ConfigureAwait(false)).Take(WebhookMapping.MaxMedia)]
            : [];
        var result = await inbox.ReceiveAsync(
            new InboundMessage
            {
                Endpoint = endpoint,
                ProviderId = message.Sid!,
                From = sender,
                Text = CustomerText.Clean(message.Body ?? ""),
                SentAt = TwilioDate.TryParse(message.DateSent),
                Media = media,
            },
            cancellationToken).ConfigureAwait(false);
        return result.IsDurable ? result.Status == InboxStatus.Accepted : throw TwilioErrors.Door(result.RetryAfter);
    }
}
