using ContactCenter.Channels;

namespace ContactCenter;

/// <summary>A template of messages as it is seeded: what scripts send by its name, in the languages it has.</summary>
public sealed class TemplateOptions
{
    /// <summary>What it takes, as contracts write it: <c>name: text, when: moment, note: text optional</c>. Empty for nothing. At most 1,000 characters.</summary>
    public string Takes { get; set; } = "";

    /// <summary>The channels it is for, such as <c>sms</c>; empty for all.</summary>
    public List<string> Channels { get; } = [];

    /// <summary>Its texts by language: <c>it</c>, <c>pl</c>, <c>ru</c>, <c>en</c>. At least one.</summary>
    public Dictionary<string, TemplateTextOptions> Texts { get; } = [];

    /// <summary>Names the channels it is for.</summary>
    public TemplateOptions For(params ReadOnlySpan<ChannelKind> channels)
    {
        foreach (var channel in channels)
        {
            Channels.Add(channel.Value);
        }

        return this;
    }

    /// <summary>Adds its text in a language.</summary>
    /// <param name="language">The language, such as <c>pl</c>.</param>
    /// <param name="text">The text; <c>{name}</c> shows a value it takes.</param>
    /// <param name="brief">The text for SMS; empty where it is the same.</param>
    public TemplateOptions In(string language, string text, string brief = "")
    {
        Texts[language] = new TemplateTextOptions { Text = text, Short = brief };
        return this;
    }
}

/// <summary>A template's text in a language.</summary>
public sealed class TemplateTextOptions
{
    /// <summary>The text, 1 to 4,096 characters. <c>{name}</c> shows a value; <c>{{</c> and <c>}}</c> are one brace each.</summary>
    public string Text { get; set; } = "";

    /// <summary>The text for SMS; empty where it is the same.</summary>
    public string Short { get; set; } = "";
}
