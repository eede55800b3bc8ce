using System.Collections.Immutable;
using System.Text;

namespace ContactCenter.Scripting.Conversations;

/// <summary>Reads files of conversations, line by line.</summary>
internal static class ConversationParser
{
    private const int MostWords = 64;
    private const int MostLines = 100_000;

    public static ConversationFile Parse(SourceText source)
    {
        var (shared, talks) = (ImmutableArray.CreateBuilder<ConversationLine>(), ImmutableArray.CreateBuilder<Conversation>());
        var faults = ImmutableArray.CreateBuilder<ConversationFault>();
        var lines = ImmutableArray.CreateBuilder<ConversationLine>();
        (string Name, int Line)? open = null;
        var all = ImmutableArray.CreateBuilder<ConversationLine>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        void Close()
        {
            if (open is { } talk)
            {
                talks.Add(new Conversation(talk.Name, talk.Line, [.. shared, .. lines]));
            }

            lines.Clear();
        }

        for (var number = 1; number <= source.LineCount; number++)
        {
            if (number > MostLines)
            {
                faults.Add(new ConversationFault(number, $"The file has more than {MostLines} lines; split it up."));
                break;
            }

            var range = source.LineAt(number);
            var text = source.Slice(range).Trim();
            if (text.IsEmpty || text.StartsWith("//"))
            {
                continue;
            }

            if (!TryWords(text, range.Start + range.Length - source.Slice(range).TrimStart().Length, out var words, out var fault))
            {
                faults.Add(new ConversationFault(number, fault));
                continue;
            }

            var line = new ConversationLine(number, words);
            if (line.Word(0) == "conversation")
            {
                Close();
                open = (line.Text(1), number);
                if (line.Words.Length != 2 || !line.IsQuoted(1) || line.Text(1).Trim().Length == 0)
                {
                    faults.Add(new ConversationFault(number, "A conversation has a name between quotes: conversation \"a leak at home\"."));
                }
                else if (!names.Add(line.Text(1)))
                {
                    faults.Add(new ConversationFault(number, $"There is a conversation \"{line.Text(1)}\" above; give this one another name."));
                }
            }
            else if (ConversationRules.FaultOf(line) is { } wrong)
            {
                faults.Add(new ConversationFault(number, wrong));
            }
            else if (open is null && !ConversationRules.IsSetting(line))
            {
                faults.Add(new ConversationFault(number, $"'{line.Word(0)}' stands before the first conversation; only what all share does: {string.Join(", ", ConversationRules.Settings)}."));
            }
            else
            {
                (open is null ? shared : lines).Add(line);
                all.Add(line);
            }
        }

        Close();
        return new ConversationFile(source, talks.ToImmutable(), faults.ToImmutable(), all.ToImmutable());
    }

    private static bool TryWords(ReadOnlySpan<char> text, int start, out ImmutableArray<ConversationWord> words, out string fault)
    {
        var found = ImmutableArray.CreateBuilder<ConversationWord>();
        (words, fault) = ([], "");
        for (var at = 0; at < text.Length;)
        {
            if (text[at] is ' ' or '\t')
            {
                at++;
                continue;
            }

            if (text[at..].StartsWith("//"))
            {
                break;
            }

            if (found.Count == MostWords)
            {
                fault = $"The line has more than {MostWords} parts.";
                return false;
            }

            if (text[at] != '"')
            {
                var end = text[at..].IndexOfAny(' ', '\t');
                var word = end < 0 ? text[at..] : text.Slice(at, end);
                found.Add(new ConversationWord(word.ToString(), IsQuoted: false, new TextRange(start + at, word.Length)));
                at += word.Length;
                continue;
            }

            var (quoted, from) = (new StringBuilder(), at + 1);
            for (at++; ; at++)
            {
                if (at >= text.Length)
                {
                    fault = "A text is not closed; end it with '\"'.";
                    return false;
                }

                if (text[at] == '"' && !(at + 1 < text.Length && text[at + 1] == '"'))
                {
                    at++;
                    break;
                }

                quoted.Append(text[at]);
                at += text[at] == '"' ? 1 : 0; // a doubled sign is one
            }

            found.Add(new ConversationWord(quoted.ToString(), IsQuoted: true, TextRange.Between(start + from, start + at - 1)));
        }

        words = found.ToImmutable();
        return true;
    }
}
