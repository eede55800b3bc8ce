using System.Security.Cryptography;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>Tags and Call-IDs nobody can guess. RFC 3261 section 19.3.</summary>
internal static class Tokens
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
