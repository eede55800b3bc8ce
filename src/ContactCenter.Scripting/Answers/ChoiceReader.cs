using System.Collections.Immutable;

namespace ContactCenter.Scripting.Answers;

/// <summary>
/// One of several choices: by number, by its name, text or a synonym, by how one of these begins, by words of it, and by a text with one letter
/// wrong, in this order. The first way that finds one choice decides; one that finds several ends it: nothing is guessed.
/// </summary>
internal sealed class ChoiceReader
{
    private const int ShortestBeginning = 2;
    private const int ShortestPart = 3;
    private const int ShortestRival = 4;
    private const int ShortestLikeness = 5;

    private readonly ImmutableArray<AnswerChoice> _choices;
    private readonly Lexicon _words;
    private readonly List<(AnswerChoice Choice, string[] Words)> _spellings = [];
    private string[][] _negations = [];

    public ChoiceReader(ImmutableArray<AnswerChoice> choices, Lexicon words)
    {
        (_choices, _words) = (choices, words);
        foreach (var choice in choices)
        {
            foreach (var spelling in new[] { choice.Name, choice.Label }.Concat(choice.Synonyms.IsDefault ? [] : choice.Synonyms))
            {
                _spellings.Add((choice, WordsOf(TokenList.Of(spelling, words))));
            }
        }
    }

    public Answer Read(TokenList answer)
    {
        var whole = answer.Trim();
        var said = WordsOf(whole.Count > 0 ? whole : answer);
        if (said.Length == 0)
        {
            return Answer.Not(AnswerReason.NotUnderstood);
        }

        _negations = [.. NegationsOf(said)];
        return Decide(WordsOf(answer), AnswerManner.Exact, static (spelling, said) => spelling.AsSpan().SequenceEqual(said))
            ?? Decide(said, AnswerManner.Exact, static (spelling, said) => spelling.AsSpan().SequenceEqual(said))
            ?? ByNumber(whole)
            ?? Decide(said, AnswerManner.Beginning, Begins)
            ?? Decide(said, AnswerManner.Part, IsPart)
            ?? Decide(said, AnswerManner.Likeness, IsLike)
            ?? Answer.Not(AnswerReason.NotUnderstood);
    }

    /// <summary>What is compared of a text: two with the same spelling are one answer. Empty for a text without words.</summary>
    public static string SpellingOf(string text, Lexicon words) =>
        string.Join(' ', words.Split(Tokenizer.Cut(Folding.Fold(text))).Where(static token => token.Kind != TokenKind.Break).Select(static token => token.Text));

    private static string[] WordsOf(TokenList tokens) =>
        [.. Enumerable.Range(0, tokens.Count).Select(i => tokens[i]).Where(static token => token.Kind != TokenKind.Break).Select(static token => token.Text)];

    private Answer? Decide(string[] said, AnswerManner manner, Func<string[], string[], bool> fits)
    {
        var found = _spellings.Where(spelling => spelling.Words.Length > 0 && fits(spelling.Words, said)).Select(static spelling => spelling.Choice).Distinct().ToList();
        return found.Count switch
        {
            0 => null,
            1 when manner == AnswerManner.Part && Rivals(found[0], said) is { Count: > 0 } rivals => Answer.Not(AnswerReason.Ambiguous, rivals.Prepend(found[0]).Select(static choice => choice.Value)),
            1 when manner == AnswerManner.Part && HasAlternative(found[0], said) => Answer.Not(AnswerReason.NotUnderstood),
            1 => Answer.Of(found[0].Value, manner),
            _ => Answer.Not(AnswerReason.Ambiguous, found.Select(static choice => choice.Value)),
        };
    }

    /// <summary>Other choices that words of the answer belong to: in the house or in the street.</summary>
    private List<AnswerChoice> Rivals(AnswerChoice found, string[] said)
    {
        var own = _spellings.Where(spelling => spelling.Choice == found).SelectMany(static spelling => spelling.Words).ToHashSet();
        var others = said.Where(word => word.Length >= ShortestRival && !own.Contains(word)).ToHashSet();
        return [.. _spellings.Where(spelling => spelling.Choice != found && spelling.Words.Any(others.Contains)).Select(static spelling => spelling.Choice).Distinct()];
    }

