using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <content>Each entry, written and read.</content>
internal static partial class ProgramCodec
{
    private static ScriptType ReadType(ref ByteReader from, ImmutableArray<ScriptType> types) => types[from.Index(types.Length, "type")];

    private static void Write(ref ByteWriter to, ProgramSlot slot, Dictionary<ScriptType, int> types)
    {
        to.Text(slot.Name);
        to.Unsigned((uint)types[slot.Type]);
        to.Byte((slot.IsPrivate ? 1 : 0) | (slot.IsFact ? 2 : 0));
    }

    private static ProgramSlot ReadSlot(ref ByteReader from, ImmutableArray<ScriptType> types)
    {
        var (name, type, flags) = (Word(ref from), ReadType(ref from, types), from.Count(3, "as flags of a slot"));
        return new(name, type, (flags & 1) != 0, (flags & 2) != 0);
    }

    private static void Write(ref ByteWriter to, ProgramStep step, Dictionary<ScriptType, int> types)
    {
        to.Text(step.Name);
        to.Text(step.Title);
        to.Byte(step.IsAnytime ? 1 : 0);
        to.Unsigned((uint)step.Entry);
    }

    private static ProgramStep ReadStep(ref ByteReader from, ImmutableArray<ScriptType> types) =>
        new(Word(ref from), from.Text(ProgramLimits.MaxText), from.Flag(), Place(ref from));

    private static void Write(ref ByteWriter to, ProgramStatement statement, Dictionary<ScriptType, int> types)
    {
        to.Text(statement.Id);
        to.Byte((int)statement.Kind);
        to.Unsigned((uint)statement.Step);
        to.Unsigned((uint)statement.Range.Start);
        to.Unsigned((uint)statement.Range.Length);
        to.Unsigned((uint)statement.Entry);
        WriteOrNone(ref to, statement.Next);
        WriteOrNone(ref to, statement.Detail);
    }

    private static ProgramStatement ReadStatement(ref ByteReader from, ImmutableArray<ScriptType> types)
    {
        var id = from.Text(2 * ScriptValueLimits.MaxNameLength);
        var kind = (StatementKind)from.Byte();
        if (!Enum.IsDefined(kind))
        {
            throw from.Wrong($"statement kind {(byte)kind}");
        }

        return new(
            id,
            kind,
            from.Count(ProgramLimits.MaxEntries, "as a step"),
            new TextRange(from.Count(int.MaxValue, "as a place in the text"), from.Count(int.MaxValue, "as a length")),
            Place(ref from),
            PlaceOrNone(ref from),
            EntryOrNone(ref from));
    }

    private static void Write(ref ByteWriter to, Instruction instruction, Dictionary<ScriptType, int> types)
    {
        to.Byte((int)instruction.Op);
        to.Byte(instruction.A);
        to.Signed(instruction.C);
    }

    private static Instruction ReadInstruction(ref ByteReader from, ImmutableArray<ScriptType> types) =>
        new((ScriptOp)from.Byte(), from.Byte(), from.Signed() is >= int.MinValue and <= int.MaxValue and var c ? (int)c : throw from.Wrong("an operand of more than 32 bits"));

    private static void Write(ref ByteWriter to, ProgramText text, Dictionary<ScriptType, int> types)
    {
        to.Text(text.Id);
        WriteAll(ref to, text.Holes, types, static (ref ByteWriter w, ScriptType hole, Dictionary<ScriptType, int> t) => w.Unsigned((uint)t[hole]));
        WriteAll(ref to, text.Templates, types, Write);
    }

    private static ProgramText ReadText(ref ByteReader from, ImmutableArray<ScriptType> types) =>
        new(Word(ref from), ReadAll(ref from, types, ReadType, ProgramLimits.MaxGiven), ReadAll(ref from, types, ReadTemplate));

    private static void Write(ref ByteWriter to, ProgramTemplate template, Dictionary<ScriptType, int> types)
    {
        to.Text(template.Language);
        to.Text(template.Variant);
        WriteAll(ref to, template.Pieces, types, static (ref ByteWriter w, ProgramPiece piece, Dictionary<ScriptType, int> _) =>
        {
            WriteOrNone(ref w, piece.Hole);
            w.Text(piece.Literal);
        });
        WriteOrNone(ref to, template.By);
        to.Text(template.Audio);
        WriteAll(ref to, template.Answers, types, static (ref ByteWriter w, string answer, Dictionary<ScriptType, int> _) => w.Text(answer));
    }

