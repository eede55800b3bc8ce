namespace ContactCenter.Scripting.Texts;

/// <summary>Which part of a value a hole shows.</summary>
internal enum TextPart
{
    All,
    Date,
    Time,
}

/// <summary>How long it is.</summary>
internal enum TextStyle
{
    Usual,
    Short,
    Long,
    Weekday,

    /// <summary>In words, for a voice.</summary>
    Spoken,

    /// <summary>Without grouping.</summary>
    Plain,
}

/// <summary>What stands behind the bar of a hole: <c>date long</c>, <c>time spoken at</c>.</summary>
/// <param name="Part">Date or time of a moment.</param>
/// <param name="Style">How it is written.</param>
/// <param name="At">With the preposition: at 15:30, on Friday.</param>
internal readonly record struct TextFormat(TextPart Part, TextStyle Style, bool At = false)
{
    /// <summary>The words a format may have.</summary>
    public static readonly string[] Words = ["date", "time", "short", "long", "weekday", "spoken", "plain", "at", "on"];

    /// <summary>Reads a format's words.</summary>
    /// <param name="text">The words, in any order, parted by spaces.</param>
    /// <param name="format">What they say.</param>
    /// <param name="unknown">The first word that says nothing; empty when all do.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out TextFormat format, out string unknown)
    {
        (format, unknown) = (default, "");
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            switch (word)
            {
                case "":
                    break;
                case "date":
                    format = format with { Part = TextPart.Date };
                    break;
                case "time":
                    format = format with { Part = TextPart.Time };
                    break;
                case "at" or "on":
                    format = format with { At = true };
                    break;
                default:
                    if (StyleOf(word) is not { } style)
                    {
                        unknown = word.ToString();
                        return false;
                    }

                    format = format with { Style = style };
                    break;
            }
        }

        return true;
    }

    private static TextStyle? StyleOf(ReadOnlySpan<char> word) => word switch
    {
        "short" => TextStyle.Short,
        "long" => TextStyle.Long,
        "weekday" => TextStyle.Weekday,
        "spoken" => TextStyle.Spoken,
        "plain" => TextStyle.Plain,
        _ => null,
    };
}
