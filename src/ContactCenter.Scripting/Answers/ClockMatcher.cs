using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Answers;

/// <summary>A <see cref="ClockPattern"/> made ready: it takes tokens and gives hour and minutes.</summary>
internal sealed class ClockMatcher
{
    private readonly ClockPattern _pattern;
    private readonly Element[] _elements;
    private readonly bool _isBare;

    public ClockMatcher(ClockPattern pattern)
    {
        (_pattern, _isBare) = (pattern, pattern.Pattern == "{h} {m}");
        _elements = [.. pattern.Pattern.Split(' ').Select(static word => word[0] == '{'
            ? new Element(word[1], [], Optional: false)
            : new Element('\0', [.. word.TrimEnd('?').Split('|').Select(static part => string.Concat(Tokenizer.Words(part)))], word[^1] == '?'))];
    }

    /// <summary>Tries the pattern at a place.</summary>
    /// <param name="tokens">The answer.</param>
    /// <param name="at">The place; behind the time when it fits.</param>
    /// <param name="time">The time.</param>
    public bool TryTake(TokenList tokens, ref int at, out SaidTime time)
    {
        time = new SaidTime { Hour = _pattern.Hour, Minutes = _pattern.Add };
        return TryTake(tokens, ref at, ref time, 0);
    }

    private bool TryTake(TokenList tokens, ref int at, ref SaidTime time, int element)
    {
        if (element == _elements.Length)
        {
            return true;
        }

        var (slot, words, optional) = _elements[element];
        var (next, after) = (at, time);
        var fits = slot == '\0' ? next < tokens.Count && words.Contains(tokens[next++].Text) : TryFill(tokens, ref next, ref after, slot);
        if (fits && TryTake(tokens, ref next, ref after, element + 1))
        {
            (at, time) = (next, after);
            return true;
        }

        return optional && TryTake(tokens, ref at, ref time, element + 1);
    }

    private bool TryFill(TokenList tokens, ref int at, ref SaidTime time, char slot)
    {
        if (at >= tokens.Count)
        {
            return false;
        }

        var words = tokens.Lexicon;
        var start = at;
        int number;
        if (slot == 'g')
        {
            number = words.Oblique.TryTake(tokens, ref at, out var oblique) ? (int)oblique : -1;
        }
        else if (slot is 'm' or 'f' || !OrdinalReader.TryTake(tokens, ref at, out number))
        {
            number = slot != 'o' && NumberReader.TryTakeWhole(tokens, ref at, out var whole) ? whole : -1;
        }

        if (slot is 'm' or 'f' or 'g')
        {
            time = time with { Minutes = time.Minutes + (number * _pattern.MinuteSign) };
            // Two figures behind an hour are minutes; one is anything.
            return number is >= 0 and <= 59 && !(slot == 'f' && number % 5 != 0) && !(_isBare && tokens[start].Kind == TokenKind.Digits && tokens[start].Text.Length != 2);
        }

        time = time with { Hour = number, InFigures = tokens[start].Kind == TokenKind.Digits, LeadingZero = tokens[start].Kind == TokenKind.Digits && tokens[start].Text[0] == '0' };
        return number is >= 0 and <= 24;
    }

    private sealed record Element(char Slot, string[] Words, bool Optional);
}

/// <summary>A time as it was said, before it is clear which half of the day is meant.</summary>
internal readonly record struct SaidTime
{
    /// <summary>The hour; null where the words name the time themselves, as noon.</summary>
    public int? Hour { get; init; }

    /// <summary>Minutes behind the hour, less than zero for those still to go; minutes of the day where there is no hour.</summary>
    public int Minutes { get; init; }

    public bool InFigures { get; init; }

    /// <summary>The hour was written 03: by the 24-hour clock.</summary>
    public bool LeadingZero { get; init; }

    public DayPart Part { get; init; }

    /// <summary>The part of the day stands before the hour, and so rather with the day: tomorrow night at two.</summary>
    public bool IsPartOfDay { get; init; }

    /// <summary>Nothing but a bare number says that this is a time.</summary>
    public bool IsBare { get; init; }
}
