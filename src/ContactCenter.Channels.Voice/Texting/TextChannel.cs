using System.Globalization;
using System.Text;
using ContactCenter.Channels.Voice.Lines;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice.Texting;

/// <summary>
/// Texts by SIP MESSAGE (RFC 3428), as SMS goes: an endpoint of the channel <c>sip-message</c> with a number of ours takes texts, and answers go out by the trunk that is best for the number.
/// What became of a text is the answer of the next hop, and no report comes after it. Thread-safe.
/// </summary>
internal sealed class TextChannel(ISipTexts texts, IOptions<VoiceOptions> options) : IChannel, ISessionStart, IMessagePlan
{
    public ChannelKind Kind => TextDoor.Kind;

    public AddressKind? StartsTo => AddressKind.Phone;

    public string? FindFault(Endpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Address.Kind != AddressKind.Phone
            ? $"Endpoint '{endpoint.Id}' of tenant '{endpoint.Tenant}' has an address of the kind '{endpoint.Address.Kind}'; an endpoint of the channel {TextDoor.Kind} has a telephone number, in E.164."
            : options.Value.Trunks.Count == 0
                ? $"Endpoint '{endpoint.Id}' of tenant '{endpoint.Tenant}' is a number for texts, and no trunk is configured; add one under {VoiceOptions.Section}:Trunks."
                : null;
    }

    public MessagePlan Plan(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = TextParts.Of(text);
        var octets = Encoding.UTF8.GetByteCount(text);
        return new MessagePlan(
            parts.Length,
            "UTF-8",
            octets,
            parts.IsEmpty ? TextParts.MaxOctets : TextParts.MaxOctets - Encoding.UTF8.GetByteCount(parts[^1]),
            parts.Length > TextParts.MaxParts ? $"The text takes {parts.Length} messages; shorten it to {TextParts.MaxParts}." : null);
    }

    public async ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var parts = TextParts.Of(message.Text);
        if (parts.Length is 0 or > TextParts.MaxParts)
        {
            return new SendOutcome.Refused(parts.IsEmpty ? "text-empty" : "text-too-long", IsTransient: false);
        }

        if (TextDoor.LineTo(message.To) is not var (line, to))
        {
            return new SendOutcome.Refused("no-address", IsTransient: false);
        }

        for (var i = 0; i < parts.Length; i++)
        {
            // The same text is the same Call-ID when it is tried again: who has it already can tell.
            var id = string.Create(CultureInfo.InvariantCulture, $"{message.Id.Value:N}-{i + 1}");
            var outcome = await SendAsync(new SipText(line, message.Endpoint.Address.Value, to, parts[i], id), cancellationToken).ConfigureAwait(false);
            if (outcome is SendOutcome.Refused refused && i > 0)
            {
                return new SendOutcome.Unknown($"partly-{refused.Code}"); // what came before is with the customer
            }

            if (outcome is not null)
            {
                return outcome;
            }
        }

        return new SendOutcome.Accepted($"{message.Id.Value:N}");
    }

    /// <summary>Sends one part; null when it is taken.</summary>
    private async ValueTask<SendOutcome?> SendAsync(SipText text, CancellationToken cancellationToken)
    {
        int? status;
        try
        {
            status = await texts.SendTextAsync(text, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new SendOutcome.Unknown("no-answer");
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException or ObjectDisposedException)
        {
            return new SendOutcome.Refused(e is FormatException or ArgumentException ? "no-address" : "telephone-not-started", IsTransient: e is not (FormatException or ArgumentException));
        }

        return status switch
        {
            null => new SendOutcome.Refused("no-line", IsTransient: true, TimeSpan.FromSeconds(30)),
            >= 200 and < 300 => null,
            408 or 504 => new SendOutcome.Unknown(Code(status.Value)), // it may have arrived, and the answer not
            503 => new SendOutcome.Refused(Code(status.Value), IsTransient: true, TimeSpan.FromSeconds(30)),
            var other => new SendOutcome.Refused(Code(other.Value), IsTransient: false),
        };
    }

    private static string Code(int status) => string.Create(CultureInfo.InvariantCulture, $"sip-{status}");
}
