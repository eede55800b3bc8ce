using System.Globalization;
using System.Text;

namespace ContactCenter.Sip.Sdp;

/// <summary>A set of telephone events, each 0 to 255. RFC 4733 sections 2.4.1 and 3.2: 0 to 9 are digits, 10 and 11 * and #, 12 to 15 A to D, 16 a flash.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public readonly record struct SdpEvents
{
    private readonly UInt128 _low;
    private readonly UInt128 _high;

    private SdpEvents(UInt128 low, UInt128 high) => (_low, _high) = (low, high);

    /// <summary>0 to 15: the digits, *, # and A to D.</summary>
    public static SdpEvents Digits { get; } = new(0xFFFF, 0);

    /// <value>Whether there is none.</value>
    public bool IsEmpty => _low == 0 && _high == 0;

    /// <summary>Whether the event is in it.</summary>
    /// <param name="number">0 to 255; others are not.</param>
    public bool Contains(int number) => number is >= 0 and <= 255 && ((number < 128 ? _low >> number : _high >> (number - 128)) & 1) == 1;

    /// <summary>The events that are in both.</summary>
    /// <param name="other">The other set.</param>
    public SdpEvents Intersect(SdpEvents other) => new(_low & other._low, _high & other._high);

    /// <summary>Reads <c>0-15,66,70</c>.</summary>
    /// <param name="text">The parameters of the fmtp.</param>
    /// <param name="events">The set; empty on failure.</param>
    /// <returns>False when it is no list of numbers and ranges from 0 to 255.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out SdpEvents events)
    {
        events = default;
        var (low, high) = (UInt128.Zero, UInt128.Zero);
        if (text.StartsWith("events=", StringComparison.OrdinalIgnoreCase))
        {
            text = text["events=".Length..]; // the registered parameter's name, which some peers write though SDP leaves it out
        }

        foreach (var part in text.Split(','))
        {
            var range = text[part].Trim(" \t");
            var dash = range.IndexOf('-');
            if (!byte.TryParse(dash < 0 ? range : range[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
                || !byte.TryParse(dash < 0 ? range : range[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var to) || to < from)
            {
                return false;
            }

            for (int number = from; number <= to; number++)
            {
                low |= number < 128 ? UInt128.One << number : 0;
                high |= number < 128 ? 0 : UInt128.One << (number - 128);
            }
        }

        events = new SdpEvents(low, high);
        return true;
    }

    /// <summary>The set as an fmtp has it: <c>0-15,66</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var from = 0; from <= 255; from++)
        {
            if (!Contains(from))
            {
                continue;
            }

            var to = from;
            while (Contains(to + 1))
            {
                to++;
            }

            text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{from}");
            if (to > from)
            {
                text.Append(CultureInfo.InvariantCulture, $"-{to}");
            }

            from = to;
        }

        return text.ToString();
    }
}
