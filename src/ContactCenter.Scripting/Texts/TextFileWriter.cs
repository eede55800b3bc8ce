using System.Text;

namespace ContactCenter.Scripting.Texts;

/// <summary>Writes side files in their one form, which <see cref="TextFileParser"/> reads back to the same.</summary>
internal static class TextFileWriter
{
    public static string Write(TextFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var text = new StringBuilder();
        Comments(text, file.Comments);
        text.Append("texts ").Append(file.Script).Append(' ').Append(file.Language).Append('\n');
        foreach (var entry in file.Entries)
        {
            text.Append('\n').Append(Write(entry));
        }

        if (!file.EndComments.IsEmpty)
        {
            text.Append('\n');
            Comments(text, file.EndComments);
        }

        return text.ToString();
    }

    public static string Write(TextEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = new StringBuilder();
        Comments(text, entry.Comments);
        text.Append(entry.Id).Append(' ').Append(Quoted(entry.Text)).Append('\n');
        Line(text, "from", entry.From);
        Line(text, "by", entry.By);
        foreach (var variant in entry.Plurals)
        {
            Line(text, variant.Key, Quoted(variant.Text));
        }

        Line(text, "spoken", entry.Spoken is { } spoken ? Quoted(spoken) : null);
        Line(text, "short", entry.Short is { } brief ? Quoted(brief) : null);
        Line(text, "audio", entry.Audio);
        Line(text, "answers", entry.Answers.IsEmpty ? null : string.Join(", ", entry.Answers.Select(Quoted)));
        return text.ToString();
    }

    private static string Quoted(string raw) => $"\"{raw}\"";

    private static void Line(StringBuilder text, string word, string? value)
    {
        if (value is not null)
        {
            text.Append("  ").Append(word).Append(' ').Append(value).Append('\n');
        }
    }

    private static void Comments(StringBuilder text, IEnumerable<string> comments)
    {
        foreach (var comment in comments)
        {
            text.Append("//").Append(comment.Length == 0 ? "" : " ").Append(comment).Append('\n');
        }
    }
}
