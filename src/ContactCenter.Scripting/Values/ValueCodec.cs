using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ContactCenter.Scripting;

/// <summary>
/// Values in bytes. The low half of the first byte is the kind, the high half its form: 1 for yes, for a whole number, for a time in whole seconds.
/// A record says which of the program's record types it is of.
/// </summary>
internal static class ValueCodec
{
    private const int Whole = 0x10;

    /// <param name="to">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="records">The record types there are; the type of every record in the value is among them.</param>
    public static void Write(ref ByteWriter to, in ScriptValue value, ImmutableArray<ScriptType> records)
    {
        if (to.Fits(value.Weight))
        {
            to.Took(Put(to.Rest, 0, in value, records));
        }
    }

    /// <summary>Puts a value into bytes that have room for its <see cref="ScriptValue.Weight"/>.</summary>
    /// <returns>The place behind it.</returns>
    public static int Put(Span<byte> to, int at, in ScriptValue value, ImmutableArray<ScriptType> records)
    {
        switch (value.Reference)
        {
            case null:
                to[at] = 0;
                return at + 1;
            case ValueTag tag:
                return PutTagged(to, at, tag, value.Bits);
            case string text:
                to[at] = (byte)value.Bits;
                return Bytes.PutText(to, at + 1, text);
            case ScriptRecord record:
                to[at] = (int)ScriptKind.Record;
                at = Bytes.Put(to, at + 1, (uint)IndexOf(records, record.Type));
                return PutAll(to, at, record.Values.AsSpan(), records);
            case ScriptList list:
                to[at] = (int)ScriptKind.List;
                at = Bytes.Put(to, at + 1, (uint)list.Count);
                return PutAll(to, at, list.Items, records);
            default:
                throw new System.Diagnostics.UnreachableException($"A value holds a {value.Reference.GetType().Name}.");
        }
    }

    public static int PutAll(Span<byte> to, int at, ReadOnlySpan<ScriptValue> values, ImmutableArray<ScriptType> records)
    {
        foreach (ref readonly var value in values)
        {
            at = Put(to, at, in value, records);
        }

        return at;
    }

    /// <summary>Puts what stands in a slot. A choice is its place among the names of the slot's type.</summary>
    /// <returns>The place behind it.</returns>
    public static int PutSlot(Span<byte> to, int at, in ScriptValue value, ScriptType type, ImmutableArray<ScriptType> records)
    {
        if (type.Kind == ScriptKind.Choice && PlaceOf(type, in value) is >= 0 and var place)
        {
            to[at] = (int)ScriptKind.Choice | Whole;
            return Bytes.Put(to, at + 1, (uint)place);
        }

        return Put(to, at, in value, records);
    }

    public static ScriptValue Read(ref ByteReader from, ImmutableArray<ScriptType> records, int depth = 0)
    {
        var first = from.Byte();
        var whole = (first & 0xF0) == Whole;
        var kind = (ScriptKind)(first & 0x0F);
        if ((first & 0xF0) is not (0 or Whole) || depth > ScriptValueLimits.MaxDepth)
        {
            throw from.Wrong(depth > ScriptValueLimits.MaxDepth ? "a value that stands too deep" : "a form of a value nobody knows");
        }

        switch (kind)
        {
            case ScriptKind.Empty:
                return default;
            case ScriptKind.YesNo:
                return ScriptValue.YesNo(whole);
            case ScriptKind.Number:
                return Scaled(ref from, ValueTag.Number, whole, FixedPoint.One);
            case ScriptKind.Money:
                var code = from.Bytes(3);
                var currency = ValueTag.MoneyIn([(char)code[0], (char)code[1], (char)code[2]]) ?? throw from.Wrong("a currency that is none");
                return Scaled(ref from, currency, whole, FixedPoint.One);
            case ScriptKind.Date:
                return Scaled(ref from, ValueTag.Date, false, 1);
            case ScriptKind.Time:
                return Scaled(ref from, ValueTag.Time, whole, TimeSpan.TicksPerSecond);
            case ScriptKind.Moment:
                return Scaled(ref from, ValueTag.Moment, whole, TimeSpan.TicksPerSecond);
            case ScriptKind.Duration:
                return Scaled(ref from, ValueTag.Duration, whole, TimeSpan.TicksPerSecond);
            case ScriptKind.List:
                return ReadList(ref from, records, depth);
            case ScriptKind.Record:
                return ReadRecord(ref from, records, depth);
            case ScriptKind.Address:
                throw from.Wrong("an address without its type");
            default:
                var text = whole ? "" : from.Text(ScriptValueLimits.MaxTextLength);
                return text.Length > 0 ? new(text, (long)kind) : throw from.Wrong("a text without characters");
        }
    }

    /// <summary>What <see cref="PutSlot"/> puts, for what is common and takes one byte or two.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The slot's type.</param>
    /// <param name="bytes">The first byte in the low half, the second in the high one.</param>
    /// <returns>How many bytes; 0 when it is not common, or longer.</returns>
    public static int Pack(in ScriptValue value, ScriptType type, out int bytes)
    {
        bytes = 0;
        if (value.Reference is null)
        {
            return 1;
        }

        if (ReferenceEquals(value.Reference, ValueTag.YesNo))
        {
            bytes = (int)ScriptKind.YesNo | (value.Bits != 0 ? Whole : 0);
            return 1;
        }

        var (kind, number) = (ScriptKind.Choice, -1L);
        if (ReferenceEquals(value.Reference, ValueTag.Number))
        {
            var (units, rest) = Math.DivRem(value.Bits, FixedPoint.One);
            (kind, number) = (ScriptKind.Number, rest == 0 ? (units << 1) ^ (units >> 63) : -1);
        }
        else if (type.Kind == ScriptKind.Choice)
        {
            number = PlaceOf(type, in value);
        }

        bytes = (int)kind | Whole | ((int)number << 8);
        return number is >= 0 and < 0x80 ? 2 : 0;
    }

