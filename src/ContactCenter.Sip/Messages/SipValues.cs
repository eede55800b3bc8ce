using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>Which provisional response a PRACK is for. RFC 3262 section 7.2.</summary>
/// <param name="Response">The response's RSeq.</param>
/// <param name="Sequence">The number of the request's CSeq.</param>
/// <param name="Method">The method of the request's CSeq.</param>
public readonly record struct SipRAck(uint Response, uint Sequence, SipMethod Method)
{
    /// <summary>As on the wire.</summary>
    public override string ToString() => $"{Response} {Sequence} {Method.Name}";

    internal static bool TryParse(ReadOnlySpan<byte> text, out SipRAck rack)
    {
        rack = default;
        var blank = text.IndexOfAny((byte)' ', (byte)'\t');
        if (blank < 0 || !SipText.TryNumber(text[..blank], uint.MaxValue, out var response) || !SipCSeq.TryParse(SipText.TrimStart(text[blank..]), out var cseq))
        {
            return false;
        }

        rack = new SipRAck(response, cseq.Number, cseq.Method);
        return true;
    }
}

/// <summary>How long a session lives without a refresh, and who refreshes. RFC 4028 section 4.</summary>
/// <param name="Seconds">At least 90.</param>
/// <param name="Refresher"><c>uac</c>, <c>uas</c>, or null where it is left open.</param>
public readonly record struct SipSessionExpires(uint Seconds, string? Refresher)
{
    /// <summary>As on the wire.</summary>
    public override string ToString() => Refresher is null ? $"{Seconds}" : $"{Seconds};refresher={Refresher}";
}

/// <summary>The dialog a call is to take the place of. RFC 3891 section 6.1.</summary>
/// <param name="CallId">Its Call-ID.</param>
/// <param name="ToTag">The tag of the side that gets the request.</param>
/// <param name="FromTag">The tag of the other side.</param>
/// <param name="IsEarlyOnly">True where it is to be taken only while it rings.</param>
public sealed record SipReplaces(string CallId, string ToTag, string FromTag, bool IsEarlyOnly = false)
{
    /// <summary>Reads the header's value, or that of a Refer-To's Replaces.</summary>
    /// <returns>False where a part is missing.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SipReplaces? replaces)
    {
        replaces = null;
        return text is not null && TryParse(Encoding.UTF8.GetBytes(text), out replaces);
    }

    /// <summary>The address of a Refer-To: who calls it takes that call's place. RFC 3891 section 6.1, RFC 5589 section 7.</summary>
    /// <param name="uri">Where the side is that gets the request.</param>
    public SipUri AddTo(SipUri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return SipUri.Parse($"{uri.WithoutHeaders()}?Replaces={Uri.EscapeDataString(ToString())}");
    }

    /// <summary>As on the wire.</summary>
    public override string ToString() => $"{CallId};to-tag={ToTag};from-tag={FromTag}{(IsEarlyOnly ? ";early-only" : "")}";

    internal static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipReplaces? replaces)
    {
        replaces = null;
        var callId = SipText.BeforeParameters(text, out var rest);
        if (!SipText.IsCallId(callId) || SipParameterScanner.Read(rest) is not { } parameters || parameters["to-tag"] is not { } to || parameters["from-tag"] is not { } from)
        {
            return false;
        }

        replaces = new SipReplaces(SipText.Decoded(callId), to, from, parameters.Has("early-only"));
        return true;
    }
}

/// <summary>Why a session ends. RFC 3326 section 2.</summary>
/// <param name="Protocol"><c>SIP</c>, <c>Q.850</c> or another.</param>
/// <param name="Cause">The protocol's number; null where there is none.</param>
/// <param name="Text">For people; null where there is none.</param>
public sealed record SipReason(string Protocol, int? Cause, string? Text)
{
    /// <summary>As on the wire.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Protocol);
        if (Cause is { } cause)
        {
            text.Append(CultureInfo.InvariantCulture, $";cause={cause}");
        }

        return Text is null ? text.ToString() : text.Append(";text=").Append(SipText.Quoted(Text)).ToString();
    }

    internal static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipReason? reason)
    {
        reason = null;
        var protocol = SipText.BeforeParameters(text, out var rest);
        if (!SipText.IsToken(protocol) || SipParameterScanner.Read(rest) is not { } parameters)
        {
            return false;
        }

        int? cause = int.TryParse(parameters["cause"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        reason = new SipReason(SipText.Decoded(protocol), cause, parameters["text"]);
        return true;
    }
}
