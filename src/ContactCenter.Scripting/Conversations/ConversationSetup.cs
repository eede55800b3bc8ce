namespace ContactCenter.Scripting.Conversations;

/// <summary>What a conversation says about the run it begins.</summary>
internal static class ConversationSetup
{
    /// <exception cref="ArgumentException">There is no such time zone.</exception>
    public static ScriptSimulatorSettings Of(Conversation conversation, ConversationSettings settings)
    {
        string? Said(string word) => conversation.Lines.LastOrDefault(line => line.Word(0) == word)?.Text(1);
        var zone = Said("zone") ?? "UTC";
        var start = conversation.Lines.LastOrDefault(static line => line.Word(0) == "at");
        var made = new ScriptSimulatorSettings
        {
            Channel = Said("by"),
            Language = settings.Language ?? Said("in"),
            TimeZone = zone,
            Answers = new ScriptAnswerSettings { Country = Said("country") },
            CrashesAlways = settings.CrashesAlways,
        };
        return start is not null && ConversationRules.TryDateTime(start, 1, out var wall) ? made with { Start = InZone(wall, zone) } : made;
    }

    public static DateTimeOffset InZone(DateTime wall, string zone) => new(new RunZone(zone).Instant(wall), TimeSpan.Zero);
}
