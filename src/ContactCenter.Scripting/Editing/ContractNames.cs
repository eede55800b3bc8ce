using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Editing;

/// <summary>Finds where a file of contracts declares something.</summary>
internal static class ContractNames
{
    public static TextRange? Find(SourceText contracts, NameKind kind, string name)
    {
        var word = WordOf(kind);
        for (var number = 1; word is not null && number <= contracts.LineCount; number++)
        {
            var line = contracts.LineAt(number);
            var lexer = new Lexer(contracts.Text, line.Start, line.End, inHole: false);
            var first = lexer.Next();
            if (!contracts.Text.AsSpan(first.Start, first.Length).SequenceEqual(word))
            {
                continue;
            }

            for (var at = contracts.Text.IndexOf(name, first.End, line.End - first.End, StringComparison.Ordinal); at >= 0;
                at = contracts.Text.IndexOf(name, at + 1, line.End - at - 1, StringComparison.Ordinal))
            {
                if (!IsNamePart(contracts.Text, at - 1) && !IsNamePart(contracts.Text, at + name.Length))
                {
                    return new TextRange(at, name.Length);
                }

                if (kind is NameKind.Action or NameKind.Record or NameKind.Event or NameKind.Script)
                {
                    break; // only the first name of the line is declared by it
                }
            }
        }

        return null;
    }

    private static bool IsNamePart(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '-' or '.' or '_' or '/');

    private static string? WordOf(NameKind kind) => kind switch
    {
        NameKind.Action => "action",
        NameKind.Event => "event",
        NameKind.Queue => "queue",
        NameKind.Template => "template",
        NameKind.Article => "article",
        NameKind.Audio => "audio",
        NameKind.Script => "script",
        NameKind.Record => "record",
        _ => null,
    };
}
