using ContactCenter.Channels.Twilio.Api;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Twilio;

/// <summary>
/// Finds out from Twilio's list what became of an attempt whose answer was lost. The list does not carry our key, so a message is recognised by
/// sender, receiver, text and time; what fits but cannot be told apart stays unknown.
/// </summary>
internal sealed class SentMessageSearch(TwilioApi api, TwilioOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>How far Twilio's clock and ours may differ; its times have whole seconds.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>2,000 messages between one sender and one receiver since the attempt are more than there can be.</summary>
    private const int MaxPages = 20;

    private const string TrialPrefix = "Sent from your Twilio trial account - ";

    public async Task<SendOutcome> FindAsync(
        TwilioAccount account, OutboundMessage message, DateTimeOffset attemptedAt, Func<string, bool> isOurs, CancellationToken cancellationToken)
    {
        var askedAt = time.GetUtcNow(); // before the list is read: what is taken later may be missing in it
        var (candidates, complete) = await CandidatesAsync(account, message, attemptedAt, cancellationToken).ConfigureAwait(false);
        candidates.RemoveAll(candidate => isOurs(candidate.Sid!));
        var exact = candidates.FindAll(candidate => Normalise(candidate.Body) == Normalise(message.Text) && (candidate.NumMedia ?? 0) == (message.Media.IsDefault ? 0 : message.Media.Length));

        SendOutcome outcome = (exact.Count, candidates.Count) switch
        {
            (1, _) => new SendOutcome.Accepted(exact[0].Sid!),
            (0, 0) when complete => new SendOutcome.Refused("twilio-not-found", IsTransient: true),
            _ => new SendOutcome.Unknown("twilio-ambiguous"),
        };

        var settlesIn = attemptedAt + options.SettleTime - askedAt;
        if (outcome is SendOutcome.Refused && settlesIn > TimeSpan.Zero)
        {
            throw TwilioErrors.TooEarly(settlesIn < options.SettleTime ? settlesIn : options.SettleTime); // less than it, unless the clock went back
        }

        logger.Reconciled(message.Id, exact.Count, candidates.Count - exact.Count, TwilioMetrics.Name(outcome));
        return outcome;
    }

    /// <summary>What was sent to this receiver about the time of the attempt. Not asked by date: a queued message has no date of sending yet.</summary>
    private async Task<(List<MessageResource> Candidates, bool Complete)> CandidatesAsync(
        TwilioAccount account, OutboundMessage message, DateTimeOffset attemptedAt, CancellationToken cancellationToken)
    {
        var (from, until) = (attemptedAt - Skew, attemptedAt + options.RequestTimeout + Skew);
        var candidates = new List<MessageResource>();
        var pages = 0;
        await foreach (var page in api.ListAsync(account, message.To.Value, message.Endpoint.Address.Value, sentFrom: null, cancellationToken).ConfigureAwait(false))
        {
            foreach (var listed in page)
            {
                if (listed.Sid is null || TwilioDate.TryParse(listed.DateCreated) is not { } created)
                {
                    return (candidates, Complete: false);
                }

                if (created < from)
                {
                    return (candidates, Complete: true);
                }

                if (created <= until && listed.Direction == "outbound-api")
                {
                    candidates.Add(listed);
                }
            }

            if (++pages == MaxPages)
            {
                return (candidates, Complete: false);
            }
        }

        return (candidates, Complete: true);
    }

    private static string Normalise(string? text)
    {
        var normal = (text ?? "").ReplaceLineEndings("\n").Trim();
        return normal.StartsWith(TrialPrefix, StringComparison.Ordinal) ? normal[TrialPrefix.Length..] : normal;
    }
}
