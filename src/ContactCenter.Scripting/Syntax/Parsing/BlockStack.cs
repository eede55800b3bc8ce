namespace ContactCenter.Scripting.Syntax;

/// <summary>Which lines belong below which, by their indentation.</summary>
internal sealed class BlockStack(FaultList faults)
{
    /// <summary>How deep blocks may be nested in one another inside a step.</summary>
    public const int MaxDepth = 16;

    private const int Step = 2;
    private const int StatementIndent = 4;

    private readonly List<Block> _blocks = [];
    private int _count;

    /// <summary>A step is open.</summary>
    public bool IsOpen => _count > 0;

    public Block Top => _blocks[_count - 1];

    /// <summary>The depth of the innermost block's lines: 2 for a step's own.</summary>
    public int Level { get; private set; }

    /// <summary>The lines of the innermost block stand where their depth does not put them.</summary>
    public bool IsShifted => Top.Indent != Level * Step;

    public void OpenStep(StepSyntax step)
    {
        CloseAll();
        Push(StatementIndent, step);
    }

    public void CloseAll()
    {
        while (_count > 0)
        {
            Close();
        }
    }

    /// <summary>Finds the block a line belongs to, which is then <see cref="Top"/>, and says so when the indentation is wrong.</summary>
    public void Place(TextRange indentation)
    {
        var indent = Rounded(indentation);
        while (_count > 1 && indent < Top.Indent)
        {
            Close();
        }

        if (indent == Top.Indent)
        {
            return;
        }

        var expected = Top.Indent;
        if (indent > Top.Indent && Top.Opener is { } opener)
        {
            expected += Step;
            if (_count >= MaxDepth)
            {
                faults.Report(WritingCodes.TooDeep, indentation, $"{MaxDepth}");
                opener = null;
            }

            Top.Opener = null;
            Push(indent, opener);
        }
        else if (indent > Top.Indent)
        {
            Push(indent, owner: null);
        }

        if (indent != expected)
        {
            faults.Report(WritingCodes.IndentJump, indentation, DiagnosticFix.Indent(indentation, expected), $"{indent}", $"{expected}");
        }
    }

    /// <summary>An odd indentation is taken for the one beside it that fits.</summary>
    private int Rounded(TextRange indentation)
    {
        var indent = indentation.Length;
        if (indent % Step == 0)
        {
            return indent;
        }

        var fits = indent + 1 == Top.Indent || (Top.Opener is not null && indent + 1 == Top.Indent + Step) ? indent + 1 : indent - 1;
        faults.Report(WritingCodes.OddIndent, indentation, DiagnosticFix.Indent(indentation, fits), $"{indent}");
        return fits;
    }

    private void Push(int indent, LineSyntax? owner)
    {
        if (_count == _blocks.Count)
        {
            _blocks.Add(new Block());
        }

        var parent = _count > 0 ? Top : null;
        _blocks[_count++].Reset(indent, owner, parent);
        Level = owner is null ? Level : owner is StepSyntax ? Step : Level + 1;
    }

    private void Close()
    {
        var block = Top;
        block.Seal(faults);
        _count--;
        if (block.Owner is StepSyntax step)
        {
            step.Body = block.Statements.TakeFrom(0);
        }
        else
        {
            block.HandTo(_blocks[_count - 1]);
        }

        Level -= block.Owner is null ? 0 : 1;
    }
}
