using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ContactCenter.Scripting;

/// <summary>A compiled script. Immutable, thread-safe; verified when it is made, so that no program, however forged, reads outside its tables or runs without a budget.</summary>
public sealed class ScriptProgram
{
    /// <exception cref="ScriptFormatException">A rule of the machine is broken.</exception>
    internal ScriptProgram(ProgramTables tables)
    {
        Tables = tables;
        Code = FusedCode.Of(tables.Code);
        Constants = ImmutableCollectionsMarshal.AsArray(tables.Constants)!;
        Statements = ImmutableCollectionsMarshal.AsArray(tables.Statements)!;
        SlotTypes = [.. tables.Slots.Select(static slot => slot.Type)];
        Given = ProgramVerifier.CountGiven(tables);
        MaxStack = ProgramVerifier.Verify(tables, Given);
        Patience = Array.ConvertAll(Statements, statement => PatienceOf(tables, statement));
        MaxGiven = Given.DefaultIfEmpty().Max();
        Records = RecordTypes.In(tables);
        Hash = ImmutableCollectionsMarshal.AsImmutableArray(ProgramCodec.Write(tables, Records, SHA256.HashData));
        ShortHash = System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(Hash.AsSpan());
    }

    /// <summary>The script's name.</summary>
    public string Name => Tables.Name;

    /// <summary>Its version, 1 or more.</summary>
    public int Version => Tables.Version;

    /// <summary>Its languages; it is written in the first.</summary>
    public ImmutableArray<string> Languages => Tables.Languages;

    /// <summary>The channels it is for.</summary>
    public ImmutableArray<string> Channels => Tables.Channels;

    /// <summary>How it may end.</summary>
    public ImmutableArray<string> Outcomes => Tables.Outcomes;

    /// <summary>Its steps, in the script's order.</summary>
    public ImmutableArray<ScriptStep> Steps => [.. Tables.Steps.Where(static step => !step.Name.Contains('.', StringComparison.Ordinal)).Select(static step => new ScriptStep(step.Name, step.Title, step.IsAnytime))];

    /// <summary>The actions it does, by name.</summary>
    public ImmutableArray<string> Actions => [.. Tables.Actions.Select(static action => action.Action).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The scripts it starts, by name.</summary>
    public ImmutableArray<string> StartedScripts => [.. Tables.Starts.Select(static start => start.Script).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The messages it sends by a template, in the script's order.</summary>
    public ImmutableArray<SentTemplate> SentTemplates =>
    [
        .. Tables.Statements.Where(static statement => statement.Kind == StatementKind.Send)
            .Select(statement => (statement.Range, Send: Tables.Sends[statement.Detail])).Where(static one => one.Send.Template is not null)
            .Select(static one => new SentTemplate(one.Send.Template!, one.Send.Channel, one.Range)),
    ];

    /// <summary>The event it begins on; null when it begins by name.</summary>
    public string? StartsOn => Tables.StartsOn;

    /// <summary>The events it listens to once it has begun, anywhere in it, by name.</summary>
    public ImmutableArray<string> Events => [.. Handlers.Select(static handler => handler.Event).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What the host is to give it: facts such as <c>session.from</c> and <c>hours.desk.open</c>, and parameters, which have no dot.</summary>
    public ImmutableArray<ScriptTypeField> Facts =>
        field.IsDefault ? field = [.. Tables.Slots.Where(static slot => slot.IsFact).Select(static slot => new ScriptTypeField(slot.Name, slot.Type, true))] : field;

    /// <summary>SHA-256 over its bytes: two programs with the same hash do the same.</summary>
    public ImmutableArray<byte> Hash { get; }

    internal ProgramTables Tables { get; }

    /// <summary>The code as the machine runs it.</summary>
    internal Instruction[] Code { get; }

    internal ScriptValue[] Constants { get; }

    internal ProgramStatement[] Statements { get; }

    internal ScriptType[] SlotTypes { get; }

    /// <summary>How many values each statement takes from the stack.</summary>
    internal int[] Given { get; }

    /// <summary>How long each statement waits for what it demands, in ticks; 0 for ever, and for waits, which work it out.</summary>
    internal long[] Patience { get; }

    internal int MaxGiven { get; }

    internal int MaxStack { get; }

    /// <summary>Every record type a value of a run may have.</summary>
    internal ImmutableArray<ScriptType> Records { get; }

    /// <summary>The first 8 bytes of the hash.</summary>
    internal long ShortHash { get; }

    /// <summary>Whether a statement hands the conversation over to a queue.</summary>
    /// <param name="statement">The statement's id.</param>
    public bool IsTransfer(string statement) => Array.Exists(Statements, one => one.Kind == StatementKind.Transfer && one.Id == statement);

    /// <summary>Reads what <see cref="ToBytes"/> gave.</summary>
    /// <exception cref="ScriptFormatException">The bytes are no program of this version.</exception>
    public static ScriptProgram FromBytes(ReadOnlySpan<byte> bytes) => new(ProgramCodec.Read(bytes));

    /// <summary>The program in bytes, the same for the same program; written anew each time.</summary>
    public byte[] ToBytes() => ProgramCodec.Write(Tables, Records, static bytes => bytes.ToArray());

    /// <summary>What an event brings, as a value of the type the program keeps it in; empty where it keeps nothing of it. Fields it does not know are left out.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="fields">The fields by name as invariant text; what is no record stands in the field <c>value</c>.</param>
    /// <param name="payload">The value.</param>
    /// <returns>False when a field is missing or does not fit.</returns>
    public bool TryReadEvent(string name, ImmutableDictionary<string, string> fields, out ScriptValue payload)
    {
        ArgumentNullException.ThrowIfNull(fields);
        payload = default;
        var slot = Handlers.Where(handler => handler.Event == name).Select(static handler => handler.Slot).Append(StartsOn == name ? Tables.StartSlot : -1).FirstOrDefault(static slot => slot >= 0, -1);
        return slot < 0 || (Tables.Slots[slot].Type.TryRead(fields, "value", out payload, out _) && !payload.IsEmpty);
    }

    private IEnumerable<ProgramHandler> Handlers => Tables.Handlers.Concat(Tables.Waits.SelectMany(static wait => wait.Events));

    private static long PatienceOf(ProgramTables tables, ProgramStatement statement) => statement.Kind switch
    {
        StatementKind.Ask or StatementKind.Confirm => tables.Asks[statement.Detail].SilenceAfter,
        StatementKind.Do => tables.Actions[statement.Detail].Late,
        StatementKind.Transfer => tables.Transfers[statement.Detail].After,
        _ => 0,
    };

    /// <summary>The place of a slot; -1 when there is none of that name.</summary>
    internal int SlotOf(string name)
    {
        for (var i = 0; i < Tables.Slots.Length; i++)
        {
            if (string.Equals(Tables.Slots[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A step of a script.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What people call it, in the script's first language; may be empty.</param>
/// <param name="IsAnytime">Whether an operator may go there at any time.</param>
public sealed record ScriptStep(string Name, string Title, bool IsAnytime);
