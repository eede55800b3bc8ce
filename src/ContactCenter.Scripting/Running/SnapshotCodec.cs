using System.Runtime.CompilerServices;

namespace ContactCenter.Scripting;

/// <summary>
/// What a run is, in bytes: everything it needs to go on and to make its demand again, and nothing of how it came there. The layout is in
/// <c>docs/scripting/running.md</c>.
/// </summary>
internal static class SnapshotCodec
{
    /// <summary>The version of this form.</summary>
    public const byte Version = 1;

    /// <summary>The most bytes of what is in every snapshot and of all its small parts.</summary>
    private const int Head = 1 + sizeof(long) + (3 * Bytes.Most32) + 4 + RunZone.MostBytes
        + (3 * Bytes.Most32) + (2 * sizeof(long)) + QuestionHistory.MostBytes + 1 + Bytes.Most32 + 1 + Bytes.Most32;

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

    /// <summary>How many bytes a snapshot takes at most. Brings the image of the slots up to date.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MostOf(ScriptRun run)
    {
        var most = Head + run.Image.Update(run.Slots);
        foreach (ref readonly var value in run.GivenValues)
        {
            most += value.Weight;
        }

        return most + (run.ReturnCount * (Bytes.Most32 + (2 * Bytes.Most64)));
    }

    /// <returns>The place behind it.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Put(Span<byte> to, int at, ScriptRun run)
    {
        to[at] = Version;
        at = Bytes.Put64(to, at + 1, run.Program.ShortHash);
        at = Bytes.Put(to, at, (uint)run.Sequence);
        at = Bytes.Put(to, at, (uint)(run.Sequence - run.DemandSequence));
        to[at++] = (byte)run.State;
        at = Bytes.Put(to, at, (uint)(run.Statement + 1));
        to[at++] = (byte)run.LanguageIndex;
        to[at++] = (byte)(run.ChannelIndex + 1);
        at = PutParts(to, run.Zone.Put(to, at), run);
        var slots = run.Image.Encoded;
        slots.CopyTo(to[at..]);
        return at + slots.Length;
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

        run.Image.TouchAll();
    }

    /// <summary>Not <see cref="Enum.HasFlag"/>, which allocates until the code is optimised.</summary>
    private static bool Has(Parts parts, Parts one) => (parts & one) == one;

    /// <summary>What there is, and before it which of the parts that is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PutParts(Span<byte> to, int at, ScriptRun run)
    {
        var parts = Parts.None;
        var first = at++;
        if ((run.Silences | run.Wrongs | run.Attempt) != 0)
        {
            parts = Parts.Counts;
            at = Bytes.Put(to, at, (uint)run.Silences);
            at = Bytes.Put(to, at, (uint)run.Wrongs);
            at = Bytes.Put(to, at, (uint)run.Attempt);
        }

        if (run.DueTicks != 0)
        {
            parts |= Parts.Due;
            at = Bytes.Put64(to, at, run.DueTicks);
        }

        if (run.Wanted != 0)
        {
            parts |= Parts.Wanted;
            at = Bytes.Put64(to, at, run.Wanted);
        }

        if (run.History.Count != 0)
        {
            parts |= Parts.History;
            at = run.History.Put(to, at, run.Sequence);
        }

        if (run.ReturnCount != 0)
        {
            parts |= Parts.Returns;
            at = PutReturns(to, at, run);
        }

        if (run.Refusal >= 0)
        {
            parts |= Parts.Refusal;
            at = Bytes.Put(to, at, (uint)run.Refusal);
        }

        if (run.GivenCount != 0)
        {
            parts |= Parts.Given;
            at = ValueCodec.PutAll(to, at, run.GivenValues, run.Program.Records);
        }

        if (run.State >= ScriptRunState.Ended)
        {
            parts |= Parts.Ending;
            to[at++] = (byte)run.Fault;
            at = Bytes.Put(to, at, (uint)(run.OutcomeIndex + 1));
        }

        to[first] = (byte)parts;
        return at;
    }

    private static int PutReturns(Span<byte> to, int at, ScriptRun run)
    {
        to[at++] = (byte)run.ReturnCount;
        foreach (ref readonly var point in run.Returns.AsSpan(0, run.ReturnCount))
        {
            at = Bytes.Put(to, at, (uint)point.Statement);
            at = Bytes.PutMany(to, at, (ulong)point.Due);
            at = Bytes.PutMany(to, at, (ulong)point.Wanted);
        }

        return at;
    }

    private static void ReadParts(ref ByteReader from, ScriptRun run, Parts parts)
    {
        (run.Silences, run.Wrongs, run.Attempt) = !Has(parts, Parts.Counts)
            ? (0, 0, 0)
            : (from.Count(1_000_000, "silences"), from.Count(1_000_000, "wrong answers"), from.Count(1_000, "tries"));
        run.DueTicks = !Has(parts, Parts.Due) ? 0 : Instant(ref from, from.Fixed64());
        run.Wanted = !Has(parts, Parts.Wanted) ? 0 : Instant(ref from, from.Fixed64());
        run.History.Clear();
        if (Has(parts, Parts.History))
        {
            run.History.Read(ref from, run.Sequence);
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
