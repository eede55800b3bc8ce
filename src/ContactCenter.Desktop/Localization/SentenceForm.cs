namespace ContactCenter.Desktop.Localization;

/// <summary>A sentence with holes, such as <c>a number from {0} to {1}</c>, against which words are held to find what stands in them.</summary>
internal sealed class SentenceForm
{
    private readonly string[] _pieces;
    private readonly int[] _holes;

    /// <param name="form">The sentence; <c>{0}</c> and on are its holes, of one digit, a brace before anything else is itself.</param>
    public SentenceForm(string form)
    {
        var (pieces, holes) = (new List<string>(), new List<int>());
        var from = 0;
        for (var at = 0; at + 2 < form.Length; at++)
        {
            if (form[at] == '{' && char.IsAsciiDigit(form[at + 1]) && form[at + 2] == '}')
            {
                pieces.Add(form[from..at]);
                holes.Add(form[at + 1] - '0');
                from = at + 3;
                at += 2;
            }
        }

        pieces.Add(form[from..]);
        (_pieces, _holes) = ([.. pieces], [.. holes]);
        Holes = _holes.Length == 0 ? 0 : _holes.Max() + 1;
        Letters = _pieces.Sum(static piece => piece.Length);
    }

    /// <summary>How many things it speaks of.</summary>
    public int Holes { get; }

    /// <summary>How much of it is always the same: of two forms that fit, the one with more is meant.</summary>
    public int Letters { get; }

    /// <summary>What stands in the holes; null when the words are other words. Each hole ends where what follows it is found first, the last at the end.</summary>
    public string[]? Match(string words)
    {
        var last = _pieces.Length - 1;
        if (!words.StartsWith(_pieces[0], StringComparison.Ordinal) || (last == 0 && words.Length != _pieces[0].Length))
        {
            return null;
        }

        var values = new string[Holes];
        var at = _pieces[0].Length;
        for (var piece = 1; piece <= last; piece++)
        {
            var next = _pieces[piece];
            var end = piece < last ? words.IndexOf(next, at, StringComparison.Ordinal)
                : words.Length - next.Length >= at && words.EndsWith(next, StringComparison.Ordinal) ? words.Length - next.Length
                : -1;
            if (end < 0)
            {
                return null;
            }

            values[_holes[piece - 1]] ??= words[at..end];
            at = end + next.Length;
        }

        return values;
    }
}
