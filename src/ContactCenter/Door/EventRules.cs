using System.Collections.Immutable;
using ContactCenter.Desk;
using ContactCenter.Records;
using ContactCenter.Scripting;

namespace ContactCenter.Door;

/// <summary>What an event of the world must look like, and what must be declared of it. Pure.</summary>
internal static class EventRules
{
    private const int Shown = 64;

    /// <summary>What is wrong with it by itself; null when nothing is.</summary>
    public static DeskResult? FindFault(WorldEvent e)
    {
        var ways = (e.Customer is null ? 0 : 1) + (e.Address is null ? 0 : 1) + (e.Interaction is null ? 0 : 1);
        var length = Length(e.Fields) + Length(e.Ties);
        return e switch
        {
            { Event.Length: 0 or > ScriptValueLimits.MaxNameLength } => Invalid("CC1281", $"The event's name has {e.Event.Length} characters; give 1 to {ScriptValueLimits.MaxNameLength}."),
            { Key.Length: 0 or > WorldEvent.MaxKeyLength } => Invalid("CC1281", $"The event's key has {e.Key.Length} characters; give 1 to {WorldEvent.MaxKeyLength}, the same whenever the event is said again."),
            _ when e.Key.Any(char.IsControl) => Invalid("CC1281", "The event's key has control characters; use letters, digits and signs."),
            _ when ScriptContracts.Empty.Events.ContainsKey(e.Event) => Invalid("CC1288", $"'{e.Event}' happens in the center itself; what the world says needs another name."),
            { Fields.Count: > WorldEvent.MaxFields } => Invalid("CC1282", $"The event brings {e.Fields.Count} fields; give at most {WorldEvent.MaxFields}."),
            { Ties.Count: > WorldEvent.MaxTies } => Invalid("CC1282", $"The event has {e.Ties.Count} ties; give at most {WorldEvent.MaxTies}."),
            _ when e.Fields.Concat(e.Ties).FirstOrDefault(static one => one.Value is null || one.Value.Length > WorldEvent.MaxValueLength) is { Key: { } name } tooLong =>
                Invalid("CC1282", $"'{Name(name)}' has {tooLong.Value?.Length ?? 0} characters; a value is a text of at most {WorldEvent.MaxValueLength}."),
            _ when length > WorldEvent.MaxLength => Invalid("CC1282", $"The event has {length} characters in all; give at most {WorldEvent.MaxLength}, and let the script ask for the rest."),
            _ when ways > 1 => Invalid("CC1287", "The event names more than one of customer, address and interaction; name the one it concerns."),
            _ => null,
        };
    }

    /// <summary>What does not fit what scripts declare; null where it fits what at least one does.</summary>
    /// <param name="e">The event.</param>
    /// <param name="declared">What it brings by each declaration, null for nothing.</param>
    public static DeskResult? FindMisfit(WorldEvent e, IReadOnlyList<ScriptType?> declared)
    {
        DeskResult? first = null;
        foreach (var type in declared)
        {
            if (FindMisfit(e, type) is not { } misfit)
            {
                return null;
            }

            first ??= misfit;
        }

        return first;
    }

    /// <summary>Nobody declares it.</summary>
    public static DeskResult Unknown(WorldEvent e, IEnumerable<string> known)
    {
        var names = known.Take(20).ToList();
        return Invalid("CC1280", $"No script of the tenant declares an event '{Name(e.Event)}'; {(names.Count == 0 ? "none declares any" : $"declared are {string.Join(", ", names)}")}. Declare it in the contracts of the script that is to hear it.");
    }

    /// <summary>A name from outside in a sentence.</summary>
    public static string Name(string text) => TextRules.Clean(text, Shown, out _).ReplaceLineEndings(" ");

    private static DeskResult? FindMisfit(WorldEvent e, ScriptType? type)
    {
        ImmutableArray<string> names = type is null ? [] : type.HasFields ? [.. type.Fields.Select(static field => field.Name)] : ["value"];
        if (e.Fields.Keys.Order(StringComparer.Ordinal).FirstOrDefault(name => !names.Contains(name)) is { } other)
        {
            return Invalid("CC1283", $"The event '{e.Event}' has no field '{Name(other)}'; it {(names.IsEmpty ? "brings nothing" : $"has {string.Join(", ", names)}")}.");
        }

        return type is null || (type.TryRead(e.Fields, "value", out var value, out var fault) && !value.IsEmpty) ? null
            : (fault ?? (type.HasFields ? null : new ScriptTypeField("value", type))) is not { } field ? Invalid("CC1283", $"What the event '{e.Event}' brings is empty, or too much together.")
            : e.Fields.GetValueOrDefault(field.Name) is { Length: > 0 } ? Invalid("CC1283", $"The field '{field.Name}' of the event '{e.Event}' is no {field.Type}; write it as invariant text.")
            : Invalid("CC1283", $"The event '{e.Event}' needs its field '{field.Name}', a {field.Type}.");
    }

    private static int Length(ImmutableDictionary<string, string> texts) => texts.Sum(static one => one.Key.Length + (one.Value?.Length ?? 0));

    private static DeskResult Invalid(string code, string message) => new(DeskStatus.Invalid, code, message);
}
