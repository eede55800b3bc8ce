using System.Collections.Immutable;

namespace ContactCenter.Sip.Messages;

/// <content>The headers of sessions, transfers and refusals. Each is read when it is asked for.</content>
public abstract partial class SipMessage
{
    /// <value>What the body is; null where it does not say or cannot be read. RFC 3261 section 20.15.</value>
    public SipMediaType? ContentType => SipMediaType.TryParse(Bytes(SipHeaderName.ContentType), out var type) ? type : null;

    /// <value>Which provisional response a PRACK is for. RFC 3262 section 7.2.</value>
    public SipRAck? RAck => SipRAck.TryParse(Bytes(SipHeaderName.RAck), out var rack) ? rack : null;

    /// <value>The session's time and who refreshes it; null where it is not there or cannot be read. RFC 4028 section 4.</value>
    public SipSessionExpires? SessionExpires
    {
        get
        {
            var seconds = SipText.BeforeParameters(Bytes(SipHeaderName.SessionExpires), out var rest);
            return SipText.TryNumber(seconds, uint.MaxValue, out var number) && SipParameterScanner.Read(rest) is { } parameters
                ? new SipSessionExpires(number, parameters["refresher"]?.ToLowerInvariant())
                : null;
        }
    }

    /// <value>The least a session's time may be, in seconds; null where it is not there or no number. RFC 4028 section 5.</value>
    public uint? MinSE => SipText.TryNumber(SipText.BeforeParameters(Bytes(SipHeaderName.MinSE), out _), uint.MaxValue, out var seconds) ? seconds : null;

    /// <value>The dialog to be replaced. RFC 3891 section 6.1.</value>
    public SipReplaces? Replaces => SipReplaces.TryParse(Bytes(SipHeaderName.Replaces), out var replaces) ? replaces : null;

    /// <value>Seconds until it is worth trying again; null where it is not there or no number. Its comment and duration are left aside. RFC 3261 section 20.33.</value>
    public uint? RetryAfter
    {
        get
        {
            var text = Bytes(SipHeaderName.RetryAfter);
            var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            return SipText.TryNumber(end < 0 ? text : text[..end], uint.MaxValue, out var seconds) ? seconds : null;
        }
    }

    /// <summary>Why the session ends, by each protocol that knows. What cannot be read is left out. RFC 3326.</summary>
    public ImmutableArray<SipReason> Reasons()
    {
        var reasons = ImmutableArray.CreateBuilder<SipReason>();
        foreach (ref readonly var line in Lines)
        {
            if (ReferenceEquals(line.Name, SipHeaderName.Reason))
            {
                for (var list = new SipList(line.Bytes.Span); list.MoveNext();)
                {
                    if (SipReason.TryParse(list.Current, out var reason))
                    {
                        reasons.Add(reason);
                    }
                }
            }
        }

        return reasons.DrainToImmutable();
    }
}
