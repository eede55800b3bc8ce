using System.Buffers;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Twilio;

/// <summary>Reports every fault of the options at once: key, value, remedy.</summary>
internal sealed class TwilioOptionsValidator : IValidateOptions<TwilioOptions>
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.Accounts.Count == 0)
        {
            faults.AddError($"{TwilioOptions.Section}:Accounts is empty; add an account, such as {TwilioOptions.Section}:Accounts:main:AccountSid.");
        }

        if (options.RequestTimeout < TimeSpan.FromSeconds(1) || options.RequestTimeout > TimeSpan.FromSeconds(60))
        {
            faults.AddError($"{TwilioOptions.Section}:RequestTimeout is {options.RequestTimeout:c}; set it to 00:00:01 to 00:01:00.");
        }

        if (options.SettleTime < TimeSpan.Zero || options.SettleTime > TimeSpan.FromMinutes(10))
        {
            faults.AddError($"{TwilioOptions.Section}:SettleTime is {options.SettleTime:c}; set it to 00:00:00 to 00:10:00.");
        }

        if (options.MediaTimeout < TimeSpan.FromSeconds(1) || options.MediaTimeout > TimeSpan.FromMinutes(10))
        {
            faults.AddError($"{TwilioOptions.Section}:MediaTimeout is {options.MediaTimeout:c}; set it to 00:00:01 to 00:10:00.");
        }

        var owners = new Dictionary<string, string>();
        foreach (var (key, account) in options.Accounts)
        {
            CheckAccount(key, account, faults);
            CheckNumbers(key, account, options.Accounts.Count, owners, faults);
        }

        return faults.Build();
    }

    private static void CheckAccount(string key, TwilioAccountOptions account, ValidateOptionsResultBuilder faults)
    {
        var at = $"{TwilioOptions.Section}:Accounts:{key}";
        if (!KeyRules.IsValid(key))
        {
            faults.AddError($"{at}: the name '{key}' cannot stand in a URL; use 1 to {KeyRules.MaxLength} of a-z, 0-9, '.', '_', '-', beginning with a letter or digit.");
        }

        CheckSid($"{at}:AccountSid", account.AccountSid, "AC", faults);
        if (account.AuthTokens.Count == 0)
        {
            faults.AddError($"{at}:AuthTokens is empty; add the account's auth token, such as {at}:AuthTokens:primary. Webhooks are verified with it.");
        }

        foreach (var (token, secret) in account.AuthTokens)
        {
            if (secret is null || secret.IsEmpty)
            {
                faults.AddError($"{at}:AuthTokens:{token} is empty; set it to the account's auth token or remove the key.");
            }
        }

        if (!string.IsNullOrEmpty(account.ApiKeySid))
        {
            CheckSid($"{at}:ApiKeySid", account.ApiKeySid, "SK", faults);
            if (account.ApiKeySecret is null || account.ApiKeySecret.IsEmpty)
            {
                faults.AddError($"{at}:ApiKeySecret is missing; set the secret of API key {account.ApiKeySid}, or remove {at}:ApiKeySid.");
            }
        }
        else if (account.ApiKeySecret is { IsEmpty: false })
        {
            faults.AddError($"{at}:ApiKeySid is missing; set the SID of the API key whose secret is given, or remove {at}:ApiKeySecret.");
        }

        if (!string.IsNullOrEmpty(account.MessagingServiceSid))
        {
            CheckSid($"{at}:MessagingServiceSid", account.MessagingServiceSid, "MG", faults);
        }

        if (!IsGoodBase(account.BaseUrl))
        {
            faults.AddError($"{at}:BaseUrl is '{account.BaseUrl}'; set it to an https URL without path or query, such as https://api.twilio.com (http on loopback only).");
        }
    }

    private static void CheckNumbers(string key, TwilioAccountOptions account, int accounts, Dictionary<string, string> owners, ValidateOptionsResultBuilder faults)
    {
        var at = $"{TwilioOptions.Section}:Accounts:{key}:Numbers";
        if (account.Numbers.Count == 0 && accounts > 1)
        {
            faults.AddError($"{at} is empty; with {accounts} accounts each must list its numbers, such as {at}:main.");
        }

        foreach (var (label, number) in account.Numbers)
        {
            if (!PhoneAddress.IsSender(number))
            {
                faults.AddError($"{at}:{label} is '{number}'; set it to a number in E.164 (+390612345678), a short code or an alphanumeric sender of at most 11 characters.");
            }
            else if (!owners.TryAdd(number, key) && owners[number] != key)
            {
                faults.AddError($"{at}:{label} is '{number}', which account '{owners[number]}' has already; leave it with one of them.");
            }
        }
    }

    private static void CheckSid(string at, string? value, string prefix, ValidateOptionsResultBuilder faults)
    {
        if (value is not { Length: 34 } || !value.StartsWith(prefix, StringComparison.Ordinal) || value.AsSpan(2).ContainsAnyExcept(Hex))
        {
            faults.AddError($"{at} is '{value}'; set it to the SID from Twilio's console, '{prefix}' and 32 hexadecimal digits.");
        }
    }

    private static bool IsGoodBase(Uri? url) =>
        url is { IsAbsoluteUri: true, PathAndQuery: "/", UserInfo: "" }
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
