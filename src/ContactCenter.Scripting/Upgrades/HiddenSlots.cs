namespace ContactCenter.Scripting.Upgrades;

/// <summary>What a slot no author sees is for.</summary>
/// <param name="Role">Whether it is what an action gave in the middle of an expression, or a count of wrong answers.</param>
/// <param name="Statement">The statement that fills it, or whose answers it counts.</param>
internal readonly record struct HiddenOwner(HiddenRole Role, int Statement);

internal enum HiddenRole : byte
{
    Result,
    Count,
}

/// <summary>
/// The slots the compiler adds. They are numbered through the whole script, so an edit anywhere renames them; what they are for says which is which.
/// </summary>
internal sealed class HiddenSlots
{
    private readonly Dictionary<int, HiddenOwner> _owners = [];

    public HiddenSlots(ScriptProgram program)
    {
        var hidden = new HashSet<int>();
        for (var slot = 0; slot < program.Tables.Slots.Length; slot++)
        {
            if (program.Tables.Slots[slot] is { IsFact: false, Name: var name } && name.Contains('.', StringComparison.Ordinal))
            {
                hidden.Add(slot);
            }
        }

        for (var i = 0; i < program.Statements.Length; i++)
        {
            var statement = program.Statements[i];
            if (statement.Kind == StatementKind.Do && program.Tables.Actions[statement.Detail].Result is var result && hidden.Contains(result))
            {
                _owners[result] = new HiddenOwner(HiddenRole.Result, i);
            }
            else if (statement.Kind == StatementKind.Ask && CountBefore(program, statement.Entry) is var count && hidden.Contains(count))
            {
                _owners.TryAdd(count, new HiddenOwner(HiddenRole.Count, i));
            }
        }

        foreach (var slot in hidden)
        {
            _owners.TryAdd(slot, new HiddenOwner(HiddenRole.Count, -1));
        }
    }

    /// <summary>What it is for; null for slots of the author and of the host.</summary>
    public HiddenOwner? OwnerOf(int slot) => _owners.TryGetValue(slot, out var owner) ? owner : null;

    /// <summary>The slot of a role at a statement; -1 when there is none.</summary>
    public int Find(HiddenOwner owner) => _owners.FirstOrDefault(pair => pair.Value == owner, new(-1, default)).Key;

    /// <summary>A count is set to 0 just before its question.</summary>
    private static int CountBefore(ScriptProgram program, int entry) => entry > 0 && program.Code[entry - 1] is { Op: ScriptOp.Store, C: var slot } ? slot : -1;
}