    /// <summary>The place of a choice among the names of its type; -1 when it is not one of them. Mostly it is the type's own text.</summary>
    private static int PlaceOf(ScriptType type, in ScriptValue value)
    {
        if (value.Reference is not string name || value.Bits != (long)ScriptKind.Choice)
        {
            return -1;
        }

        var names = type.Names.AsSpan();
        for (var i = 0; i < names.Length; i++)
        {
            if (ReferenceEquals(names[i], name))
            {
                return i;
            }
        }

        return names.IndexOf(name);
    }

    public static ScriptValue ReadSlot(ref ByteReader from, ScriptType type, ImmutableArray<ScriptType> records)
    {
        if (type.Kind != ScriptKind.Choice || from.Peek() != ((int)ScriptKind.Choice | Whole))
        {
            return Read(ref from, records);
        }

        from.Byte();
        return new(type.Names[from.Index(type.Names.Length, "name")], (long)ScriptKind.Choice);
    }

    /// <summary>Goes behind a value and makes nothing of it.</summary>
    public static void Skip(ref ByteReader from, ImmutableArray<ScriptType> records, int depth = 0)
    {
        var kind = (ScriptKind)(from.Byte() & 0x0F);
        var parts = 0;
        switch (kind)
        {
            case ScriptKind.Empty or ScriptKind.YesNo:
                break;
            case ScriptKind.Money:
                from.Bytes(3);
                from.Unsigned();
                break;
            case ScriptKind.Number or ScriptKind.Date or ScriptKind.Time or ScriptKind.Moment or ScriptKind.Duration:
                from.Unsigned();
                break;
            case ScriptKind.List:
                parts = from.Count(ScriptValueLimits.MaxItems, "items");
                break;
            case ScriptKind.Record:
                parts = records[from.Index(records.Length, "record type")].Fields.Length;
                break;
            default:
                from.Bytes(from.Count(3 * ScriptValueLimits.MaxTextLength, "bytes of text"));
                break;
        }

        if (depth > ScriptValueLimits.MaxDepth)
        {
            throw from.Wrong("a value that stands too deep");
        }

        for (; parts > 0; parts--)
        {
            Skip(ref from, records, depth + 1);
        }
    }

    public static int IndexOf(ImmutableArray<ScriptType> records, ScriptType type)
    {
        for (var i = 0; i < records.Length; i++)
        {
            if (ReferenceEquals(records[i], type))
            {
                return i;
            }
        }

        var equal = records.IndexOf(type);
        return equal >= 0 ? equal : throw new System.Diagnostics.UnreachableException($"The program knows no '{type.Name}'.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PutTagged(Span<byte> to, int at, ValueTag tag, long bits)
    {
        if (tag.Kind == ScriptKind.YesNo)
        {
            to[at] = (byte)((int)ScriptKind.YesNo | (bits != 0 ? Whole : 0));
            return at + 1;
        }

        // Divided by what the compiler knows, which is several times quicker than by a variable.
        var (units, rest) = tag.Kind switch
        {
            ScriptKind.Number or ScriptKind.Money => Math.DivRem(bits, FixedPoint.One),
            ScriptKind.Date => (bits, 1),
            _ => Math.DivRem(bits, TimeSpan.TicksPerSecond),
        };
        to[at++] = (byte)((int)tag.Kind | (rest == 0 ? Whole : 0));
        if (tag.Currency is { } currency)
        {
            to[at++] = (byte)currency[0];
            to[at++] = (byte)currency[1];
            to[at++] = (byte)currency[2];
        }

        return Bytes.PutSigned(to, at, rest == 0 ? units : bits);
    }

    private static ScriptValue Scaled(ref ByteReader from, ValueTag tag, bool whole, long unit)
    {
        var bits = (Int128)from.Signed() * (whole ? unit : 1);
        return bits >= long.MinValue && bits <= long.MaxValue && ScriptValue.TryTagged(tag, (long)bits, out var value)
            ? value
            : throw from.Wrong($"a value no {tag.Kind} can have");
    }

    private static ScriptValue ReadList(ref ByteReader from, ImmutableArray<ScriptType> records, int depth)
    {
        var count = from.Count(Math.Min(ScriptValueLimits.MaxItems, from.Left), "items");
        var items = ImmutableArray.CreateBuilder<ScriptValue>(count);
        for (var i = 0; i < count; i++)
        {
            items.Add(Read(ref from, records, depth + 1));
        }

        return new(Made(ref from, () => new ScriptList(items.MoveToImmutable())), 0);
    }

    private static ScriptValue ReadRecord(ref ByteReader from, ImmutableArray<ScriptType> records, int depth)
    {
        var type = records[from.Index(records.Length, "record type")];
        var values = ImmutableArray.CreateBuilder<ScriptValue>(type.Fields.Length);
        for (var i = 0; i < type.Fields.Length; i++)
        {
            values.Add(Read(ref from, records, depth + 1));
        }

        return new(Made(ref from, () => new ScriptRecord(type, values.MoveToImmutable())), 0);
    }

    private static T Made<T>(ref ByteReader from, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException refused)
        {
            throw from.Wrong(refused.Message);
        }
    }
}
