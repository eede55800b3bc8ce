using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>The options of a statement. A broken one does not break those behind the next comma.</summary>
internal sealed class OptionParser(TokenCursor tokens, ExpressionParser expressions, LiteralParser literals)
{
    private const int MostTimes = 99;
    private const string EndWord = "end";

    private readonly List<OptionSyntax> _options = [];

    /// <summary>Everything up to the line's end.</summary>
    /// <param name="statement">What the options are of, for the sentence.</param>
    /// <param name="allowed">Which it may have.</param>
    public ImmutableArray<OptionSyntax> Parse(string statement, OptionKinds allowed)
    {
        if (tokens.AtEnd)
        {
            return [];
        }

        var seen = OptionKinds.None;
        while (tokens.Accept(TokenKind.Comma))
        {
            var first = tokens.Current;
            var kind = OptionWords.KindOf(tokens.Kind, tokens.Keyword, tokens.Peek(1).Keyword);
            if ((kind & allowed) == OptionKinds.None)
            {
                Unknown(statement, allowed);
            }
            else if (One(kind & allowed) is { } option)
            {
                if ((seen & kind & allowed) != OptionKinds.None && kind != OptionKinds.On)
                {
                    tokens.Faults.Report(WritingCodes.RepeatedOption, first.Range, tokens.Slice(first).ToString());
                }

                seen |= kind & allowed;
                _options.Add(option);
            }

            if (tokens.Faults.OnThisLine)
            {
                SkipToComma();
            }
        }

        return _options.TakeFrom(0);
    }

    /// <summary><c>-> target</c>; null with a diagnostic when it is not there.</summary>
    public TargetSyntax? ExpectTarget()
    {
        if (tokens.Kind == TokenKind.Arrow)
        {
            return Target();
        }

        var end = new TextRange(tokens.LastEnd, 0);
        tokens.Faults.Report(WritingCodes.ArrowExpected, tokens.AtEnd ? end : tokens.Current.Range);
        return null;
    }

    /// <summary>The target at an arrow.</summary>
    public TargetSyntax Target()
    {
        var start = tokens.Current.Start;
        tokens.Skip();
        switch (tokens.Keyword)
        {
            case Keyword.Back:
                tokens.Skip();
                return new TargetSyntax { Kind = TargetKind.Back, Name = new NameSyntax("", new TextRange(tokens.LastEnd, 0)), Range = tokens.RangeFrom(start) };
            case Keyword.End:
                tokens.Skip();
                var outcome = tokens.Name("the outcome the script ends with");
                return new TargetSyntax { Kind = TargetKind.End, Name = outcome, Range = tokens.RangeFrom(start) };
            case Keyword.None when tokens.Peek(1).Kind == TokenKind.Word && NearestWord.Of(tokens.Slice(tokens.Current), [EndWord]) is not null:
                tokens.Faults.Report(WritingCodes.WordExpected, tokens.Current.Range, DiagnosticFix.Replace(tokens.Current.Range, EndWord), EndWord); // no step has two words
                goto case Keyword.End;
            default:
                var step = tokens.Name("the step to go to, or 'end' with an outcome, or 'back'");
                return new TargetSyntax { Kind = TargetKind.Step, Name = step, Range = tokens.RangeFrom(start) };
        }
    }

