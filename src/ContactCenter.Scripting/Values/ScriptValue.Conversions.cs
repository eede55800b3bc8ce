namespace ContactCenter.Scripting;

/// <content>From and to the types of .NET.</content>
public readonly partial struct ScriptValue
{
    private static readonly long MinTicks = DateTimeOffset.MinValue.UtcTicks;
    private static readonly long MaxTicks = DateTimeOffset.MaxValue.UtcTicks;

    /// <summary>Yes or no.</summary>
    public static ScriptValue YesNo(bool value) => value ? Yes : No;

    /// <summary>A whole number.</summary>
    /// <exception cref="OverflowException">It is beyond ±9,223,372,036,854.</exception>
    public static ScriptValue Number(long value) => new(ValueTag.Number, checked(value * FixedPoint.One));

    /// <summary>A number, rounded to six decimals, half to even.</summary>
    /// <exception cref="OverflowException">It is beyond ±9,223,372,036,854.775807.</exception>
    public static ScriptValue Number(decimal value) =>
        FixedPoint.TryFrom(value, out var millionths) ? new(ValueTag.Number, millionths) : throw TooLarge(value);

    /// <summary>An amount, rounded to six decimals, half to even.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="currency">Three capital letters, ISO 4217.</param>
    /// <exception cref="OverflowException">The amount is beyond ±9,223,372,036,854.775807.</exception>
    /// <exception cref="ArgumentException">The currency is no code.</exception>
    public static ScriptValue Money(decimal amount, string currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        var tag = ValueTag.MoneyIn(currency) ?? throw new ArgumentException($"'{currency}' is no currency; give three capital letters, such as EUR.", nameof(currency));
        return FixedPoint.TryFrom(amount, out var millionths) ? new(tag, millionths) : throw TooLarge(amount);
    }

    /// <summary>Text; empty when there is none.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="ScriptValueLimits.MaxTextLength"/>.</exception>
    public static ScriptValue Text(string? value) => TextOf(ScriptKind.Text, value);

    /// <summary>One of a list of names.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="ScriptValueLimits.MaxTextLength"/>.</exception>
    public static ScriptValue Choice(string? name) => TextOf(ScriptKind.Choice, name);

    /// <summary>A row of digits, a phone number or an e-mail address.</summary>
    /// <exception cref="ArgumentException">It is not written as <paramref name="type"/> has it.</exception>
    public static ScriptValue Written(ScriptType type, string value)
    {
        ArgumentNullException.ThrowIfNull(type);
        return TryParse(type, value, out var parsed) ? parsed : throw new ArgumentException($"The value is no '{type}'.", nameof(value));
    }

    /// <summary>A day.</summary>
    public static ScriptValue Date(DateOnly value) => new(ValueTag.Date, value.DayNumber);

    /// <summary>A time of the day.</summary>
    public static ScriptValue Time(TimeOnly value) => new(ValueTag.Time, value.Ticks);

    /// <summary>An instant; its offset is not kept.</summary>
    public static ScriptValue Moment(DateTimeOffset value) => new(ValueTag.Moment, value.UtcTicks);

    /// <summary>A length of time.</summary>
    public static ScriptValue Duration(TimeSpan value) => new(ValueTag.Duration, value.Ticks);

    /// <summary>Values in an order.</summary>
    /// <exception cref="ArgumentException">There are too many, or they stand too deep in one another.</exception>
    public static ScriptValue List(params ReadOnlySpan<ScriptValue> items) => new(new ScriptList([.. items]), 0);

    /// <summary>Named fields.</summary>
    /// <exception cref="ArgumentException">There is another number of values than of fields, or they stand too deep in one another.</exception>
    public static ScriptValue Record(ScriptType type, params ReadOnlySpan<ScriptValue> values) => new(new ScriptRecord(type, [.. values]), 0);

    /// <summary>The number, or the amount of money.</summary>
    public decimal? AsNumber() => Kind is ScriptKind.Number or ScriptKind.Money ? FixedPoint.ToDecimal(Bits) : null;

    /// <summary>The currency of money: three capital letters.</summary>
    public string? AsCurrency() => (Reference as ValueTag)?.Currency;

    /// <summary>Text of every sort: text, digits, phone, e-mail, choice.</summary>
    public string? AsText() => Reference as string;

    /// <summary>Yes or no.</summary>
    public bool? AsYesNo() => ReferenceEquals(Reference, ValueTag.YesNo) ? Bits != 0 : null;

    /// <summary>The day.</summary>
    public DateOnly? AsDate() => ReferenceEquals(Reference, ValueTag.Date) ? DateOnly.FromDayNumber((int)Bits) : null;

    /// <summary>The time of the day.</summary>
    public TimeOnly? AsTime() => ReferenceEquals(Reference, ValueTag.Time) ? new TimeOnly(Bits) : null;

    /// <summary>The instant, in UTC.</summary>
    public DateTimeOffset? AsMoment() => ReferenceEquals(Reference, ValueTag.Moment) ? new DateTimeOffset(Bits, TimeSpan.Zero) : null;

    /// <summary>The length of time.</summary>
    public TimeSpan? AsDuration() => ReferenceEquals(Reference, ValueTag.Duration) ? new TimeSpan(Bits) : null;

    /// <summary>The values in their order.</summary>
    public ScriptList? AsList() => Reference as ScriptList;

    /// <summary>The fields.</summary>
    public ScriptRecord? AsRecord() => Reference as ScriptRecord;

    /// <summary>A tag with bits from outside; false when the bits are beyond what the kind can say.</summary>
    internal static bool TryTagged(ValueTag tag, long bits, out ScriptValue value)
    {
        var fits = tag.Kind switch
        {
            ScriptKind.YesNo => bits is 0 or 1,
            ScriptKind.Date => bits >= DateOnly.MinValue.DayNumber && bits <= DateOnly.MaxValue.DayNumber,
            ScriptKind.Time => bits is >= 0 and < TimeSpan.TicksPerDay,
            ScriptKind.Moment => bits >= MinTicks && bits <= MaxTicks,
            _ => true,
        };
        value = fits ? new(tag, bits) : default;
        return fits;
    }

    /// <summary>Text of a kind. Halves of surrogate pairs, which no encoding can keep, become U+FFFD.</summary>
    internal static ScriptValue TextOf(ScriptKind kind, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return default;
        }

        if (value.Length > ScriptValueLimits.MaxTextLength)
        {
            throw new ArgumentException($"A text of {value.Length} characters is too long; {ScriptValueLimits.MaxTextLength} are the most.", nameof(value));
        }

        return new(IsWellFormed(value) ? value : string.Concat(value.EnumerateRunes()), (long)kind);
    }

    internal static bool IsWellFormed(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; at >= 0 && at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !(char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[++at])))
            {
                return false;
            }
        }

        return true;
    }

    private static OverflowException TooLarge(decimal value) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value} is too large for a number of a script; the largest is 9223372036854.775807."));
}
