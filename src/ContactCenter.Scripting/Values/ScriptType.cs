using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>What a slot, a parameter or a field of a result may hold. Immutable; equal when the same values fit. Whether it may be empty is the checker's matter.</summary>
public sealed partial class ScriptType : IEquatable<ScriptType>
{
    private ScriptType(ScriptKind kind) => Kind = kind;

    /// <summary>Yes or no.</summary>
    public static ScriptType YesNo { get; } = new(ScriptKind.YesNo);

    /// <summary>Any number.</summary>
    public static ScriptType Number { get; } = new(ScriptKind.Number);

    /// <summary>An amount in any currency.</summary>
    public static ScriptType Money { get; } = new(ScriptKind.Money);

    /// <summary>Text of at most <see cref="ScriptValueLimits.MaxTextLength"/> characters.</summary>
    public static ScriptType Text { get; } = new(ScriptKind.Text) { MaxLength = ScriptValueLimits.MaxTextLength };

    /// <summary>A phone number in E.164.</summary>
    public static ScriptType Phone { get; } = new(ScriptKind.Phone);

    /// <summary>An e-mail address.</summary>
    public static ScriptType Email { get; } = new(ScriptKind.Email);

    /// <summary>A postal address. Its fields: street, number, place, postcode, complete.</summary>
    public static ScriptType Address { get; } = new(ScriptKind.Address)
    {
        Fields =
        [
            new("street", Text, true), new("number", Text, true), new("place", Text, true), new("postcode", Text, true), new("complete", YesNo, false),
        ],
    };

    /// <summary>A day.</summary>
    public static ScriptType Date { get; } = new(ScriptKind.Date);

    /// <summary>A time of the day.</summary>
    public static ScriptType Time { get; } = new(ScriptKind.Time);

    /// <summary>An instant.</summary>
    public static ScriptType Moment { get; } = new(ScriptKind.Moment);

    /// <summary>A length of time.</summary>
    public static ScriptType Duration { get; } = new(ScriptKind.Duration);

    /// <summary>What sort of thing fits.</summary>
    public ScriptKind Kind { get; }

    /// <summary>The smallest number; null when there is none.</summary>
    public decimal? Minimum { get; private init; }

    /// <summary>The largest number; null when there is none.</summary>
    public decimal? Maximum { get; private init; }

    /// <summary>The fewest digits; 0 for other kinds.</summary>
    public int MinLength { get; private init; }

    /// <summary>The most characters of a text, or digits; 0 for other kinds.</summary>
    public int MaxLength { get; private init; }

    /// <summary>The names of a choice, in their order; empty for other kinds.</summary>
    public ImmutableArray<string> Names { get; private init; } = [];

    /// <summary>The type of a list's items; null for other kinds.</summary>
    public ScriptType? Item { get; private init; }

    /// <summary>The name of a record's type; null for other kinds.</summary>
    public string? Name { get; private init; }

    /// <summary>The fields of a record or an address, in their order; empty for other kinds.</summary>
    public ImmutableArray<ScriptTypeField> Fields { get; private init; } = [];

    /// <summary>Whether it is a record or an address.</summary>
    public bool HasFields => Kind is ScriptKind.Record or ScriptKind.Address;

    internal int Depth => Item is { } item ? item.Depth + 1 : HasFields ? Fields.Select(static f => f.Type.Depth).DefaultIfEmpty().Max() + 1 : 0;

    /// <summary>A number from one to another, both included.</summary>
    /// <exception cref="ArgumentException">The first is above the second, or one is no number of scripts.</exception>
    public static ScriptType NumberBetween(decimal minimum, decimal maximum) =>
        minimum <= maximum && FixedPoint.TryFrom(minimum, out var low) && FixedPoint.TryFrom(maximum, out var high)
            ? new(ScriptKind.Number) { Minimum = FixedPoint.ToDecimal(low), Maximum = FixedPoint.ToDecimal(high) }
            : throw new ArgumentException($"A number from {minimum} to {maximum} cannot be; give the smaller first.", nameof(minimum));

    /// <summary>Text of at most so many characters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to <see cref="ScriptValueLimits.MaxTextLength"/>.</exception>
    public static ScriptType TextUpTo(int length)
    {
        Check(length, 1, ScriptValueLimits.MaxTextLength, nameof(length));
        return new(ScriptKind.Text) { MaxLength = length };
    }

    /// <summary>A row of digits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 64, or the first is above the second.</exception>
    public static ScriptType Digits(int minimum, int maximum)
    {
        Check(maximum, 1, 64, nameof(maximum));
        Check(minimum, 1, maximum, nameof(minimum));
        return new(ScriptKind.Digits) { MinLength = minimum, MaxLength = maximum };
    }

    /// <summary>One of these names.</summary>
    /// <exception cref="ArgumentException">There is none, there are too many, one is no name or stands twice.</exception>
    public static ScriptType OneOf(params ReadOnlySpan<string> names)
    {
        Check(names.Length, 1, ScriptValueLimits.MaxNames, nameof(names));
        for (var i = 0; i < names.Length; i++)
        {
            CheckName(names[i], nameof(names));
            if (names[..i].Contains(names[i]))
            {
                throw new ArgumentException($"'{names[i]}' stands twice among the names; leave one out.", nameof(names));
            }
        }

        return new(ScriptKind.Choice) { Names = [.. names] };
    }

