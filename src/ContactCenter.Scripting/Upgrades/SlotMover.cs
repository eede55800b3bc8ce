namespace ContactCenter.Scripting.Upgrades;

/// <summary>Puts what a run holds into the slots of the new version.</summary>
internal sealed class SlotMover(ScriptProgram from, ScriptProgram to, Matches matches, Liveness was, Liveness now)
{
    /// <returns>What keeps the run; nothing when all is in place.</returns>
    public Move Fill(ScriptRun old, ScriptRun run)
    {
        for (var slot = 0; slot < old.Slots.Length; slot++)
        {
            if (!old.Slots[slot].IsEmpty && Put(old, run, slot) is { Code: not null } kept)
            {
                return kept;
            }
        }

        for (var slot = 0; slot < run.Slots.Length; slot++)
        {
            if (matches.Is.Hidden.OwnerOf(slot) is { Role: HiddenRole.Count } owner && owner.Statement == run.Statement && run.Slots[slot].IsEmpty)
            {
                run.Put(slot, ScriptValue.Number(0)); // the question counts wrong answers in a way the old one did not
            }
        }

        return Unfilled(old, run);
    }

    private Move Put(ScriptRun old, ScriptRun run, int slot)
    {
        var (entry, value) = (from.Tables.Slots[slot], old.Slots[slot]);
        if (matches.Was.Hidden.OwnerOf(slot) is { } owner)
        {
            return PutHidden(old, run, owner, value);
        }

        if (!entry.IsFact && matches.SlotName(entry.Name) is null)
        {
            return default;
        }

        var at = to.SlotOf(entry.IsFact ? entry.Name : matches.SlotName(entry.Name)!);
        if (at < 0 || to.Tables.Slots[at].IsFact != entry.IsFact)
        {
            return entry.IsFact ? default : new Move(null, UpgradeCodes.SlotGone, old.Statement, entry.Name);
        }

        if (to.Tables.Slots[at].Type.TryAdopt(value, out var adopted))
        {
            run.Put(at, adopted);
            return default;
        }

        return entry.IsFact ? default : new Move(null, UpgradeCodes.SlotOtherType, old.Statement, entry.Name);
    }

    /// <summary>What an action gave in the middle of an expression is of use only in its step; elsewhere it is left behind.</summary>
    private Move PutHidden(ScriptRun old, ScriptRun run, HiddenOwner owner, ScriptValue value)
    {
        if (owner.Statement >= 0 && matches[owner.Statement] is { Code: null, To: var statement }
            && matches.Is.Hidden.Find(owner with { Statement = statement }) is >= 0 and var at && to.Tables.Slots[at].Type.TryAdopt(value, out var adopted))
        {
            run.Put(at, adopted);
            return default;
        }

        return owner.Role == HiddenRole.Result && IsNear(old, owner) ? new Move(null, UpgradeCodes.UnderWay, old.Statement) : default;
    }

    private bool IsNear(ScriptRun old, HiddenOwner owner)
    {
        bool IsIn(int statement) => owner.Statement < 0 || from.Statements[statement].Step == from.Statements[owner.Statement].Step;
        var isNear = IsIn(old.Statement);
        foreach (ref readonly var point in old.Returns.AsSpan(0, old.ReturnCount))
        {
            isNear |= IsIn(point.Statement);
        }

        return isNear;
    }

    /// <summary>A slot the new version reads from here on, and the run has nothing for: unless the old one would have read it just so.</summary>
    private Move Unfilled(ScriptRun old, ScriptRun run)
    {
        var places = new List<(int Was, int Is)> { (old.Statement, run.Statement) };
        for (var i = 0; i < old.ReturnCount; i++)
        {
            places.Add((old.Returns[i].Statement, run.Returns[i].Statement));
        }

        for (var slot = 0; slot < run.Slots.Length; slot++)
        {
            var entry = to.Tables.Slots[slot];
            if (run.Slots[slot].IsEmpty && !entry.IsFact && places.Exists(place => now.IsRead(place.Is, slot, isAnew: true)) && !WasRead(old, entry.Name, slot, places))
            {
                return new Move(null, UpgradeCodes.NotGiven, old.Statement, matches.Is.Hidden.OwnerOf(slot) is null ? entry.Name : "what an action says first");
            }
        }

        return default;
    }

    private bool WasRead(ScriptRun old, string name, int slot, List<(int Was, int Is)> places)
    {
        for (var before = 0; before < old.Slots.Length; before++)
        {
            var isIt = matches.Is.Hidden.OwnerOf(slot) is { } owner
                ? matches.Was.Hidden.OwnerOf(before) is { Statement: >= 0 } other && other.Role == owner.Role && matches[other.Statement].To == owner.Statement
                : !from.Tables.Slots[before].IsFact && matches.SlotName(from.Tables.Slots[before].Name) == name;
            if (isIt)
            {
                return places.Exists(place => was.IsRead(place.Was, before, isAnew: true));
            }
        }

        return false;
    }
}
