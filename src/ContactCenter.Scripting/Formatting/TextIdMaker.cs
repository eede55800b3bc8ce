using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting;

/// <summary>
/// Ids for texts that have none: <c>k</c> and four signs drawn from the text itself. So two people who add texts on either side of a merge do not
/// choose the same id, and a text that is removed and comes back gets its translations back.
/// </summary>
internal sealed class TextIdMaker
{
    private const string Signs = "23456789bcdfghjkmnpqrstvwxz"; // no vowels, no words; nothing that looks like another
    private const int Length = 4;
    private const ulong Prime = 1_099_511_628_211;

    private readonly SourceText _source;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>How often a text has been drawn from, by its hash: a text that stands a thousand times does not try a thousand ids each time.</summary>
    private readonly Dictionary<ulong, uint> _drawn = [];

    public TextIdMaker(SourceText source, ScriptSyntax script)
    {
        _source = source;
        foreach (var range in script.TextIds)
        {
            _taken.Add(source.Slice(range)[1..].ToString());
        }
    }

    public string Next(TextLiteral text)
    {
        var hash = Hash(_source.Slice(text.Raw));
        var attempt = _drawn.GetValueOrDefault(hash);
        string id;
        do
        {
            id = Draw(Mixed(hash, attempt++));
        }
        while (!_taken.Add(id));
        _drawn[hash] = attempt;
        return id;
    }

    private static string Draw(ulong hash) => string.Create(Length + 1, hash, static (id, left) =>
    {
        id[0] = 'k';
        for (var i = 1; i < id.Length; i++, left /= (ulong)Signs.Length)
        {
            id[i] = Signs[(int)(left % (ulong)Signs.Length)];
        }
    });

    /// <summary>FNV-1a, 64 bits: the same on every machine for ever.</summary>
    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = 14_695_981_039_346_656_037;
        foreach (var c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }

    private static ulong Mixed(ulong hash, uint attempt) => (hash ^ attempt) * Prime >> 16;
}