    /// <summary>Whether something else is said to be possible, too: in the street or at the neighbour's.</summary>
    private bool HasAlternative(AnswerChoice found, string[] said) =>
        said.Any(_words.Or.Has) && !_spellings.Exists(spelling => spelling.Choice == found && IsPieceOf(spelling.Words, said));

    /// <summary>Two, number two, the second one.</summary>
    private Answer? ByNumber(TokenList tokens)
    {
        var at = tokens.IsSign(0, '#') ? 1 : 0;
        bool ordinal;
        int number;
        while (!(ordinal = OrdinalReader.TryTake(tokens, ref at, out number)) && !NumberReader.TryTakeWhole(tokens, ref at, out number))
        {
            if (!_words.ChoiceWords.Skip(tokens, ref at))
            {
                return null;
            }
        }

        while (at < tokens.Count && _words.ChoiceWords.Skip(tokens, ref at))
        {
        }

        if (at < tokens.Count)
        {
            return null;
        }

        var key = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var choice = ordinal && number >= 1 && number <= _choices.Length ? _choices[number - 1] : _choices.FirstOrDefault(choice => choice.Key == key);
        return choice is null ? Answer.Not(AnswerReason.OutOfRange) : Answer.Of(choice.Value, AnswerManner.Number);
    }

    private bool Begins(string[] spelling, string[] said)
    {
        if (!KeepsSense(spelling) || said.Length > spelling.Length || said.Sum(static word => word.Length) < ShortestBeginning)
        {
            return false;
        }

        for (var i = 0; i < said.Length - 1; i++)
        {
            if (said[i] != spelling[i])
            {
                return false;
            }
        }

        return spelling[said.Length - 1].StartsWith(said[^1], StringComparison.Ordinal);
    }

    /// <summary>The answer has the whole spelling in it, or the spelling has the answer's words in it one behind the other.</summary>
    private bool IsPart(string[] spelling, string[] said) => KeepsSense(spelling)
        && ((spelling.Sum(static word => word.Length) >= ShortestPart && Contains(said, spelling)) || (said.Sum(static word => word.Length) >= ShortestPart && IsPieceOf(spelling, said)));

    /// <summary>Words of the spelling, one behind the other. Gas alone is no answer that there is none.</summary>
    private bool IsPieceOf(string[] spelling, string[] said) => (_negations.Length > 0 || !NegationsOf(spelling).Any()) && Contains(spelling, said);

    /// <summary>An answer that says not must meet a text that says so, too.</summary>
    private bool KeepsSense(string[] spelling) => Array.TrueForAll(_negations, negation => spelling.AsSpan().IndexOf(negation) >= 0);

    private IEnumerable<string[]> NegationsOf(string[] words)
    {
        for (var at = 0; at < words.Length; at++)
        {
            if (_words.Negations.LengthAt(words, at) is > 0 and var count)
            {
                yield return words[at..(at + count)];
                at += count - 1;
            }
        }
    }

    /// <summary>Not right behind words that turn it around.</summary>
    private bool Contains(string[] words, string[] part)
    {
        for (var start = 0; start + part.Length <= words.Length; start++)
        {
            if (words.AsSpan(start, part.Length).SequenceEqual(part) && !IsTurnedAround(words, start))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsTurnedAround(string[] words, int at)
    {
        for (var from = 0; from < at; from++)
        {
            if (_words.Negations.LengthAt(words, from) == at - from)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One letter is wrong, missing, too many, or changed places with the next.</summary>
    private bool IsLike(string[] spelling, string[] said)
    {
        var (whole, answer) = (string.Join(' ', spelling), string.Join(' ', said));
        return answer.Length >= ShortestLikeness && KeepsSense(spelling)
            && (Likeness.IsOneOff(whole, answer) || (said.Length == 1 && !NegationsOf(spelling).Any() && spelling.Any(word => word.Length >= ShortestLikeness && Likeness.IsOneOff(word, answer))));
    }
}
