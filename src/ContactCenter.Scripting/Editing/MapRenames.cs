using System.Collections.Immutable;

namespace ContactCenter.Scripting.Editing;

/// <summary>
/// A map of upgrades says behind the arrow what things are called in this version; before it stand names of the old one, which stay. A line about this very version
/// may be of the way to it or of the way on from it.
/// </summary>
internal static class MapRenames
{
    public static FileRename Of(SourceText map, int version, Renaming renaming)
    {
        var (edits, unknown) = (ImmutableArray.CreateBuilder<TextEdit>(), ImmutableArray.CreateBuilder<int>());
        for (var number = 1; number <= map.LineCount; number++)
        {
            var line = ScriptUpgradeMap.LineAt(map, number);
            if (line.Length == 0 || !renaming.IsNamedIn(map.Slice(line)))
            {
                continue;
            }

            if (!ScriptUpgradeMap.TryRead(map.Slice(line).ToString(), line, out var from, out var mapped, out var kind) || from == version)
            {
                unknown.Add(number);
            }
            else if (from < version)
            {
                Add(edits, map, line, mapped, kind, renaming);
            }
        }

        return new FileRename(edits.ToImmutable(), unknown.ToImmutable());
    }

    private static void Add(ImmutableArray<TextEdit>.Builder edits, SourceText map, TextRange line, MappedName mapped, MappedKind kind, Renaming renaming)
    {
        var at = map.Text.IndexOf("->", line.Start, StringComparison.Ordinal) + 2;
        foreach (var name in mapped.New)
        {
            at = map.Text.IndexOf(name, at, StringComparison.Ordinal);
            var length = kind == MappedKind.Line ? name.IndexOf('/', StringComparison.Ordinal) : name.Length; // a line's id begins with its step
            if (renaming.Kind == (kind == MappedKind.Slot ? NameKind.Slot : NameKind.Step) && name[..length] == renaming.Old)
            {
                edits.Add(new TextEdit(new TextRange(at, length), renaming.Name));
            }

            at += name.Length;
        }
    }
}
