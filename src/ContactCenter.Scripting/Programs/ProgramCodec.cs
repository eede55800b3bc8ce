using System.Buffers;
using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>
/// A program in bytes: <c>FLOW</c>, the version of this form, then every table in the order of <see cref="ProgramTables"/>. The same program gives the same
/// bytes, which are what the hash is over.
/// </summary>
internal static partial class ProgramCodec
{
    /// <summary>The version of this form.</summary>
    public const byte Version = 1;

    private static ReadOnlySpan<byte> Magic => "FLOW"u8;

    private delegate void WriteEntry<T>(ref ByteWriter to, T entry, Dictionary<ScriptType, int> types);

    private delegate T ReadEntry<T>(ref ByteReader from, ImmutableArray<ScriptType> types);

    /// <summary>Writes a program where it need not be kept.</summary>
    /// <param name="tables">The program.</param>
    /// <param name="records">Every record type a value of it may have.</param>
    /// <param name="use">What is wanted of the bytes, which are there during the call alone.</param>
    public static byte[] Write(ProgramTables tables, ImmutableArray<ScriptType> records, Func<ReadOnlySpan<byte>, byte[]> use)
    {
        var places = TypesOf(tables, records);
        var entries = tables.Code.Length + tables.Constants.Length + (8 * (tables.Statements.Length + tables.Slots.Length)) + (16 * tables.Texts.Length);
        for (var size = 4 * (1024 + entries); ; size *= 2)
        {
            var bytes = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                var to = new ByteWriter(bytes);
                Write(ref to, tables, records, places);
                if (!to.Overflowed)
                {
                    return to.Length <= ProgramLimits.MaxBytes
                        ? use(to.Written)
                        : throw new ScriptFormatException($"The program has {to.Length} bytes; {ProgramLimits.MaxBytes} are the most.");
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }

    private static void Write(ref ByteWriter to, ProgramTables tables, ImmutableArray<ScriptType> records, Dictionary<ScriptType, int> places)
    {
        to.Bytes(Magic);
        to.Byte(Version);
        to.Text(tables.Name);
        to.Unsigned((uint)tables.Version);
        WriteTexts(ref to, tables.Languages);
        WriteTexts(ref to, tables.Channels);
        WriteTexts(ref to, tables.Outcomes);
        WriteTexts(ref to, [.. places.Keys.Select(static type => type.ToString())]); // nothing was ever taken out, so they are in order
        WriteAll(ref to, records, places, static (ref ByteWriter w, ScriptType type, Dictionary<ScriptType, int> t) => w.Unsigned((uint)t[type]));
        WriteAll(ref to, tables.Types, places, static (ref ByteWriter w, ScriptType type, Dictionary<ScriptType, int> t) => w.Unsigned((uint)t[type]));
        WriteAll(ref to, tables.Slots, places, Write);
        WriteAll(ref to, tables.Steps, places, Write);
        WriteAll(ref to, tables.Statements, places, Write);
        WriteAll(ref to, tables.Code, places, Write);
        to.Unsigned((uint)tables.Constants.Length);
        foreach (var constant in tables.Constants)
        {
            ValueCodec.Write(ref to, constant, records);
        }

        WriteTexts(ref to, tables.Names);
        WriteAll(ref to, tables.Texts, places, Write);
        WriteAll(ref to, tables.Lines, places, Write);
        WriteAll(ref to, tables.Asks, places, Write);
        WriteAll(ref to, tables.Actions, places, Write);
        WriteAll(ref to, tables.Sends, places, Write);
        WriteAll(ref to, tables.Calls, places, Write);
        WriteAll(ref to, tables.Transfers, places, Write);
        WriteAll(ref to, tables.Waits, places, Write);
        WriteAll(ref to, tables.Starts, places, Write);
        WriteAll(ref to, tables.Handlers, places, Write);
        to.Text(tables.StartsOn);
        WriteOrNone(ref to, tables.StartSlot);
        to.Byte(tables.DefaultTries);
    }

    /// <exception cref="ScriptFormatException">The bytes are no program of this version.</exception>
    public static ProgramTables Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ProgramLimits.MaxBytes || !bytes.StartsWith(Magic))
        {
            throw new ScriptFormatException("The bytes are no program: they do not begin with FLOW, or are too many.");
        }

        var from = new ByteReader(bytes[Magic.Length..]);
        var version = from.Byte();
        if (version != Version)
        {
            throw new ScriptFormatException($"The program is of form {version}; this version reads form {Version}.");
        }

        var (name, number) = (from.Text(ScriptValueLimits.MaxNameLength), from.Count(int.MaxValue, "as a version"));
        var (languages, channels, outcomes) = (ReadTexts(ref from), ReadTexts(ref from), ReadTexts(ref from));
        ImmutableArray<ScriptType> types = [.. ReadTexts(ref from, ProgramLimits.MaxType).Select(static text => ScriptType.TryParse(text, out var type)
            ? type
            : throw new ScriptFormatException($"'{(text.Length > 80 ? text[..80] : text)}' is no type."))];
        var records = ReadAll(ref from, types, ReadType);
        if (!records.All(static type => type.HasFields))
        {
            throw from.Wrong("a record type without fields");
        }

        var tables = new ProgramTables(name, number)
        {
            Languages = languages,
            Channels = channels,
            Outcomes = outcomes,
            Types = ReadAll(ref from, types, ReadType),
            Slots = ReadAll(ref from, types, ReadSlot),
            Steps = ReadAll(ref from, types, ReadStep),
            Statements = ReadAll(ref from, types, ReadStatement),
            Code = ReadAll(ref from, types, ReadInstruction, ProgramLimits.MaxInstructions),
            Constants = ReadAll(ref from, records, static (ref ByteReader r, ImmutableArray<ScriptType> t) => ValueCodec.Read(ref r, t)),
            Names = ReadTexts(ref from),
            Texts = ReadAll(ref from, types, ReadText),
            Lines = ReadAll(ref from, types, ReadLine),
            Asks = ReadAll(ref from, types, ReadAsk),
            Actions = ReadAll(ref from, types, ReadDo),
            Sends = ReadAll(ref from, types, ReadSend),
            Calls = ReadAll(ref from, types, ReadCall),
            Transfers = ReadAll(ref from, types, ReadTransfer),
            Waits = ReadAll(ref from, types, ReadWait),
            Starts = ReadAll(ref from, types, ReadStart),
            Handlers = ReadAll(ref from, types, ReadHandler),
            StartsOn = from.TextOrNone(ScriptValueLimits.MaxNameLength),
            StartSlot = from.IndexOrNone(ProgramLimits.MaxSlots, "as a slot"),
            DefaultTries = from.Byte(),
        };
        from.End();
        return tables;
    }

