using System.Globalization;

namespace ContactCenter.Scripting.Answers;

/// <summary>
/// Times of day. An hour from 1 to 12 without a part of the day is the one from 7:00 to 18:59; an hour written with a leading zero, 0, and 13 to 24
/// are as written.
/// </summary>
internal static class ClockReader
{
    /// <summary>Takes the time that all of <paramref name="tokens"/> from a place on are, or the longest.</summary>
    public static bool TryTake(TokenList tokens, ref int at, out SaidTime time)
    {
        var (next, words) = (at, tokens.Lexicon);
        var part = DayPart.None;
        var marked = false;
        for (var again = true; again;)
        {
            var before = next;
            if (part == DayPart.None && words.DayParts.TryTake(tokens, ref next, out part))
            {
                marked = true;
            }
            else if (words.BeforeTime.Skip(tokens, ref next))
            {
                marked = true;
            }
            else if (tokens.IsKind(next, TokenKind.Break) && marked)
            {
                next++;
            }

            again = next > before;
        }

        if (!TryTakeMain(tokens, ref next, out time))
        {
            return false;
        }

        var ofDay = part != DayPart.None;
        if (!ofDay)
        {
            words.DayParts.TryTake(tokens, ref next, out part);
        }

        time = time with { Part = part, IsPartOfDay = ofDay, IsBare = !marked && part == DayPart.None && time.IsBare };
        at = next;
        return true;
    }

    /// <summary>The time of day that was meant.</summary>
    /// <param name="said">What was said.</param>
    /// <param name="time">The time.</param>
    /// <param name="assumed">Whether the other half of the day is possible, too.</param>
    /// <returns>False when the part of the day does not fit the hour.</returns>
    public static bool TryResolve(SaidTime said, out TimeOnly time, out bool assumed)
    {
        assumed = false;
        if (said.Hour is not { } hour)
        {
            time = At(said.Minutes);
            return true;
        }

        var total = (hour * 60) + said.Minutes;
        if (hour is 0 or > 12 || (said.LeadingZero && said.Part == DayPart.None))
        {
            time = At(total);
            return !(said.Part == DayPart.Morning && hour > 12) && !(said.Part is DayPart.Afternoon or DayPart.Evening && hour == 0);
        }

        var half = ((((hour % 12) * 60) + said.Minutes) % 720 + 720) % 720;
        assumed = said.Part == DayPart.None;
        time = At(said.Part switch
        {
            DayPart.Morning => half,
            DayPart.Afternoon => half + 720,
            DayPart.Evening => half < 60 ? half : half + 720,
            DayPart.Night => half < 360 ? half : half + 720,
            _ => half >= 420 ? half : half + 720,
        });
        return true;
    }

    private static TimeOnly At(int minutes) => new TimeOnly(0, 0).AddMinutes(((minutes % 1440) + 1440) % 1440);

    private static bool TryTakeMain(TokenList tokens, ref int at, out SaidTime time)
    {
        if (TryTakeFigures(tokens, ref at, out time))
        {
            return true;
        }

        var (best, found) = (at, false);
        foreach (var pattern in tokens.Lexicon.Clock)
        {
            var next = at;
            if (pattern.TryTake(tokens, ref next, out var said) && next > best)
            {
                (best, time, found) = (next, said, true);
            }
        }

        var bare = best == at + 1 && tokens.IsKind(at, TokenKind.Digits);
        time = time with { IsBare = bare };
        at = best;
        return found;
    }

    /// <summary>15:30, 15.30, 15h30, 1530.</summary>
    private static bool TryTakeFigures(TokenList tokens, ref int at, out SaidTime time)
    {
        time = default;
        if (!tokens.IsKind(at, TokenKind.Digits))
        {
            return false;
        }

        var digits = tokens[at].Text;
        var next = at + 1;
        var minutes = "";
        if (digits.Length <= 2 && tokens.IsGluedDigits(next + 1) && tokens[next].Gap == 0 && tokens[next + 1].Text.Length == 2
            && (tokens.IsSign(next, ':') || tokens.IsSign(next, '.') || tokens[next].Text == "h"))
        {
            (minutes, next) = (tokens[next + 1].Text, next + 2);
            if (tokens.IsSign(next, ':') && tokens.IsGluedDigits(next + 1) && tokens[next + 1].Text is "00")
            {
                next += 2;
            }
        }
        else if (digits.Length == 4)
        {
            (digits, minutes) = (digits[..2], digits[2..]);
        }
        else
        {
            return false;
        }

        var (hour, minute) = (int.Parse(digits, CultureInfo.InvariantCulture), int.Parse(minutes, CultureInfo.InvariantCulture));
        if (hour > 24 || minute > 59 || (hour == 24 && minute > 0))
        {
            return false;
        }

        time = new SaidTime { Hour = hour, Minutes = minute, InFigures = true, LeadingZero = digits is ['0', _], IsBare = tokens[at].Text.Length == 4 };
        at = next;
        return true;
    }
}
