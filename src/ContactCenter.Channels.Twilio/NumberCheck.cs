using System.Globalization;
using ContactCenter.Channels.Twilio.Api;
using ContactCenter.Readiness;
using ContactCenter.Web;

namespace ContactCenter.Channels.Twilio;

/// <summary>Whether an endpoint's number is ours at Twilio and its messages come here. Asks one list that any credentials that can send may read.</summary>
internal sealed class NumberCheck(TwilioAccounts accounts, TwilioApi api, IWebhookUrls urls)
{
    private static readonly TimeSpan ClockAllowed = TimeSpan.FromSeconds(2);

    public async ValueTask<IReadOnlyList<ReadinessFinding>> RunAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var number = endpoint.Address.Value;
        if (accounts.For(endpoint) is not { } account)
        {
            return [ReadinessFinding.Failed("twilio.no-account", $"No Twilio account serves {number}.", $"Add {number} under {TwilioOptions.Section}:Accounts:NAME:Numbers and start again.", number)];
        }

        if (!number.StartsWith('+'))
        {
            return [ReadinessFinding.Warning("twilio.not-a-number", $"{number} is a short code or a name; Twilio's list of numbers does not have it.", "Send a message from it and to it yourself.", number)];
        }

        try
        {
            var (found, clock) = await api.NumberAsync(account, number, cancellationToken).ConfigureAwait(false);
            var findings = new List<ReadinessFinding> { ReadinessFinding.Ok("twilio.account", $"Twilio takes the sign-in of account '{account.Name}'.", account.Name) };
            if (clock is { } offset)
            {
                findings.Add(Clock(offset));
            }

            findings.AddRange(found is null ? [Missing(account, number)] : Number(account, found));
            return findings;
        }
        catch (ChannelException e)
        {
            return [Refused(account, e)];
        }
    }

    private static ReadinessFinding Refused(TwilioAccount account, ChannelException e) => e.Code == "CC3002" && !e.IsTransient
        ? ReadinessFinding.Failed(
            "twilio.sign-in", $"Twilio refuses the sign-in of account '{account.Name}'.", $"Compare AccountSid and AuthTokens (or ApiKeySid) under {TwilioOptions.Section}:Accounts:{account.Name} with Twilio's console, and see there whether the account is active.", account.Name)
        : ReadinessFinding.Failed(
            "twilio.unreachable", $"Twilio cannot be asked for account '{account.Name}' ({e.Code}).", $"Check the network and {TwilioOptions.Section}:Accounts:{account.Name}:BaseUrl, then run the checks again.", account.Name, e.Code ?? "");

    private static ReadinessFinding Missing(TwilioAccount account, string number) => ReadinessFinding.Failed(
        "twilio.number-missing", $"{number} does not belong to the Twilio account '{account.Name}'.", "Buy or move the number in Twilio's console, or correct the endpoint's address.", number, account.Name);

    private static ReadinessFinding Clock(ClockOffset offset)
    {
        var seconds = offset.Ahead.TotalSeconds.ToString("+0.0;-0.0", CultureInfo.InvariantCulture);
        return offset.IsBeyond(ClockAllowed)
            ? ReadinessFinding.Warning("clock.carrier", $"Twilio's clock is {seconds} s from this machine's.", "Have the machine's clock set by NTP (timedatectl set-ntp true).", "Twilio", seconds)
            : ReadinessFinding.Ok("clock.agrees", "This machine's clock agrees with Twilio's.", "Twilio");
    }

    private IEnumerable<ReadinessFinding> Number(TwilioAccount account, NumberResource found)
    {
        var number = found.PhoneNumber!;
        yield return found.Capabilities?.Sms == true
            ? ReadinessFinding.Ok("twilio.number", $"{number} belongs to the account and carries SMS.", number)
            : ReadinessFinding.Failed("twilio.not-sms", $"{number} cannot carry SMS.", "Get a number with SMS in Twilio's console; this one is for calls.", number);

        var ours = urls.For($"twilio/{account.Name}/sms").AbsoluteUri;
        if (account.MessagingServiceSid is not null || found.SmsApplicationSid is { Length: > 0 })
        {
            yield return ReadinessFinding.Warning(
                "twilio.webhook-elsewhere", $"A messaging service or an application decides where messages to {number} go.", $"See in Twilio's console that it posts to {ours}.", number, ours);
        }
        else if (!string.Equals(found.SmsUrl, ours, StringComparison.Ordinal))
        {
            var theirs = string.IsNullOrEmpty(found.SmsUrl) ? "-" : found.SmsUrl;
            yield return ReadinessFinding.Failed(
                "twilio.webhook-wrong", $"Twilio sends messages to {number} to {theirs}, not to {ours}.", $"Set 'A message comes in' of the number to {ours} (HTTP POST) in Twilio's console, or correct ContactCenter:Web:PublicUrl.", number, theirs, ours);
        }
        else if (!string.Equals(found.SmsMethod, "POST", StringComparison.OrdinalIgnoreCase))
        {
            yield return ReadinessFinding.Failed(
                "twilio.webhook-method", $"Twilio sends messages to {number} by {found.SmsMethod}.", "Set 'A message comes in' of the number to HTTP POST in Twilio's console.", number, found.SmsMethod ?? "");
        }
        else
        {
            yield return ReadinessFinding.Ok("twilio.webhook", $"Messages to {number} come here.", number);
        }
    }
}
