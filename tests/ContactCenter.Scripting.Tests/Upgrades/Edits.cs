using System.Text.RegularExpressions;

namespace ContactCenter.Scripting.Tests.Upgrades;

/// <summary>An edit of a script, and what its author says of it in a map.</summary>
internal sealed record Edit(string Name, MarkedScript Script, string Map = "");

/// <summary>What authors do to scripts, everywhere it can be done.</summary>
internal static partial class Edits
{
    public static IEnumerable<Edit> Of(MarkedScript script) =>
        Lines(script).Concat(Choices(script)).Concat(Steps(script)).Concat(Slots(script)).Concat(Swaps(script)).Concat(Whole(script));

    private static IEnumerable<Edit> Lines(MarkedScript script)
    {
        foreach (var at in script.Statements)
        {
            var (line, pad) = (script.Lines[at], new string(' ', script.Lines[at].Indent));
            var (below, where) = (script.Block(at).From + script.Block(at).Count, $"{at + 1}: {line.Words}");
            yield return new Edit($"remove {where}", script.Remove(at));
            yield return new Edit($"say something above {where}", script.Insert(at, pad + "say \"One moment.\""));
            yield return new Edit($"the same line above {where}", script.Insert(at, TextIdPattern().Replace(line.Text, "")));
            yield return new Edit($"the same line below {where}", script.Insert(below, TextIdPattern().Replace(line.Text, "")));
            yield return new Edit($"a wait above {where}", script.Insert(at, pad + "wait 5m"));
            yield return new Edit($"a question above {where}", script.Insert(at, pad + "ask colour: text \"Colour?\"", pad + "set tint = colour"));
            yield return new Edit($"one text for all above {where}", script.Insert(at, pad + "ask tint: text \"Tint?\"").Insert(below + 1, pad + "say \"{tint}\""));
            yield return new Edit($"under a condition {where}", script.Change(at, static text => "  " + text).Insert(at, pad + "if now > now"));
            yield return new Edit($"no text id {where}", script.Change(at, static text => TextIdPattern().Replace(text, "")));
            yield return new Edit($"another text {where}", script.Change(at, static text => TextPattern().Replace(text, "\"Other words.\"")));
            if (!line.Words.StartsWith("say ", StringComparison.Ordinal)) // of a 'say' that would be another text of the same line: its id says so
            {
                yield return new Edit($"instead, with its text id, {where}", script.Replace(at, $"{pad}say \"Something else.\"{TextIdPattern().Match(line.Text).Value}"));
            }

            yield return new Edit($"instead, asking with its text id, {where}", script.Replace(at, $"{pad}ask other: text \"Something else?\"{TextIdPattern().Match(line.Text).Value}"));
            if (QueryPattern().Match(line.Words) is { Success: true } query)
            {
                yield return new Edit($"a value instead of {where}", script.Replace(at, $"{pad}set other = {query.Groups["asked"].Value}"));
            }

            yield return new Edit($"instead of {where}", script.Replace(at, pad + "wait 7m"));
            yield return new Edit($"other numbers {where}", script.Change(at, static text => TextIdPattern().Match(text) is { Success: true } id
                ? NumberPattern().Replace(text[..id.Index], "9") + id.Value
                : NumberPattern().Replace(text, "9")));
            yield return new Edit($"another target {where}", script.Change(at, text => Regex.Replace(text, "-> [a-z-]+( [a-z-]+)?", $"-> {script.Steps.Last()}")));
            foreach (var other in script.Statements.Where(other => other > at + 1 && script.Lines[other].Indent == line.Indent).Take(3))
            {
                yield return new Edit($"before {other + 1}, {where}", script.Move(at, other));
            }
        }
    }

    private static IEnumerable<Edit> Choices(MarkedScript script)
    {
        foreach (var at in script.Choices)
        {
            var words = script.Lines[at].Words.Split(' ', 3);
            var where = $"{at + 1}: {script.Lines[at].Words}";
            yield return new Edit($"no choice {where}", script.Remove(at));
            yield return new Edit($"renumbered {where}", script.Change(at, text => text.Replace($" {words[0]} ", " 8 ", StringComparison.Ordinal)));
            yield return new Edit($"another name {where}", script.Change(at, text => text.Replace($" {words[1]} ", " other-name ", StringComparison.Ordinal)));
            yield return new Edit($"another text {where}", script.Change(at, static text => TextPattern().Replace(text, "\"Other\"")));
            yield return new Edit($"one more below {where}", script.Insert(at + 1, $"{new string(' ', script.Lines[at].Indent)}7 seventh \"Seventh\""));
            if (script.Choices.Contains(at + 1))
            {
                var next = script.Lines[at + 1].Words.Split(' ', 3);
                yield return new Edit($"numbers swapped {where}", script
                    .Change(at, text => text.Replace($" {words[0]} {words[1]}", $" {next[0]} {words[1]}", StringComparison.Ordinal))
                    .Change(at + 1, text => text.Replace($" {next[0]} {next[1]}", $" {words[0]} {next[1]}", StringComparison.Ordinal)));
                yield return new Edit($"order swapped {where}", script.Move(at + 1, at));
            }
        }
    }

