using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Editing;

/// <summary>Gives things other names. A name that would change what the script means is refused.</summary>
internal static class Renames
{
    public static ScriptRename At(ScriptDocument document, SourceText? contracts, int at, string name, ScriptCompanions companions)
    {
        if (document.UseAt(at) is not { Kind: NameKind.Step or NameKind.Slot or NameKind.Outcome or NameKind.Choice } use)
        {
            return Refused("Only steps, slots, outcomes and choices have names that can be changed here.");
        }

        if (!IsOneWord(name))
        {
            return Refused($"'{name}' is no name; write a letter, then letters, digits and '-', at most {ScriptValueLimits.MaxNameLength} characters.");
        }

        if (name == use.Name)
        {
            return new ScriptRename([], null);
        }

        if (document.Names.Any(other => other.Kind == use.Kind && other.Set == use.Set && other.Name == name))
        {
            return Refused($"There is {Article(use.Kind)} called '{name}' already.");
        }

        ImmutableArray<TextEdit> edits = [.. document.Names.Where(other => other.IsSame(use)).Select(other => new TextEdit(other.Range, name))];
        var renamed = new ScriptDocument(new SourceText(document.Source.Name, Applied(document.Source.Text, edits)), contracts);
        return IsSame(document, renamed, use, name)
            ? WithCompanions(new ScriptRename(edits, null), document.Bound, renamed.Bound, new Renaming(use, name, document.Bound), companions)
            : Refused(use.Kind == NameKind.Choice && document.Syntax.Diagnostics.Length == renamed.Syntax.Diagnostics.Length
                ? $"'{use.Name}' is known elsewhere, too: by what the script relies on, or by a slot with other choices. With another name it would not fit there."
                : $"'{name}' means something else in this script.");
    }

    private static ScriptRename WithCompanions(ScriptRename rename, BoundScript before, BoundScript after, Renaming renaming, ScriptCompanions companions)
    {
        var texts = companions.Texts.Zip(TextRenames.Of(before, after, companions.Texts, renaming), static (file, edits) => (file.Source, Made: new FileRename(edits, [])));
        var talks = companions.Conversations.Select(file => (file.Source, Made: ConversationRenames.Of(file, renaming)));
        var maps = companions.Maps.Select(map => (Source: map, Made: MapRenames.Of(map, before.Syntax.Header.Version, renaming)));
        var all = texts.Concat(talks).Concat(maps).ToList();
        return rename with
        {
            Companions = [.. all.Where(static file => !file.Made.Edits.IsEmpty).Select(static file => new SourceEdits(file.Source, file.Made.Edits))],
            Unknown =
            [
                .. all.Where(static file => !file.Made.Unknown.IsEmpty)
                    .Select(file => $"{file.Source.Name} says '{renaming.Old}' on line {string.Join(", ", file.Made.Unknown)}; whether that is the same cannot be known, so it stays."),
            ],
        };
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
        before.Names.Select(other => (other.Kind, other.IsSame(use) ? name : other.Name))
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
        NameKind.Choice => "a choice",
        _ => "an outcome",
    };
}
