using System.Globalization;

namespace ContactCenter.Sip.Sdp;

/// <summary>Questions to a list of attributes. The first of a name counts; later ones are asked for by name only where a name may stand more than once.</summary>
internal static class SdpAttributes
{
    public static bool Has(this SdpList<SdpAttribute> attributes, string name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Is(name))
            {
                return true;
            }
        }

        return false;
    }

    public static string? ValueOf(this SdpList<SdpAttribute> attributes, string name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Is(name))
            {
                return attribute.Value;
            }
        }

        return null;
    }

    public static IEnumerable<string> ValuesOf(this SdpList<SdpAttribute> attributes, string name) =>
        ((IEnumerable<SdpAttribute>)attributes).Where(a => a.Is(name) && a.Value is not null).Select(static a => a.Value!);

    /// <summary>A number of milliseconds above 0; some peers write 20.0, which is read as 20.</summary>
    public static int? Milliseconds(this SdpList<SdpAttribute> attributes, string name) =>
        decimal.TryParse(attributes.ValueOf(name), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value)
        && value is >= 1 and <= 10_000 ? (int)value : null;

    public static SdpDirection? Direction(this SdpList<SdpAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (SdpDirections.Find(attribute.Name) is { } direction)
            {
                return direction;
            }
        }

        return null;
    }
}
