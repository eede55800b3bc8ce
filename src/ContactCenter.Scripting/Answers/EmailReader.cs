using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Answers;

/// <summary>
/// E-mail addresses as they are used: a dot-atom, @ and a domain with a dot, within the lengths of RFC 5321 section 4.5.3.1. Quoted local parts,
/// literal addresses and letters beyond ASCII are not taken. Also said: anna dot rossi at example dot com.
/// </summary>
internal static class EmailReader
{
    private const int MaxAddress = 254;
    private const int MaxLocal = 64;
    private const int MaxLabel = 63;
    private const string Atom = "!#$%&'*+-/=?^_`{|}~.";

    public static Answer Read(string text, Language language)
    {
        var written = text.Trim();
        written = written.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? written[7..] : written;
        written = written.Trim().Trim('<', '>').TrimEnd('.', ',', ';', ' ');
        if (TryRead(written, out var email))
        {
            return Answer.Of(new TextValue.Email(email), AnswerManner.Figures);
        }

        if (!written.Contains('@', StringComparison.Ordinal) && TryRead(Said(written, language.Replies), out email))
        {
            return Answer.Of(new TextValue.Email(email), AnswerManner.Words);
        }

        return Answer.Not(written.Length > MaxAddress && written.Contains('@', StringComparison.Ordinal) ? AnswerReason.TooLong : AnswerReason.NotUnderstood);
    }

    private static bool TryRead(string text, out string email)
    {
        email = "";
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (text.Length > MaxAddress || at is < 1 or > MaxLocal || text.IndexOf('@', at + 1) >= 0)
        {
            return false;
        }

        var (local, domain) = (text[..at], text[(at + 1)..]);
        if (!local.All(static c => char.IsAsciiLetterOrDigit(c) || Atom.Contains(c, StringComparison.Ordinal)) || HasEmptyLabel(local) || !IsDomain(domain))
        {
            return false;
        }

        email = local + "@" + domain.ToLowerInvariant();
        return true;
    }

    private static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length >= 2 && labels[^1].Length >= 2 && !labels[^1].All(char.IsAsciiDigit)
            && labels.All(static label => label.Length is > 0 and <= MaxLabel && label[0] != '-' && label[^1] != '-'
                && label.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-'));
    }

    private static bool HasEmptyLabel(string local) => local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal);

    /// <summary>Words for signs become the signs, and letters and figures said one by one are put together. Two words beside one another are not: nobody knows what is between them, or whether both belong to it.</summary>
    private static string Said(string text, LanguageReplies words)
    {
        var folded = " " + string.Join(' ', Folding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)) + " ";
        foreach (var (spellings, sign) in new[] { (words.Underscore, "_"), (words.AtSign, "@"), (words.Dot, "."), (words.Dash, "-") })
        {
            foreach (var spelling in Spellings.Of(spellings))
            {
                // Twice, as two that follow one another share a space.
                var word = $" {Folding.Fold(spelling)} ";
                folded = folded.Replace(word, $" {sign} ", StringComparison.Ordinal).Replace(word, $" {sign} ", StringComparison.Ordinal);
            }
        }

        var pieces = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return pieces.Zip(pieces.Skip(1)).Any(static pair => IsWord(pair.First) && IsWord(pair.Second)) ? "" : string.Concat(pieces);
    }

    private static bool IsWord(string piece) => piece.Length > 1 && piece.Any(char.IsLetter);
}
