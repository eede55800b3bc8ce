namespace ContactCenter.Sip.Messages;

/// <summary>A message in the making: headers are added, replaced and removed, then it is built.</summary>
/// <typeparam name="TSelf">The builder itself, so that calls chain.</typeparam>
/// <remarks>For one thread. Nothing that is given to it can end a line: CR, LF and NUL are refused.</remarks>
public abstract class SipMessageBuilder<TSelf>
    where TSelf : SipMessageBuilder<TSelf>
{
    private protected SipMessageBuilder(SipMessage? from)
    {
        if (from is not null)
        {
            Lines.AddRange(from.Lines);
            BodyBytes = from.Body;
        }
    }

    internal List<SipHeader> Lines { get; } = new(16);

    private protected ReadOnlyMemory<byte> BodyBytes { get; private set; }

    /// <summary>Adds a line behind all others.</summary>
    /// <exception cref="ArgumentException">The value holds CR, LF or NUL, or the name is Content-Length.</exception>
    public TSelf Add(SipHeaderName name, string value)
    {
        Lines.Add(Line(name, value));
        return (TSelf)this;
    }

    /// <summary>Adds an address behind all other lines.</summary>
    /// <exception cref="ArgumentException">A parameter holds what cannot stand in a header.</exception>
    public TSelf Add(SipHeaderName name, SipAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Add(name, address.ToString());
    }

    /// <summary>Adds a line as it came with another message.</summary>
    public TSelf Add(SipHeader header)
    {
        if (header.Name == SipHeaderName.ContentLength || header.Bytes.Span.IndexOfAny((byte)'\r', (byte)'\n') >= 0)
        {
            throw new ArgumentException($"{header.Name} cannot be added: it is Content-Length, or more than one line.", nameof(header));
        }

        Lines.Add(header);
        return (TSelf)this;
    }

    /// <summary>Adds a line before all others of its name, or behind all lines where there is none.</summary>
    /// <exception cref="ArgumentException">The value holds CR, LF or NUL, or the name is Content-Length.</exception>
    public TSelf Prepend(SipHeaderName name, string value)
    {
        var line = Line(name, value);
        var at = IndexOf(name);
        Lines.Insert(at < 0 ? Lines.Count : at, line);
        return (TSelf)this;
    }

    /// <summary>One line of this name: in the place of the first there is, or behind all lines.</summary>
    /// <exception cref="ArgumentException">The value holds CR, LF or NUL, or the name is Content-Length.</exception>
    public TSelf Set(SipHeaderName name, string value)
    {
        var line = Line(name, value);
        var at = IndexOf(name);
        if (at < 0)
        {
            Lines.Add(line);
            return (TSelf)this;
        }

        Lines[at] = line;
        for (var other = Lines.Count - 1; other > at; other--)
        {
            if (Lines[other].Name.Equals(name))
            {
                Lines.RemoveAt(other);
            }
        }

        return (TSelf)this;
    }

    /// <summary>One line of this name with an address.</summary>
    /// <exception cref="ArgumentException">A parameter holds what cannot stand in a header.</exception>
    public TSelf Set(SipHeaderName name, SipAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Set(name, address.ToString());
    }

    /// <summary>Removes all lines of this name.</summary>
    public TSelf Remove(SipHeaderName name)
    {
        Lines.RemoveAll(line => line.Name.Equals(name));
        return (TSelf)this;
    }

    /// <summary>Sets the body and its Content-Type.</summary>
    /// <param name="body">Belongs to the message from now on.</param>
    /// <param name="contentType">Such as <c>application/sdp</c>.</param>
    public TSelf Body(ReadOnlyMemory<byte> body, string contentType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(contentType);
        BodyBytes = body;
        return Set(SipHeaderName.ContentType, contentType);
    }

    /// <summary>Adds a part behind the body there is, which becomes the first of <c>multipart/mixed</c>. RFC 5621 section 3.</summary>
    /// <param name="part">Its headers, such as Content-Type and Content-ID, and its bytes.</param>
    /// <exception cref="ArgumentException">A header of it holds CR, LF or NUL.</exception>
    public TSelf Attach(SipBodyPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var headers = Lines.Where(static l => l.Name.Text.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)).ToArray();
        var (body, type) = BodyBytes.IsEmpty ? SipMultipart.Write(part) : SipMultipart.Write(new SipBodyPart([.. headers], BodyBytes), part);
        return NoBody().Body(body, type);
    }

    /// <summary>Sets the body alone: the headers that speak of it have been copied.</summary>
    internal TSelf Carry(ReadOnlyMemory<byte> body)
    {
        BodyBytes = body;
        return (TSelf)this;
    }

    /// <summary>Removes the body and the headers that speak of it.</summary>
    public TSelf NoBody()
    {
        BodyBytes = default;
        Lines.RemoveAll(static line => line.Name.Text.StartsWith("Content-", StringComparison.OrdinalIgnoreCase));
        return (TSelf)this;
    }

    private protected void Check()
    {
        Check(SipHeaderName.From, static text => SipAddress.TryParse(text, out SipAddress? _));
        Check(SipHeaderName.To, static text => SipAddress.TryParse(text, out SipAddress? _));
        Check(SipHeaderName.CallId, SipText.IsCallId);
        Check(SipHeaderName.CSeq, static text => SipCSeq.TryParse(text, out _));
    }

    private void Check(SipHeaderName name, Func<ReadOnlySpan<byte>, bool> isGood)
    {
        var at = IndexOf(name);
        if (at < 0 || !isGood(Lines[at].Bytes.Span))
        {
            throw new InvalidOperationException(at < 0 ? $"{name} is missing; set it before building." : $"{name} is '{SipText.Shown(Lines[at].Bytes.Span)}', which cannot be read; set it before building.");
        }
    }

    private int IndexOf(SipHeaderName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Lines.FindIndex(line => line.Name.Equals(name));
    }

    private static SipHeader Line(SipHeaderName name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        return name == SipHeaderName.ContentLength
            ? throw new ArgumentException("Content-Length cannot be set; it is the length of the body.", nameof(name))
            : new SipHeader(name, SipWriter.Value(name, value));
    }
}