    /// <summary>A list of values of one type.</summary>
    /// <exception cref="ArgumentException">Lists and records stand too deep in one another.</exception>
    public static ScriptType ListOf(ScriptType item)
    {
        ArgumentNullException.ThrowIfNull(item);
        CheckDepth(item.Depth + 1, nameof(item));
        return new(ScriptKind.List) { Item = item };
    }

    /// <summary>A record with these fields.</summary>
    /// <exception cref="ArgumentException">There are too many, a name is none or stands twice, or they stand too deep in one another.</exception>
    public static ScriptType Record(string name, params ReadOnlySpan<ScriptTypeField> fields)
    {
        CheckName(name, nameof(name));
        Check(fields.Length, 0, ScriptValueLimits.MaxFields, nameof(fields));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            CheckName(field.Name, nameof(fields));
            ArgumentNullException.ThrowIfNull(field.Type, nameof(fields));
            CheckDepth(field.Type.Depth + 1, nameof(fields));
            if (!seen.Add(field.Name))
            {
                throw new ArgumentException($"'{name}' has the field '{field.Name}' twice; leave one out.", nameof(fields));
            }
        }

        return new(ScriptKind.Record) { Name = name, Fields = [.. fields] };
    }

    /// <summary>The place of a field; -1 when there is none of that name.</summary>
    public int IndexOf(string field)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            if (string.Equals(Fields[i].Name, field, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a value fits. An empty one never does: whether it may be empty is said where the type is used.</summary>
    public bool Accepts(ScriptValue value) => Kind switch
    {
        _ when value.Kind != Kind => false,
        ScriptKind.Number => (Minimum is null && Maximum is null) || (value.AsNumber() >= Minimum && value.AsNumber() <= Maximum),
        ScriptKind.Text => value.AsText()!.Length <= MaxLength,
        ScriptKind.Digits or ScriptKind.Phone or ScriptKind.Email => IsWritten(value.AsText()),
        ScriptKind.Choice => Names.Contains(value.AsText()!),
        ScriptKind.List => AcceptsItems(value.AsList()!),
        ScriptKind.Record or ScriptKind.Address => AcceptsFields(value.AsRecord()!),
        _ => true,
    };

    /// <summary>Whether a value fits; a record in it then is of this very type, whatever its maker called it, and a choice is the type's own text.</summary>
    internal bool TryAdopt(ScriptValue value, out ScriptValue adopted)
    {
        adopted = default;
        if (Kind == ScriptKind.Choice)
        {
            if (value.Reference is string text && value.Bits == (long)Kind)
            {
                foreach (var name in Names.AsSpan())
                {
                    if (string.Equals(name, text, StringComparison.Ordinal))
                    {
                        adopted = new(name, (long)Kind);
                        return true;
                    }
                }
            }

            return false;
        }

        if (!Accepts(value))
        {
            return false;
        }

        adopted = Adopted(value);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ScriptType? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Kind == other.Kind && Minimum == other.Minimum && Maximum == other.Maximum && MinLength == other.MinLength
            && MaxLength == other.MaxLength && Name == other.Name && Names.AsSpan().SequenceEqual(other.Names.AsSpan())
            && Equals(Item, other.Item) && Fields.AsSpan().SequenceEqual(other.Fields.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScriptType);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Minimum, Maximum, MaxLength, Name, Names.Length, Fields.Length);

    private ScriptValue Adopted(ScriptValue value) => value.Reference switch
    {
        ScriptList list when Item!.Kind == ScriptKind.List || Item.HasFields => new(new ScriptList([.. list.Select(Item.Adopted)]), 0),
        ScriptRecord record when !ReferenceEquals(record.Type, this) || Fields.Any(static field => field.Type.Kind == ScriptKind.List || field.Type.HasFields) =>
            new(new ScriptRecord(this, [.. record.Values.Select((field, at) => Fields[at].Type.Adopted(field))]), 0),
        _ => value,
    };

    private bool AcceptsItems(ScriptList list)
    {
        foreach (var value in list.Items)
        {
            if (!Item!.Accepts(value))
            {
                return false;
            }
        }

        return true;
    }

    private bool AcceptsFields(ScriptRecord record)
    {
        if (!ReferenceEquals(record.Type, this) && (record.Type.Name != Name || record.Type.Fields.Length != Fields.Length))
        {
            return false;
        }

        for (var i = 0; i < Fields.Length; i++)
        {
            var value = record.Values[i];
            if (record.Type.Fields[i].Name != Fields[i].Name || (value.IsEmpty ? !Fields[i].IsOptional : !Fields[i].Type.Accepts(value)))
            {
                return false;
            }
        }

        return true;
    }

    private static void Check(int value, int minimum, int maximum, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, minimum, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, maximum, name);
    }

    private static void CheckDepth(int depth, string name)
    {
        if (depth > ScriptValueLimits.MaxDepth)
        {
            throw new ArgumentException($"Lists and records stand deeper than {ScriptValueLimits.MaxDepth} in one another; make it flatter.", name);
        }
    }

    private static void CheckName(string name, string parameter)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"'{name}' is no name; use letters, digits, '-' and '.', at most {ScriptValueLimits.MaxNameLength}.", parameter);
        }
    }
}

/// <summary>A field of a record.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsOptional">Whether it may be empty.</param>
public readonly record struct ScriptTypeField(string Name, ScriptType Type, bool IsOptional = false);
