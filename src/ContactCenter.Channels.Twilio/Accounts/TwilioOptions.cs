namespace ContactCenter.Channels.Twilio;

/// <summary>How the center uses Twilio. Bound from <see cref="Section"/> and read once, at start.</summary>
public sealed class TwilioOptions
{
    /// <summary>The configuration section, <c>ContactCenter:Twilio</c>.</summary>
    public const string Section = "ContactCenter:Twilio";

    /// <summary>The accounts by a name of ours, which stands in the webhook's URL (<c>twilio/NAME/sms</c>). The name is a key by <see cref="KeyRules"/>.</summary>
    public Dictionary<string, TwilioAccountOptions> Accounts { get; set; } = [];

    /// <summary>The longest a request to Twilio may take, 1 s to 60 s; 10 s by default. A send that takes longer has an unknown outcome.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How old an attempt must be before its absence from Twilio's list proves that it was not taken, 0 to 10 min; 30 s by default.
    /// Shorter is only right for a carrier whose list shows a message at once.
    /// </summary>
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest that fetching a picture or document may take, to its last byte, 1 s to 10 min; 1 min by default. It is tried again.</summary>
    public TimeSpan MediaTimeout { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>One Twilio account or subaccount.</summary>
public sealed class TwilioAccountOptions
{
    /// <summary>The account's SID, <c>AC</c> and 32 hexadecimal digits.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>
    /// The account's auth tokens by a name of ours, such as <c>primary</c> and <c>secondary</c>. Webhooks signed with any of them are accepted, so
    /// that a token can be changed without losing one. The token whose name comes first in ordinal order signs in to the API.
    /// </summary>
    public Dictionary<string, Secret> AuthTokens { get; set; } = [];

    /// <summary>An API key's SID, <c>SK</c> and 32 hexadecimal digits, to sign in with instead of an auth token; none by default.</summary>
    public string? ApiKeySid { get; set; }

    /// <summary>The API key's secret; needed with <see cref="ApiKeySid"/>.</summary>
    public Secret? ApiKeySecret { get; set; }

    /// <summary>Twilio's API; <c>https://api.twilio.com</c> by default. Plain HTTP is accepted on loopback only.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.twilio.com");

    /// <summary>
    /// A messaging service, <c>MG</c> and 32 hexadecimal digits, to send through; none by default. Messages keep the endpoint's number as their
    /// sender, so it must be in the service's sender pool.
    /// </summary>
    public string? MessagingServiceSid { get; set; }

    /// <summary>
    /// The numbers of this account by a name of ours, in E.164, or short codes and alphanumeric senders as they are. May be empty when there is
    /// one account only: it serves every SMS endpoint.
    /// </summary>
    public Dictionary<string, string> Numbers { get; set; } = [];
}
