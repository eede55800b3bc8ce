using System.Text;

namespace ContactCenter.Channels.Twilio.Text;

/// <summary>Makes foreign text safe to keep and show: control characters become U+FFFD, so that one sees that something was there.</summary>
internal static class CustomerText
{
    /// <summary>Cleans a message's text; tabs and line breaks stay.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(IsUnwanted))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            clean.Append(IsUnwanted(character) ? '\uFFFD' : character);
        }

        return clean.ToString();
    }

    /// <summary>A short word of a provider, such as an error code: printable ASCII, cut at <paramref name="maxLength"/>; null when nothing is left.</summary>
    public static string? Word(string? text, int maxLength)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var word = string.Concat(text.Where(c => c is > ' ' and <= '~').Take(maxLength));
        return word.Length == 0 ? null : word;
    }

    private static bool IsUnwanted(char character) => char.IsControl(character) && character is not ('\t' or '\n' or '\r');
}
