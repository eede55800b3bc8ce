using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Answers;

/// <summary>
/// Several answers in one: parted by semicolons and line ends, by commas, or by and. A part that is an answer as it stands is not cut further, so that
/// bread and butter stays together.
/// </summary>
internal static class ListReader
{
    private const int MaxItems = 50;

    public static Answer Read(string text, AnswerType.ListOf type, AnswerContext context)
    {
        if (type.Item is AnswerType.ListOf)
        {
            return Answer.Not(AnswerReason.NotUnderstood);
        }

        var items = new List<Answer>();
        foreach (var part in Split(text, ";\n"))
        {
            Add(part, items, type, context, depth: 0);
            if (items.Count > MaxItems)
            {
                return Answer.Not(AnswerReason.TooLong);
            }
        }

        return Collect(items);
    }

    /// <summary>A list of what was understood; the first part that was not decides otherwise.</summary>
    public static Answer Collect(IEnumerable<Answer> answers)
    {
        var items = answers.ToList();
        if (items.Find(static item => item.Value is null) is { } fault)
        {
            return fault;
        }

        return items.Count == 0 ? Answer.Not(AnswerReason.Empty)
            : Answer.Of(new TextValue.List([.. items.Select(static item => item.Value!).Distinct()]), items[0].Manner, items.Exists(static item => item.Assumed));
    }

    /// <summary>Takes a part whole, or cut at commas, or cut at and.</summary>
    private static void Add(string part, List<Answer> items, AnswerType.ListOf type, AnswerContext context, int depth)
    {
        var whole = type.Item is AnswerType.Text && depth < 2 ? Answer.Not(AnswerReason.NotUnderstood) : AnswerReader.ReadText(part, type.Item, context);
        if (depth == 2 || (whole.Value is not null && !IsPartOf(whole, part)))
        {
            items.Add(whole);
            return;
        }

        var parts = depth == 0 ? AtCommas(part, type.Item) : AtAnd(part, context);
        if (parts.Count == 0 || items.Count > MaxItems)
        {
            items.Add(whole);
        }

        foreach (var piece in parts)
        {
            Add(piece, items, type, context, depth + 1);
        }
    }

    /// <summary>A choice found by a word in a longer answer may hide a second one.</summary>
    private static bool IsPartOf(Answer answer, string part) => answer.Manner == AnswerManner.Part && part.AsSpan().Trim().IndexOfAny(' ', ',') >= 0;

    /// <summary>A comma between figures belongs to a number or an amount.</summary>
    private static List<string> AtCommas(string text, AnswerType item)
    {
        var keep = item is AnswerType.Number or AnswerType.Money;
        var marked = string.Concat(text.Select((c, i) => c == ',' && !(keep && i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1])) ? '\n' : c));
        return Split(marked, "\n");
    }

    private static List<string> AtAnd(string text, AnswerContext context)
    {
        var words = Lexicon.Of(context.Language);
        var parts = new List<string>();
        var part = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (words.And.Has(Folding.Fold(word)))
            {
                parts.Add(string.Join(' ', part));
                part.Clear();
            }
            else
            {
                part.Add(word);
            }
        }

        parts.Add(string.Join(' ', part));
        return parts.FindAll(static piece => piece.Length > 0);
    }

    private static List<string> Split(string text, string signs) =>
        [.. text.Split([.. signs], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
