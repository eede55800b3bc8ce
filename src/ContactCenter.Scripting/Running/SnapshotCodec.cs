using System.Buffers.Binary;

namespace ContactCenter.Scripting;

/// <summary>
/// What a run is, in bytes: everything it needs to go on and to make its demand again, and nothing of how it came there. The layout is in
/// <c>docs/scripting/running.md</c>.
/// </summary>
internal static class SnapshotCodec
{
    /// <summary>The version of this form.</summary>
    public const byte Version = 1;

    [Flags]
    private enum Parts
    {
        None = 0,
        Counts = 1,
        Due = 2,
        Wanted = 4,
        History = 8,
        Returns = 16,
        Given = 32,
        Refusal = 64,
        Ending = 128,
    }

    public static void Write(ref ByteWriter to, ScriptRun run)
    {
        var parts = PartsOf(run);
        Span<byte> head = stackalloc byte[40];
        head[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(head[1..], run.Program.ShortHash);
        var at = ByteWriter.Put(head, 9, (uint)run.Sequence);
        at = ByteWriter.Put(head, at, (uint)(run.Sequence - run.DemandSequence));
        head[at++] = (byte)run.State;
        at = ByteWriter.Put(head, at, (uint)(run.Statement + 1));
        head[at++] = (byte)run.LanguageIndex;
        head[at++] = (byte)(run.ChannelIndex + 1);
        to.Bytes(head[..at]);
        to.Bytes(run.Zone.Encoded);
        to.Byte((int)parts);
        if (parts != Parts.None)
        {
            WriteParts(ref to, run, parts);
        }

        ValueCodec.WriteSlots(ref to, run.Slots, run.Program.SlotTypes, run.Program.Records);
    }

    /// <summary>Makes a run what the bytes say. When it throws, the run is good for nothing.</summary>
    /// <exception cref="ScriptFormatException">The bytes are no snapshot of this version and this program.</exception>
    public static void Read(ref ByteReader from, ScriptRun run)
    {
        var program = run.Program;
        var version = from.Byte();
        if (version != Version)
        {
            throw from.Wrong($"a snapshot of form {version}; this version reads form {Version}");
        }

        if (from.Fixed64() != program.ShortHash)
        {
            throw from.Wrong($"a snapshot of another program than {program.Name} v{program.Version}");
        }

        run.Sequence = from.Count(int.MaxValue, "as a sequence number");
        run.DemandSequence = run.Sequence - from.Count(run.Sequence, "as a distance to the demand");
        run.State = (ScriptRunState)from.Count((int)ScriptRunState.Faulted, "as a state");
        run.Statement = from.IndexOrNone(program.Statements.Length, "as a statement");
        run.LanguageIndex = from.Index(program.Languages.Length, "language");
        run.ChannelIndex = from.IndexOrNone(program.Channels.Length, "as a channel");
        ReadZone(ref from, run);
        CheckPlace(ref from, run);
        var parts = (Parts)from.Byte();
        ReadParts(ref from, run, parts);
        var records = program.Records;
        for (var slot = 0; slot < run.Slots.Length; slot++)
        {
            run.Slots[slot] = ValueCodec.ReadSlot(ref from, program.SlotTypes[slot], records);
        }
    }

    private static Parts PartsOf(ScriptRun run) =>
        ((run.Silences | run.Wrongs | run.Attempt) != 0 ? Parts.Counts : Parts.None)
        | (run.DueTicks != 0 ? Parts.Due : Parts.None)
        | (run.Wanted != 0 ? Parts.Wanted : Parts.None)
        | (run.HistoryCount != 0 ? Parts.History : Parts.None)
        | (run.ReturnCount != 0 ? Parts.Returns : Parts.None)
        | (run.GivenCount != 0 ? Parts.Given : Parts.None)
        | (run.Refusal >= 0 ? Parts.Refusal : Parts.None)
        | (run.State >= ScriptRunState.Ended ? Parts.Ending : Parts.None);

    /// <summary>Not <see cref="Enum.HasFlag"/>, which allocates until the code is optimised.</summary>
    private static bool Has(Parts parts, Parts one) => (parts & one) == one;

    private static void WriteParts(ref ByteWriter to, ScriptRun run, Parts parts)
    {
        if (Has(parts, Parts.Counts))
        {
            to.Unsigned((uint)run.Silences);
            to.Unsigned((uint)run.Wrongs);
            to.Unsigned((uint)run.Attempt);
        }

        if (Has(parts, Parts.Due))
        {
            to.Fixed64(run.DueTicks);
        }

        if (Has(parts, Parts.Wanted))
        {
            to.Fixed64(run.Wanted);
        }

        if (Has(parts, Parts.History))
        {
            WriteHistory(ref to, run);
        }

        if (Has(parts, Parts.Returns))
        {
            to.Byte(run.ReturnCount);
            foreach (ref readonly var point in run.Returns.AsSpan(0, run.ReturnCount))
            {
                to.Unsigned((uint)point.Statement);
                to.Unsigned((ulong)point.Due);
                to.Unsigned((ulong)point.Wanted);
            }
        }

        if (Has(parts, Parts.Refusal))
        {
            to.Unsigned((uint)run.Refusal);
        }

        if (Has(parts, Parts.Given))
        {
            foreach (ref readonly var value in run.GivenValues)
            {
                ValueCodec.Write(ref to, in value, run.Program.Records);
            }
        }

        if (Has(parts, Parts.Ending))
        {
            to.Byte((int)run.Fault);
            to.Unsigned((uint)(run.OutcomeIndex + 1));
        }
    }

    /// <summary>The first from the demand backwards, the others each from the one behind it: small numbers.</summary>
    private static void WriteHistory(ref ByteWriter to, ScriptRun run)
    {
        Span<byte> bytes = stackalloc byte[1 + (5 * ScriptRun.MaxHistory)];
        bytes[0] = (byte)run.HistoryCount;
        var (at, later) = (1, run.Sequence);
        for (var i = run.HistoryCount - 1; i >= 0; i--)
        {
            at = ByteWriter.Put(bytes, at, (uint)(later - run.History[i]));
            later = run.History[i];
        }

        to.Bytes(bytes[..at]);
    }

    private static void ReadParts(ref ByteReader from, ScriptRun run, Parts parts)
    {
        (run.Silences, run.Wrongs, run.Attempt) = !Has(parts, Parts.Counts)
            ? (0, 0, 0)
            : (from.Count(1_000_000, "silences"), from.Count(1_000_000, "wrong answers"), from.Count(1_000, "tries"));
        run.DueTicks = !Has(parts, Parts.Due) ? 0 : Instant(ref from, from.Fixed64());
        run.Wanted = !Has(parts, Parts.Wanted) ? 0 : Instant(ref from, from.Fixed64());
        run.HistoryCount = 0;
        if (Has(parts, Parts.History))
        {
            ReadHistory(ref from, run);
        }

        run.ReturnCount = !Has(parts, Parts.Returns) ? 0 : from.Count(ScriptRun.MaxReturns, "places to go back to");
        for (var i = 0; i < run.ReturnCount; i++)
        {
            run.Returns[i] = ReadReturn(ref from, run.Program);
        }

        run.Refusal = !Has(parts, Parts.Refusal) ? -1 : from.Index(run.Program.Tables.Texts.Length, "text");
        ReadGiven(ref from, run, Has(parts, Parts.Given));
        var isOver = run.State >= ScriptRunState.Ended;
        if (isOver != Has(parts, Parts.Ending))
        {
            throw from.Wrong("an ending of a run that goes on, or none of one that is over");
        }

        (run.Fault, run.OutcomeIndex) = isOver
            ? ((ScriptFault)from.Count((int)ScriptFault.StateTooLarge, "as a fault"), from.IndexOrNone(run.Program.Outcomes.Length, "as an outcome"))
            : (ScriptFault.None, -1);
    }

    private static void ReadHistory(ref ByteReader from, ScriptRun run)
    {
        run.HistoryCount = from.Count(ScriptRun.MaxHistory, "questions before");
        var later = run.Sequence;
        for (var i = run.HistoryCount - 1; i >= 0; i--)
        {
            later -= from.Count(later, "as a distance to the question before");
            run.History[i] = later;
        }
    }

    private static ReturnPoint ReadReturn(ref ByteReader from, ScriptProgram program)
    {
        var statement = from.Index(program.Statements.Length, "statement");
        var (due, wanted) = ((long)from.Unsigned(), (long)from.Unsigned());
        if (program.Statements[statement].Kind is not (StatementKind.Say or StatementKind.Note or StatementKind.Ask or StatementKind.Confirm or StatementKind.Wait))
        {
            throw from.Wrong("a place to go back to that nobody can leave");
        }

        return new(statement, Instant(ref from, due), Instant(ref from, wanted));
    }

    /// <summary>As many values as the statement takes and the refusal shows; none when the run is at no statement.</summary>
    private static void ReadGiven(ref ByteReader from, ScriptRun run, bool isThere)
    {
        var isAt = run.State is not (ScriptRunState.Created or >= ScriptRunState.Ended);
        var count = isAt ? run.Program.Given[run.Statement] : 0;
        if (run.Refusal >= 0)
        {
            if (run.State != ScriptRunState.Asking)
            {
                throw from.Wrong("a refused answer where nothing was asked");
            }

            count += run.Program.Tables.Texts[run.Refusal].Holes.Length;
        }

        if (isThere != count > 0 || count > run.Given.Length)
        {
            throw from.Wrong($"another number of values than the {count} the statement takes");
        }

        for (var i = 0; i < count; i++)
        {
            run.Given[i] = ValueCodec.Read(ref from, run.Program.Records);
        }

        run.GivenCount = count;
    }

    private static void ReadZone(ref ByteReader from, ScriptRun run)
    {
        var name = from.Text(64);
        if (name == run.Zone.Name)
        {
            return;
        }

        try
        {
            run.Zone = new RunZone(name);
        }
        catch (ArgumentException)
        {
            throw from.Wrong("a time zone this machine does not have");
        }
    }

    private static void CheckPlace(ref ByteReader from, ScriptRun run)
    {
        var state = run.State;
        var kind = run.Statement < 0 ? default : run.Program.Statements[run.Statement].Kind;
        var fits = state switch
        {
            ScriptRunState.Created => run.Statement < 0,
            ScriptRunState.Pausing => kind == StatementKind.Call,
            ScriptRunState.Ended or ScriptRunState.Faulted => true,
            _ => kind == (StatementKind)state,
        };
        if (!fits)
        {
            throw from.Wrong($"state {state} at a statement of kind {kind}");
        }
    }

    private static long Instant(ref ByteReader from, long ticks) =>
        ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks ? ticks : throw from.Wrong("an instant beyond the calendar");
}
