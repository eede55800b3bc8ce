using System.Security.Cryptography;
using System.Text;
using ContactCenter.Channels.Voice.Lines;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Texting;

/// <summary>Takes texts that came by MESSAGE in through the center's door. Thread-safe.</summary>
internal sealed class TextDoor(IInbox inbox, IEndpointDirectory endpoints, ILogger<TextDoor> logger)
{
    private const int MaxProviderId = 256;
    private const int MaxAddress = 200;

    /// <summary>The channel.</summary>
    public static ChannelKind Kind { get; } = new("sip-message");

    /// <summary>The kind of address of who writes from no telephone number: <c>user@trunk</c>.</summary>
    private static AddressKind Sip { get; } = new("sip");

    /// <summary>By which line an address is reached, and how it is called there; null where it is none of ours.</summary>
    public static (string Line, string To)? LineTo(Address address) =>
        address.Kind == AddressKind.Phone && address.Value.Length is > 0 and <= MaxAddress ? (LineNames.Any, address.Value)
        : address.Kind == Sip && address.Value.LastIndexOf('@') is > 0 and var at && at < address.Value.Length - 1 ? (address.Value[(at + 1)..], address.Value[..at])
        : null;

    /// <summary>Takes a text in.</summary>
    /// <returns>What its sender is answered: 200 once it is durable, 404 for a number that takes no texts, 433 for a sender without an address, 503 when the center cannot write now.</returns>
    public async Task<int> ReceiveAsync(SipText text)
    {
        if (text.Line == LineNames.Phone || endpoints.Find(Kind, Address.Phone(text.To)) is not { } endpoint)
        {
            logger.NoTexts(text.Line);
            return 404;
        }

        if (AddressOf(text) is not { } from)
        {
            return 433; // RFC 5079
        }

        var result = await inbox.ReceiveAsync(new InboundMessage { Endpoint = endpoint, ProviderId = Short($"{text.Line};{text.Id}"), From = from, Text = text.Text }).ConfigureAwait(false);
        return result.IsDurable ? 200 : 503;
    }

    private static Address? AddressOf(SipText text) =>
        text.From.Length is 0 or > MaxAddress ? null
        : text.From[0] == '+' && !text.From.AsSpan(1).ContainsAnyExceptInRange('0', '9') ? Address.Phone(text.From)
        : new Address(Sip, $"{text.From}@{text.Line}");

    private static string Short(string id) => id.Length <= MaxProviderId ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}

/// <summary>Log messages about texts.</summary>
internal static partial class TextLog
{
    [LoggerMessage(6470, LogLevel.Warning, "A text came by the line '{Line}' to a number that takes no texts; it is refused with 404. If it should, add an endpoint of the channel sip-message with its number in E.164")]
    public static partial void NoTexts(this ILogger logger, string line);
}
