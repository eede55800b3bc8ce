using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Benchmarks.Web;

/// <summary>Makes signed webhooks as Twilio posts them, as the bytes of an HTTP/1.1 request.</summary>
internal sealed class WebhookForm(Uri url, string number)
{
    private const string Text = "The boiler in the cellar shows E5 and the flat is getting cold; can somebody come today?";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(Carrier.Token);
    private readonly string _run = DateTime.UtcNow.Ticks.ToString("x16", CultureInfo.InvariantCulture); // another run's messages are others

    /// <summary>The MessageSid of a message.</summary>
    public string Sid(int message) => $"SM{_run}{message:x16}";

    /// <summary>The request in which a customer writes.</summary>
    public byte[] Request(int message, int customer)
    {
        var sid = Sid(message);
        (string Name, string Value)[] form = // in ordinal order of the names, as they are signed
        [
            ("AccountSid", Carrier.Account), ("ApiVersion", "2010-04-01"), ("Body", Text), ("From", $"+39333{customer:0000000}"), ("MessageSid", sid),
            ("NumMedia", "0"), ("NumSegments", "1"), ("SmsMessageSid", sid), ("SmsSid", sid), ("SmsStatus", "received"), ("To", number), ("ToCountry", "IT"),
        ];
        var (signed, body) = (new StringBuilder(url.OriginalString), new StringBuilder());
        foreach (var (name, value) in form)
        {
            signed.Append(name).Append(value);
            body.Append(body.Length > 0 ? "&" : "").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

#pragma warning disable CA5350 // The algorithm is Twilio's choice.
        var signature = Convert.ToBase64String(HMACSHA1.HashData(_key, Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
        return Encoding.ASCII.GetBytes(
            $"POST {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nUser-Agent: TwilioProxy/1.1\r\n" +
            $"X-Twilio-Signature: {signature}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
