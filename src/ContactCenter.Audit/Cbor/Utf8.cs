using System.Text;

namespace ContactCenter.Audit;

/// <summary>UTF-8 that refuses what is no Unicode instead of replacing it.</summary>
internal static class Utf8
{
    public static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
