using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Answers;

/// <summary>
/// A day with a time: tomorrow at 3, 5/3 15:30, in two hours. A time alone is today's if it is still to come, else tomorrow's. Said today, an hour that
/// has passed by its usual half of the day is the one to come, and midnight and the hours behind it are those of the night that comes.
/// </summary>
internal static class MomentReader
{
    /// <summary>Nobody says a moment in more.</summary>
    private const int MaxTokens = 24;

    /// <summary>The hour at which what is said of the night is of the morning.</summary>
    private const int NightEnds = 6;

    public static Answer Read(TokenList tokens, AnswerContext context)
    {
        if (tokens.Count is 0 or > MaxTokens)
        {
            return Answer.Not(AnswerReason.NotUnderstood);
        }

        if (FromNow(tokens, context) is { } moment)
        {
            return Answer.Of(new TextValue.Moment(moment), AnswerManner.Words);
        }

        if (new DateReader(tokens, context, past: false).Read(out _) == AnswerReason.Understood)
        {
            return Answer.Not(AnswerReason.Incomplete); // domani a otto is a week from tomorrow, 3 March twenty twenty-eight may be a year
        }

        var found = new List<Answer>();
        var reason = AnswerReason.NotUnderstood;
        for (var cut = 0; cut < tokens.Count; cut++)
        {
            Try(cut, tokens.Count, 0, cut);
            if (cut > 0)
            {
                Try(0, cut, cut, tokens.Count);
            }
        }

        if (found.Find(static answer => answer.Reason == AnswerReason.Ambiguous) is { } either)
        {
            return either;
        }

        var moments = found.Where(static answer => answer.Value is not null).DistinctBy(static answer => answer.Value).ToList();
        return moments.Count switch
        {
            1 => moments[0],
            > 1 => Answer.Not(AnswerReason.Ambiguous, moments.Select(static answer => answer.Value!)),
            _ => found.Count > 0 ? found[0] : Answer.Not(reason == AnswerReason.NotUnderstood ? DateAlone(tokens, context) : reason),
        };

        void Try(int timeFrom, int timeTo, int dateFrom, int dateTo)
        {
            var (time, date) = (tokens.Slice(timeFrom, timeTo), tokens.Slice(dateFrom, dateTo));
            var at = 0;
            if (!ClockReader.TryTake(time, ref at, out var said) || at < time.Count)
            {
                return;
            }

            // A bare number is no time of its own, and beside a date it is part of the date or nothing.
            if (said.IsBare)
            {
                return;
            }

            DateOnly? day = null;
            if (date.Count > 0)
            {
                var result = ReadDay(date, context, ref said, out var read);
                day = read;
                reason = result is AnswerReason.Understood or AnswerReason.NotUnderstood ? reason : result;
                if (result != AnswerReason.Understood)
                {
                    return;
                }
            }

            found.Add(Resolve(day, said, context));
        }
    }

    /// <summary>A local time in a zone; a gap and an overlap of the clocks are told.</summary>
    public static Answer InZone(DateTime local, TimeZoneInfo zone, AnswerManner manner, bool assumed)
    {
        if (local.Year is <= 1 or >= 9999)
        {
            return Answer.Not(AnswerReason.Impossible); // no offset fits
        }

        if (zone.IsInvalidTime(local))
        {
            return Answer.Not(AnswerReason.InClockGap);
        }

        return zone.IsAmbiguousTime(local)
            ? Answer.Not(AnswerReason.InClockOverlap, zone.GetAmbiguousTimeOffsets(local).OrderDescending().Select(offset => new TextValue.Moment(new DateTimeOffset(local, offset))))
            : Answer.Of(new TextValue.Moment(new DateTimeOffset(local, zone.GetUtcOffset(local))), manner, assumed);
    }

    /// <summary>The day beside a time, and the part of the day where it stands there: at 8 tomorrow evening, this evening at 8.</summary>
    private static AnswerReason ReadDay(TokenList date, AnswerContext context, ref SaidTime said, out DateOnly day)
    {
        var (end, part) = PartAtEnd(date);
        if (new DateReader(date, context, past: false).Read(out day) == AnswerReason.Understood)
        {
            return AnswerReason.Understood; // also where a part of the day is called as something in it, in two days in Russian
        }

        if (part != DayPart.None && said.Part == DayPart.None)
        {
            (date, said) = (date.Slice(0, end), said with { Part = part, IsPartOfDay = true });
        }

        day = context.Today;
        return said.Part != DayPart.None && IsThis(date) ? AnswerReason.Understood : new DateReader(date, context, past: false).Read(out day);
    }

