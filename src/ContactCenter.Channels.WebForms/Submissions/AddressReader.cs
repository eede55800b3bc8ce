using PhoneNumbers;

namespace ContactCenter.Channels.WebForms.Submissions;

/// <summary>What people type as addresses, in canonical form.</summary>
internal static class AddressReader
{
    private const string NotInMail = " <>()[]{},;:\\\"'`|";

    /// <summary>E.164 of a valid number; null when it is none. ITU-T E.164.</summary>
    public static Address? Phone(string typed, string? region)
    {
        if (typed.Length > 40 || typed.Any(char.IsControl) || typed.Any(char.IsLetter))
        {
            return null;
        }

        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            var parsed = numbers.Parse(typed, region);
            return numbers.IsValidNumber(parsed) ? Address.Phone(numbers.Format(parsed, PhoneNumberFormat.E164)) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>A mail address people have, its domain in lower case; null when it is none. Narrower than RFC 5321: no quoted local parts, no addresses of hosts.</summary>
    public static Address? Mail(string typed)
    {
        var at = typed.LastIndexOf('@');
        if (at is < 1 or > 64 || typed.Length > 254 || typed.IndexOf('@', StringComparison.Ordinal) != at || typed.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c) || NotInMail.Contains(c)))
        {
            return null;
        }

        var local = typed[..at];
        var domain = typed[(at + 1)..].ToLowerInvariant();
        var labels = domain.Split('.');
        var isFine = labels.Length >= 2
            && labels.All(static l => l.Length is > 0 and <= 63 && l[0] != '-' && l[^1] != '-' && l.All(static c => char.IsLetterOrDigit(c) || c == '-'))
            && labels[^1].Any(char.IsLetter)
            && !local.StartsWith('.') && !local.EndsWith('.') && !local.Contains("..", StringComparison.Ordinal);
        return isFine ? new Address(AddressKind.Mail, $"{local}@{domain}") : null;
    }
}
