using System.Globalization;

namespace ContactCenter.Scripting.Conversations;

/// <summary>How the lines of conversations are written.</summary>
internal static class ConversationRules
{
    /// <summary>What all conversations may share.</summary>
    public static readonly string[] Settings = ["by", "in", "zone", "country", "at", "given", "starts", "action"];

    private static readonly string[] Acts = ["begin", "customer", "agent", "call", "queue", "clock", "down", "event", "moves", "crash", "expect", "never"];

    private static readonly string[] Expected =
        ["say", "note", "ask", "confirm", "refusal", "choice", "send", "action", "call", "transfer", "hang-up", "start", "wait", "slot", "step", "end", "fault", "nothing"];

    public static bool IsSetting(ConversationLine line) => Settings.Contains(line.Word(0));

    /// <summary>What is wrong with a line; null when nothing is.</summary>
    public static string? FaultOf(ConversationLine line)
    {
        var count = line.Words.Length;
        return line.Word(0) switch
        {
            "by" or "in" or "zone" or "country" => count == 2 && !line.IsQuoted(1) ? null : $"Write one word behind '{line.Word(0)}', such as {ExampleOf(line.Word(0))}.",
            "at" => TryDateTime(line, 1, out _) ? TooMany(line, 3) : "Write a date and a time behind 'at', such as at 2027-03-02 10:00.",
            "given" => count > 2 ? PairsFault(line, 2) : "Write what is known and its value: given session.from \"+390612345678\".",
            "starts" => line.Word(1) == "with" && count > 2 ? PairsFault(line, 2) : "Write what the event brings: starts with name \"Ugo\" phone \"+393331234567\".",
            "action" => ActionFault(line),
            "begin" or "crash" => TooMany(line, 1),
            "customer" => CustomerFault(line),
            "agent" => line.Word(1) == "back" && count == 3 && line.IsQuoted(2) ? null
                : line.Word(1) == "goes" && count == 4 && line.IsQuoted(3) ? null
                : "Write where the agent goes and why: agent back \"mistyped\", or agent goes STEP \"asked for\".",
            "call" => line.Word(1) == "answered" && (count == 2 || (count == 4 && line.Word(2) == "by" && line.Word(3) == "machine")) || (line.Word(1) == "fails" && count == 3) ? null
                : "Write call answered, call answered by machine, or call fails and a code such as busy or refused.",
            "queue" => line.Word(1) is "takes" or "fails" && count == 2 ? null : "Write queue takes, or queue fails.",
            "clock" => TryDuration(line.Word(1), "+", out _) ? TooMany(line, 2) : TryDateTime(line, 1, out _) ? TooMany(line, 3) : "Write how far the clock goes, such as clock +2h, or until when: clock 2027-03-03 09:00.",
            "down" => TryDuration(line.Word(1), "", out _) ? TooMany(line, 2) : "Write for how long the center is down, such as down 20h.",
            "event" => count >= 2 && !line.IsQuoted(1) ? PairsFault(line, 2) : "Write the event's name, and what it brings: event meeting.moved \"2027-03-03T09:00:00Z\".",
            "moves" => count is 2 or 3 ? null : "Write the channel, and a language where that changes: moves sms it.",
            "expect" => ExpectFault(line),
            "never" => line.Word(1) is "say" or "note" or "send" or "action" or "call" or "transfer" or "start" && count is 2 or 3 ? null
                : "Write what never happens: never action case.open, never send sms.",
            "" => "A line begins with a word, not with a text.",
            var word => $"'{word}' begins no line of a conversation; there are {string.Join(", ", Settings.Concat(Acts))}.",
        };
    }

