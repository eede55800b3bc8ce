using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace ContactCenter.Channels.Voice;

/// <summary>One address SIP listens on, as <see cref="VoiceOptions.Listen"/> writes it.</summary>
internal sealed record VoiceListen(VoiceTransport Transport, IPEndPoint Address)
{
    /// <summary>What there is where nothing is configured.</summary>
    private static readonly VoiceListen Usual = new(VoiceTransport.Udp, new IPEndPoint(IPAddress.Any, 5060));

    /// <summary>Where to listen, by the options as they were validated.</summary>
    public static IReadOnlyList<VoiceListen> Of(VoiceOptions options) =>
        options.Listen.Count == 0 ? [Usual] : [.. options.Listen.OrderBy(static l => l.Key, StringComparer.Ordinal).Select(static l => TryParse(l.Value, out var listen) ? listen : Usual)];

    public static bool TryParse(string? text, [NotNullWhen(true)] out VoiceListen? listen)
    {
        listen = text?.Split(':', 2) is [var kind, var address]
            && Enum.TryParse<VoiceTransport>(kind, ignoreCase: true, out var transport) && Enum.IsDefined(transport) && !char.IsAsciiDigit(kind.FirstOrDefault())
            && address.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(address, out var endPoint)
                ? new VoiceListen(transport, endPoint)
                : null;
        return listen is not null;
    }
}
