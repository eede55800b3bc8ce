using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Checking;

/// <summary>A script's texts in one of its languages, and what is wrong with them.</summary>
/// <param name="script">The script.</param>
/// <param name="code">The language.</param>
/// <param name="file">Its side file; null when there is none.</param>
/// <param name="ofScript">Where faults of the script itself go.</param>
internal sealed class LanguageTexts(BoundScript script, string code, ScriptTexts? file, List<Diagnostic> ofScript)
{
    /// <summary>The word of a form that stands at the margin, or in the script.</summary>
    public const string Plain = "";

    public string Code { get; } = code;

    /// <summary>What is known of the language; null for one that is not known.</summary>
    public Language? Language { get; } = Language.Find(code);

    /// <summary>Whether the script itself is written in it.</summary>
    public bool IsOwn { get; } = script.Syntax.Header.Languages[0].Text == code;

    public ScriptTexts? File { get; } = file;

    /// <summary>What is wrong in the side file.</summary>
    public List<Diagnostic> Found { get; } = [];

    /// <summary>What the side file says of a text; null when it says nothing.</summary>
    public TextEntry? EntryOf(ShownText shown) => shown.Text.Id is { } id && File?.Entries.GetValueOrDefault(id) is { IsBlank: false } entry ? entry : null;

    /// <summary>Whether the text is there in this language.</summary>
    public bool Has(ShownText shown) => IsOwn || EntryOf(shown) is not null;

    /// <summary>Whether the side file has an entry for the text that could not be read, which was said.</summary>
    public bool HasBroken(ShownText shown) => shown.Text.Id is { } id && File?.File.BrokenIds.Contains(id) == true;

    /// <summary>A text as the script has it, raw; of the script's own language alone.</summary>
    public ReadOnlySpan<char> OwnOf(ShownText shown) => script.Syntax.Source.Slice(shown.Text.Syntax.Raw);

    /// <summary>A text as it stands in this language, raw, with the word of each form; empty when it is missing.</summary>
    public IEnumerable<(string Word, string Raw)> FormsOf(ShownText shown)
    {
        var entry = EntryOf(shown);
        if (IsOwn)
        {
            yield return (Plain, OwnOf(shown).ToString());
        }

        foreach (var (word, text) in entry?.Forms ?? [])
        {
            if (!IsOwn || word != Plain)
            {
                yield return (word, text);
            }
        }
    }

    /// <summary>Tells of a fault in a form of a text, where it stands.</summary>
    public void Report(ShownText shown, string word, DiagnosticCode code, params ReadOnlySpan<string> arguments) => Report(shown, word, null, code, arguments);

    /// <summary>Tells of a fault at a place in a form of a text.</summary>
    /// <param name="shown">The text.</param>
    /// <param name="word">Which form.</param>
    /// <param name="within">Where in the raw text; null for all of it.</param>
    /// <param name="code">What is wrong.</param>
    /// <param name="arguments">What the code's sentence wants.</param>
    public void Report(ShownText shown, string word, TextRange? within, DiagnosticCode code, params ReadOnlySpan<string> arguments)
    {
        var isInScript = IsOwn && word == Plain;
        var whole = isInScript ? shown.Text.Syntax.Raw : EntryOf(shown)!.Places.Of(word);
        var place = within is { } part ? new TextRange(whole.Start + part.Start, part.Length) : isInScript ? shown.Text.Range : whole;
        (isInScript ? ofScript : Found).Add(new Diagnostic(code, place, arguments));
    }
}
