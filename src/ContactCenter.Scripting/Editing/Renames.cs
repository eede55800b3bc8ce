using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Editing;

/// <summary>Gives things other names. A name that would change what the script means is refused.</summary>
internal static class Renames
{
    public static ScriptRename At(ScriptDocument document, SourceText? contracts, int at, string name, ImmutableArray<ScriptTexts> texts)
    {
        if (document.UseAt(at) is not { Kind: NameKind.Step or NameKind.Slot or NameKind.Outcome } use)
        {
            return Refused("Only steps, slots and outcomes have names that can be changed here.");
        }

        if (!IsOneWord(name))
        {
            return Refused($"'{name}' is no name; write a letter, then letters, digits and '-', at most {ScriptValueLimits.MaxNameLength} characters.");
        }

        if (name == use.Name)
        {
            return new ScriptRename([], null);
        }

        if (document.Names.Any(other => other.Kind == use.Kind && other.Name == name))
        {
            return Refused($"There is {Article(use.Kind)} called '{name}' already.");
        }

        ImmutableArray<TextEdit> edits = [.. document.Names.Where(other => other.Kind == use.Kind && other.Name == use.Name).Select(other => new TextEdit(other.Range, name))];
        var renamed = new ScriptDocument(new SourceText(document.Source.Name, Applied(document.Source.Text, edits)), contracts);
        return IsSame(document, renamed, use, name) ? new ScriptRename(edits, null) { Texts = TextRenames.Of(document.Bound, renamed.Bound, texts) } : Refused($"'{name}' means something else in this script.");
    }

    /// <summary>The text with changes made that are in order and do not overlap.</summary>
    public static string Applied(string text, ImmutableArray<TextEdit> edits)
    {
        var made = new System.Text.StringBuilder(text.Length);
        var at = 0;
        foreach (var edit in edits)
        {
            made.Append(text, at, edit.Range.Start - at).Append(edit.NewText);
            at = edit.Range.End;
        }

        return made.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Whether the same things are named at the same places in order, and nothing is wrong that was not wrong before.</summary>
    private static bool IsSame(ScriptDocument before, ScriptDocument after, NameUse use, string name) =>
        before.Names.Select(other => (other.Kind, other.Kind == use.Kind && other.Name == use.Name ? name : other.Name))
            .SequenceEqual(after.Names.Select(static other => (other.Kind, other.Name)))
        && before.Diagnostics.Concat(before.Bound.Diagnostics).Select(static found => found.Code.Id)
            .SequenceEqual(after.Diagnostics.Concat(after.Bound.Diagnostics).Select(static found => found.Code.Id));

    private static bool IsOneWord(string name)
    {
        var lexer = new Lexer(name, 0, name.Length, inHole: false);
        var word = lexer.Next();
        return word.Kind == TokenKind.Word && word.Length == name.Length && name.Length <= ScriptValueLimits.MaxNameLength;
    }

    private static ScriptRename Refused(string why) => new([], why);

    private static string Article(NameKind kind) => kind switch
    {
        NameKind.Step => "a step",
        NameKind.Slot => "a slot",
        _ => "an outcome",
    };
}
