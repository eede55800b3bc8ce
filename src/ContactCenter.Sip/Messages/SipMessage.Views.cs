using System.Collections.Immutable;
using System.Text;

namespace ContactCenter.Sip.Messages;

/// <content>What the headers mean. Those that are read for each message are kept once they were asked for.</content>
public abstract partial class SipMessage
{
    private SipVia? _topVia;
    private SipAddress? _from;
    private SipAddress? _to;
    private string? _callId;
    private string? _fromTag;
    private string? _toTag;

    /// <value>The first Via; null only in a message that was built without one. RFC 3261 section 20.42.</value>
    public SipVia? TopVia => _topVia ??= First(SipHeaderName.Via) is { IsEmpty: false } text && SipVia.TryParse(text, out var via) ? via : null;

    /// <value>Who asks. RFC 3261 section 20.20.</value>
    /// <exception cref="InvalidOperationException">It is missing or cannot be read, which is so in an answer of <see cref="SipFault.Answer"/> alone.</exception>
    public SipAddress From => _from ??= Required(SipHeaderName.From);

    /// <value>Who is asked. RFC 3261 section 20.39.</value>
    /// <exception cref="InvalidOperationException">It is missing or cannot be read, which is so in an answer of <see cref="SipFault.Answer"/> alone.</exception>
    public SipAddress To => _to ??= Required(SipHeaderName.To);

    /// <value>The tag of who asks, without reading the rest of From; null where there is none. RFC 3261 section 19.3.</value>
    public string? FromTag => _fromTag ??= _from is { } read ? read.Tag : Tag(SipHeaderName.From);

    /// <value>The tag of who is asked, without reading the rest of To; null where there is none. RFC 3261 section 19.3.</value>
    public string? ToTag => _toTag ??= _to is { } read ? read.Tag : Tag(SipHeaderName.To);

    /// <value>The name of the dialog or registration. RFC 3261 section 20.8.</value>
    public string CallId => _callId ??= Header(SipHeaderName.CallId) ?? "";

    /// <value>The number and method. RFC 3261 section 20.16.</value>
    public SipCSeq CSeq { get; }

    /// <value>How many hops are left, 0 to 255; null where it is not there or not such a number. RFC 3261 section 20.22.</value>
    public int? MaxForwards => (int?)Number(SipHeaderName.MaxForwards, 255);

    /// <value>Seconds; null where it is not there or no number up to 2³² − 1. RFC 3261 section 20.19.</value>
    public uint? Expires => Number(SipHeaderName.Expires, uint.MaxValue);

    /// <value>Seconds; null where it is not there or no number. RFC 3261 section 20.23.</value>
    public uint? MinExpires => Number(SipHeaderName.MinExpires, uint.MaxValue);

    /// <value>The number of a reliable provisional response, 1 to 2³² − 1; null where it is not there or no such number. RFC 3262 section 7.1.</value>
    public uint? RSeq => Number(SipHeaderName.RSeq, uint.MaxValue) is { } number and > 0 ? number : null;

    /// <value>True where Contact is the asterisk: all registrations. RFC 3261 section 10.2.2.</value>
    public bool IsContactWildcard => Bytes(SipHeaderName.Contact).SequenceEqual("*"u8);

    /// <summary>All Vias, from the last hop to the first.</summary>
    public ImmutableArray<SipVia> Vias()
    {
        var vias = ImmutableArray.CreateBuilder<SipVia>();
        foreach (ref readonly var line in Lines)
        {
            if (ReferenceEquals(line.Name, SipHeaderName.Via))
            {
                for (var list = new SipList(line.Bytes.Span); list.MoveNext();)
                {
                    if (SipVia.TryParse(list.Current, out var via))
                    {
                        vias.Add(via);
                    }
                }
            }
        }

        return vias.DrainToImmutable();
    }

    /// <summary>The first address of a header such as Contact, Refer-To or P-Asserted-Identity; null where there is none that can be read.</summary>
    public SipAddress? Address(SipHeaderName name) => SipAddress.TryParse(First(name), out var address) ? address : null;

    /// <summary>All addresses of a header such as Contact, Route, Record-Route, P-Asserted-Identity, Diversion or History-Info, in order.</summary>
    /// <remarks>What cannot be read is left out; the parser has refused messages with such a Contact, Route or Record-Route.</remarks>
    public ImmutableArray<SipAddress> Addresses(SipHeaderName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var addresses = ImmutableArray.CreateBuilder<SipAddress>();
        foreach (ref readonly var line in Lines)
        {
            if (!line.Name.Equals(name))
            {
                continue;
            }

            for (var list = new SipList(line.Bytes.Span); list.MoveNext();)
            {
                // From, To and their like are no lists: a comma in a name without quotes is part of it.
                if (SipAddress.TryParse(name.IsList ? list.Current : line.Bytes.Span, out var address))
                {
                    addresses.Add(address);
                }

                if (!name.IsList)
                {
                    break;
                }
            }
        }

        return addresses.DrainToImmutable();
    }

    /// <summary>The tokens of a header such as Allow, Supported, Require or Unsupported, in order; what is no token is left out.</summary>
    public ImmutableArray<string> Tokens(SipHeaderName name) => Values(name).RemoveAll(static v => !SipText.IsToken(v));

    /// <summary>True where a header such as Supported names this token, in any case.</summary>
    public bool HasToken(SipHeaderName name, string token)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (ref readonly var line in Lines)
        {
            if (!line.Name.Equals(name))
            {
                continue;
            }

            for (var list = new SipList(line.Bytes.Span); list.MoveNext();)
            {
                if (Ascii.EqualsIgnoreCase(list.Current, token))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The first value of a name, where a comma parts its values.</summary>
    internal ReadOnlySpan<byte> First(SipHeaderName name)
    {
        var line = Bytes(name);
        if (!name.IsList)
        {
            return line;
        }

        var list = new SipList(line);
        return list.MoveNext() ? list.Current : default;
    }

    private string? Tag(SipHeaderName name)
    {
        if (SipAddress.TryScan(Bytes(name), out _, out _, out var parameters))
        {
            for (var scanner = new SipParameterScanner(parameters); scanner.MoveNext();)
            {
                if (Ascii.EqualsIgnoreCase(scanner.Name, "tag"u8))
                {
                    return scanner.HasValue ? SipText.Decoded(scanner.Value) : null;
                }
            }
        }

        return null;
    }

    private SipAddress Required(SipHeaderName name) =>
        SipAddress.TryParse(Bytes(name), out var address)
            ? address
            : throw new InvalidOperationException($"{name} is missing or cannot be read: this is the answer to a request that could not be read.");

    private uint? Number(SipHeaderName name, uint most) => SipText.TryNumber(Bytes(name), most, out var number) ? number : null;
}