    /// <summary>The part of the day at the end, and where it begins.</summary>
    private static (int Start, DayPart Part) PartAtEnd(TokenList tokens)
    {
        for (var start = 0; start < tokens.Count; start++)
        {
            var at = start;
            if (tokens.Lexicon.DayParts.TryTake(tokens, ref at, out var part) && at == tokens.Count)
            {
                return (start, part);
            }
        }

        return (tokens.Count, DayPart.None);
    }

    /// <summary>Whether it says nothing but this, as in this evening.</summary>
    private static bool IsThis(TokenList tokens)
    {
        var (at, words) = (0, tokens.Lexicon);
        words.DateFillers.Skip(tokens, ref at);
        return words.This.Skip(tokens, ref at) && at == tokens.Count;
    }

    private static Answer Resolve(DateOnly? day, SaidTime said, AnswerContext context)
    {
        if (!ClockReader.TryResolve(said, out var time, out var assumed))
        {
            return Answer.Not(AnswerReason.Contradictory);
        }

        var (now, date) = (context.LocalNow, day ?? context.Today);
        var local = date.ToDateTime(time);
        if (day is { Year: < 9999 } && said.Hour == 24 && time.Hour == 0)
        {
            local = local.AddDays(1); // the end of that day
        }

        if (day is { Year: < 9999 } && date != context.Today && time.Hour < NightEnds)
        {
            if (said.Part == DayPart.Evening)
            {
                local = local.AddDays(1); // twelve in the evening ends its day
            }
            else if (said.Hour is null || (said.Part == DayPart.Night && (said.IsPartOfDay || said.Hour == 12)))
            {
                return Either(local, local.AddDays(1), context.Zone); // the night before, or the one behind
            }
        }

        if (date == context.Today && local <= now)
        {
            if (assumed && time.Hour < 12)
            {
                if (day is not null && local.AddHours(12) <= now)
                {
                    return Either(local, local.AddHours(12), context.Zone); // neither half of the day is still to come
                }

                local = local.AddHours(local.AddHours(12) > now ? 12 : 24);
            }
            else if (day is null || IsOfTheNight(said, time))
            {
                local = local.AddDays(1);
            }
        }

        return InZone(local, context.Zone, said.InFigures ? AnswerManner.Figures : AnswerManner.Words, assumed);
    }

    private static Answer Either(DateTime one, DateTime other, TimeZoneInfo zone) =>
        Answer.Not(AnswerReason.Ambiguous, new[] { one, other }.Select(local => InZone(local, zone, AnswerManner.Words, assumed: false).Value).OfType<TextValue>());

    /// <summary>Today's midnight and the small hours of tonight belong to the night that comes.</summary>
    private static bool IsOfTheNight(SaidTime said, TimeOnly time) =>
        time.Hour < NightEnds && (said.Hour is null || said.Part is DayPart.Evening or DayPart.Night);

    /// <summary>Now, and in two hours.</summary>
    private static DateTimeOffset? FromNow(TokenList tokens, AnswerContext context)
    {
        var (at, words) = (0, tokens.Lexicon);
        if (words.Now.Skip(tokens, ref at) && at == tokens.Count)
        {
            return TimeZoneInfo.ConvertTime(context.Now, context.Zone);
        }

        at = 0;
        var ahead = words.In.Skip(tokens, ref at);
        if (!DurationReader.TryTake(tokens, ref at, out var minutes))
        {
            return null;
        }

        minutes = !ahead && words.Ago.Skip(tokens, ref at) ? -minutes : minutes;
        return (ahead || minutes < 0 || words.FromNow.Skip(tokens, ref at)) && at == tokens.Count
            && new DateReader(tokens, context, past: false).Read(out _) != AnswerReason.Understood
            ? TimeZoneInfo.ConvertTime(context.Now.AddTicks((long)(minutes * TimeSpan.TicksPerMinute)), context.Zone)
            : null;
    }

    /// <summary>What is said of a day without a time, or with a part of the day alone.</summary>
    private static AnswerReason DateAlone(TokenList tokens, AnswerContext context)
    {
        var (end, part) = PartAtEnd(tokens);
        var day = tokens.Slice(0, end);
        if (part != DayPart.None && IsThis(day))
        {
            return AnswerReason.Incomplete;
        }

        var reason = new DateReader(day, context, past: false).Read(out _);
        return reason == AnswerReason.Understood ? AnswerReason.Incomplete : reason;
    }
}
