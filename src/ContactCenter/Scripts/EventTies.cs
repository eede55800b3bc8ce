using System.Collections.Immutable;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>Which of the runs that listen to an event it is for, by what they keep. Pure.</summary>
internal static class EventTies
{
    /// <summary>
    /// Whether a run keeps what the event says, and, where the event is of a record (<c>event case.closed gives case</c>), that very record: its first field is the key.
    /// A run that keeps none of that record is not tied by it.
    /// </summary>
    public static bool Fit(ScriptRun run, string name, ScriptValue payload, ImmutableDictionary<string, string> ties) =>
        ties.All(tie => ValueOf(run, tie.Key) is { IsEmpty: false } kept && kept.ToInvariantText() == tie.Value) && IsOfItsRecord(run, name, payload);

    private static bool IsOfItsRecord(ScriptRun run, string name, ScriptValue payload)
    {
        var about = name.Split('.')[0];
        return payload.AsRecord() is not { } brought || brought.Type.Name != about
            || run[about].AsRecord() is not { } kept || kept.Type.Name != about
            || kept.Values[0] == brought.Values[0];
    }

    /// <summary>A slot or a fact, or a field of one.</summary>
    private static ScriptValue ValueOf(ScriptRun run, string path)
    {
        if (run[path] is { IsEmpty: false } whole)
        {
            return whole;
        }

        var dot = path.LastIndexOf('.');
        return dot > 0 && ValueOf(run, path[..dot]).AsRecord() is { } record ? record[path[(dot + 1)..]] : default;
    }
}
