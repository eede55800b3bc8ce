using System.Security.Cryptography;

namespace ContactCenter.Recordings;

/// <summary>The hash of a recording's file, as the log has it.</summary>
internal static class RecordingHash
{
    /// <summary>SHA-256 of the first <paramref name="size"/> bytes of a file, in lower-case hex.</summary>
    /// <exception cref="EndOfStreamException">It is shorter.</exception>
    public static async ValueTask<string> OfAsync(Stream file, long size, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[65_536];
        file.Position = 0;
        for (var left = size; left > 0;)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
