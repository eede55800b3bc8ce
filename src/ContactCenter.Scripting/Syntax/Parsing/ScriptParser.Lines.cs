namespace ContactCenter.Scripting.Syntax;

/// <summary>What a line is, and what becomes of one that is out of place.</summary>
internal sealed partial class ScriptParser
{
    private const int DeclarationIndent = 2;

    private static readonly string[] DeclarationWords = ["step", "slot", "on", "starts on", "script"];

    /// <param name="indentation">What the line begins with.</param>
    /// <param name="word">What its first word is, or was meant to be.</param>
    private void Declaration(TextRange indentation, Keyword word)
    {
        var start = _tokens.Current.Start;
        _level = word == Keyword.Script ? 0 : 1;
        var expected = word == Keyword.Script ? 0 : DeclarationIndent;
        if (indentation.Length != expected)
        {
            _faults.Report(WritingCodes.IndentJump, indentation, DiagnosticFix.Indent(indentation, expected), $"{indentation.Length}", $"{expected}");
        }

        if (word is Keyword.Slot or Keyword.On or Keyword.Starts && _hasStep)
        {
            _tokens.Report(WritingCodes.AfterFirstStep, _tokens.Slice(_tokens.Current).ToString());
        }

        _tokens.Skip();
        switch (word)
        {
            case Keyword.Script:
                Header(start);
                break;
            case Keyword.Slot:
                _slots.Add(Marked(_declarations.Slot(start)));
                break;
            case Keyword.On:
                _handlers.Add(Marked(_declarations.Handler(start)));
                break;
            case Keyword.Starts:
                _starts.Add(Marked(_declarations.StartsOn(start)));
                break;
            default:
                _hasStep = true;
                OpenStep(Marked(_declarations.Step(start)));
                break;
        }
    }

    private void Header(int start)
    {
        _headerSaid = true;
        if (_header is { } first)
        {
            _faults.Report(WritingCodes.RepeatedHeader, _tokens.RangeOfLine, $"{_source.PositionOf(first.Range.Start).Line}");
            return;
        }

        _header = _declarations.Header(start);
        _header.HasFault = _faults.OnThisLine;
    }

    private void OpenStep(StepSyntax step)
    {
        _steps.Add(step);
        _blocks.OpenStep(step);
    }

    /// <summary>A line that neither declares anything nor stands in a step. What follows it is read as a step's lines, so that one missing word is one fault.</summary>
    private void Misplaced(TextRange indentation)
    {
        _level = 1;
        var first = _tokens.Current;
        var written = _tokens.Slice(first);
        var name = new NameSyntax("", new TextRange(first.Start, 0));
        if (IsStatement())
        {
            _faults.Report(WritingCodes.BeforeFirstStep, first.Range, written.ToString());
            OpenStep(new StepSyntax { Name = name, Range = name.Range, HasFault = true });
            Statement();
            return;
        }

        ReportUnknown(DeclarationWords);
        if (first.Kind == TokenKind.Word)
        {
            if (NearestWord.Of(written, DeclarationWords) is { } meant)
            {
                Declaration(indentation, Keywords.Of(meant.AsSpan(0, (meant + ' ').IndexOf(' ', StringComparison.Ordinal))));
                return;
            }

            name = _tokens.TakeWord(); // 'step' was forgotten
        }

        OpenStep(new StepSyntax { Name = name, Range = _tokens.RangeOfLine, HasFault = true });
    }

    private bool IsStatement() => _tokens.Kind is TokenKind.Arrow or TokenKind.Number || StatementParser.IsStatement(_tokens.Keyword);

    private void Statement()
    {
        var start = _tokens.Current.Start;
        var block = _blocks.Top;
        switch (_tokens.Keyword)
        {
            case Keyword.If:
                InsideAsk(block);
                _tokens.Skip();
                var first = Marked(_statements.Branch(start, hasCondition: true));
                block.Add(new IfStatement { Range = first.Range, HasFault = first.HasFault }, first, _faults);
                return;
            case Keyword.Else when block.HasOpenIf:
                _tokens.Skip();
                block.AddWay(Marked(_statements.Branch(start, _tokens.Accept(Keyword.If))), _faults);
                return;
            case Keyword.Else:
                _tokens.Report(WritingCodes.LoneElse);
                Broken(block);
                return;
            case Keyword.Accept:
                OutsideAsk(block, "'accept'");
                block.Add(Marked(_statements.Accept()), _faults);
                return;
            case Keyword.None when _tokens.Kind == TokenKind.Number:
                OutsideAsk(block, "A choice");
                block.Add(Marked(_statements.Choice()), _faults);
                return;
        }

        InsideAsk(block);
        if (_statements.Parse() is { } statement)
        {
            block.Add(Marked(statement), _faults);
        }
        else
        {
            ReportUnknown(StatementParser.Words);
            Broken(block);
        }
    }

    private void Broken(Block block) => block.Add(new BrokenStatement { Range = _tokens.RangeOfLine, HasFault = true }, _faults);

    private void InsideAsk(Block block)
    {
        if (block.IsAsk)
        {
            _tokens.Report(WritingCodes.InsideAsk, _tokens.Slice(_tokens.Current).ToString());
        }
    }

    private void OutsideAsk(Block block, string what)
    {
        if (!block.IsAsk && !block.IsBroken)
        {
            _tokens.Report(WritingCodes.OutsideAsk, what);
        }
    }

    private void ReportUnknown(string[] known)
    {
        var first = _tokens.Current;
        var written = _tokens.Slice(first);
        if (first.Kind == TokenKind.Unknown || !_faults.IsOpen)
        {
            _tokens.Report(WritingCodes.UnknownStatement);
        }
        else if (_tokens.Peek(1).Kind == TokenKind.Equal)
        {
            _faults.Report(WritingCodes.UnknownStatement, first.Range, DiagnosticFix.Replace(new TextRange(first.Start, 0), "set "), written.ToString(), "; to give a slot a value write 'set' before it.");
        }
        else
        {
            var near = NearestWord.Of(written, known);
            var fix = near is null ? null : DiagnosticFix.Replace(first.Range, near);
            _faults.Report(WritingCodes.UnknownStatement, first.Range, fix, written.ToString(), near is null ? "." : $"; did you mean '{near}'?");
        }
    }

    /// <summary>Sees that nothing is left on the line, and notes on the line whether it has a fault.</summary>
    private T Marked<T>(T line)
        where T : LineSyntax
    {
        _declarations.ExpectEnd();
        line.HasFault = _faults.OnThisLine;
        return line;
    }

    private TextRange Indentation(TextRange line, out bool isPlain)
    {
        var text = _source.Slice(line);
        var length = 0;
        isPlain = true;
        while (length < text.Length && Lexer.IsSpace(text[length]))
        {
            isPlain &= text[length] == ' ' || (text[length] == '\uFEFF' && line.Start == 0);
            length++;
        }

        return new TextRange(line.Start, line.Start == 0 && length > 0 && text[0] == '\uFEFF' ? length - 1 : length);
    }

    /// <summary>How wide an indentation is meant that is not made of spaces: a tab is one level.</summary>
    private int Width(TextRange indentation)
    {
        var width = 0;
        foreach (var c in _source.Slice(indentation))
        {
            width += c == '\t' ? 2 : 1;
        }

        return width;
    }
}
