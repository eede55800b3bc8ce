using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ContactCenter.Scripting.Upgrades;

/// <summary>
/// What each statement of a program is, as text that is the same for the same statement in another version: what it does and with which values, without where it
/// stands, where it leads, and what is said about silence, wrong answers and lateness. Slots are named as the new version names them.
/// </summary>
internal sealed class Likeness
{
    private readonly ScriptProgram _program;
    private readonly Func<string, string> _slotName;
    private readonly string?[] _cores;

    public Likeness(ScriptProgram program, Func<string, string>? slotName = null)
    {
        (_program, _slotName) = (program, slotName ?? (static name => name));
        _cores = new string?[program.Statements.Length];
        Hidden = new HiddenSlots(program);
    }

    public HiddenSlots Hidden { get; }

    /// <summary>The id an author's text gave the statement; null when it is found by what it is.</summary>
    public string? TextIdOf(int statement)
    {
        var text = ScriptDemand.TextOf(_program, statement);
        if (text < 0)
        {
            return null;
        }

        var (id, textId) = (_program.Statements[statement].Id, _program.Tables.Texts[text].Id);
        return textId.Length + 1 < id.Length && id.EndsWith(textId, StringComparison.Ordinal) && id[^(textId.Length + 1)] == '/' ? textId : null;
    }

    /// <summary>What a statement is.</summary>
    public string CoreOf(int statement) => _cores[statement] ??= Core(statement);

    /// <summary>What a line is: by its text's id where it has one.</summary>
    public string SignatureOf(int statement) => TextIdOf(statement) is { } id ? $"{_program.Statements[statement].Kind} #{id}" : CoreOf(statement);

    /// <summary>The name of a slot in the new version, or what a slot no author sees is for.</summary>
    public string SlotOf(int slot) => slot < 0 ? "" : Hidden.OwnerOf(slot) is { } owner ? $"({owner.Role} {(owner.Statement < 0 ? "" : KeywordOf(owner.Statement))})" : _slotName(_program.Tables.Slots[slot].Name);

    private string KeywordOf(int statement) => _program.Statements[statement].Kind == StatementKind.Do
        ? _program.Tables.Actions[_program.Statements[statement].Detail].Action
        : _program.Statements[statement].Kind.ToString();

    private string Core(int index)
    {
        var statement = _program.Statements[index];
        var tables = _program.Tables;
        var code = CodeOf(index);
        return statement.Kind switch
        {
            StatementKind.Ask => $"ask {SlotOf(tables.Asks[statement.Detail].Slot)} {TextOf(tables.Asks[statement.Detail].Text)} {code}",
            StatementKind.Confirm => $"confirm {TextOf(tables.Asks[statement.Detail].Text)} {code}",
            StatementKind.Say or StatementKind.Note => $"{statement.Kind} {TextOf(tables.Lines[statement.Detail].Text)} {code}",
            StatementKind.Do => $"do {tables.Actions[statement.Detail].Action} {Typed(tables.Actions[statement.Detail].Arguments)} {SlotOf(tables.Actions[statement.Detail].Result)} {code}",
            StatementKind.Send => $"send {tables.Sends[statement.Detail].Channel} {tables.Sends[statement.Detail].Template ?? TextOf(tables.Sends[statement.Detail].Text)} {code}",
            StatementKind.Call => $"call {tables.Calls[statement.Detail].Queue} {code}",
            StatementKind.Transfer => $"transfer {tables.Transfers[statement.Detail].Queue}",
            StatementKind.Wait => $"wait {tables.Waits[statement.Detail].Kind} {AwaitedBy(tables.Waits[statement.Detail])} {code}",
            StatementKind.Start => $"start {tables.Starts[statement.Detail].Script} {Typed(tables.Starts[statement.Detail].Arguments)} {code}",
            _ => $"{statement.Kind} {code}",
        };
    }

    private static string Typed(ImmutableArray<ProgramArgument> arguments) => string.Join(',', arguments.Select(static argument => $"{argument.Name}:{argument.Type}"));

    /// <summary>The event a wait is for; those it also listens to are options.</summary>
    private static string AwaitedBy(ProgramWait wait) => wait.Kind == ProgramWaitKind.Event ? wait.Events[0].Event : "";

    private string TextOf(int text) =>
        text < 0 ? "" : string.Concat(_program.Tables.Texts[text].Templates[0].Pieces.Select(static piece => piece.Hole < 0 ? piece.Literal : $"{{{piece.Hole}|{piece.Literal}}}"));

    /// <summary>How its values are worked out. Of what the host does not see, up to the next statement.</summary>
    private string CodeOf(int index)
    {
        var (from, code) = (_program.Statements[index].Entry, _program.Code);
        var end = from;
        var behind = index + 1 < _program.Statements.Length ? _program.Statements[index + 1].Entry : code.Length;
        while (end < code.Length && end < behind && code[end].Op is not (ScriptOp.Perform or ScriptOp.End or ScriptOp.Back))
        {
            end++;
        }

        var text = new StringBuilder();
        for (var at = from; at < end; at++)
        {
            text.Append(Written(code[at], from, end)).Append(';');
        }

        return text.ToString();
    }

    private string Written(Instruction one, int from, int end) => one.Op switch
    {
        ScriptOp.Constant => $"{_program.Constants[one.C].Kind}:{_program.Constants[one.C].ToInvariantText()}",
        ScriptOp.Load or ScriptOp.Store or ScriptOp.StoreChecked => $"{one.Op} {SlotOf(one.C)}",
        ScriptOp.Field => $"Field {_program.Tables.Names[one.C]}",
        ScriptOp.MakeRecord => $"MakeRecord {_program.Tables.Types[one.C]}",
        ScriptOp.Jump or ScriptOp.JumpIfNo or ScriptOp.JumpIfYes or ScriptOp.JumpIfFilled =>
            $"{one.Op} {(one.C >= from && one.C <= end ? (one.C - from).ToString(CultureInfo.InvariantCulture) : "out")}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{one.Op} {one.C}"),
    };
}
