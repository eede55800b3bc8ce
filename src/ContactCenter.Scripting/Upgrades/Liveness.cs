namespace ContactCenter.Scripting.Upgrades;

/// <summary>
/// Which slots a run may read before it fills them, from each statement on. What is read only where it is filled (<c>x or 0</c>) does not count. A run that was
/// given nothing for such a slot would read what is not there: the checks of the script hold for runs that came by its own lines.
/// </summary>
internal sealed class Liveness
{
    private readonly ScriptProgram _program;
    private readonly ulong[][] _before;
    private readonly int _words;

    public Liveness(ScriptProgram program)
    {
        _program = program;
        _words = (program.Tables.Slots.Length + 63) / 64;
        _before = [.. program.Code.Select(_ => new ulong[_words])];
        for (var changed = true; changed;)
        {
            changed = false;
            for (var at = program.Code.Length - 1; at >= 0; at--)
            {
                changed |= Visit(at);
            }
        }
    }

    /// <summary>Whether a run that stands at a statement, and goes on, may read a slot before it fills it.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="isAnew">Whether what the statement shows is worked out again, too.</param>
    public bool IsRead(int statement, int slot, bool isAnew)
    {
        var place = _program.Statements[statement];
        var read = new ulong[_words];
        AddBehind(read, statement);
        if (isAnew)
        {
            Add(read, _before[place.Entry]);
        }

        return Has(read, slot);
    }

    private static bool Has(ulong[] set, int slot) => (set[slot >> 6] & (1UL << slot)) != 0;

    private static void Add(ulong[] to, ulong[] from)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] |= from[i];
        }
    }

    private bool Visit(int at)
    {
        var (one, read) = (_program.Code[at], new ulong[_words]);
        switch (one.Op)
        {
            case ScriptOp.Jump:
                Add(read, _before[one.C]);
                break;
            case ScriptOp.JumpIfNo or ScriptOp.JumpIfYes or ScriptOp.JumpIfFilled:
                Add(read, _before[one.C]);
                Add(read, _before[at + 1]);
                break;
            case ScriptOp.Perform:
                AddBehind(read, one.C);
                break;
            case ScriptOp.End or ScriptOp.Back or ScriptOp.Accept or ScriptOp.Reject:
                break;
            default:
                Add(read, _before[at + 1]);
                break;
        }

        if (one.Op is ScriptOp.Store or ScriptOp.StoreChecked)
        {
            read[one.C >> 6] &= ~(1UL << one.C);
        }
        else if (one.Op == ScriptOp.Load && !(at + 1 < _program.Code.Length && _program.Code[at + 1].Op is ScriptOp.JumpIfFilled or ScriptOp.IsFilled))
        {
            read[one.C >> 6] |= 1UL << one.C;
        }

        if (read.AsSpan().SequenceEqual(_before[at]))
        {
            return false;
        }

        _before[at] = read;
        return true;
    }

    /// <summary>What is read behind a statement, whichever way the run leaves it.</summary>
    private void AddBehind(ulong[] read, int index)
    {
        var statement = _program.Statements[index];
        var tables = _program.Tables;
        switch (statement.Kind)
        {
            case StatementKind.Ask or StatementKind.Confirm:
                AddAsk(read, tables.Asks[statement.Detail], statement.Next);
                break;
            case StatementKind.Do:
                AddFilled(read, statement.Next, tables.Actions[statement.Detail].Result);
                AddPlace(read, tables.Actions[statement.Detail].Else);
                break;
            case StatementKind.Call:
                AddPlace(read, statement.Next);
                foreach (var branch in tables.Calls[statement.Detail].Branches)
                {
                    AddPlace(read, branch.Target);
                }

                break;
            case StatementKind.Transfer:
                AddPlace(read, tables.Transfers[statement.Detail].Taken);
                AddPlace(read, tables.Transfers[statement.Detail].AfterTarget);
                break;
            case StatementKind.Wait:
                var wait = tables.Waits[statement.Detail];
                if (wait.Kind != ProgramWaitKind.Event)
                {
                    AddPlace(read, statement.Next);
                }

                AddPlace(read, wait.LateTarget);
                foreach (var handler in wait.Events)
                {
                    AddFilled(read, handler.Target < 0 ? statement.Next : handler.Target, handler.Slot);
                }

                break;
            default:
                AddPlace(read, statement.Next);
                break;
        }

        foreach (var handler in tables.Handlers)
        {
            AddFilled(read, handler.Target, handler.Slot);
        }
    }

    private void AddAsk(ulong[] read, ProgramAsk ask, int next)
    {
        AddFilled(read, next, ask.Slot);
        AddFilled(read, ask.Accept, ask.Slot);
        foreach (var choice in ask.Choices)
        {
            AddFilled(read, choice.Target, ask.Slot);
        }

        AddPlace(read, ask.No);
        AddPlace(read, ask.Silence?.Target ?? -1);
        AddPlace(read, ask.Wrong?.Target ?? -1);
    }

    private void AddPlace(ulong[] read, int place)
    {
        if (place >= 0)
        {
            Add(read, _before[place]);
        }
    }

    private void AddFilled(ulong[] read, int place, int slot)
    {
        if (place < 0)
        {
            return;
        }

        var had = slot < 0 || Has(read, slot);
        Add(read, _before[place]);
        if (!had)
        {
            read[slot >> 6] &= ~(1UL << slot);
        }
    }
}