    /// <summary>Every type that is written, each once, in the order it is met.</summary>
    private static Dictionary<ScriptType, int> TypesOf(ProgramTables tables, ImmutableArray<ScriptType> records)
    {
        var places = new Dictionary<ScriptType, int>();
        foreach (var type in records)
        {
            places.TryAdd(type, places.Count);
        }

        foreach (var type in tables.Types)
        {
            places.TryAdd(type, places.Count);
        }

        foreach (var slot in tables.Slots)
        {
            places.TryAdd(slot.Type, places.Count);
        }

        foreach (var text in tables.Texts)
        {
            foreach (var hole in text.Holes)
            {
                places.TryAdd(hole, places.Count);
            }
        }

        foreach (var action in tables.Actions)
        {
            Take(action.Arguments);
        }

        foreach (var start in tables.Starts)
        {
            Take(start.Arguments);
        }

        return places;

        void Take(ImmutableArray<ProgramArgument> arguments)
        {
            foreach (var argument in arguments)
            {
                places.TryAdd(argument.Type, places.Count);
            }
        }
    }

    private static void WriteAll<T>(ref ByteWriter to, ImmutableArray<T> entries, Dictionary<ScriptType, int> types, WriteEntry<T> write)
    {
        to.Unsigned((uint)entries.Length);
        foreach (var entry in entries)
        {
            write(ref to, entry, types);
        }
    }

    private static ImmutableArray<T> ReadAll<T>(ref ByteReader from, ImmutableArray<ScriptType> types, ReadEntry<T> read, int most = ProgramLimits.MaxEntries)
    {
        // Every entry has at least one byte, so a forged count cannot ask for more memory than there are bytes.
        var count = from.Count(Math.Min(most, from.Left), typeof(T).Name + " entries");
        var entries = ImmutableArray.CreateBuilder<T>(count);
        for (var i = 0; i < count; i++)
        {
            entries.Add(read(ref from, types));
        }

        return entries.MoveToImmutable();
    }

    private static void WriteTexts(ref ByteWriter to, ImmutableArray<string> texts)
    {
        to.Unsigned((uint)texts.Length);
        foreach (var text in texts)
        {
            to.Text(text);
        }
    }

    private static ImmutableArray<string> ReadTexts(ref ByteReader from, int most = ScriptValueLimits.MaxNameLength)
    {
        var count = from.Count(Math.Min(ProgramLimits.MaxEntries, from.Left), "texts");
        var texts = ImmutableArray.CreateBuilder<string>(count);
        for (var i = 0; i < count; i++)
        {
            texts.Add(from.Text(most));
        }

        return texts.MoveToImmutable();
    }

    /// <summary>-1 is written as 0.</summary>
    private static void WriteOrNone(ref ByteWriter to, int index) => to.Unsigned((uint)(index + 1));

    private static int Place(ref ByteReader from) => from.Count(ProgramLimits.MaxInstructions, "as a place in the code");

    private static int PlaceOrNone(ref ByteReader from) => from.IndexOrNone(ProgramLimits.MaxInstructions, "as a place in the code");

    private static int EntryOrNone(ref ByteReader from) => from.IndexOrNone(ProgramLimits.MaxEntries, "as an entry");

    private static int SlotOrNone(ref ByteReader from) => from.IndexOrNone(ProgramLimits.MaxSlots, "as a slot");

    private static long Ticks(ref ByteReader from) => from.Unsigned() is <= long.MaxValue and var ticks ? (long)ticks : throw from.Wrong("a time longer than any");

    private static string Word(ref ByteReader from) => from.Text(ScriptValueLimits.MaxNameLength);

    private static string? WordOrNone(ref ByteReader from) => from.TextOrNone(ScriptValueLimits.MaxNameLength);
}