    private static IEnumerable<Edit> Steps(MarkedScript script)
    {
        foreach (var step in script.Steps)
        {
            var at = script.StepAt(step);
            yield return new Edit($"rename {step}", script.Rename(step, "another-name"));
            yield return new Edit($"rename {step}, said so", script.Rename(step, "another-name"), $"upgrade v1: {step} -> another-name");
            yield return new Edit($"remove {step}", script.Remove(at).Rename(step, script.Steps.First(other => other != step)));
            yield return new Edit($"a step above {step}", script.Insert(at, "  step fresh", "    say \"Fresh.\"", $"    -> {step}"));
            yield return new Edit($"last: {step}", script.Move(at, script.Lines.Length));
            yield return new Edit($"first: {step}", script.Move(at, script.StepAt(script.Steps.First())));
            foreach (var cut in script.Statements.Where(line => line > at + 1 && line < at + script.Block(at).Count && script.Lines[line].Indent == 4))
            {
                var split = script.Insert(cut, "    -> second-half", "  step second-half");
                yield return new Edit($"split {step} at {cut + 1}", split);
                yield return new Edit($"split {step} at {cut + 1}, said so", split, $"upgrade v1: {step} -> {step}, second-half");
            }

            foreach (var other in script.Steps.Where(other => other != step))
            {
                yield return new Edit($"{step} and {other} swap names", script.Rename(step, "between").Rename(other, step).Rename("between", other));
            }
        }
    }

    private static IEnumerable<Edit> Slots(MarkedScript script)
    {
        foreach (var slot in script.Lines.SelectMany(static line => SlotPattern().Matches(line.Text)).Select(static match => match.Groups["slot"].Value).Distinct().ToList())
        {
            var renamed = script with { Lines = [.. script.Lines.Select(line => line with { Text = Regex.Replace(line.Text, $"(?<![\\w.-]){Regex.Escape(slot)}(?![\\w-])", "renamed") })] };
            yield return new Edit($"slot {slot} renamed", renamed);
            yield return new Edit($"slot {slot} renamed, said so", renamed, $"upgrade v1: slot {slot} -> renamed");
            foreach (var type in new[] { "text", "number", "moment", "yes/no", "digits 4..6" })
            {
                yield return new Edit($"slot {slot} is {type}", script with { Lines = [.. script.Lines.Select(line => line with { Text = Regex.Replace(line.Text, $"(?<=ask |slot ){Regex.Escape(slot)}(: [a-z/]+)?(?= |,)", $"{slot}: {type}") })] });
            }
        }
    }

    /// <summary>What is hardest to see: lines that change places with others of their kind.</summary>
    private static IEnumerable<Edit> Swaps(MarkedScript script)
    {
        foreach (var kind in script.Statements.GroupBy(at => script.Lines[at].Words.Split(' ')[0]))
        {
            foreach (var a in kind)
            {
                foreach (var b in kind.Where(b => b > a && script.Block(a).Count == 1 && script.Block(b).Count == 1 && script.Lines[a].Indent == script.Lines[b].Indent))
                {
                    yield return new Edit($"{a + 1} and {b + 1} swapped", script with { Lines = script.Lines.SetItem(a, script.Lines[b]).SetItem(b, script.Lines[a]) });
                    yield return new Edit($"{a + 1} is a copy of {b + 1}", script.Replace(a, TextIdPattern().Replace(script.Lines[b].Text, "")));
                    yield return new Edit($"{b + 1} is a copy of {a + 1}", script.Replace(b, TextIdPattern().Replace(script.Lines[a].Text, "")));
                }
            }
        }
    }

    private static IEnumerable<Edit> Whole(MarkedScript script)
    {
        yield return new Edit("nothing", script);
        yield return new Edit("a channel less", script.Change(0, static text => text.Replace(", chat", "", StringComparison.Ordinal).Replace("for agent, voice", "for voice", StringComparison.Ordinal)));
        yield return new Edit("no text ids", script with { Lines = [.. script.Lines.Select(static line => line with { Text = TextIdPattern().Replace(line.Text, "") })] });
        yield return new Edit("steps the other way round", script.Steps.Skip(1).Aggregate(script, (all, step) => all.Move(all.StepAt(step), all.StepAt(all.Steps.First()))));
    }

    [GeneratedRegex("^if (?<asked>[a-z.]+\\(.*\\))")]
    private static partial Regex QueryPattern();

    [GeneratedRegex("  #k\\w+$")]
    private static partial Regex TextIdPattern();

    [GeneratedRegex("\"[^\"{]*\"")]
    private static partial Regex TextPattern();

    [GeneratedRegex("(?<![\\w.])\\d+(?=[ smhd]|m\\b|$)")]
    private static partial Regex NumberPattern();

    [GeneratedRegex("(?:ask|slot|set| as) (?<slot>[a-z][a-z-]*)")]
    private static partial Regex SlotPattern();
}
