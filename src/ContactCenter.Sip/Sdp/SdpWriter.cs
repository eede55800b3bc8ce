using System.Buffers;
using System.Globalization;
using System.Text;

namespace ContactCenter.Sip.Sdp;

/// <summary>Writes descriptions, in the order of RFC 8866 section 9. What could break a line was refused where it was put into the record.</summary>
public static class SdpWriter
{
    /// <summary>Writes <paramref name="session"/>, UTF-8, each line ended by CR LF.</summary>
    /// <param name="session">What to write.</param>
    /// <param name="writer">Where to; the caller's.</param>
    public static void Write(SdpSession session, IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(writer);
        Put(writer, "v=0");
        var origin = session.Origin;
        Put(writer, $"o={origin.UserName} {origin.SessionId} {origin.Version} {origin.Address.Network} {origin.Address.Kind} {origin.Address.Host}");
        Put(writer, $"s={session.Name}");
        Common(writer, session.Connection, session.Bandwidths);
        foreach (var time in session.Times)
        {
            Put(writer, string.Create(CultureInfo.InvariantCulture, $"t={time.Start} {time.Stop}"));
        }

        Attributes(writer, session.Attributes);
        foreach (var media in session.Media)
        {
            Put(writer, $"m={media}");
            Common(writer, media.Connection, media.Bandwidths);
            Attributes(writer, media.Attributes);
        }
    }

    private static void Common(IBufferWriter<byte> writer, SdpAddress? connection, SdpList<SdpBandwidth> bandwidths)
    {
        if (connection is not null)
        {
            Put(writer, $"c={connection.Network} {connection.Kind} {connection.Host}");
        }

        foreach (var bandwidth in bandwidths)
        {
            Put(writer, string.Create(CultureInfo.InvariantCulture, $"b={bandwidth.Kind}:{bandwidth.Value}"));
        }
    }

    private static void Attributes(IBufferWriter<byte> writer, SdpList<SdpAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            Put(writer, attribute.Value is null ? $"a={attribute.Name}" : $"a={attribute.Name}:{attribute.Value}");
        }
    }

    private static void Put(IBufferWriter<byte> writer, string line)
    {
        Encoding.UTF8.GetBytes(line, writer);
        writer.Write("\r\n"u8);
    }
}
