using System.Security.Cryptography;
using System.Text;

namespace StubCarrier;

/// <summary>Signs webhooks as Twilio does: HMAC-SHA1 over the exact URL followed by the form's pairs in ordinal order of their names.</summary>
public static class TwilioSignature
{
    public static string Sign(string token, string url, IEnumerable<KeyValuePair<string, string>> form)
    {
        var text = new StringBuilder(url);
        foreach (var (name, value) in form.OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal).Distinct())
        {
            text.Append(name).Append(value);
        }

#pragma warning disable CA5350 // The algorithm is Twilio's choice.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text.ToString())));
#pragma warning restore CA5350
    }
}
