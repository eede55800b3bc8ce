using System.Text;

namespace ContactCenter.Tools.Flow.Files;

/// <summary>Text in files, in UTF-8. Not as text files are read: one in UTF-16 would be read by its first bytes, with signs in place of what is broken.</summary>
internal static class TextFile
{
    private const long LargestBytes = 16 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ToolException">It is too large, or not in UTF-8.</exception>
    public static string Read(string file)
    {
        EnsureSmall(file);
        return Decode(file, File.ReadAllBytes(file));
    }

    /// <exception cref="ToolException">It is too large, or not in UTF-8.</exception>
    public static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        EnsureSmall(file);
        return Decode(file, await File.ReadAllBytesAsync(file, cancellationToken));
    }

    public static Task WriteAsync(string file, string text, CancellationToken cancellationToken) => File.WriteAllTextAsync(file, text, Strict, cancellationToken);

    private static void EnsureSmall(string file)
    {
        if (new FileInfo(file) is { Length: > LargestBytes })
        {
            throw new ToolException($"'{file}' is larger than 16 MB; a script is not. Split it up.");
        }
    }

    private static string Decode(string file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new ToolException($"'{file}' is not in UTF-8; save it as UTF-8.");
        }
    }
}
