using System.Diagnostics.CodeAnalysis;

namespace ContactCenter.Sip.Messages;

/// <content>Equality. RFC 3261 section 19.1.4, RFC 3966 section 4.</content>
public sealed partial class SipUri
{
    /// <summary>What makes two URIs different when one has it and the other has not. RFC 3261 section 19.1.4.</summary>
    private static readonly string[] Telling = ["user", "ttl", "method", "maddr", "transport"];

    /// <summary>True for the same address.</summary>
    public static bool operator ==(SipUri? left, SipUri? right) => left is null ? right is null : left.Equals(right);

    /// <summary>The opposite of equality.</summary>
    public static bool operator !=(SipUri? left, SipUri? right) => !(left == right);

    /// <inheritdoc />
    public bool Equals([NotNullWhen(true)] SipUri? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || Scheme != other.Scheme)
        {
            return false;
        }

        return _parts.Kind switch
        {
            SipUriKind.Sip => SameUser(other) && Port == other.Port && string.Equals(Host, other.Host, StringComparison.OrdinalIgnoreCase)
                && SameParameters(other) && SameHeaders(other),
            SipUriKind.Tel => SameNumber(other) && SameTelParameters(other),
            _ => _text.AsSpan(_parts.SchemeLength).SequenceEqual(other._text.AsSpan(other._parts.SchemeLength)),
        };
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SipUri);

    /// <summary>The same for equal URIs; parameters and headers have no part in it.</summary>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Scheme);
        if (_parts.Kind == SipUriKind.Sip)
        {
            hash.Add(_parts.Port);
            hash.Add(Host, StringComparer.OrdinalIgnoreCase);
            for (var units = new Units(RawUser); units.MoveNext();)
            {
                hash.Add(units.Current);
            }
        }
        else
        {
            foreach (var letter in _parts.Kind == SipUriKind.Tel ? RawUser : _text.AsSpan(_parts.SchemeLength))
            {
                if (_parts.Kind != SipUriKind.Tel || !IsSeparator(letter))
                {
                    hash.Add(_parts.Kind == SipUriKind.Tel ? char.ToUpperInvariant(letter) : letter);
                }
            }
        }

        return hash.ToHashCode();
    }

    private ReadOnlySpan<char> RawUser => _parts.UserStart < 0 ? default : _text.AsSpan(_parts.UserStart, _parts.UserLength);

    private bool SameUser(SipUri other) =>
        _parts.UserStart < 0 == other._parts.UserStart < 0 && _parts.PasswordStart < 0 == other._parts.PasswordStart < 0
        && Units.Same(RawUser, other.RawUser)
        && (_parts.PasswordStart < 0 || Units.Same(
            _text.AsSpan(_parts.PasswordStart, _parts.PasswordLength), other._text.AsSpan(other._parts.PasswordStart, other._parts.PasswordLength)));

    private bool SameParameters(SipUri other)
    {
        foreach (var parameter in Parameters)
        {
            if (other.Parameters.Has(parameter.Name) && !string.Equals(Parameters[parameter.Name], other.Parameters[parameter.Name], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return Array.TrueForAll(Telling, name => Parameters.Has(name) == other.Parameters.Has(name));
    }

    private bool SameHeaders(SipUri other)
    {
        if (!HasHeaders && !other.HasHeaders)
        {
            return true;
        }

        var (mine, others) = (Sorted(this), Sorted(other));
        return mine.Count == others.Count && mine.Zip(others).All(static pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal));

        static List<string> Sorted(SipUri uri) =>
            [.. uri.Headers.Select(static h => h.Key.ToUpperInvariant() + ": " + h.Value).Order(StringComparer.Ordinal)];
    }

    private bool SameNumber(SipUri other)
    {
        var mine = RawUser;
        var others = other.RawUser;
        var (i, j) = (0, 0);
        while (true)
        {
            i = Skipped(mine, i);
            j = Skipped(others, j);
            if (i == mine.Length || j == others.Length)
            {
                return i == mine.Length && j == others.Length;
            }

            if (char.ToUpperInvariant(mine[i++]) != char.ToUpperInvariant(others[j++]))
            {
                return false;
            }
        }

        static int Skipped(ReadOnlySpan<char> text, int at)
        {
            while (at < text.Length && IsSeparator(text[at]))
            {
                at++;
            }

            return at;
        }
    }

    private bool SameTelParameters(SipUri other) =>
        Parameters.Count == other.Parameters.Count
        && Parameters.All(p => other.Parameters.Has(p.Name) && string.Equals(Parameters[p.Name], other.Parameters[p.Name], StringComparison.OrdinalIgnoreCase));

    private static bool IsSeparator(char letter) => letter is '-' or '.' or '(' or ')';

    /// <summary>The letters of a part: an escape is its letter, unless that is reserved. RFC 3261 section 19.1.4.</summary>
    private ref struct Units(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        /// <summary>The letter; 256 more for a reserved one that is escaped.</summary>
        public int Current { get; private set; }

        public static bool Same(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
        {
            var mine = new Units(left);
            var others = new Units(right);
            while (true)
            {
                var (one, another) = (mine.MoveNext(), others.MoveNext());
                if (!one || !another)
                {
                    return one == another;
                }

                if (mine.Current != others.Current)
                {
                    return false;
                }
            }
        }

        public bool MoveNext()
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            if (_rest[0] == '%')
            {
                var letter = (SipEscapes.HexOf(_rest[1]) << 4) | SipEscapes.HexOf(_rest[2]);
                Current = letter < 128 && ";/?:@&=+$,".Contains((char)letter) ? letter + 256 : letter;
                _rest = _rest[3..];
            }
            else
            {
                Current = _rest[0];
                _rest = _rest[1..];
            }

            return true;
        }
    }
}
