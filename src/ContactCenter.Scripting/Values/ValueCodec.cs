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
        switch (value.Reference)
        {
            case null:
                to.Byte(0);
                break;
            case ValueTag tag:
                WriteTagged(ref to, tag, value.Bits);
                break;
            case string text:
                to.Byte((int)value.Bits);
                to.Text(text);
                break;
            case ScriptRecord record:
                to.Byte((int)ScriptKind.Record);
                to.Unsigned((uint)IndexOf(records, record.Type));
                foreach (ref readonly var field in record.Values.AsSpan())
                {
                    Write(ref to, field, records);
                }

                break;
            case ScriptList list:
                to.Byte((int)ScriptKind.List);
                to.Unsigned((uint)list.Count);
                foreach (ref readonly var item in list.Items)
                {
                    Write(ref to, item, records);
                }

                break;
            default:
                throw new System.Diagnostics.UnreachableException($"A value holds a {value.Reference.GetType().Name}.");
        }
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

    /// <summary>Writes what stands in slots. A choice is its place among the names of the slot's type.</summary>
    /// <remarks>Runs each step: what is short is put into the buffer directly, with one check for all its bytes.</remarks>
    public static void WriteSlots(ref ByteWriter to, ReadOnlySpan<ScriptValue> slots, ScriptType[] types, ImmutableArray<ScriptType> records)
    {
        const int Short = 12;
        var room = to.Rest;
        var at = 0;
        for (var slot = 0; slot < slots.Length; slot++)
        {
            ref readonly var value = ref slots[slot];
            var isShort = room.Length - at >= Short;
            if (isShort && value.Reference is null)
            {
                room[at++] = 0;
            }
            else if (isShort && ReferenceEquals(value.Reference, ValueTag.Number))
            {
                at = PutNumber(room, at, value.Bits);
            }
            else if (isShort && types[slot].Kind == ScriptKind.Choice && PlaceOf(types[slot], in value) is >= 0 and var place)
            {
                room[at] = (int)ScriptKind.Choice | Whole;
                at = ByteWriter.Put(room, at + 1, (uint)place);
            }
            else
            {
                to.Took(at);
                WriteSlot(ref to, in value, types[slot], records);
                room = to.Rest;
                at = 0;
            }
        }

        to.Took(at);
    }

    private static void WriteSlot(ref ByteWriter to, in ScriptValue value, ScriptType type, ImmutableArray<ScriptType> records)
    {
        if (type.Kind == ScriptKind.Choice && PlaceOf(type, in value) is >= 0 and var place)
        {
            to.Byte((int)ScriptKind.Choice | Whole);
            to.Unsigned((uint)place);
        }
        else
        {
            Write(ref to, in value, records);
        }
    }

    private static int PutNumber(Span<byte> to, int at, long bits)
    {
        var (units, rest) = Math.DivRem(bits, FixedPoint.One);
        to[at] = (byte)((int)ScriptKind.Number | (rest == 0 ? Whole : 0));
        return ByteWriter.PutSigned(to, at + 1, rest == 0 ? units : bits);
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
    private static void WriteTagged(ref ByteWriter to, ValueTag tag, long bits)
    {
        if (tag.Kind == ScriptKind.YesNo)
        {
            to.Byte((int)ScriptKind.YesNo | (bits != 0 ? Whole : 0));
            return;
        }

        // Divided by what the compiler knows, which is several times quicker than by a variable.
        var (units, rest) = tag.Kind switch
        {
            ScriptKind.Number or ScriptKind.Money => Math.DivRem(bits, FixedPoint.One),
            ScriptKind.Date => (bits, 1),
            _ => Math.DivRem(bits, TimeSpan.TicksPerSecond),
        };
        var count = rest == 0 ? units : bits;
        to.Byte((int)tag.Kind | (rest == 0 ? Whole : 0));
        if (tag.Currency is { } currency)
        {
            to.Byte(currency[0]);
            to.Byte(currency[1]);
            to.Byte(currency[2]);
        }

        to.Signed(count);
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