    /// <summary>A date and a time of the day, in the conversation's zone.</summary>
    public static bool TryDateTime(ConversationLine line, int at, out DateTime value) =>
        DateTime.TryParseExact($"{line.Word(at)} {line.Word(at + 1)}", ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    public static bool TryDuration(string word, string sign, out TimeSpan value)
    {
        value = default;
        if (!word.StartsWith(sign, StringComparison.Ordinal) || !DurationText.TryParse(word.AsSpan(sign.Length), out var ticks) || ticks < 0)
        {
            return false;
        }

        value = TimeSpan.FromTicks(ticks);
        return true;
    }

    private static string ExampleOf(string word) => word switch { "by" => "by voice", "in" => "in it", "zone" => "zone Europe/Rome", _ => "country IT" };

    private static string? CustomerFault(ConversationLine line) => (line.Word(1), line.Words.Length) switch
    {
        ("silent", 2) => null,
        ("hangs", 3) when line.Word(2) == "up" => null,
        ("keys" or "says" or "writes" or "chooses", 3) => null,
        (not ("hangs" or "keys" or "says" or "writes" or "chooses"), 2) => null,
        _ => "Write what the customer answers: customer 1, customer \"in casa\", customer keys \"12#\", customer silent, or customer hangs up.",
    };

    private static string? ActionFault(ConversationLine line)
    {
        var at = line.Word(2) == "once" ? 3 : 2;
        if (line.Word(at) == "takes")
        {
            if (!TryDuration(line.Word(at + 1), "", out _))
            {
                return "Write how long it takes, such as takes 5s.";
            }

            at += 2;
        }

        return line.Word(at) switch
        {
            "fails" => line.Words.Length <= at + 2 ? null : "One code stands behind fails.",
            "gives" => PairsFault(line, at + 1),
            _ => "Write what the action does: action case.open gives number \"7\", or action case.open once takes 5s fails busy.",
        };
    }

    private static string? ExpectFault(ConversationLine line)
    {
        var count = line.Words.Length;
        return line.Word(1) switch
        {
            "say" or "note" or "ask" or "confirm" or "refusal" => count == 3 && line.IsQuoted(2) ? null : $"Write the text between quotes: expect {line.Word(1)} \"Hello *\".",
            "choice" => count == 4 && line.IsQuoted(3) ? null : "Write the key and the text: expect choice 1 \"At home\".",
            "send" => count == 4 || (count > 5 && line.Word(4) == "to") ? null : "Write the channel, the text or the template, and to whom: expect send sms \"Hello *\" to \"+390612345678\".",
            "action" or "start" => count >= 3 ? PairsFault(line, 3, takesOne: false) : $"Write its name and arguments: expect {line.Word(1)} case.open risk \"90\".",
            "call" or "transfer" or "step" or "end" or "fault" => count == 3 ? null : $"Write one word behind 'expect {line.Word(1)}'.",
            "slot" => count == 4 ? null : "Write the slot and its value: expect slot risk \"90\".",
            "wait" => count == 2 ? null : line.Word(2) == "until" && TryDateTime(line, 3, out _) ? TooMany(line, 5) : "Write until when it waits: expect wait until 2027-03-03 09:00.",
            "hang-up" or "nothing" => TooMany(line, 2),
            var word => $"'{word}' is nothing that can be expected; there are {string.Join(", ", Expected)}.",
        };
    }

    /// <summary>Words behind the last that says something would be passed over: what they were meant to check is not checked.</summary>
    private static string? TooMany(ConversationLine line, int most) => line.Words.Length <= most
        ? null
        : $"Nothing stands behind '{string.Join(' ', line.Words.Take(most).Select(static word => word.Text))}'; leave out '{string.Join(' ', line.Words.Skip(most).Select(static word => word.Text))}'.";

    /// <summary>Names with values, or one value where that is taken.</summary>
    private static string? PairsFault(ConversationLine line, int from, bool takesOne = true)
    {
        if (takesOne && line.Words.Length - from == 1)
        {
            return null;
        }

        for (var i = from; i < line.Words.Length; i += 2)
        {
            if (line.IsQuoted(i) || i + 1 >= line.Words.Length)
            {
                return $"Write names with their values, such as number \"7\" id \"c7\"{(takesOne ? ", or one value" : "")}; '{line.Text(i)}' {(line.IsQuoted(i) ? "is no name" : "has no value")}.";
            }
        }

        return null;
    }
}