    private static ProgramTemplate ReadTemplate(ref ByteReader from, ImmutableArray<ScriptType> types) =>
        new(Word(ref from), Word(ref from), ReadAll(ref from, types, static (ref ByteReader r, ImmutableArray<ScriptType> _) =>
        {
            var hole = r.IndexOrNone(ProgramLimits.MaxGiven, "as a hole");
            return new ProgramPiece(r.Text(ProgramLimits.MaxText), hole);
        }))
        {
            By = from.IndexOrNone(ProgramLimits.MaxGiven, "as a hole"),
            Audio = WordOrNone(ref from),
            Answers = ReadAll(ref from, types, static (ref ByteReader r, ImmutableArray<ScriptType> _) => Word(ref r), ProgramLimits.MaxParts),
        };

    private static void Write(ref ByteWriter to, ProgramLine line, Dictionary<ScriptType, int> types)
    {
        to.Unsigned((uint)line.Text);
        to.Text(line.Knowledge);
        to.Text(line.Audio);
    }

    private static ProgramLine ReadLine(ref ByteReader from, ImmutableArray<ScriptType> types) =>
        new(from.Count(ProgramLimits.MaxEntries, "as a text"), WordOrNone(ref from), WordOrNone(ref from));

    private static void Write(ref ByteWriter to, ProgramAsk ask, Dictionary<ScriptType, int> types)
    {
        WriteOrNone(ref to, ask.Slot);
        to.Unsigned((uint)ask.Text);
        WriteAll(ref to, ask.Choices, types, static (ref ByteWriter w, ProgramChoice choice, Dictionary<ScriptType, int> _) =>
        {
            w.Text(choice.Key);
            w.Text(choice.Name);
            WriteOrNone(ref w, choice.Text);
            WriteOrNone(ref w, choice.Target);
        });
        to.Byte(ask.HasList ? 1 : 0);
        to.Unsigned((ulong)ask.SilenceAfter);
        WriteLimit(ref to, ask.Silence);
        WriteLimit(ref to, ask.Wrong);
        WriteOrNone(ref to, ask.Accept);
        WriteOrNone(ref to, ask.No);
        to.Text(ask.Channel);
        to.Text(ask.Audio);
    }

    private static ProgramAsk ReadAsk(ref ByteReader from, ImmutableArray<ScriptType> types) =>
        new(SlotOrNone(ref from), from.Count(ProgramLimits.MaxEntries, "as a text"))
        {
            Choices = ReadAll(
                ref from,
                types,
                static (ref ByteReader r, ImmutableArray<ScriptType> _) => new ProgramChoice(Word(ref r), Word(ref r), EntryOrNone(ref r), PlaceOrNone(ref r)),
                ProgramLimits.MaxParts),
            HasList = from.Flag(),
            SilenceAfter = Ticks(ref from),
            Silence = ReadLimit(ref from),
            Wrong = ReadLimit(ref from),
            Accept = PlaceOrNone(ref from),
            No = PlaceOrNone(ref from),
            Channel = WordOrNone(ref from),
            Audio = WordOrNone(ref from),
        };

    private static void WriteLimit(ref ByteWriter to, ProgramLimit? limit)
    {
        to.Unsigned((uint)(limit?.Times ?? 0));
        if (limit is not null)
        {
            to.Unsigned((uint)limit.Target);
        }
    }

    private static ProgramLimit? ReadLimit(ref ByteReader from) =>
        from.Count(1_000_000, "times") is > 0 and var times ? new(times, Place(ref from)) : null;

    private static void Write(ref ByteWriter to, ProgramArgument argument, Dictionary<ScriptType, int> types)
    {
        to.Text(argument.Name);
        to.Unsigned((uint)types[argument.Type]);
    }

    private static ProgramArgument ReadArgument(ref ByteReader from, ImmutableArray<ScriptType> types) => new(Word(ref from), ReadType(ref from, types));

    private static void Write(ref ByteWriter to, ProgramDo action, Dictionary<ScriptType, int> types)
    {
        to.Text(action.Action);
        WriteAll(ref to, action.Arguments, types, Write);
        WriteOrNone(ref to, action.Result);
        to.Unsigned((uint)action.Else);
        to.Unsigned((ulong)action.Late);
        to.Byte((action.IsIrreversible ? 1 : 0) | (action.IsRepeatable ? 2 : 0));
    }

