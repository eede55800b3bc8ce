using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Editing;

/// <summary>What gets another name, and which one.</summary>
/// <param name="Use">A place where it is named.</param>
/// <param name="Name">The new name.</param>
/// <param name="Script">The script as it was.</param>
internal sealed record Renaming(NameUse Use, string Name, BoundScript Script)
{
    public string Old => Use.Name;

    public NameKind Kind => Use.Kind;

    /// <summary>Whether a line has the old name as a word of its own.</summary>
    public bool IsNamedIn(ReadOnlySpan<char> line)
    {
        for (var at = 0; line[at..].IndexOf(Old) is >= 0 and var found; at += found + Old.Length)
        {
            if (!(at + found > 0 && IsOfName(line[at + found - 1])) && !(at + found + Old.Length < line.Length && IsOfName(line[at + found + Old.Length])))
            {
                return true;
            }
        }

        return false;

        static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';
    }

    /// <summary>Whether a slot holds one of the choices, of which one gets the name.</summary>
    public bool IsOfChoice(string slot) => Kind == NameKind.Choice && NameUse.SetOf(Script.Slots.FirstOrDefault(known => known.Name == slot)?.Type) == Use.Set;
}

/// <summary>What a file has to become, and the lines of it of which nobody knows whether they name the same.</summary>
/// <param name="Edits">The changes, in order.</param>
/// <param name="Unknown">The numbers of those lines.</param>
internal readonly record struct FileRename(ImmutableArray<TextEdit> Edits, ImmutableArray<int> Unknown);
