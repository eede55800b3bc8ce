using System.Collections.Frozen;
using System.Collections.Immutable;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting;

/// <summary>
/// A side file: the texts of a script in one language, with plural forms, forms for voices and for SMS, recordings and answers. Read once; immutable,
/// thread-safe.
/// </summary>
public sealed class ScriptTexts
{
    private ScriptTexts(SourceText source)
    {
        Source = source;
        File = TextFileParser.Parse(source, out var faults);
        Diagnostics = faults;
        Entries = File.Entries.ToFrozenDictionary(static entry => entry.Id, StringComparer.Ordinal);
    }

    /// <summary>Reads a side file. What is wrong with it by itself is in <see cref="Diagnostics"/>; what is right counts all the same.</summary>
    /// <param name="source">The file, <c>NAME.LANG.texts</c>.</param>
    public static ScriptTexts Parse(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ScriptTexts(source);
    }

    /// <summary>The file.</summary>
    public SourceText Source { get; }

    /// <summary>The script it says it belongs to; empty when it says nothing.</summary>
    public string Script => File.Script;

    /// <summary>The language it says it is in, such as <c>pl</c>; empty when it says nothing.</summary>
    public string Language => File.Language;

    /// <summary>What is wrong with the file by itself, by place. The checker and the compiler tell of it, too.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    internal TextFile File { get; }

    /// <summary>Its entries by id.</summary>
    internal FrozenDictionary<string, TextEntry> Entries { get; }
}
