namespace ContactCenter.Scripting.Syntax;

/// <summary>Gives the same string for the same name, so that a name written a hundred times is one object.</summary>
internal sealed class NameTable
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public NameTable() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
        {
            return "";
        }

        if (!_lookup.TryGetValue(name, out var known))
        {
            _names.Add(known = name.ToString());
        }

        return known;
    }
}
