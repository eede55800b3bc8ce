using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Editing;

/// <summary>What is known of a word, in Markdown.</summary>
internal static class Hovers
{
    public static ScriptHover? At(ScriptDocument document, int at)
    {
        var parts = new List<string>();
        var range = new TextRange(at, 0);
        if (document.UseAt(at) is { } use && Of(document, use) is { } known)
        {
            range = use.Range;
            parts.Add(known);
        }

        foreach (var found in document.Diagnostics)
        {
            if (found.Range.Start <= at && at <= found.Range.End)
            {
                range = parts.Count == 0 ? found.Range : range;
                parts.Add($"**{found.Code.Id}** {found.Code.Title}: {found.Message}");
            }
        }

        return parts.Count == 0 ? null : new ScriptHover(range, string.Join("\n\n", parts));
    }

    /// <summary>A type as it is written; of a record, its name.</summary>
    public static string Written(ScriptType? type) => type switch
    {
        null => "unknown",
        { Kind: ScriptKind.Record } => type.Name!,
        { Kind: ScriptKind.List } => $"list of {Written(type.Item)}",
        _ => type.ToString(),
    };

    /// <summary>Such as <c>case.open(caller: phone, risk: number) gives case, irreversible</c>.</summary>
    public static string Signature(ActionContract action) =>
        $"{action.Name}({Fields(action.Parameters)}){(action.Result is { } result ? $" gives {Written(result)}" : "")}{(action.IsRepeatable ? ", repeatable" : "")}{(action.IsIrreversible ? ", irreversible" : "")}";

    private static string? Of(ScriptDocument document, NameUse use) => use.Kind switch
    {
        NameKind.Step => StepOf(document, use.Name),
        NameKind.Slot => SlotOf(document, use.Name),
        NameKind.Outcome => Code($"end {use.Name}"),
        NameKind.Action when document.Contracts.Actions.TryGetValue(use.Name, out var action) => Code($"action {Signature(action)}"),
        NameKind.Event when document.Contracts.Events.TryGetValue(use.Name, out var carried) => Code($"event {use.Name}{(carried is null ? "" : $" gives {Written(carried)}")}"),
        NameKind.Record when document.Contracts.Records.TryGetValue(use.Name, out var record) => Code($"record {use.Name}({Fields(record.Fields)})"),
        NameKind.Script when document.Contracts.Scripts.TryGetValue(use.Name, out var taken) => Code($"script {use.Name}({Fields(taken)})"),
        _ => null,
    };

    private static string? StepOf(ScriptDocument document, string name)
    {
        var step = document.Syntax.Steps.FirstOrDefault(step => step.Name.Text == name);
        if (step is null)
        {
            return null;
        }

        var ways = document.Names.Count(use => use is { Kind: NameKind.Step, IsDefinition: false } && use.Name == name);
        return Code($"step {name}{(step.IsAnytime ? ", anytime" : "")}") + $"\n\n{Title(document.Source, step.Title)}{(ways == 1 ? "1 arrow leads" : $"{ways} arrows lead")} here.";
    }

    private static string Title(SourceText source, TextLiteral? title) => title is null ? "" : $"{source.Slice(title.Raw)}. ";

    private static string? SlotOf(ScriptDocument document, string name) => document.Bound.Slots.FirstOrDefault(slot => slot.Name == name) is { } slot
        ? Code($"slot {name}: {Written(slot.Type)}{(slot.IsPrivate ? ", private" : "")}")
        : null;

    private static string Fields(System.Collections.Immutable.ImmutableArray<ScriptTypeField> fields) =>
        string.Join(", ", fields.Select(static field => $"{field.Name}: {Written(field.Type)}{(field.IsOptional ? " optional" : "")}"));

    private static string Code(string text) => $"```flow\n{text}\n```";
}
