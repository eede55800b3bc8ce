using System.Text;

namespace ContactCenter.Audit;

/// <summary>UTF-8 that refuses what is no Unicode instead of replacing it.</summary>
internal static class Utf8
{
    public static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text in bytes; null where they are none. A mark at the beginning is a character like any other.</summary>
    public static string? Text(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Strict.GetString(bytes) : null;

    /// <summary>Whether a text has no more than so many code points.</summary>
    public static bool HasAtMost(string text, int characters) =>
        text.Length <= characters || (text.Length <= 2 * characters && text.EnumerateRunes().Count() <= characters);
}
