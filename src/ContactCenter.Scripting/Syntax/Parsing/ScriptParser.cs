using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>
/// Reads a script. Any text gives a tree: a line that is wrong has one diagnostic and the next line is read as if nothing had been, so the time
/// is in proportion to the text whatever it says.
/// </summary>
internal sealed partial class ScriptParser
{
    private readonly SourceText _source;
    private readonly ILineSink? _sink;
    private readonly FaultList _faults = new();
    private readonly TokenCursor _tokens;
    private readonly TextParser _texts;
    private readonly DeclarationParser _declarations;
    private readonly StatementParser _statements;
    private readonly BlockStack _blocks;
    private readonly TextIds _ids;
    private readonly ImmutableArray<SlotSyntax>.Builder _slots = ImmutableArray.CreateBuilder<SlotSyntax>();
    private readonly ImmutableArray<HandlerSyntax>.Builder _handlers = ImmutableArray.CreateBuilder<HandlerSyntax>();
    private readonly ImmutableArray<StartsOnSyntax>.Builder _starts = ImmutableArray.CreateBuilder<StartsOnSyntax>();
    private readonly ImmutableArray<StepSyntax>.Builder _steps = ImmutableArray.CreateBuilder<StepSyntax>();
    private HeaderSyntax? _header;
    private bool _headerSaid;
    private bool _hasStep; // one that is written, not one that was made for lines out of place
    private int _level;
    private bool _keepsIndentation;

    private ScriptParser(SourceText source, ILineSink? sink)
    {
        (_source, _sink) = (source, sink);
        var names = new NameTable();
        _tokens = new TokenCursor(source.Text, _faults, names);
        _texts = new TextParser(source.Text, _tokens, new TokenCursor(source.Text, _faults, names));
        var expressions = new ExpressionParser(_tokens, _texts.Value);
        var literals = new LiteralParser(_tokens);
        var types = new TypeParser(_tokens, literals);
        var options = new OptionParser(_tokens, expressions, literals);
        _declarations = new DeclarationParser(_tokens, expressions, _texts, types, options);
        _statements = new StatementParser(_tokens, expressions, literals, _texts, types, options);
        _blocks = new BlockStack(_faults);
        _ids = new TextIds(source, _faults);
    }

    /// <summary>Reads a script.</summary>
    /// <param name="source">The text.</param>
    /// <param name="sink">Who is told of each line; null for nobody.</param>
    public static ScriptSyntax Parse(SourceText source, ILineSink? sink = null) => new ScriptParser(source, sink).Parse();

    private ScriptSyntax Parse()
    {
        for (var number = 1; number <= _source.LineCount; number++)
        {
            Line(number);
        }

        _blocks.CloseAll();
        _faults.BeginLine();
        if (!_headerSaid && _faults.IsEmpty)
        {
            _faults.Report(WritingCodes.NoHeader, new TextRange(0, 0));
        }
        else if (_steps.Count == 0 && _header is { } header)
        {
            _faults.ReportAbove(header, WritingCodes.NoStep);
        }

        return new ScriptSyntax
        {
            Source = _source,
            Header = _header ?? new HeaderSyntax { Name = new NameSyntax("", default), Version = 0, Languages = [], Channels = [], Outcomes = [] },
            Slots = _slots.DrainToImmutable(),
            Handlers = _handlers.DrainToImmutable(),
            StartsOn = _starts.DrainToImmutable(),
            Steps = _steps.DrainToImmutable(),
            TextIds = _ids.ToImmutable(),
            Diagnostics = _faults.ToImmutable(),
            Range = new TextRange(0, _source.Text.Length),
        };
    }

    private void Line(int number)
    {
        var line = _source.LineAt(number);
        var indentation = Indentation(line, out var isPlain);
        _tokens.Load(indentation.End, line.End, inHole: false);
        _faults.BeginLine();
        _texts.BeginLine();
        _ids.Add(_tokens.TextId);
        if (_tokens.AtEnd && _tokens.TextId is null)
        {
            _sink?.Add(new ParsedLine(number, line, -1, KeepsIndentation: false, HasFault: false, Text: null, _tokens.CommentStart), []);
            return;
        }

        if (!isPlain)
        {
            _faults.Report(WritingCodes.TabIndent, indentation, DiagnosticFix.Indent(indentation, Width(indentation)));
        }

        _keepsIndentation = false;
        Content(isPlain ? indentation : new TextRange(indentation.Start, Width(indentation)));
        _ids.Check(_texts.LastShown, number);
        _sink?.Add(new ParsedLine(number, line, _level, _keepsIndentation, _faults.OnThisLine, _texts.LastShown, _tokens.CommentStart), _tokens.Tokens);
    }

    private void Content(TextRange indentation)
    {
        if (_tokens.AtEnd)
        {
            _declarations.ExpectEnd(); // nothing but a text id
            _level = 0;
            return;
        }

        if (!_headerSaid && _tokens.Keyword != Keyword.Script)
        {
            _headerSaid = true;
            _faults.Report(WritingCodes.NoHeader, _tokens.RangeOfLine);
            if (indentation.Length == 0 && _tokens.Keyword is not (Keyword.Slot or Keyword.On or Keyword.Starts or Keyword.Step))
            {
                _level = 0;
                return; // a header whose first word is wrong
            }
        }

        if (_tokens.Keyword is Keyword.Script or Keyword.Slot or Keyword.On or Keyword.Starts or Keyword.Step)
        {
            Declaration(indentation, _tokens.Keyword);
        }
        else if (_blocks.IsOpen && (indentation.Length > 2 || IsStatement()))
        {
            _blocks.Place(indentation);
            _level = _blocks.Level;
            _keepsIndentation = _blocks.IsShifted;
            Statement();
        }
        else
        {
            Misplaced(indentation);
        }
    }
}