/// <summary>A request in the making.</summary>
/// <remarks>For one thread.</remarks>
public sealed class SipRequestBuilder : SipMessageBuilder<SipRequestBuilder>
{
    private readonly SipMethod _method;
    private SipUri _uri;

    /// <summary>An empty request. <see cref="SipRequest.Create"/> begins with what each must have.</summary>
    public SipRequestBuilder(SipMethod method, SipUri uri)
        : base(null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        (_method, _uri) = (method, uri);
    }

    internal SipRequestBuilder(SipRequest request)
        : base(request) => (_method, _uri) = (request.Method, request.Uri);

    /// <summary>Replaces the Request-URI.</summary>
    public SipRequestBuilder To(SipUri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        _uri = uri;
        return this;
    }

    /// <summary>The request.</summary>
    /// <exception cref="InvalidOperationException">From, To, Call-ID or CSeq is missing or cannot be read, or CSeq names another method.</exception>
    public SipRequest Build()
    {
        Check();
        var request = new SipRequest(_method, _uri, [.. Lines], BodyBytes);
        return request.CSeq.Method == _method
            ? request
            : throw new InvalidOperationException($"CSeq names {request.CSeq.Method} and the request is {_method}; set it to the same method.");
    }
}

/// <summary>A response in the making.</summary>
/// <remarks>For one thread.</remarks>
public sealed class SipResponseBuilder : SipMessageBuilder<SipResponseBuilder>
{
    private readonly int _status;
    private readonly string _reason;

    internal SipResponseBuilder(SipResponse response)
        : base(response) => (_status, _reason) = (response.Status, response.Reason);

    internal SipResponseBuilder(int status, string? reason)
        : base(null)
    {
        if (reason?.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw new ArgumentException($"The reason has a line end or a NUL at position {reason.AsSpan().IndexOfAny('\r', '\n', '\0')}; it is one line.", nameof(reason));
        }

        _status = status is >= 100 and <= 699 ? status : throw new ArgumentOutOfRangeException(nameof(status), status, $"{status} is no status; it is 100 to 699.");
        _reason = reason ?? SipStatus.Reason(status);
    }

    /// <summary>The response.</summary>
    /// <exception cref="InvalidOperationException">From, To, Call-ID or CSeq is missing or cannot be read.</exception>
    public SipResponse Build() => Build(isChecked: true);

    /// <summary>Without the check for answers to what could be read in part alone.</summary>
    internal SipResponse Build(bool isChecked)
    {
        if (isChecked)
        {
            Check();
        }

        return new SipResponse(_status, _reason, [.. Lines], BodyBytes);
    }
}
