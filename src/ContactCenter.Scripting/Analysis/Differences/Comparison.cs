using static ContactCenter.Scripting.ScriptDifferenceKind;

namespace ContactCenter.Scripting.Analysis;

/// <summary>Compares step by step and line by line. One use.</summary>
internal sealed class Comparison(WrittenScript old, WrittenScript now)
{
    private readonly Dictionary<WrittenLine, WrittenLine> _pairs = []; // new to old
    private readonly HashSet<WrittenLine> _found = [];
    private readonly Dictionary<string, string> _conditions = new(StringComparer.Ordinal); // old to new
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public IEnumerable<ScriptDifference> Run()
    {
        var steps = StepPairs.Of(old, now);
        foreach (var (before, after) in steps)
        {
            if (before is not null && after is not null)
            {
                _names[before.Name] = after.Name;
            }
        }

        PairByTextId();
        foreach (var (before, after) in steps)
        {
            if (before is not null && after is not null)
            {
                LinePairs.Add(before.Lines.Where(line => !_found.Contains(line)), after.Lines.Where(line => !_pairs.ContainsKey(line)), Pair);
            }
        }

        var stayed = Order.Kept(now.Steps, step => steps.Find(pair => pair.Now == step).Old is { } was ? old.Steps.IndexOf(was) : -1);
        return steps.SelectMany(pair => Compare(pair.Old, pair.Now, pair.Now is not null && stayed.Contains(pair.Now)));
    }

    private static ScriptDifference Of(ScriptDifferenceKind kind, string step, WrittenLine line, string subject, string before = "", string after = "") =>
        new(kind, step, subject, line.Written, line.Number, before, after);

    private static ScriptDifferenceKind KindOf(string before, string after) => before.Length == 0 ? Added : after.Length == 0 ? Removed : Changed;

    private void Pair(WrittenLine before, WrittenLine after)
    {
        _pairs[after] = before;
        _found.Add(before);
        if (after.Word == "condition")
        {
            _conditions[before.Parts[0].Text] = after.Parts[0].Text;
        }
    }

    private void PairByTextId()
    {
        var ids = old.Steps.SelectMany(static step => step.Lines).Where(static line => line.TextId is not null).ToDictionary(static line => line.TextId!);
        foreach (var line in now.Steps.SelectMany(static step => step.Lines))
        {
            if (line.TextId is { } id && ids.TryGetValue(id, out var same) && same.Word == line.Word)
            {
                Pair(same, line);
            }
        }
    }

    private IEnumerable<ScriptDifference> Compare(WrittenStep? before, WrittenStep? after, bool isInPlace)
    {
        if (after is null)
        {
            yield return new ScriptDifference(Removed, before!.Name, "step", "", before.Number, before.Title, "");
        }
        else if (before is null)
        {
            yield return new ScriptDifference(Added, after.Name, "step", "", after.Number, "", after.Title);
        }
        else
        {
            if (before.Name != after.Name)
            {
                yield return new ScriptDifference(ScriptDifferenceKind.Renamed, after.Name, "step", "", after.Number, before.Name, after.Name);
            }

            foreach (var (subject, old, now) in new[] { ("title", before.Title, after.Title), ("text id of the title", before.TitleId, after.TitleId) })
            {
                if (old != now)
                {
                    yield return new ScriptDifference(KindOf(old, now), after.Name, subject, "", after.Number, old, now);
                }
            }

            if (!isInPlace)
            {
                yield return new ScriptDifference(Moved, after.Name, "step", "", after.Number, "", "");
            }

            if (before.IsAnytime != after.IsAnytime)
            {
                yield return new ScriptDifference(after.IsAnytime ? Added : Removed, after.Name, "anytime", "", after.Number, before.IsAnytime ? "anytime" : "", after.IsAnytime ? "anytime" : "");
            }
        }

        // The lines of a step that is gone or new need no saying, but for those that came from, or went, elsewhere.
        foreach (var line in before is null || after is null ? [] : before.Lines.Where(line => !_found.Contains(line)))
        {
            yield return Of(Removed, after!.Name, line, line.Word);
        }

        var stayed = after is null ? [] : Order.Kept(after.Lines, line => _pairs.GetValueOrDefault(line) is { } was && was.Step == before?.Name ? before.Lines.IndexOf(was) : -1);
        foreach (var line in after?.Lines ?? [])
        {
            if (!_pairs.TryGetValue(line, out var was))
            {
                if (before is not null)
                {
                    yield return Of(Added, after!.Name, line, line.Word);
                }

                continue;
            }

            if (!stayed.Contains(line))
            {
                yield return Of(Moved, after!.Name, line, line.Word, was.Step == before?.Name ? "" : _names.GetValueOrDefault(was.Step, was.Step));
            }

            foreach (var difference in Parts(after!.Name, was, line))
            {
                yield return difference;
            }
        }
    }

    private IEnumerable<ScriptDifference> Parts(string step, WrittenLine was, WrittenLine line)
    {
        if (was.TextId != line.TextId)
        {
            yield return Of(KindOf(was.TextId ?? "", line.TextId ?? ""), step, line, "text id", was.TextId ?? "", line.TextId ?? "");
        }

        var (before, after) = (was.Parts.ToLookup(static part => part.Name, static part => part.Text), line.Parts.ToLookup(static part => part.Name, static part => part.Text));
        foreach (var name in was.Parts.Concat(line.Parts).Select(static part => part.Name).Distinct())
        {
            var (old, now) = (string.Join("; ", before[name].Select(text => name == WrittenScript.Inside ? Under(text) : Followed(text))), string.Join("; ", after[name]));
            if (old != now && !IsOfWhatCameOrWent(name))
            {
                yield return Of(KindOf(old, now), step, line, name, string.Join("; ", before[name]), now);
            }
        }

        // With a choice come and go its target and its text's id.
        bool IsOfWhatCameOrWent(string name) => name.LastIndexOf(" of ", StringComparison.Ordinal) is > 0 and var at && before.Contains(name[(at + 4)..]) != after.Contains(name[(at + 4)..]);
    }

    /// <summary>A condition that was changed is the same condition for the lines below it.</summary>
    private string Under(string conditions) => string.Join("; ", conditions.Split("; ").Select(condition =>
        condition.StartsWith("not (", StringComparison.Ordinal) && condition.EndsWith(')') ? $"not ({Condition(condition[5..^1])})" : Condition(condition)));

    private string Condition(string condition) => _conditions.GetValueOrDefault(condition, condition);

    /// <summary>An arrow to a step that was renamed leads to the same step.</summary>
    private string Followed(string text)
    {
        var arrow = text.LastIndexOf("-> ", StringComparison.Ordinal);
        return arrow >= 0 && _names.TryGetValue(text[(arrow + 3)..], out var name) ? text[..(arrow + 3)] + name : text;
    }
}
