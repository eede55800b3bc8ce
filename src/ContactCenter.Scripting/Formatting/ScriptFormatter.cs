using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting;

/// <summary>
/// Writes a script as all scripts are written: two spaces for each level, one between words, and an id behind each text that people see. Nothing but
/// spaces and new ids changes; a line with a fault stays as it is. What was formatted stays the same when it is formatted again. Thread-safe.
/// </summary>
public static class ScriptFormatter
{
    /// <summary>The script, formatted. Lines end as its first one does; the last one ends.</summary>
    public static string Format(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var lines = new LineFormatter(source);
        var script = ScriptParser.Parse(source, lines);
        return lines.Write(new TextIdMaker(source, script));
    }
}