    private OptionSyntax? One(OptionKinds kind)
    {
        var start = tokens.Current.Start;
        if (kind != OptionKinds.Tries)
        {
            tokens.Skip();
        }

        switch (kind)
        {
            case OptionKinds.Audio:
                var audio = tokens.Path("the audio's path, such as clinic/menu");
                return new AudioOption { Path = audio, Range = tokens.RangeFrom(start) };
            case OptionKinds.Kb:
                var article = tokens.Path("the article's path, such as gas/001");
                return new KnowledgeOption { Path = article, Range = tokens.RangeFrom(start) };
            case OptionKinds.From:
                var list = expressions.Parse();
                return new FromOption { List = list, Range = tokens.RangeFrom(start) };
            case OptionKinds.By:
                var channel = tokens.Name("a channel");
                return new ByOption { Channel = channel, Range = tokens.RangeFrom(start) };
            case OptionKinds.Queue:
                var queue = tokens.Name("a queue");
                return new QueueOption { Queue = queue, Range = tokens.RangeFrom(start) };
            case OptionKinds.Within:
                var times = expressions.Parse();
                return new WithinOption { Times = times, Range = tokens.RangeFrom(start) };
            case OptionKinds.Tries:
                return Tries(start);
            case OptionKinds.On:
                return On(start);
            case OptionKinds.Silence or OptionKinds.Wrong or OptionKinds.Late or OptionKinds.LateTo or OptionKinds.After:
                return Counted(kind, start);
            default:
                var target = ExpectTarget();
                return new BranchOption { Kind = OptionWords.BranchOf(kind), Target = target, Range = tokens.RangeFrom(start) };
        }
    }

    private OptionSyntax? Counted(OptionKinds kind, int start)
    {
        var times = 1;
        if (kind == OptionKinds.Wrong)
        {
            times = Times();
            var to = ExpectTarget();
            return new WrongOption { Times = times, Target = to, Range = tokens.RangeFrom(start) };
        }

        var duration = literals.ExpectDuration();
        if (kind == OptionKinds.Late)
        {
            return new LateOption { By = duration, Range = tokens.RangeFrom(start) };
        }

        if (kind == OptionKinds.Silence && tokens.Kind == TokenKind.Number)
        {
            times = Times();
        }

        var target = ExpectTarget();
        var range = tokens.RangeFrom(start);
        return kind switch
        {
            OptionKinds.Silence => new SilenceOption { After = duration, Times = times, Target = target, Range = range },
            OptionKinds.After => new AfterOption { Time = duration, Target = target, Range = range },
            _ => new LateOption { By = duration, Target = target, Range = range },
        };
    }

    private int Times()
    {
        var times = literals.ExpectWhole("how many times", 1, MostTimes);
        if (!tokens.Accept(Keyword.Time)) // '1 time' reads better
        {
            tokens.Expect(Keyword.Times, "times");
        }

        return times;
    }

    private TriesOption Tries(int start)
    {
        var count = literals.ExpectWhole("how many tries", 1, MostTimes);
        tokens.Expect(Keyword.Tries, "tries");
        var every = tokens.Accept(Keyword.Every) ? literals.ExpectDuration() : null;
        return new TriesOption { Count = count, Every = every, Range = tokens.RangeFrom(start) };
    }

    private OnOption On(int start)
    {
        var name = tokens.DottedName("an event");
        NameSyntax? slot = tokens.Accept(Keyword.As) ? tokens.OwnName("a slot") : null;
        var target = ExpectTarget();
        return new OnOption { Event = name, As = slot, Target = target, Range = tokens.RangeFrom(start) };
    }

    private void Unknown(string statement, OptionKinds allowed)
    {
        if (tokens.Kind != TokenKind.Word || !tokens.Faults.IsOpen)
        {
            tokens.Report(WritingCodes.StrayWords, tokens.AtEnd ? "," : tokens.Slice(tokens.Current).ToString());
            return;
        }

        var written = tokens.Slice(tokens.Current);
        var near = NearestWord.Of(written, OptionWords.Of(allowed));
        var fix = near is null ? null : DiagnosticFix.Replace(tokens.Current.Range, near);
        tokens.Faults.Report(WritingCodes.UnknownOption, tokens.Current.Range, fix, written.ToString(), statement, near is null ? OptionWords.Listed(allowed) : $"; did you mean '{near}'?");
    }

    private void SkipToComma()
    {
        while (!tokens.AtEnd && tokens.Kind != TokenKind.Comma)
        {
            tokens.Skip();
        }
    }
}
