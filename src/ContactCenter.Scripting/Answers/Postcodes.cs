namespace ContactCenter.Scripting.Answers;

/// <summary>Finds a postcode in an address by its form: 9 is a digit, A a letter.</summary>
internal static class Postcodes
{
    /// <summary>Takes the last postcode out of an address; empty when there is none.</summary>
    public static string Take(ref string text, IEnumerable<string> forms)
    {
        foreach (var form in forms)
        {
            for (var at = text.Length - form.Length; at >= 0; at--)
            {
                if (Fits(text, at, form))
                {
                    var postcode = text.Substring(at, form.Length).ToUpperInvariant();
                    // A place before it in English ends there; elsewhere it begins behind.
                    text = text[..at].TrimEnd(' ', '-', '–', '—') + ", " + text[(at + form.Length)..].TrimStart(' ', '-', '–', '—');
                    return postcode.Replace(' ', form.Contains("9 9A", StringComparison.Ordinal) || form.Contains("A 9A", StringComparison.Ordinal) ? ' ' : '-');
                }
            }
        }

        return "";
    }

    private static bool Fits(string text, int at, string form)
    {
        if ((at > 0 && char.IsLetterOrDigit(text[at - 1])) || (at + form.Length < text.Length && (char.IsLetterOrDigit(text[at + form.Length]) || text[at + form.Length] is '/' or '-')))
        {
            return false;
        }

        for (var i = 0; i < form.Length; i++)
        {
            var c = text[at + i];
            if (!(form[i] switch { '9' => char.IsAsciiDigit(c), 'A' => char.IsAsciiLetter(c), var sign => c == sign }))
            {
                return false;
            }
        }

        return true;
    }
}
