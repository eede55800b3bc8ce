using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>Collects what is wrong: of each line its first fault alone, as the others mostly follow from it, and of a script <see cref="Most"/>.</summary>
internal sealed class FaultList
{
    public const int Most = 200;

    private readonly ImmutableArray<Diagnostic>.Builder _faults = ImmutableArray.CreateBuilder<Diagnostic>();

    /// <summary>The line has its fault.</summary>
    public bool OnThisLine { get; private set; }

    /// <summary>A fault of this line would be listed; otherwise nobody needs its hint.</summary>
    public bool IsOpen => !OnThisLine && _faults.Count <= Most;

    public bool IsEmpty => _faults.Count == 0;

    public void BeginLine() => OnThisLine = false;

    public void Report(DiagnosticCode code, TextRange range, params ReadOnlySpan<string> arguments) => Report(code, range, null, arguments);

    public void Report(DiagnosticCode code, TextRange range, DiagnosticFix? fix, params ReadOnlySpan<string> arguments)
    {
        if (OnThisLine)
        {
            return;
        }

        OnThisLine = true;
        Add(code, range, fix, arguments);
    }

    /// <summary>A fault of an earlier line, which shows only now; nothing when that line has one.</summary>
    public void ReportAbove(LineSyntax line, DiagnosticCode code, params ReadOnlySpan<string> arguments)
    {
        if (!line.HasFault)
        {
            line.HasFault = true;
            Add(code, line.Range, null, arguments);
        }
    }

    /// <summary>All, by place.</summary>
    public ImmutableArray<Diagnostic> ToImmutable()
    {
        _faults.Sort(static (a, b) => a.Range.Start.CompareTo(b.Range.Start));
        return _faults.ToImmutable();
    }

    private void Add(DiagnosticCode code, TextRange range, DiagnosticFix? fix, ReadOnlySpan<string> arguments)
    {
        if (_faults.Count < Most)
        {
            _faults.Add(new Diagnostic(code, range, arguments) { Fix = fix });
        }
        else if (_faults.Count == Most)
        {
            _faults.Add(new Diagnostic(WritingCodes.TooMany, range));
        }
    }
}
