using System.Buffers.Binary;
using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>What happened in one step, in bytes. What it led to stands in the snapshot behind it, and is not said twice.</summary>
internal static class RecordCodec
{
    /// <summary>The version of this form.</summary>
    public const byte Version = 1;

    public static void Write(ref ByteWriter to, ScriptRun run)
    {
        Span<byte> head = stackalloc byte[72];
        head[0] = Version;
        run.Id.TryWriteBytes(head[1..], bigEndian: true, out _);
        var at = ByteWriter.Put(head, 17, (uint)run.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(head[at..], run.At);
        at += sizeof(long);
        if (run.Sequence == 1)
        {
            run.Program.Hash.CopyTo(head[at..]);
            at += run.Program.Hash.Length;
        }

        head[at++] = (byte)run.InputKind;
        head[at++] = (byte)run.InputForm;
        at = ByteWriter.Put(head, at, (uint)run.InputFor);
        at = ByteWriter.Put(head, at, (uint)(run.Before + 1));
        to.Bytes(head[..at]);
        to.Text(run.InputText);
        to.Text(run.InputActor);
        to.Text(run.InputReason);
        ValueCodec.Write(ref to, in run.InputValue, run.Program.Records);
        WriteChanged(ref to, run);
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

    private static void WriteChanged(ref ByteWriter to, ScriptRun run)
    {
        var count = 0;
        foreach (var bits in run.Changed)
        {
            count += System.Numerics.BitOperations.PopCount(bits);
        }

        to.Unsigned((uint)count);
        for (var i = 0; i < run.Changed.Length; i++)
        {
            for (var bits = run.Changed[i]; bits != 0; bits &= bits - 1)
            {
                to.Unsigned((uint)((i * 64) + System.Numerics.BitOperations.TrailingZeroCount(bits)));
            }
        }
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
