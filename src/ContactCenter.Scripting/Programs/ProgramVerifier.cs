using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>
/// Checks that the machine can run a program without looking where it steps: every place in the code, every table index, and the height of the stack at
/// every instruction, which is one number however it is reached. The machine's loop relies on it and checks budgets alone.
/// </summary>
internal sealed class ProgramVerifier
{
    private const sbyte Unseen = -1;

    private readonly ProgramTables _tables;
    private readonly int[] _given;
    private readonly sbyte[] _heights;
    private readonly bool[] _isAccept;
    private readonly Stack<int> _open = new();
    private int _highest;

    private ProgramVerifier(ProgramTables tables, int[] given)
    {
        (_tables, _given) = (tables, given);
        _heights = new sbyte[tables.Code.Length];
        _isAccept = new bool[tables.Code.Length];
        Array.Fill(_heights, Unseen);
    }

    /// <returns>How high the stack gets.</returns>
    /// <exception cref="ScriptFormatException">A rule is broken; the message says which.</exception>
    public static int Verify(ProgramTables tables, int[] given)
    {
        ProgramTableRules.Check(tables);
        var verifier = new ProgramVerifier(tables, given);
        verifier.Flow();
        return verifier._highest;
    }

    /// <summary>What each statement takes from the stack.</summary>
    /// <exception cref="ScriptFormatException">A statement names an entry of its kind that is not there, or takes too much.</exception>
    public static int[] CountGiven(ProgramTables tables)
    {
        var given = new int[tables.Statements.Length];
        for (var i = 0; i < given.Length; i++)
        {
            var statement = tables.Statements[i];
            var at = statement.Detail;
            given[i] = statement.Kind switch
            {
                StatementKind.Say or StatementKind.Note => Holes(tables, At(tables.Lines, at).Text),
                StatementKind.Ask or StatementKind.Confirm => Holes(tables, At(tables.Asks, at).Text) + (tables.Asks[at].HasList ? 1 : 0),
                StatementKind.Do => At(tables.Actions, at).Arguments.Length,
                StatementKind.Send => (At(tables.Sends, at).Text < 0 ? 0 : Holes(tables, tables.Sends[at].Text)) + tables.Sends[at].Recipients,
                StatementKind.Call => Of(tables.Calls, at, 1),
                StatementKind.Wait => At(tables.Waits, at).Kind == ProgramWaitKind.Event ? 0 : 1,
                StatementKind.Transfer => Of(tables.Transfers, at, 0),
                StatementKind.Start => At(tables.Starts, at).Arguments.Length,
                _ => 0,
            };
            if (given[i] > ProgramLimits.MaxGiven)
            {
                throw new ScriptFormatException($"Statement {i} takes {given[i]} values; {ProgramLimits.MaxGiven} are the most.");
            }
        }

        return given;
    }

    private static T At<T>(ImmutableArray<T> table, int at) => at >= 0 && at < table.Length
        ? table[at]
        : throw new ScriptFormatException($"A statement names entry {at} of {table.Length} {typeof(T).Name} entries.");

    private static int Of<T>(ImmutableArray<T> table, int at, int given)
    {
        At(table, at);
        return given;
    }

    private static int Holes(ProgramTables tables, int text) => At(tables.Texts, text).Holes.Length;

    private void Flow()
    {
        ProgramTableRules.EachPlace(_tables, place => Reach(place, 0, false));

        foreach (var ask in _tables.Asks)
        {
            if (ask.Accept >= 0)
            {
                Reach(ask.Accept, 0, true);
            }
        }

        while (_open.TryPop(out var at))
        {
            Step(at);
        }
    }

    private void Step(int at)
    {
        var instruction = _tables.Code[at];
        int height = _heights[at];
        var isAccept = _isAccept[at];
        var (pops, pushes) = Effect(at, instruction);
        if (pops > height)
        {
            throw Wrong(at, $"takes {pops} values where {height} are");
        }

        var after = height - pops + pushes;
        switch (instruction.Op)
        {
            case ScriptOp.Jump:
                Reach(instruction.C, after, isAccept);
                break;
            case ScriptOp.JumpIfNo or ScriptOp.JumpIfYes:
                Reach(instruction.C, after, isAccept);
                Reach(at + 1, after, isAccept);
                break;
            case ScriptOp.JumpIfFilled:
                Reach(instruction.C, height, isAccept);
                Reach(at + 1, height - 1, isAccept);
                break;
            case ScriptOp.Perform or ScriptOp.End or ScriptOp.Back when isAccept:
                throw Wrong(at, "stands in what an answer is checked by; end that with accept or reject");
            case ScriptOp.Accept or ScriptOp.Reject when !isAccept:
                throw Wrong(at, "stands outside what an answer is checked by");
            case ScriptOp.Perform or ScriptOp.End or ScriptOp.Back or ScriptOp.Accept or ScriptOp.Reject:
                if (after != 0)
                {
                    throw Wrong(at, $"leaves {after} values on the stack");
                }

                break;
            default:
                Reach(at + 1, after, isAccept);
                break;
        }
    }

