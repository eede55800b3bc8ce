namespace ContactCenter.Channels.Twilio.Api;

/// <summary>The exceptions of asking Twilio; the codes stand in <c>docs/channels/sms.md</c>.</summary>
internal static class TwilioErrors
{
    public static ChannelException Unreachable(string account, Exception cause) =>
        new($"Twilio cannot be reached for account '{account}'; check the network and {TwilioOptions.Section}:Accounts:{account}:BaseUrl.", cause)
        {
            Code = "CC3001",
            IsTransient = true,
        };

    public static ChannelException Status(string account, int status, TimeSpan? retryAfter) =>
        new(status is 401 or 403
            ? $"Twilio refuses the sign-in of account '{account}' ({status}); check AccountSid and AuthTokens or ApiKeySid in {TwilioOptions.Section}:Accounts:{account}."
            : $"Twilio answered {status} for account '{account}'.")
        {
            Code = "CC3002",
            IsTransient = status is 408 or 429 or >= 500,
            RetryAfter = retryAfter,
        };

    public static ChannelException Unreadable(string account) =>
        new($"Twilio's answer for account '{account}' cannot be read; it is too long, not JSON, or points to another host. Check that {TwilioOptions.Section}:Accounts:{account}:BaseUrl is Twilio's.")
        {
            Code = "CC3003",
            IsTransient = true,
        };

    public static ChannelException TooEarly(TimeSpan wait) =>
        new($"The attempt is too young to tell from Twilio's list that it was not taken; look again in {Math.Ceiling(wait.TotalSeconds):0} s.")
        {
            Code = "CC3004",
            IsTransient = true,
            RetryAfter = wait,
        };

    public static ChannelException TooMany(int limit) =>
        new($"More than {limit} messages came in since the last sweep; the newest {limit} have been taken in. Compare the older ones with Twilio's console.")
        {
            Code = "CC3005",
            IsTransient = false,
        };

    public static ChannelException Door(TimeSpan? retryAfter) =>
        new("The door did not take a message found at Twilio; sweep again when the log can be written to.")
        {
            Code = "CC3006",
            IsTransient = true,
            RetryAfter = retryAfter,
        };

    public static ChannelException NoAccount(EndpointId endpoint) =>
        new($"No Twilio account serves endpoint '{endpoint}'; add its number under {TwilioOptions.Section}:Accounts:NAME:Numbers.")
        {
            Code = "CC3007",
            IsTransient = false,
        };
}
