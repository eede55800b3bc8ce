using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Twilio;

/// <summary>An account as it is used: its name, its sign-in, the tokens that may sign its webhooks.</summary>
internal sealed class TwilioAccount
{
    public TwilioAccount(string name, TwilioAccountOptions options)
    {
        Name = name;
        Sid = options.AccountSid;
        BaseUrl = options.BaseUrl;
        MessagingServiceSid = string.IsNullOrEmpty(options.MessagingServiceSid) ? null : options.MessagingServiceSid;
        Numbers = [.. options.Numbers.Values];
        Tokens = [.. options.AuthTokens.OrderBy(token => token.Key, StringComparer.Ordinal).Select(token => token.Value)];

        var (user, password) = options is { ApiKeySid: { Length: > 0 } key, ApiKeySecret: { } secret } ? (key, secret) : (Sid, Tokens[0]);
        Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password.Reveal()}")));
    }

    public string Name { get; }

    public string Sid { get; }

    public Uri BaseUrl { get; }

    public string? MessagingServiceSid { get; }

    public ImmutableHashSet<string> Numbers { get; }

    public ImmutableArray<Secret> Tokens { get; }

    public AuthenticationHeaderValue Authorization { get; }
}

/// <summary>The accounts, as they were configured at start.</summary>
internal sealed class TwilioAccounts(IOptions<TwilioOptions> options)
{
    private readonly ImmutableDictionary<string, TwilioAccount> _byName =
        options.Value.Accounts.ToImmutableDictionary(pair => pair.Key, pair => new TwilioAccount(pair.Key, pair.Value));

    public TwilioAccount? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The account an endpoint's number belongs to; a single account serves every endpoint.</summary>
    public TwilioAccount? For(Endpoint endpoint) => _byName.Count == 1
        ? _byName.Values.First()
        : _byName.Values.FirstOrDefault(account => account.Numbers.Contains(endpoint.Address.Value));
}
