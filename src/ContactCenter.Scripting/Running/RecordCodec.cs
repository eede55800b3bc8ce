using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ContactCenter.Scripting;

/// <summary>What happened in one step, in bytes. What it led to stands in the snapshot behind it, and is not said twice.</summary>
internal static class RecordCodec
{
    /// <summary>The version of this form.</summary>
    public const byte Version = 1;

    /// <summary>How many bytes a record takes at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MostOf(ScriptRun run) =>
        1 + 16 + Bytes.Most32 + sizeof(long) + 32 + 2 + (2 * Bytes.Most32)
        + Bytes.MostOf(run.InputText) + Bytes.MostOf(run.InputActor) + Bytes.MostOf(run.InputReason)
        + run.InputValue.Weight
        + Bytes.Most32 + (run.Changed.Length * 64 * 3);

    /// <returns>The place behind it.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Put(Span<byte> to, int at, ScriptRun run)
    {
        to[at] = Version;
        at = Bytes.Put64(to, at + 1, run.IdHead);
        at = Bytes.Put64(to, at, run.IdTail);
        at = Bytes.Put(to, at, (uint)run.Sequence);
        at = Bytes.Put64(to, at, run.At);
        if (run.Sequence == 1)
        {
            run.Program.Hash.CopyTo(to[at..]);
            at += run.Program.Hash.Length;
        }

        to[at++] = (byte)run.InputKind;
        to[at++] = (byte)run.InputForm;
        at = Bytes.Put(to, at, (uint)run.InputFor);
        at = Bytes.Put(to, at, (uint)(run.Before + 1));
        at = Bytes.PutText(to, at, run.InputText);
        at = Bytes.PutText(to, at, run.InputActor);
        at = Bytes.PutText(to, at, run.InputReason);
        at = ValueCodec.Put(to, at, in run.InputValue, run.Program.Records);
        return PutChanged(to, at, run.Changed);
    }

    /// <exception cref="ScriptFormatException">The bytes are no record of this version and this program.</exception>
    public static ScriptStepRecord Read(ref ByteReader from, ScriptProgram program)
    {
        var version = from.Byte();
        if (version != Version)
        {
            throw from.Wrong($"a record of form {version}; this version reads form {Version}");
        }

        var (run, sequence, at) = (from.Id(), from.Count(int.MaxValue, "as a sequence number"), from.Fixed64());
        if (at < 0 || at > DateTimeOffset.MaxValue.UtcTicks)
        {
            throw from.Wrong("an instant beyond the calendar");
        }

        if (sequence == 1 && !from.Bytes(32).SequenceEqual(program.Hash.AsSpan()))
        {
            throw from.Wrong($"a record of another program than {program.Name} v{program.Version}");
        }

        var kind = (ScriptInputKind)from.Count((int)ScriptInputKind.Upgraded, "as a kind of input");
        var form = (ScriptAnswerForm)from.Count((int)ScriptAnswerForm.Operator, "as a form of answers");
        var answered = from.Count(int.MaxValue, "as a sequence number");
        var before = from.IndexOrNone(program.Statements.Length, "as a statement");
        var (text, actor, reason) = (
            from.TextOrNone(ScriptValueLimits.MaxTextLength), from.TextOrNone(ScriptValueLimits.MaxNameLength), from.TextOrNone(ScriptValueLimits.MaxTextLength));
        var value = ValueCodec.Read(ref from, program.Records);
        return new ScriptStepRecord(program, run, sequence, new DateTimeOffset(at, TimeSpan.Zero))
        {
            Input = ScriptInput.Recorded(kind, form, answered, value, text, actor, reason),
            Before = before,
            ChangedSlots = ReadChanged(ref from, program),
        };
    }

    /// <summary>Goes behind the record, to the snapshot, and makes nothing of it but whose it is.</summary>
    /// <exception cref="ScriptFormatException">The bytes are no record of this version and this program.</exception>
    public static (Guid Run, int Sequence, ScriptInputKind Kind) Skip(ref ByteReader from, ScriptProgram program)
    {
        if (from.Byte() != Version)
        {
            throw from.Wrong("a record of a form this version does not read");
        }

        var (run, sequence) = (from.Id(), from.Count(int.MaxValue, "as a sequence number"));
        from.Bytes(sizeof(long));
        if (sequence == 1 && !from.Bytes(32).SequenceEqual(program.Hash.AsSpan()))
        {
            throw from.Wrong($"a record of another program than {program.Name} v{program.Version}");
        }

        var kind = (ScriptInputKind)from.Bytes(2)[0];
        from.Unsigned();
        from.Unsigned();
        for (var text = 0; text < 3; text++)
        {
            from.Bytes(from.Count(3 * ScriptValueLimits.MaxTextLength, "bytes of text"));
        }

        ValueCodec.Skip(ref from, program.Records);
        for (var left = from.Count(program.Tables.Slots.Length, "slots"); left > 0; left--)
        {
            from.Unsigned();
        }

        return (run, sequence, kind);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PutChanged(Span<byte> to, int at, ulong[] changed)
    {
        if (changed.Length == 1 && changed[0] == 0)
        {
            to[at] = 0;
            return at + 1;
        }

        var count = 0;
        foreach (var bits in changed)
        {
            count += BitOperations.PopCount(bits);
        }

        at = Bytes.Put(to, at, (uint)count);
        for (var i = 0; i < changed.Length; i++)
        {
            for (var bits = changed[i]; bits != 0; bits &= bits - 1)
            {
                at = Bytes.Put(to, at, (uint)((i * 64) + BitOperations.TrailingZeroCount(bits)));
            }
        }

        return at;
    }

    private static ImmutableArray<int> ReadChanged(ref ByteReader from, ScriptProgram program)
    {
        var count = from.Count(program.Tables.Slots.Length, "slots");
        var changed = ImmutableArray.CreateBuilder<int>(count);
        var last = -1;
        for (var i = 0; i < count; i++)
        {
            var slot = from.Index(program.Tables.Slots.Length, "slot");
            if (slot <= last)
            {
                throw from.Wrong("slots out of their order");
            }

            changed.Add(last = slot);
        }

        return changed.MoveToImmutable();
    }
}
