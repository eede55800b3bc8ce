namespace ContactCenter.Scripting;

/// <summary>Says what the 64 bits of a value mean; compared by reference.</summary>
internal sealed class ValueTag
{
    private static readonly ValueTag?[] Currencies = new ValueTag?[26 * 26 * 26];

    private ValueTag(ScriptKind kind, string? currency = null) => (Kind, Currency) = (kind, currency);

    public static readonly ValueTag YesNo = new(ScriptKind.YesNo);

    public static readonly ValueTag Number = new(ScriptKind.Number);

    public static readonly ValueTag Date = new(ScriptKind.Date);

    public static readonly ValueTag Time = new(ScriptKind.Time);

    public static readonly ValueTag Moment = new(ScriptKind.Moment);

    public static readonly ValueTag Duration = new(ScriptKind.Duration);

    public ScriptKind Kind { get; }

    /// <summary>Three capital letters; money alone has it.</summary>
    public string? Currency { get; }

    /// <summary>The one tag of a currency; null when the code is not three capital letters.</summary>
    public static ValueTag? MoneyIn(ReadOnlySpan<char> currency)
    {
        if (currency.Length != 3 || currency.ContainsAnyExceptInRange('A', 'Z'))
        {
            return null;
        }

        ref var tag = ref Currencies[((currency[0] - 'A') * 676) + ((currency[1] - 'A') * 26) + (currency[2] - 'A')];
        return Volatile.Read(ref tag)
            ?? Interlocked.CompareExchange(ref tag, new ValueTag(ScriptKind.Money, currency.ToString()), null)
            ?? tag;
    }
}
