namespace ContactCenter.Channels.Twilio;

/// <summary>Telephone addresses as Twilio writes them: E.164 from the operator already, short codes and alphanumeric senders kept as they are.</summary>
internal static class PhoneAddress
{
    /// <summary>The longest that can be meant: 15 digits of E.164, or a sender of 11 characters, with room for a national oddity.</summary>
    public const int MaxLength = 32;

    /// <summary>The address of somebody who wrote, or null when the text is none.</summary>
    public static Address? TryParse(string? text) =>
        text?.Trim() is { Length: > 0 and <= MaxLength } trimmed && !trimmed.Contains(':') && !trimmed.Any(char.IsControl)
            ? Address.Phone(trimmed)
            : null;

    /// <summary>Whether messages can be sent from it: E.164, a short code of 3 to 8 digits, or an alphanumeric sender of at most 11 characters.</summary>
    public static bool IsSender(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        if (text[0] == '+')
        {
            return text.Length is >= 8 and <= 16 && text[1] != '0' && text.AsSpan(1).ContainsAnyExceptInRange('0', '9') is false;
        }

        return text.AsSpan().ContainsAnyExceptInRange('0', '9')
            ? text.Length <= 11 && text.Any(char.IsAsciiLetter) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '&')
            : text.Length is >= 3 and <= 8;
    }
}
