using System.Globalization;
using System.Text;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Answers;

/// <summary>Digits of a number that counts nothing: figures with spaces and dashes between, or digits and numbers said one behind the other.</summary>
internal static class DigitsReader
{
    public static Answer Read(TokenList tokens, int min, int max)
    {
        if (Take(tokens, 0) is not { Length: > 0 } digits)
        {
            return Answer.Not(AnswerReason.NotUnderstood);
        }

        return digits.Length < min ? Answer.Not(AnswerReason.TooShort)
            : digits.Length > max ? Answer.Not(AnswerReason.TooLong)
            : Answer.Of(new TextValue.Digits(digits), tokens.IsKind(0, TokenKind.Word) ? AnswerManner.Words : AnswerManner.Figures);
    }

    /// <summary>All the digits from a place on; null when something else stands among them.</summary>
    public static string? Take(TokenList tokens, int at)
    {
        var digits = new StringBuilder();
        while (at < tokens.Count)
        {
            if (tokens.IsKind(at, TokenKind.Digits))
            {
                digits.Append(tokens[at++].Text);
            }
            else if (tokens.IsKind(at, TokenKind.Break) || (at > 0 && (tokens.IsSign(at, '-') || tokens.IsSign(at, '.') || tokens.IsSign(at, ',') || tokens.IsSign(at, '/'))))
            {
                at++;
            }
            else if (tokens.Lexicon.DigitWords.TryTake(tokens, ref at, out var digit))
            {
                digits.Append(digit.ToString(CultureInfo.InvariantCulture));
            }
            else if (CardinalReader.TryTake(tokens, ref at, out var value))
            {
                digits.Append(value.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                return null;
            }
        }

        return digits.ToString();
    }
}
