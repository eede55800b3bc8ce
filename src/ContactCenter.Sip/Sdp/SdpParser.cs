using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ContactCenter.Sip.Sdp;

/// <summary>
/// Reads descriptions of strangers. It puts up with what does no harm (missing s= and t=, any line end, spaces behind a line, unknown lines) and refuses what would send
/// media to the wrong place or under a wrong number. RFC 8866 section 9.
/// </summary>
public static class SdpParser
{
    /// <summary>Reads a description. No input makes it throw.</summary>
    /// <param name="text">The body of the message, UTF-8; octets that are not become U+FFFD.</param>
    /// <param name="limits">How much is read.</param>
    /// <param name="session">The description; null on failure.</param>
    /// <param name="fault">Why not.</param>
    /// <returns>Whether it is a description.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, SdpLimits limits, [NotNullWhen(true)] out SdpSession? session, out SdpFault fault)
    {
        ArgumentNullException.ThrowIfNull(limits);
        session = null;
        if (text.Length > limits.MaxBytes)
        {
            fault = new SdpFault(0, $"the description has {text.Length} octets; {limits.MaxBytes} are the most");
            return false;
        }

        if (text.Contains((byte)0))
        {
            fault = new SdpFault(0, "the description has a NUL in it");
            return false;
        }

        var reading = new Reading(limits);
        var number = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + (text[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
            number++;
            if (line.IsEmpty)
            {
                continue;
            }

            if ((line.Length > limits.MaxLineBytes ? $"it has {line.Length} octets; {limits.MaxLineBytes} are the most" : reading.Take(line)) is { } reason)
            {
                fault = new SdpFault(number, reason);
                return false;
            }
        }

        session = reading.Finish(out var missing);
        fault = missing is null ? default : new SdpFault(0, missing);
        return session is not null;
    }

    /// <summary>What has been read so far. Each step says what is wrong, or null.</summary>
    private sealed class Reading(SdpLimits limits)
    {
        private readonly List<SdpTime> _times = [];
        private readonly List<SdpBandwidth> _bandwidths = [];
        private readonly List<SdpAttribute> _attributes = [];
        private readonly List<SdpMedia> _medias = [];
        private bool _begun;
        private SdpOrigin? _origin;
        private string _name = "-";
        private SdpAddress? _connection;
        private SdpSession? _session;
        private SdpMedia? _media;

        public string? Take(ReadOnlySpan<byte> line)
        {
            if (line.Length < 2 || line[1] != '=' || line[0] is not (>= (byte)'a' and <= (byte)'z'))
            {
                return "it is not a small letter, = and a value";
            }

            var value = Encoding.UTF8.GetString(line[2..]);
            if (!_begun)
            {
                _begun = line[0] == 'v' && value.AsSpan().Trim(" \t") is "0";
                return _begun ? null : "a description begins with v=0";
            }

            return (char)line[0] switch
            {
                'v' => "v= stands twice; one description at a time",
                'o' => Origin(value),
                's' => Name(value),
                'c' => Connection(value),
                'b' => Bandwidth(value),
                't' => Time(value),
                'a' => Attribute(value),
                'm' => Media(value),
                _ => null,
            };
        }

        public SdpSession? Finish(out string? missing)
        {
            Close();
            missing = !_begun ? "it is empty; a description begins with v=0" : _origin is null ? "it has no o= line" : null;
            return missing is null ? _session! with { Media = [.. _medias] } : null;
        }

        private string? Origin(string value)
        {
            var rest = value.AsSpan();
            var (user, id, version) = (SdpText.NextWord(ref rest).ToString(), SdpText.NextWord(ref rest).ToString(), SdpText.NextWord(ref rest).ToString());
            if (_origin is not null || _media is not null)
            {
                return "o= stands twice, or behind an m= line";
            }

            if (Address(rest) is not { } address || !SdpText.IsWord(user) || !SdpText.IsWord(id) || !SdpText.IsWord(version))
            {
                return "o= is not user, session, version, IN, IP4 or IP6, and address";
            }

            _origin = new SdpOrigin(user, id, version, address);
            return null;
        }

        private string? Name(string value)
        {
            _name = _media is null ? value : _name;
            return null;
        }

        private string? Connection(string value)
        {
            if (Address(value) is not { } address)
            {
                return "c= is not IN, IP4 or IP6, and address";
            }

            _connection ??= address; // more than one are layers of a group
            return null;
        }

        private string? Bandwidth(string value)
        {
            var colon = value.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && SdpText.IsWord(value.AsSpan(0, colon)) && _bandwidths.Count < limits.MaxAttributes
                && long.TryParse(value.AsSpan(colon + 1).Trim(" \t"), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            {
                _bandwidths.Add(new SdpBandwidth(value[..colon], amount));
            }

            return null; // a limit that cannot be read limits nothing
        }

        private string? Time(string value)
        {
            var rest = value.AsSpan();
            if (_media is null && _times.Count < limits.MaxAttributes
                && ulong.TryParse(SdpText.NextWord(ref rest), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
                && ulong.TryParse(SdpText.NextWord(ref rest), NumberStyles.None, CultureInfo.InvariantCulture, out var stop))
            {
                _times.Add(new SdpTime(start, stop));
            }

            return null;
        }

        private string? Attribute(string value)
        {
            if (_attributes.Count == limits.MaxAttributes)
            {
                return $"it is one attribute too many; {limits.MaxAttributes} are the most";
            }

            var colon = value.IndexOf(':', StringComparison.Ordinal);
            var name = value.AsSpan(0, colon < 0 ? value.Length : colon).TrimEnd(" \t");
            if (SdpText.IsWord(name))
            {
                _attributes.Add(new SdpAttribute(name.ToString(), colon < 0 ? null : value[(colon + 1)..]));
            }

            return null;
        }

        private string? Media(string value)
        {
            Close();
            if (_medias.Count == limits.MaxMedia)
            {
                return $"it is one m= line too many; {limits.MaxMedia} are the most";
            }

            var rest = value.AsSpan();
            var kind = SdpText.NextWord(ref rest).ToString();
            var ports = SdpText.NextWord(ref rest);
            var protocol = SdpText.NextWord(ref rest).ToString();
            var slash = ports.IndexOf('/');
            var count = 1;
            if (!int.TryParse(slash < 0 ? ports : ports[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > 65_535
                || (slash >= 0 && (!int.TryParse(ports[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > 32_767)))
            {
                return "the port of m= is not 0 to 65535";
            }

            var formats = new List<string>();
            while (SdpText.NextWord(ref rest) is { IsEmpty: false } format)
            {
                formats.Add(format.ToString());
                if (formats.Count > limits.MaxFormats)
                {
                    return $"m= has too many formats; {limits.MaxFormats} are the most";
                }
            }

            if (formats.Count == 0 || !SdpText.IsWord(kind) || !SdpText.IsWord(protocol) || !formats.TrueForAll(static f => SdpText.IsWord(f)))
            {
                return "m= is not kind, port, protocol and at least one format";
            }

            _media = new SdpMedia(kind, port, protocol, [.. formats]) { PortCount = count };
            return null;
        }

        /// <summary>What was read since the last m= line belongs to it, and before the first to the session.</summary>
        private void Close()
        {
            if (_media is not null)
            {
                _medias.Add(_media with { Connection = _connection, Bandwidths = [.. _bandwidths], Attributes = [.. _attributes] });
            }
            else if (_origin is not null)
            {
                _session = new SdpSession(_origin) { Name = _name, Connection = _connection, Times = [.. _times], Bandwidths = [.. _bandwidths], Attributes = [.. _attributes] };
            }

            _media = null;
            _connection = null;
            _bandwidths.Clear();
            _attributes.Clear();
        }

        private static SdpAddress? Address(ReadOnlySpan<char> rest)
        {
            var (network, kind, host) = (SdpText.NextWord(ref rest).ToString(), SdpText.NextWord(ref rest).ToString(), SdpText.NextWord(ref rest).ToString());
            return SdpText.IsWord(network) && SdpText.IsWord(kind) && SdpText.IsWord(host) ? new SdpAddress(network, kind, host) : null;
        }
    }
}
