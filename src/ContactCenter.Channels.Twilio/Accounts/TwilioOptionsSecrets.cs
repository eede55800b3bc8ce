using Microsoft.Extensions.Configuration;

namespace ContactCenter.Channels.Twilio;

/// <summary>
/// Binds the secrets. The configuration binding generator knows no type converters and leaves <see cref="Secret"/> out; everything else in
/// <see cref="TwilioOptions"/> it binds itself.
/// </summary>
internal static class TwilioOptionsSecrets
{
    public static void Bind(TwilioOptions options, IConfiguration section)
    {
        foreach (var account in section.GetSection(nameof(TwilioOptions.Accounts)).GetChildren())
        {
            if (!options.Accounts.TryGetValue(account.Key, out var target))
            {
                options.Accounts[account.Key] = target = new TwilioAccountOptions();
            }

            foreach (var token in account.GetSection(nameof(TwilioAccountOptions.AuthTokens)).GetChildren())
            {
                target.AuthTokens[token.Key] = new Secret(token.Value ?? "");
            }

            if (account[nameof(TwilioAccountOptions.ApiKeySecret)] is { } secret)
            {
                target.ApiKeySecret = new Secret(secret);
            }
        }
    }
}
