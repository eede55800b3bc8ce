namespace ContactCenter.Scripting.Conversations;

/// <summary>What is expected, looked up in order in what happened since the last thing that was done.</summary>
internal sealed class ConversationExpectations(ScriptSimulator simulator, bool compares)
{
    private int _next;

    /// <summary>Something is done: what happened before is over.</summary>
    public void GoOn() => _next = simulator.Entries.Count;

    public void Check(ConversationLine line)
    {
        if (line.Word(0) == "never")
        {
            CheckNever(line);
            return;
        }

        switch (line.Word(1))
        {
            case "slot":
                CheckSlot(line);
                break;
            case "step":
                var step = simulator.Run.Demand.Step;
                Ensure(step == line.Text(2), $"The run is in step '{step}', not in '{line.Text(2)}'.");
                break;
            case "refusal":
                Ensure(!compares || Like(simulator.Prompt?.Refusal ?? "", line.Text(2)), $"What is said of the last answer is \"{simulator.Prompt?.Refusal}\", not \"{line.Text(2)}\".");
                break;
            case "choice":
                var label = simulator.Prompt?.Choices.FirstOrDefault(choice => choice.Key == line.Text(2))?.Label;
                Ensure(label is not null && (!compares || Like(label, line.Text(3))), label is null ? $"There is no choice {line.Text(2)} now." : $"Choice {line.Text(2)} is \"{label}\", not \"{line.Text(3)}\".");
                break;
            case "nothing":
                Ensure(_next >= simulator.Entries.Count, $"Something happened: {(_next < simulator.Entries.Count ? simulator.Entries[_next] : "")}.");
                break;
            default:
                Find(line);
                break;
        }
    }

    private void Find(ConversationLine line)
    {
        var nearest = "";
        for (var at = _next; at < simulator.Entries.Count; at++)
        {
            var entry = simulator.Entries[at];
            if (entry.Kind != KindOf(line.Word(1)))
            {
                continue;
            }

            if (DifferenceOf(entry, line) is not { } difference)
            {
                _next = at + 1;
                return;
            }

            nearest = nearest.Length == 0 ? difference : nearest;
        }

        var since = simulator.Entries.Skip(_next).Select(static entry => "\n  " + entry).ToList();
        throw new ScriptSimulationException(
            $"'{line}' did not happen. {nearest}{(nearest.Length > 0 ? " " : "")}{(since.Count == 0 ? "Nothing more happened." : "What happened since:" + string.Concat(since.Take(12)))}");
    }

    /// <summary>How an entry of the right kind is not the one that is expected; null when it is.</summary>
    private string? DifferenceOf(SimulatedEntry entry, ConversationLine line)
    {
        switch (line.Word(1))
        {
            case "say" or "note" or "ask" or "confirm":
                return compares && !Like(entry.Text, line.Text(2)) ? $"The text is \"{entry.Text}\"." : null;
            case "send":
                return DifferenceOfSend(entry, line);
            case "hang-up":
                return null;
            case "wait":
                return line.Words.Length > 2 && ConversationRules.TryDateTime(line, 3, out var wall)
                    && ConversationSetup.InZone(wall, simulator.Settings.TimeZone) is var until && entry.Text != ScriptValue.Moment(until).ToInvariantText()
                        ? $"It waits until {entry.Text}, not until {until:u}." : null;
            default:
                return entry.Text != line.Text(2) ? $"It is '{entry.Text}'." : DifferenceOfArguments(entry, line);
        }
    }

    private string? DifferenceOfSend(SimulatedEntry entry, ConversationLine line)
    {
        var prompt = entry.Prompt!;
        if (prompt.Channel != line.Text(2))
        {
            return $"It is sent by {prompt.Channel}.";
        }

        if ((compares || prompt.Template is not null) && !Like(entry.Text, line.Text(3)))
        {
            return $"The {(prompt.Template is null ? "text" : "template")} is \"{entry.Text}\".";
        }

        var wanted = line.Words.Skip(5).Select(static word => word.Text).ToList();
        return wanted.Count > 0 && !wanted.SequenceEqual(prompt.Recipients) ? $"It goes to {string.Join(", ", prompt.Recipients)}." : null;
    }

    private static string? DifferenceOfArguments(SimulatedEntry entry, ConversationLine line)
    {
        for (var i = 3; i + 1 < line.Words.Length; i += 2)
        {
            var value = entry.Arguments.GetValueOrDefault(line.Text(i)) ?? "";
            if (!Like(value, line.Text(i + 1)))
            {
                return $"'{line.Text(i)}' is \"{value}\".";
            }
        }

        return null;
    }

    private void CheckSlot(ConversationLine line)
    {
        Ensure(simulator.Run.Program.SlotOf(line.Text(2)) >= 0, $"There is no slot '{line.Text(2)}'.");
        var value = simulator.Run[line.Text(2)].ToInvariantText();
        Ensure(Like(value, line.Text(3)), $"'{line.Text(2)}' is \"{value}\", not \"{line.Text(3)}\".");
    }

    private void CheckNever(ConversationLine line)
    {
        var kind = KindOf(line.Word(1));
        var found = simulator.Entries.FirstOrDefault(entry => entry.Kind == kind
            && (line.Words.Length == 2 || Like(kind == SimulatedKind.Send ? entry.Prompt!.Channel! : entry.Text, line.Text(2))));
        Ensure(found is null, $"It happened: {found}.");
    }

    private static SimulatedKind KindOf(string word) => word switch
    {
        "say" => SimulatedKind.Say,
        "note" => SimulatedKind.Note,
        "ask" => SimulatedKind.Ask,
        "confirm" => SimulatedKind.Confirm,
        "send" => SimulatedKind.Send,
        "action" => SimulatedKind.Action,
        "call" => SimulatedKind.Call,
        "transfer" => SimulatedKind.Transfer,
        "hang-up" => SimulatedKind.HangUp,
        "start" => SimulatedKind.Start,
        "wait" => SimulatedKind.Wait,
        "fault" => SimulatedKind.Fault,
        _ => SimulatedKind.End,
    };

    /// <summary>Whether a text is the pattern's; a star stands for any characters.</summary>
    private static bool Like(string text, string pattern)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return text == pattern;
        }

        if (!text.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        for (var i = 1; i < parts.Length - 1; i++)
        {
            var found = text.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + parts[i].Length;
        }

        return text.Length - at >= parts[^1].Length && text.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    private static void Ensure(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ScriptSimulationException(otherwise);
        }
    }
}
