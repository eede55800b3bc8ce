using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace StubCarrier;

/// <summary>Contents that are what they say they are, for customers who send something along.</summary>
public static class SampleMedia
{
    public static byte[] Of(string contentType) => contentType switch
    {
        "image/png" => Picture(320, 240),
        "image/gif" => Convert.FromBase64String("R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="),
        "application/pdf" => Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
        "text/vcard" => Encoding.ASCII.GetBytes("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mario Bianchi\r\nTEL:+393331234567\r\nEND:VCARD\r\n"),
        "text/plain" => Encoding.UTF8.GetBytes("La caldaia è bloccata, codice F28.\n"),
        "image/jpeg" => [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF\0"u8, 0x01, 0x01, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0xFF, 0xD9],
        _ => Encoding.UTF8.GetBytes("<html><script>alert('foreign')</script></html>"),
    };

    /// <summary>A flame on a dark ground, as a PNG (W3C PNG specification, third edition).</summary>
    private static byte[] Picture(int width, int height)
    {
        using var pixels = new MemoryStream();
        using (var zip = new ZLibStream(pixels, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zip.WriteByte(0); // no filter
                for (var x = 0; x < width; x++)
                {
                    var inFlame = Math.Abs(x - (width / 2)) < (height - y) * y / (double)height / 2;
                    zip.Write(inFlame ? [(byte)(120 + (y / 2)), (byte)(60 + (y / 3)), 30] : [24, 28, (byte)(36 + (y / 8))]);
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2); // eight bits, RGB
        return [0x89, .. "PNG\r\n\x1A\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, pixels.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    /// <summary>CRC-32 of ISO 3309, bit by bit: the pictures are small.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFF_FFFF;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB8_8320;
            }
        }

        return ~crc;
    }
}
