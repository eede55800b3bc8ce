using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>Holds the headers everything depends on to their grammar, and finds what is missing or stands twice.</summary>
/// <remarks>Other headers are taken as they are; who needs one finds out then. RFC 3261 section 8.2.2.</remarks>
internal struct SipHeaderCheck(SipLimits limits)
{
    private readonly SipLimits _limits = limits;
    private Seen _seen;
    private int _vias;
    private int _contacts;
    private int _routes;
    private SipMethod _cseqMethod;

    [Flags]
    private enum Seen
    {
        None = 0,
        From = 1,
        To = 2,
        CallId = 4,
        CSeq = 8,
        MaxForwards = 16,
        ContentType = 32,
        ContentLength = 64,
    }

    public readonly bool HasVia => _vias > 0;

    public int? ContentLength { get; private set; }

    /// <summary>False where the line cannot even go into an answer.</summary>
    public bool Read(SipHeaderName name, ReadOnlySpan<byte> value, int offset, ref SipReading reading)
    {
        if (!name.IsKnown)
        {
            return true;
        }

        if (ReferenceEquals(name, SipHeaderName.Via))
        {
            return Vias(value, offset, ref reading);
        }

        if (ReferenceEquals(name, SipHeaderName.From))
        {
            return Once(Seen.From, name, offset, ref reading) && One(name, value, offset, ref reading);
        }

        if (ReferenceEquals(name, SipHeaderName.To))
        {
            return Once(Seen.To, name, offset, ref reading) && One(name, value, offset, ref reading);
        }

        if (ReferenceEquals(name, SipHeaderName.CallId))
        {
            return Once(Seen.CallId, name, offset, ref reading) && (SipText.IsCallId(value) || Bad(name, value, offset, ref reading));
        }

        if (ReferenceEquals(name, SipHeaderName.CSeq))
        {
            return Once(Seen.CSeq, name, offset, ref reading) && CSeq(value, offset, ref reading);
        }

        if (ReferenceEquals(name, SipHeaderName.Contact))
        {
            return value.SequenceEqual("*"u8) ? _contacts++ == 0 || Bad(name, value, offset, ref reading) : Addresses(name, value, offset, ref _contacts, ref reading);
        }

        if (ReferenceEquals(name, SipHeaderName.Route) || ReferenceEquals(name, SipHeaderName.RecordRoute))
        {
            return Addresses(name, value, offset, ref _routes, ref reading);
        }

        if (ReferenceEquals(name, SipHeaderName.ContentLength))
        {
            return Once(Seen.ContentLength, name, offset, ref reading) && Length(value, offset, ref reading);
        }

        if (ReferenceEquals(name, SipHeaderName.MaxForwards))
        {
            return Once(Seen.MaxForwards, name, offset, ref reading) && (SipText.IsDigits(value) || Bad(name, value, offset, ref reading));
        }

        return !ReferenceEquals(name, SipHeaderName.ContentType) || Once(Seen.ContentType, name, offset, ref reading);
    }

    /// <summary>What only shows at the end.</summary>
    public readonly void End(SipMethod? method, ref SipReading reading, int offset)
    {
        var missing = !HasVia ? SipHeaderName.Via
            : (_seen & Seen.From) == Seen.None ? SipHeaderName.From
            : (_seen & Seen.To) == Seen.None ? SipHeaderName.To
            : (_seen & Seen.CallId) == Seen.None ? SipHeaderName.CallId
            : (_seen & Seen.CSeq) == Seen.None ? SipHeaderName.CSeq
            : null;
        if (missing is not null)
        {
            reading.Fault(SipFaultCode.MissingHeader, offset, $"{missing} is missing.");
        }
        else if (method is { } asked && asked != _cseqMethod)
        {
            reading.Fault(SipFaultCode.MethodMismatch, offset, $"CSeq names {SipText.Shown(_cseqMethod.Name)} and the request is {SipText.Shown(asked.Name)}.");
        }
    }

