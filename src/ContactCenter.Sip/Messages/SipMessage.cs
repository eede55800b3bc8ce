using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ContactCenter.Sip.Messages;

/// <summary>A request or a response: headers in order, and a body. RFC 3261 section 7.</summary>
/// <remarks>
/// Immutable; safe to share among threads. Values stay bytes of the one buffer the message was read into, and become text or structures when they are
/// asked for. Content-Length is not among the headers: it is always the length of <see cref="Body"/>, and written so.
/// </remarks>
public abstract partial class SipMessage
{
    private readonly SipHeader[] _headers;

    private protected SipMessage(SipHeader[] headers, ReadOnlyMemory<byte> body)
    {
        (_headers, Body) = (headers, body);
        if (Bytes(SipHeaderName.CSeq) is { IsEmpty: false } text && SipCSeq.TryParse(text, out var cseq))
        {
            CSeq = cseq;
        }
    }

    /// <value>The headers in order, each line one.</value>
    public ImmutableArray<SipHeader> Headers => ImmutableCollectionsMarshal.AsImmutableArray(_headers);

    /// <value>The body; it belongs to the message and must not be changed.</value>
    public ReadOnlyMemory<byte> Body { get; }

    internal ReadOnlySpan<SipHeader> Lines => _headers;

    /// <summary>True where there is a line of this name.</summary>
    public bool Has(SipHeaderName name) => Find(name) >= 0;

    /// <summary>The value of the first line of this name; null where there is none.</summary>
    public string? Header(SipHeaderName name) => Find(name) is var at and >= 0 ? _headers[at].Value : null;

    /// <summary>The value of the first line of this name as bytes; empty where there is none.</summary>
    public ReadOnlySpan<byte> Bytes(SipHeaderName name) => Find(name) is var at and >= 0 ? _headers[at].Bytes.Span : default;

    /// <summary>All values of a name, in order: each line, and where the name is a list, each value of a line.</summary>
    public ImmutableArray<string> Values(SipHeaderName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var values = ImmutableArray.CreateBuilder<string>();
        foreach (ref readonly var line in _headers.AsSpan())
        {
            if (!line.Name.Equals(name))
            {
                continue;
            }

            if (!name.IsList)
            {
                values.Add(line.Value);
                continue;
            }

            for (var list = new SipList(line.Bytes.Span); list.MoveNext();)
            {
                if (!list.Current.IsEmpty)
                {
                    values.Add(SipText.Decoded(list.Current));
                }
            }
        }

        return values.DrainToImmutable();
    }

    /// <value>How many bytes <see cref="WriteTo"/> writes.</value>
    public int WireLength => SipWriter.LengthOf(this);

    /// <summary>Writes the message as it goes to the wire: full names, one space behind the colon, no folds, Content-Length last.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var length = SipWriter.LengthOf(this);
        SipWriter.Write(this, writer.GetSpan(length)[..length]);
        writer.Advance(length);
    }

    /// <summary>The bytes of <see cref="WriteTo"/>.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[SipWriter.LengthOf(this)];
        SipWriter.Write(this, bytes);
        return bytes;
    }

    /// <summary>The start line.</summary>
    public override string ToString() => StartLine;

    /// <summary>The start line as on the wire, without its end.</summary>
    internal abstract string StartLine { get; }

    internal int Find(SipHeaderName name)
    {
        var headers = _headers;
        for (var at = 0; at < headers.Length; at++)
        {
            if (ReferenceEquals(headers[at].Name, name))
            {
                return at;
            }
        }

        if (name.IsKnown)
        {
            return -1;
        }

        return Array.FindIndex(headers, header => header.Name.Equals(name));
    }

    /// <summary>The headers with another first value of Via.</summary>
    private protected SipHeader[] WithFirstVia(SipVia via)
    {
        var at = Find(SipHeaderName.Via);
        if (at < 0)
        {
            throw new InvalidOperationException("The message has no Via to stamp.");
        }

        var line = _headers[at].Bytes;
        var list = new SipList(line.Span);
        list.MoveNext();
        var stamped = SipWriter.Value(SipHeaderName.Via, via.ToString());
        byte[] value = list.MoveNext() ? [.. stamped, .. ", "u8, .. line.Span[list.Start..]] : stamped;
        var headers = (SipHeader[])_headers.Clone();
        headers[at] = new SipHeader(SipHeaderName.Via, value);
        return headers;
    }

    /// <summary>The headers with one more Via before all others.</summary>
    private protected SipHeader[] WithOneMoreVia(SipVia via) =>
        [new SipHeader(SipHeaderName.Via, SipWriter.Value(SipHeaderName.Via, via.ToString())), .. _headers];
}
