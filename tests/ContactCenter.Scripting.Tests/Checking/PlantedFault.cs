using System.Text.RegularExpressions;

namespace ContactCenter.Scripting.Tests.Checking;

/// <summary>A fault put into a right script on purpose.</summary>
/// <param name="What">What was done.</param>
/// <param name="Text">The script with it.</param>
/// <param name="Line">Where it has to be found.</param>
/// <param name="Codes">As what; any of them.</param>
internal sealed partial record PlantedFault(string What, string Text, int Line, string[] Codes)
{
    /// <summary>Every fault of every kind that can be planted into a script.</summary>
    public static IEnumerable<PlantedFault> In(string script)
    {
        var lines = script.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            foreach (var (what, line, codes) in OnLine(lines, i))
            {
                yield return new PlantedFault($"{what}: {lines[i].Trim()}", string.Join('\n', [.. lines[..i], line, .. lines[(i + 1)..]]), i + 1, codes);
            }
        }

        foreach (var fault in OfSteps(lines))
        {
            yield return fault;
        }
    }

    private static IEnumerable<(string What, string Line, string[] Codes)> OnLine(string[] lines, int number)
    {
        var line = lines[number];
        foreach (Match arrow in ArrowToStep().Matches(line))
        {
            yield return ("arrow to a step misspelt", Insert(line, arrow.Groups[1], "qq"), ["S202"]);
        }

        foreach (Match end in ArrowToEnd().Matches(line))
        {
            yield return ("outcome misspelt", Insert(line, end.Groups[1], "qq"), ["S203"]);
        }

        if (Action().Match(line) is { Success: true } action)
        {
            yield return ("action misspelt", Insert(line, action.Groups[1], "qq"), ["S204"]);
            yield return ("too many values", line.Insert(line.IndexOf(')', action.Index), action.Value.EndsWith("()", StringComparison.Ordinal) ? "1, 1, 1" : ", 1, 1, 1"), ["S308"]);
            if (Else().Match(line) is { Success: true } otherwise)
            {
                yield return ("no way on failure", line.Remove(otherwise.Index, otherwise.Length), ["S901"]);
            }
        }

        if (Statement().Match(line) is { Success: true } statement)
        {
            yield return ("statement misspelt", Insert(line, statement.Groups[1], "qq"), ["S105"]);
        }

        if (line.LastIndexOf('"') is > 0 and var quote && !line.TrimStart().StartsWith("step", StringComparison.Ordinal))
        {
            yield return ("quote forgotten", line.Remove(quote, 1), ["S101"]);
        }

        foreach (Match hole in Hole().Matches(line))
        {
            yield return ("name in a text misspelt", Insert(line, hole.Groups[1], "qq"), ["S205"]);
        }

        if (line.StartsWith("    ", StringComparison.Ordinal) && line.Trim().Length > 0)
        {
            yield return ("one space too many", " " + line, ["S102"]);
        }

        if (Condition().Match(line) is { Success: true } condition)
        {
            yield return ("condition that is no yes or no", line.Replace(condition.Groups[1].Value, "5", StringComparison.Ordinal), ["S311"]);
        }

        if (Silence().Match(line) is { Success: true } silence)
        {
            yield return ("silence without an arrow", line.Remove(silence.Groups[1].Index, silence.Groups[1].Length), ["S109"]);
        }

        if (Hours().Match(line) is { Success: true } hours)
        {
            var (from, to) = (hours.Groups["from"], hours.Groups["to"]);
            yield return ("hours that end as they begin", string.Concat(line.AsSpan(0, to.Index), from.Value, line.AsSpan(to.Index + to.Length)), ["S803"]);
            yield return ("hours from a time the clocks skip", string.Concat(line.AsSpan(0, from.Index), "2:30", line.AsSpan(from.Index + from.Length)), ["S806"]);
            yield return ("moment outside the hours", string.Concat(line.AsSpan(0, hours.Groups["until"].Index), "at(today, 23:30)", line.AsSpan(hours.Groups["until"].Index + hours.Groups["until"].Length)), ["S807"]);
        }

        if (Slot().Match(line) is { Success: true } slot)
        {
            yield return ("type misspelt", Insert(line, slot.Groups[1], "qq"), ["S114", "S209"]);
        }
    }

    private static IEnumerable<PlantedFault> OfSteps(string[] lines)
    {
        var starts = Enumerable.Range(0, lines.Length).Where(i => lines[i].StartsWith("  step ", StringComparison.Ordinal)).ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            var (start, end) = (starts[i], i + 1 < starts.Count ? starts[i + 1] : lines.Length);
            while (end > start && lines[end - 1].Trim().Length == 0)
            {
                end--;
            }

            var name = lines[start].Trim().Split(' ')[1];
            if (lines[end - 1].StartsWith("    -> ", StringComparison.Ordinal) && end - start > 2)
            {
                if (!lines[end - 2].StartsWith("      ", StringComparison.Ordinal)) // below a question its choices would lead nowhere, which is said of each
                {
                    yield return new PlantedFault($"last arrow of '{name}' forgotten", Without(lines, end - 1), start + 1, ["S402"]);
                }

                yield return new PlantedFault($"line below the last arrow of '{name}'", With(lines, end, "    hang up"), end + 1, ["S401"]);
            }

            yield return new PlantedFault($"step behind '{name}' that nothing leads to", With(lines, end, "  step spare", "    -> " + name), end + 1, ["S403"]);
            yield return new PlantedFault($"'{name}' defined twice", With(lines, end, "  step " + name, "    -> " + name), end + 1, ["S201"]);
            yield return new PlantedFault($"'{name}' goes round", With(lines, start + 1, "    -> " + name), start + 2, ["S405", "S401"]);
        }

        var header = Array.FindIndex(lines, static line => line.StartsWith("script ", StringComparison.Ordinal));
        yield return new PlantedFault("outcome nobody reaches", string.Join('\n', [.. lines[..header], lines[header] + ", spare", .. lines[(header + 1)..]]), header + 1, ["S404"]);
    }

    private static string With(string[] lines, int at, params string[] more) => string.Join('\n', [.. lines[..at], .. more, .. lines[at..]]);

    private static string Without(string[] lines, int at) => string.Join('\n', [.. lines[..at], .. lines[(at + 1)..]]);

    private static string Insert(string line, Group at, string what) => line.Insert(at.Index + at.Length, what);

    [GeneratedRegex(@"-> (?!end |back)([a-z][\w-]*)")]
    private static partial Regex ArrowToStep();

    [GeneratedRegex(@"-> end ([\w-]+)")]
    private static partial Regex ArrowToEnd();

    [GeneratedRegex(@"^ +do ([\w.-]+)\([^)]*\)")]
    private static partial Regex Action();

    [GeneratedRegex(@", else -> (end )?[\w-]+")]
    private static partial Regex Else();

    [GeneratedRegex(@"^ {4,}(say|note|set|send|start|transfer|confirm)\b")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\{([a-z]+)")]
    private static partial Regex Hole();

    [GeneratedRegex(@"^ +if (.+?)(?= ->|  #|$)")]
    private static partial Regex Condition();

    [GeneratedRegex(@"silence \w+ \d+ times( -> [\w-]+)")]
    private static partial Regex Silence();

    [GeneratedRegex(@"wait until (?<until>.+), within (?<from>\d+:\d\d)\.\.(?<to>\d+:\d\d)")]
    private static partial Regex Hours();

    [GeneratedRegex(@"^  slot \w+: (\w+)")]
    private static partial Regex Slot();
}
