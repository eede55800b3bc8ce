using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Analysis;

/// <summary>What stands above the steps: the header, slots, events.</summary>
internal static class Heads
{
    public static IEnumerable<ScriptDifference> Compare(WrittenScript old, WrittenScript now)
    {
        var (before, after) = (old.Bound.Syntax.Header, now.Bound.Syntax.Header);
        var differences = Text("script", old.Name, now.Name)
            .Concat(Text("language it is written in", before.Languages[0].Text, after.Languages[0].Text))
            .Concat(Names("language", before.Languages.Select(static one => one.Text), after.Languages.Select(static one => one.Text)))
            .Concat(Names("channel", before.Channels.Select(static one => one.Text), after.Channels.Select(static one => one.Text)))
            .Concat(Names("outcome", before.Outcomes.Select(static one => one.Text), after.Outcomes.Select(static one => one.Text)))
            .Concat(Names("event it starts on", old.Bound.Syntax.StartsOn.Select(on => old.Slice(on.Range)), now.Bound.Syntax.StartsOn.Select(on => now.Slice(on.Range))))
            .Concat(Names("event", old.Bound.Syntax.Handlers.Select(on => old.Slice(on.Range)), now.Bound.Syntax.Handlers.Select(on => now.Slice(on.Range))))
            .Concat(Slots(old, now))
            .Concat(Text("step runs begin in", old.Steps[0].Name, now.Steps[0].Name));
        return differences;
    }

    private static IEnumerable<ScriptDifference> Text(string subject, string before, string after) =>
        before == after ? [] : [new ScriptDifference(ScriptDifferenceKind.Changed, "", subject, "", 0, before, after)];

    private static IEnumerable<ScriptDifference> Names(string subject, IEnumerable<string> before, IEnumerable<string> after)
    {
        var (old, now) = (before.ToList(), after.ToList());
        return old.Except(now, StringComparer.Ordinal).Select(name => new ScriptDifference(ScriptDifferenceKind.Removed, "", subject, "", 0, name, ""))
            .Concat(now.Except(old, StringComparer.Ordinal).Select(name => new ScriptDifference(ScriptDifferenceKind.Added, "", subject, "", 0, "", name)));
    }

    private static IEnumerable<ScriptDifference> Slots(WrittenScript old, WrittenScript now)
    {
        var (before, after) = (old.Bound.Slots.ToDictionary(static slot => slot.Name), now.Bound.Slots.ToDictionary(static slot => slot.Name));
        foreach (var (name, slot) in before)
        {
            if (!after.TryGetValue(name, out var same))
            {
                yield return new ScriptDifference(ScriptDifferenceKind.Removed, "", $"slot {name}", "", 0, TypeNames.Of(slot.Type!), "");
                continue;
            }

            if (!slot.Type!.Equals(same.Type))
            {
                yield return new ScriptDifference(ScriptDifferenceKind.Changed, "", $"type of slot {name}", "", 0, TypeNames.Of(slot.Type), TypeNames.Of(same.Type!));
            }

            if (slot.IsPrivate != same.IsPrivate)
            {
                yield return new ScriptDifference(ScriptDifferenceKind.Changed, "", $"slot {name}", "", 0, slot.IsPrivate ? "private" : "not private", same.IsPrivate ? "private" : "not private");
            }

            if (Start(old, slot) is var start && Start(now, same) is var other && start != other)
            {
                yield return new ScriptDifference(ScriptDifferenceKind.Changed, "", $"first value of slot {name}", "", 0, start, other);
            }
        }

        foreach (var (name, slot) in after.Where(pair => !before.ContainsKey(pair.Key)))
        {
            yield return new ScriptDifference(ScriptDifferenceKind.Added, "", $"slot {name}", "", 0, "", TypeNames.Of(slot.Type!));
        }
    }

    private static string Start(WrittenScript script, SlotSymbol slot) =>
        script.Bound.Starts.FirstOrDefault(start => start.Slot == slot) is { } found ? script.Slice(found.Value.Range) : "";
}
