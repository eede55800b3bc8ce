using System.Globalization;

namespace ContactCenter;

/// <summary>Reads a file of a template: first what it takes and what it is for, then its texts, each behind a line with its language.</summary>
internal static class TemplateFile
{
    /// <summary>How the files are called.</summary>
    public const string Extension = ".template";

    private const string Mark = "---";

    /// <exception cref="FormatException">A line is not clear; the message names it.</exception>
    public static void Read(string text, TemplateOptions into)
    {
        TemplateTextOptions? to = null;
        var (isShort, lines) = (false, new List<string>());
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                End();
                var words = line[Mark.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                isShort = words is [_, "short"];
                if (words is not ([_] or [_, "short"]) || (isShort ? !into.Texts.ContainsKey(words[0]) : into.Texts.ContainsKey(words[0])))
                {
                    throw Unclear("write --- and a language, such as --- it, once for its text, and behind that --- it short for its SMS.");
                }

                to = isShort ? into.Texts[words[0]] : into.Texts[words[0]] = new TemplateTextOptions();
            }
            else if (to is not null)
            {
                lines.Add(line);
            }
            else if (line.Trim().Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            {
                Head(line);
            }
        }

        End();

        void Head(string line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            switch (space < 0 ? line : line[..space])
            {
                case "takes" when into.Takes.Length == 0:
                    into.Takes = space < 0 ? "" : line[space..].Trim();
                    break;
                case "for" when into.Channels.Count == 0:
                    into.Channels.AddRange(line[3..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
                    break;
                default:
                    throw Unclear("above the first text stand 'takes name: text, when: moment' and 'for sms, email', each once, and comments behind //.");
            }
        }

        void End()
        {
            if (to is not null)
            {
                var all = string.Join('\n', lines).Trim('\n');
                (to.Text, to.Short) = isShort ? (to.Text, all) : (all, to.Short);
                lines.Clear();
            }
        }

        FormatException Unclear(string remedy) => new(string.Create(CultureInfo.InvariantCulture, $"line {number} is not clear: {remedy}"));
    }
}
