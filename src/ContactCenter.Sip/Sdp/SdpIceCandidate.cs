using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ContactCenter.Sip.Sdp;

/// <summary>An address at which an m-line may be reached. RFC 8839 section 5.1.</summary>
/// <param name="Foundation">Equal for candidates found the same way.</param>
/// <param name="Component">1 for RTP, 2 for RTCP; up to 256.</param>
/// <param name="Transport"><c>UDP</c>, <c>TCP</c> or another, as it came.</param>
/// <param name="Priority">Higher is better.</param>
/// <param name="Host">An address, or a name such as browsers hide theirs behind.</param>
/// <param name="Port">0 to 65535.</param>
/// <param name="Kind"><c>host</c>, <c>srflx</c>, <c>prflx</c>, <c>relay</c> or another.</param>
/// <param name="RelatedHost">Of which it was derived; null without.</param>
/// <param name="RelatedPort">Of which it was derived; null without.</param>
/// <param name="Extensions">What follows, as it came; empty without.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpIceCandidate(
    string Foundation, int Component, string Transport, uint Priority, string Host, int Port, string Kind, string? RelatedHost = null, int? RelatedPort = null, string Extensions = "")
{
    /// <summary>Reads what stands behind <c>a=candidate:</c>.</summary>
    /// <param name="text">Such as <c>1 1 UDP 2130706431 192.0.2.1 8998 typ host</c>.</param>
    /// <param name="candidate">What it says; null on failure.</param>
    /// <returns>False when it is malformed.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SdpIceCandidate? candidate)
    {
        candidate = null;
        var rest = text.Trim(" \t");
        var foundation = SdpText.NextWord(ref rest);
        var numbersAreGood = int.TryParse(SdpText.NextWord(ref rest), NumberStyles.None, CultureInfo.InvariantCulture, out var component);
        var transport = SdpText.NextWord(ref rest);
        numbersAreGood &= uint.TryParse(SdpText.NextWord(ref rest), NumberStyles.None, CultureInfo.InvariantCulture, out var priority);
        var host = SdpText.NextWord(ref rest);
        numbersAreGood &= ushort.TryParse(SdpText.NextWord(ref rest), NumberStyles.None, CultureInfo.InvariantCulture, out var port);
        var typ = SdpText.NextWord(ref rest);
        var kind = SdpText.NextWord(ref rest);
        if (!numbersAreGood || component is < 1 or > 256 || foundation.Length > 32 || !typ.Equals("typ", StringComparison.OrdinalIgnoreCase) || kind.IsEmpty)
        {
            return false;
        }

        string? relatedHost = null;
        int? relatedPort = null;
        if (rest.StartsWith("raddr ", StringComparison.OrdinalIgnoreCase))
        {
            SdpText.NextWord(ref rest);
            relatedHost = SdpText.NextWord(ref rest).ToString();
            if (relatedHost.Length == 0 || !SdpText.NextWord(ref rest).Equals("rport", StringComparison.OrdinalIgnoreCase)
                || !ushort.TryParse(SdpText.NextWord(ref rest), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            relatedPort = number;
        }

        candidate = new SdpIceCandidate(foundation.ToString(), component, transport.ToString(), priority, host.ToString(), port, kind.ToString(), relatedHost, relatedPort, rest.ToString());
        return true;
    }

    /// <summary>What stands behind <c>a=candidate:</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Foundation} {Component} {Transport} {Priority} {Host} {Port} typ {Kind}{(RelatedHost is null ? "" : $" raddr {RelatedHost} rport {RelatedPort}")}{(Extensions.Length > 0 ? " " + Extensions : "")}");
}
