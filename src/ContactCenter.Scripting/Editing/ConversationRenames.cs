using System.Collections.Immutable;
using ContactCenter.Scripting.Conversations;

namespace ContactCenter.Scripting.Editing;

/// <summary>Conversations name steps, slots, outcomes and choices where they say what is expected.</summary>
internal static class ConversationRenames
{
    public static FileRename Of(ConversationFile file, Renaming renaming)
    {
        var (edits, unknown) = (ImmutableArray.CreateBuilder<TextEdit>(), new SortedSet<int>());
        foreach (var fault in file.Faults.Where(fault => renaming.IsNamedIn(file.Source.Slice(file.Source.LineAt(fault.Line)))))
        {
            unknown.Add(fault.Line);
        }

        foreach (var line in file.Lines)
        {
            var at = PlaceOf(line, renaming);
            if (at >= 0 && line.Text(at) == renaming.Old)
            {
                edits.Add(new TextEdit(line.Words[at].Range, renaming.Name));
            }
            else if (renaming.Kind == NameKind.Choice && MayAnswer(line, renaming.Old))
            {
                unknown.Add(line.Number);
            }
        }

        return new FileRename(edits.ToImmutable(), [.. unknown]);
    }

    /// <summary>The word of a line that names a thing of the kind; -1 when none does.</summary>
    private static int PlaceOf(ConversationLine line, Renaming renaming) => (renaming.Kind, line.Word(0), line.Word(1)) switch
    {
        (NameKind.Step, "agent", "goes") or (NameKind.Step, "expect", "step") or (NameKind.Outcome, "expect", "end") or (NameKind.Slot, "expect", "slot") => 2,
        (NameKind.Slot, "given", _) => 1,
        (NameKind.Choice, "expect", "slot") when renaming.IsOfChoice(line.Text(2)) => 3,
        (NameKind.Choice, "given", _) when renaming.IsOfChoice(line.Text(1)) && line.Words.Length == 3 => 2,
        _ => -1,
    };

    /// <summary>Whether a customer, an action or an event says the choice, or a word that is spelled as it.</summary>
    private static bool MayAnswer(ConversationLine line, string choice) =>
        (line.Word(0) is "customer" or "action" or "event" or "given" or "starts" || (line.Word(0) == "expect" && line.Word(1) is "action" or "start"))
        && line.Words.Skip(1).Any(word => word.Text == choice);
}
