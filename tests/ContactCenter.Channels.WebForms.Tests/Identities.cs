using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ContactCenter.Channels.WebForms.Tests;

/// <summary>The page's own server, which vouches for its visitor.</summary>
internal static class Identities
{
    public static string Sign(Secret key, string page, DateTimeOffset until, string value = "ada@example.com")
    {
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { page, kind = "mailto", value, exp = until.ToUnixTimeSeconds() }));
        return $"{payload}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Reveal()), Encoding.ASCII.GetBytes(payload)))}";
    }
}