    private bool Vias(ReadOnlySpan<byte> value, int offset, ref SipReading reading)
    {
        for (var list = new SipList(value); list.MoveNext();)
        {
            if (++_vias > _limits.ListValues)
            {
                // The answer carries them all back, within the head's limit.
                TooMany(SipHeaderName.Via, offset, ref reading);
                return true;
            }

            if (!SipVia.TryScan(list.Current, out _, out _, out _, out var parameters))
            {
                _vias--;
                return Bad(SipHeaderName.Via, list.Current, offset, ref reading);
            }

            if (!AreParameters(parameters))
            {
                // The host is there: the answer carries the line back as it came.
                Bad(SipHeaderName.Via, list.Current, offset, ref reading);
                return true;
            }
        }

        return true;
    }

    private readonly bool One(SipHeaderName name, ReadOnlySpan<byte> value, int offset, ref SipReading reading)
    {
        if (!IsAddress(value) || !IsTag(value))
        {
            Bad(name, value, offset, ref reading);
        }

        // An answer carries it back as it came.
        return true;
    }

    private readonly bool Addresses(SipHeaderName name, ReadOnlySpan<byte> value, int offset, ref int count, ref SipReading reading)
    {
        for (var list = new SipList(value); list.MoveNext();)
        {
            if (++count > _limits.ListValues)
            {
                return TooMany(name, offset, ref reading);
            }

            if (!IsAddress(list.Current))
            {
                return Bad(name, list.Current, offset, ref reading);
            }
        }

        return true;
    }

    private readonly bool IsAddress(ReadOnlySpan<byte> value) =>
        SipAddress.TryScan(value, out _, out var uri, out var parameters)
        && uri.Length <= _limits.UriBytes && SipUriParts.TryScan(uri, out _) && AreParameters(parameters);

    /// <summary>A tag has a value, and it is a word: half of a dialog's name is nothing to guess. RFC 3261 section 25.1, tag-param.</summary>
    private static bool IsTag(ReadOnlySpan<byte> value)
    {
        SipAddress.TryScan(value, out _, out _, out var parameters);
        for (var scanner = new SipParameterScanner(parameters); scanner.MoveNext();)
        {
            if (Ascii.EqualsIgnoreCase(scanner.Name, "tag"u8) && (!scanner.HasValue || scanner.IsQuoted))
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool AreParameters(ReadOnlySpan<byte> parameters) => SipParameterScanner.Count(parameters) is >= 0 and var count && count <= _limits.Parameters;

    private bool CSeq(ReadOnlySpan<byte> value, int offset, ref SipReading reading)
    {
        if (!SipCSeq.TryParse(value, out var cseq))
        {
            Bad(SipHeaderName.CSeq, value, offset, ref reading);
            return true;
        }

        _cseqMethod = cseq.Method;
        return true;
    }

    private bool Length(ReadOnlySpan<byte> value, int offset, ref SipReading reading)
    {
        if (!SipText.TryNumber(value, int.MaxValue, out var length))
        {
            reading.Fault(SipFaultCode.ContentLength, offset, $"Content-Length is '{SipText.Shown(value)}', which is no number of bytes.");
            return false;
        }

        ContentLength = (int)length;
        return true;
    }

    private bool Once(Seen what, SipHeaderName name, int offset, ref SipReading reading)
    {
        if ((_seen & what) != Seen.None)
        {
            reading.Fault(SipFaultCode.RepeatedHeader, offset, $"{name} stands again.");
            return false;
        }

        _seen |= what;
        return true;
    }

    private static bool Bad(SipHeaderName name, ReadOnlySpan<byte> value, int offset, ref SipReading reading)
    {
        reading.Fault(SipFaultCode.HeaderValue, offset, $"{name} is '{SipText.Shown(value)}', which cannot be read.");
        return false;
    }

    private readonly bool TooMany(SipHeaderName name, int offset, ref SipReading reading)
    {
        reading.Fault(SipFaultCode.Limit, offset, $"{name} has more than {_limits.ListValues} values.", 513);
        return false;
    }
}
