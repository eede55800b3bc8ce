using System.Collections.Immutable;

namespace ContactCenter.Scripting.Texts;

/// <summary>A value as texts show it and answers give it, by what it means.</summary>
internal abstract record TextValue
{
    private TextValue()
    {
    }

    public sealed record YesNo(bool Value) : TextValue;

    /// <summary>A number; trailing zeros of the decimal are shown.</summary>
    public sealed record Number(decimal Value) : TextValue;

    /// <param name="Amount">The amount.</param>
    /// <param name="Currency">ISO 4217.</param>
    public sealed record Money(decimal Amount, string Currency) : TextValue;

    public sealed record Text(string Value) : TextValue;

    /// <summary>Digits that are no number, such as a customer's.</summary>
    public sealed record Digits(string Value) : TextValue;

    /// <param name="Value">E.164: + and digits.</param>
    public sealed record Phone(string Value) : TextValue;

    public sealed record Email(string Value) : TextValue;

    /// <summary>A postal address; what is missing is empty.</summary>
    public sealed record Address(string Street, string House, string Place, string Postcode) : TextValue
    {
        /// <summary>Street, number and place are there: somebody can find it. A postcode is not needed for that.</summary>
        public bool Complete => Street.Length > 0 && House.Length > 0 && Place.Length > 0;
    }

    public sealed record Date(DateOnly Value) : TextValue;

    public sealed record Time(TimeOnly Value) : TextValue;

    /// <summary>A moment with the offset of the zone it is told in.</summary>
    public sealed record Moment(DateTimeOffset Value) : TextValue;

    public sealed record Duration(TimeSpan Value) : TextValue;

    /// <param name="Name">The choice's name in the script.</param>
    /// <param name="Label">What people read.</param>
    public sealed record Choice(string Name, string Label) : TextValue;

    public sealed record List(ImmutableArray<TextValue> Items) : TextValue
    {
        public bool Equals(List? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Aggregate(0, HashCode.Combine);
    }
}
