using System.Globalization;
using System.Text;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary>Diagnostics as compilers write them, each with its line and carets below what it is about.</summary>
internal static class TextReport
{
    /// <summary>The most characters shown of a line.</summary>
    private const int Widest = 160;

    public static string Of(IEnumerable<SourceDiagnostics> checks)
    {
        var text = new StringBuilder();
        var (scripts, errors, others) = (0, 0, 0);
        foreach (var check in checks)
        {
            scripts += check.Source.Name.EndsWith(SideFiles.Extension, StringComparison.Ordinal) ? 0 : 1;
            foreach (var diagnostic in check.Diagnostics)
            {
                (errors, others) = diagnostic.Severity == DiagnosticSeverity.Error ? (errors + 1, others) : (errors, others + 1);
                Write(text, check.Source, diagnostic);
            }
        }

        var found = errors + others == 0 ? "nothing wrong" : Counted(errors, "error") + (others == 0 ? "" : ", " + Counted(others, "other remark"));
        return text.Append(CultureInfo.InvariantCulture, $"{Counted(scripts, "script")}: {found}.\n").ToString();
    }

    public static string Word(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "hint",
    };

    /// <summary>One diagnostic with its line.</summary>
    public static void Write(StringBuilder text, SourceText source, Diagnostic diagnostic)
    {
        var (line, column) = source.PositionOf(diagnostic.Range.Start);
        text.Append(CultureInfo.InvariantCulture, $"{source.Name}({line},{column}): {Word(diagnostic.Severity)} {diagnostic.Code.Id}: {diagnostic.Message}\n");
        Quote(text, source, line, diagnostic.Range);
        if (!diagnostic.Path.IsEmpty)
        {
            text.Append("  by way of ").AppendJoin(" → ", diagnostic.Path).Append('\n');
        }

        if (diagnostic.Fix is { } fix)
        {
            text.Append("  to mend it: ").Append(fix.Title).Append('\n');
        }
    }

    /// <summary>The line, or the part of a long one around the place, and carets.</summary>
    private static void Quote(StringBuilder text, SourceText source, int line, TextRange range)
    {
        var whole = source.LineAt(line);
        var start = range.Start - whole.Start <= Widest / 2 ? whole.Start : range.Start - (Widest / 2);
        var end = Math.Min(whole.End, start + Widest);
        text.Append("  ").Append(source.Slice(TextRange.Between(start, end))).Append('\n').Append("  ");
        for (var at = start; at < range.Start && at < end; at++)
        {
            text.Append(source.Text[at] == '\t' ? '\t' : ' ');
        }

        text.Append('^', Math.Max(1, Math.Min(range.End, end) - range.Start)).Append('\n');
    }

    public static string Counted(int count, string what) => count == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{count} {what}s");
}
