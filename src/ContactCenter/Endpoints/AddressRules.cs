using ContactCenter.Channels;

namespace ContactCenter.Endpoints;

/// <summary>How customers' addresses are written, so that one a person types is the one the door sees when its owner answers.</summary>
internal static class AddressRules
{
    private const int MaxLength = 320;

    /// <summary>The canonical form of <paramref name="typed"/>; null when it is no address of its kind.</summary>
    /// <param name="typed">As somebody wrote it.</param>
    /// <param name="ours">The endpoint it is to be reached from.</param>
    public static Address? Canonical(Address typed, Endpoint ours)
    {
        var text = typed.Value.Trim();
        if (text.Length is 0 or > MaxLength || text.Any(char.IsControl))
        {
            return null;
        }

        return typed.Kind == AddressKind.Phone ? PhoneRules.Canonical(text, ours.Address.Value) is { } number ? Address.Phone(number) : null
            : typed.Kind == AddressKind.Mail ? Mailbox(text)
            : typed with { Value = text };
    }

    private static Address? Mailbox(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && !text.Any(char.IsWhiteSpace)
            ? new Address(AddressKind.Mail, text[..at] + text[at..].ToLowerInvariant())
            : null;
    }
}
