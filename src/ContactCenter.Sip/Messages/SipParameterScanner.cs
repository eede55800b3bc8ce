using System.Buffers;
using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>Reads <c>;name=value;name</c> one by one. RFC 3261 section 25.1, generic-param.</summary>
/// <remarks>One semicolon at the very end is taken: phones send it.</remarks>
internal ref struct SipParameterScanner(ReadOnlySpan<byte> text)
{
    /// <summary>What ends a value that is not quoted. More may stand in one than the RFC's tokens and hosts: phones do not quote what they should.</summary>
    private static readonly SearchValues<byte> Enders = SearchValues.Create("\";,<> \t"u8);

    private static readonly SearchValues<char> NotPlain = SearchValues.Create(
        [.. Enumerable.Range(0, 33).Select(static c => (char)c), '"', ';', ',', '<', '>', '\\', '(', ')', '@', '?', '=', '{', '}', '\x7f']);

    private ReadOnlySpan<byte> _rest = SipText.Trim(text);

    /// <summary>True once something could not be read; there is no next one then.</summary>
    public bool Failed { get; private set; }

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Without the quotes, with its escapes; empty where there is none.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public bool HasValue { get; private set; }

    public bool IsQuoted { get; private set; }

    /// <summary>True where a value needs no quotes: a token, or a host.</summary>
    public static bool IsPlain(string value) => value.Length > 0 && Ascii.IsValid(value) && value.AsSpan().IndexOfAny(NotPlain) < 0;

    /// <summary>All of them; null where one cannot be read.</summary>
    public static SipParameters? Read(ReadOnlySpan<byte> text)
    {
        var count = Count(text);
        if (count <= 0)
        {
            return count == 0 ? SipParameters.Empty : null;
        }

        var all = new SipParameter[count];
        var scanner = new SipParameterScanner(text);
        for (var at = 0; scanner.MoveNext(); at++)
        {
            var value = !scanner.HasValue ? null : scanner.IsQuoted ? SipText.Unquoted(scanner.Value) : SipText.Decoded(scanner.Value);
            all[at] = new SipParameter(SipNames.Of(scanner.Name), value, scanner.IsQuoted);
        }

        return new SipParameters(all);
    }

    /// <summary>How many there are; -1 where one cannot be read.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        var scanner = new SipParameterScanner(text);
        var count = 0;
        while (scanner.MoveNext())
        {
            count++;
        }

        return scanner.Failed ? -1 : count;
    }

    public bool MoveNext()
    {
        if (Failed || _rest.IsEmpty)
        {
            return false;
        }

        if (_rest[0] != (byte)';')
        {
            return Fail();
        }

        _rest = SipText.TrimStart(_rest[1..]);
        if (_rest.IsEmpty)
        {
            return false;
        }

        var length = 0;
        while (length < _rest.Length && SipText.IsTokenLetter(_rest[length]))
        {
            length++;
        }

        if (length == 0)
        {
            return Fail();
        }

        Name = _rest[..length];
        _rest = SipText.TrimStart(_rest[length..]);
        (HasValue, IsQuoted) = (false, false);
        Value = default;
        return _rest.IsEmpty || _rest[0] != (byte)'=' || ReadValue();
    }

    private bool ReadValue()
    {
        HasValue = true;
        _rest = SipText.TrimStart(_rest[1..]);
        if (!_rest.IsEmpty && _rest[0] == (byte)'"')
        {
            var close = SipText.ClosingQuote(_rest);
            if (close < 0)
            {
                return Fail();
            }

            IsQuoted = true;
            Value = _rest[1..close];
            _rest = SipText.TrimStart(_rest[(close + 1)..]);
            return true;
        }

        var end = _rest.IndexOfAny(Enders);
        Value = end < 0 ? _rest : _rest[..end];
        if (Value.IsEmpty)
        {
            return Fail();
        }

        _rest = end < 0 ? default : SipText.TrimStart(_rest[end..]);
        return true;
    }

    private bool Fail()
    {
        Failed = true;
        return false;
    }
}
