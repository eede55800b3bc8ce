using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Answers;

/// <summary>
/// Several answers in one: parted by semicolons and line ends, by commas, or by and. A part that is an answer as it stands is not cut further, so that
/// bread and butter stays together.
/// </summary>
internal static class ListReader
{
    private const int MaxItems = 50;

    /// <summary>No answer has more of and in it.</summary>
    private const int MaxAnds = 3;

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

        var parts = depth == 0 ? AtCommas(part, type.Item) : AtAnd(part, type, context);
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

    /// <summary>A comma between figures belongs to a number or an amount, and so does one that begins an item right before figures.</summary>
    private static List<string> AtCommas(string text, AnswerType item)
    {
        var keep = item is AnswerType.Number or AnswerType.Money;
        var marked = string.Concat(text.Select((c, i) => c == ',' && !(keep && IsPoint(text, i)) ? '\n' : c));
        return Split(marked, "\n");
    }

    private static bool IsPoint(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd(' ');
        return at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && (before.IsEmpty || before[^1] == ',' || char.IsAsciiDigit(text[at - 1]));
    }

    /// <summary>Cut at and, but not where it stands inside an answer: one hundred and five and six are two.</summary>
    private static List<string> AtAnd(string text, AnswerType.ListOf type, AnswerContext context)
    {
        var said = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ands = Lexicon.Of(context.Language).And;
        var ends = Enumerable.Range(0, said.Length).Where(at => ands.Has(Folding.Fold(said[at]))).Append(said.Length).ToList();
        var parts = new List<string>();
        for (int start = 0, next = 0; next < ends.Count && parts.Count <= MaxItems; start = ends[next++] + 1)
        {
            var last = ends[next] > start ? Math.Min(next + MaxAnds, ends.Count - 1) : next;
            while (last > next && !IsOneItem(Piece(start, ends[last])))
            {
                last--;
            }

            next = last;
            if (ends[next] > start)
            {
                parts.Add(Piece(start, ends[next]));
            }
        }

        return parts;

        string Piece(int start, int end) => string.Join(' ', said[start..end]);

        bool IsOneItem(string piece) => type.Item is not AnswerType.Text && AnswerReader.ReadText(piece, type.Item, context) is { Value: not null } item && !IsPartOf(item, piece);
    }

    private static List<string> Split(string text, string signs) =>
        [.. text.Split([.. signs], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
