namespace ContactCenter.Routing;

/// <summary>A set of small numbers that grows as needed. Words beyond the end are zero.</summary>
internal sealed class BitSet
{
    private ulong[] _words = new ulong[1];

    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    public int WordCount => _words.Length;

    public ulong Word(int index) => index < _words.Length ? _words[index] : 0;

    public bool Contains(int bit) => (Word(bit >> 6) & (1UL << bit)) != 0;

    public void Set(int bit, bool value)
    {
        var word = bit >> 6;
        if (word >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        }

        if (value)
        {
            _words[word] |= 1UL << bit;
        }
        else
        {
            _words[word] &= ~(1UL << bit);
        }
    }
}