    private static ProgramDo ReadDo(ref ByteReader from, ImmutableArray<ScriptType> types)
    {
        var action = new ProgramDo(Word(ref from), ReadAll(ref from, types, ReadArgument, ProgramLimits.MaxGiven), SlotOrNone(ref from), Place(ref from)) { Late = Ticks(ref from) };
        var flags = from.Count(3, "as flags of an action");
        return action with { IsIrreversible = (flags & 1) != 0, IsRepeatable = (flags & 2) != 0 };
    }

    private static void Write(ref ByteWriter to, ProgramSend send, Dictionary<ScriptType, int> types)
    {
        to.Text(send.Channel);
        WriteOrNone(ref to, send.Text);
        to.Text(send.Template);
        to.Byte(send.Recipients);
    }

    private static ProgramSend ReadSend(ref ByteReader from, ImmutableArray<ScriptType> types) =>
        new(Word(ref from), EntryOrNone(ref from), WordOrNone(ref from), from.Byte());

    private static void Write(ref ByteWriter to, ProgramCall call, Dictionary<ScriptType, int> types)
    {
        to.Text(call.Queue);
        to.Unsigned((uint)call.Tries);
        to.Unsigned((ulong)call.Every);
        WriteAll(ref to, call.Branches, types, static (ref ByteWriter w, ProgramBranch branch, Dictionary<ScriptType, int> _) =>
        {
            w.Text(branch.Code);
            w.Unsigned((uint)branch.Target);
        });
    }

    private static ProgramCall ReadCall(ref ByteReader from, ImmutableArray<ScriptType> types) =>
        new(
            WordOrNone(ref from),
            from.Count(1_000, "tries"),
            Ticks(ref from),
            ReadAll(ref from, types, static (ref ByteReader r, ImmutableArray<ScriptType> _) => new ProgramBranch(Word(ref r), Place(ref r)), ProgramLimits.MaxParts));

    private static void Write(ref ByteWriter to, ProgramTransfer transfer, Dictionary<ScriptType, int> types)
    {
        to.Text(transfer.Queue);
        to.Unsigned((uint)transfer.Priority);
        WriteOrNone(ref to, transfer.Taken);
        to.Unsigned((ulong)transfer.After);
        WriteOrNone(ref to, transfer.AfterTarget);
    }

    private static ProgramTransfer ReadTransfer(ref ByteReader from, ImmutableArray<ScriptType> types) =>
        new(Word(ref from), from.Count(int.MaxValue, "as a priority"), PlaceOrNone(ref from), Ticks(ref from), PlaceOrNone(ref from));

    private static void Write(ref ByteWriter to, ProgramHandler handler, Dictionary<ScriptType, int> types)
    {
        to.Text(handler.Event);
        WriteOrNone(ref to, handler.Slot);
        WriteOrNone(ref to, handler.Target);
        to.Byte(handler.Returns ? 1 : 0);
    }

    private static ProgramHandler ReadHandler(ref ByteReader from, ImmutableArray<ScriptType> types) =>
        new(Word(ref from), SlotOrNone(ref from), PlaceOrNone(ref from), from.Flag());

    private static void Write(ref ByteWriter to, ProgramWait wait, Dictionary<ScriptType, int> types)
    {
        to.Byte((int)wait.Kind);
        WriteAll(ref to, wait.Events, types, Write);
        WriteOrNone(ref to, wait.From);
        WriteOrNone(ref to, wait.To);
        to.Unsigned((ulong)(wait.Late + 1));
        WriteOrNone(ref to, wait.LateTarget);
    }

    private static ProgramWait ReadWait(ref ByteReader from, ImmutableArray<ScriptType> types) =>
        new((ProgramWaitKind)from.Count((int)ProgramWaitKind.Event, "as a kind of wait"))
        {
            Events = ReadAll(ref from, types, ReadHandler, ProgramLimits.MaxParts),
            From = from.IndexOrNone(1_440, "as a minute of the day"),
            To = from.IndexOrNone(1_440, "as a minute of the day"),
            Late = Ticks(ref from) - 1,
            LateTarget = PlaceOrNone(ref from),
        };

    private static void Write(ref ByteWriter to, ProgramStart start, Dictionary<ScriptType, int> types)
    {
        to.Text(start.Script);
        WriteAll(ref to, start.Arguments, types, Write);
    }

    private static ProgramStart ReadStart(ref ByteReader from, ImmutableArray<ScriptType> types) =>
        new(Word(ref from), ReadAll(ref from, types, ReadArgument, ProgramLimits.MaxGiven));
}
