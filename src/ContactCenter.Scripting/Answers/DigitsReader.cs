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
            var start = at;
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
            else if (tokens.Lexicon.Repeats.TryTake(tokens, ref at, out var times))
            {
                if (at >= tokens.Count || Take(tokens.Slice(at, at + 1), 0) is not [var repeated])
                {
                    return null;
                }

                digits.Append(repeated, (int)times);
                at++;
            }
            else if (at > 0 && tokens.AtomsAt(at) is [{ Value: >= 1000 } or { Multiplies: true }] && tokens.IsKind(at - 1, TokenKind.Digits))
            {
                return null; // 12 hundred counts
            }
            else if (CardinalReader.TryTake(tokens, ref at, out var value))
            {
                if (value > 100 && value % 100 is > 0 and < 10 && at - start > 1 && tokens.Lexicon.Language.Numbers.Links.Length > 0 && tokens.AtomsAt(at - 2) is not null)
                {
                    return null; // nine hundred one, two, three: 901 or 900 and 1
                }

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
