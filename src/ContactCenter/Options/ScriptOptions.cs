namespace ContactCenter;

/// <summary>A script as it is seeded: what Flow calls a script, a text that guides callers, bots and agents.</summary>
public sealed class ScriptOptions
{
    /// <summary>The script. Its name, in the first line, is the one it is added under.</summary>
    public string Text { get; set; } = "";

    /// <summary>What it relies on besides the center's own actions, queues and calendars: records, events, other scripts. May be empty.</summary>
    public string Contracts { get; set; } = "";

    /// <summary>Its side files by language: translations, forms for voices and SMS, recordings and answers, each as the file <c>NAME.LANG.texts</c> has it.</summary>
    public Dictionary<string, string> Texts { get; } = [];

    /// <summary>Adds a side file.</summary>
    /// <param name="language">Its language, such as <c>pl</c>.</param>
    /// <param name="text">The file.</param>
    public ScriptOptions In(string language, string text)
    {
        Texts[language] = text;
        return this;
    }
}