    /// <summary>What an instruction takes and gives; its operand is checked on the way.</summary>
    private (int Pops, int Pushes) Effect(int at, Instruction instruction)
    {
        switch (instruction.Op)
        {
            case ScriptOp.Constant:
                Operand(at, instruction.C, _tables.Constants.Length, "constants");
                return (0, 1);
            case ScriptOp.Load:
                Operand(at, instruction.C, _tables.Slots.Length, "slots");
                return (0, 1);
            case ScriptOp.Store or ScriptOp.StoreChecked:
                Operand(at, instruction.C, _tables.Slots.Length, "slots");
                return _tables.Slots[instruction.C].IsFact ? throw Wrong(at, "sets a fact, which is the host's") : (1, 0);
            case ScriptOp.Empty or ScriptOp.Now:
                return (0, 1);
            case >= ScriptOp.Add and <= ScriptOp.Divide or >= ScriptOp.Is and <= ScriptOp.In:
                return (2, 1);
            case ScriptOp.Negate or ScriptOp.Not or ScriptOp.IsFilled:
                return (1, 1);
            case ScriptOp.Field:
                Operand(at, instruction.C, _tables.Names.Length, "names");
                return (1, 1);
            case ScriptOp.MakeList:
                Operand(at, instruction.C, ProgramLimits.MaxStack + 1, "values of a list");
                return (instruction.C, 1);
            case ScriptOp.MakeRecord:
                Operand(at, instruction.C, _tables.Types.Length, "types");
                return _tables.Types[instruction.C].HasFields
                    ? (_tables.Types[instruction.C].Fields.Length, 1)
                    : throw Wrong(at, $"makes a record of '{_tables.Types[instruction.C]}'");
            case ScriptOp.Call:
                var arguments = ScriptFunctions.ArgumentsOf((ScriptFunction)instruction.C);
                return arguments == instruction.A && arguments > 0
                    ? (arguments, 1)
                    : throw Wrong(at, $"calls function {instruction.C} with {instruction.A} arguments");
            case ScriptOp.Jump:
                return (0, 0);
            case ScriptOp.JumpIfNo or ScriptOp.JumpIfYes:
                return (1, 0);
            case ScriptOp.JumpIfFilled:
                return (1, 1);
            case ScriptOp.Perform:
                Operand(at, instruction.C, _given.Length, "statements");
                return _tables.Statements[instruction.C].Kind < StatementKind.Set
                    ? (_given[instruction.C], 0)
                    : throw Wrong(at, $"performs '{_tables.Statements[instruction.C].Id}', which nobody sees");
            case ScriptOp.End:
                Operand(at, instruction.C, _tables.Outcomes.Length, "outcomes");
                return (0, 0);
            case ScriptOp.Back or ScriptOp.Accept:
                return (0, 0);
            case ScriptOp.Reject:
                Operand(at, instruction.C, _tables.Texts.Length, "texts");
                return (_tables.Texts[instruction.C].Holes.Length, 0);
            default:
                throw Wrong(at, "is no instruction of this version");
        }
    }

    private void Reach(int at, int height, bool isAccept)
    {
        if (at < 0 || at >= _heights.Length)
        {
            throw new ScriptFormatException($"The code has {_heights.Length} instructions and goes on at {at}.");
        }

        if (height > ProgramLimits.MaxStack)
        {
            throw Wrong(at, $"is reached with {height} values on the stack, more than {ProgramLimits.MaxStack}");
        }

        if (_heights[at] == Unseen)
        {
            _heights[at] = (sbyte)height;
            _isAccept[at] = isAccept;
            _highest = Math.Max(_highest, height);
            _open.Push(at);
        }
        else if (_heights[at] != height || _isAccept[at] != isAccept)
        {
            throw Wrong(at, $"is reached with {height} and with {_heights[at]} values on the stack, or from two sorts of code");
        }
    }

    private void Operand(int at, int operand, int count, string what)
    {
        if (operand < 0 || operand >= count)
        {
            throw Wrong(at, $"names {operand} of {count} {what}");
        }
    }

    private ScriptFormatException Wrong(int at, string what) => new($"Instruction {at} ({_tables.Code[at].Op}) {what}.");
}
