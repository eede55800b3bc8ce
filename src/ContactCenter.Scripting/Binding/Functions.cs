using System.Collections.Immutable;

namespace ContactCenter.Scripting.Binding;

/// <summary>The functions of the language by name and kind.</summary>
internal static class Functions
{
    private static readonly ImmutableArray<(ScriptKind Kind, string Name, ScriptFunction Function)> Parts =
    [
        (ScriptKind.List, "count", ScriptFunction.Count),
        (ScriptKind.List, "first", ScriptFunction.First),
        (ScriptKind.List, "last", ScriptFunction.Last),
        (ScriptKind.Text, "length", ScriptFunction.Length),
        (ScriptKind.Digits, "length", ScriptFunction.Length),
        (ScriptKind.Moment, "date", ScriptFunction.DateOf),
        (ScriptKind.Moment, "time", ScriptFunction.TimeOf),
        (ScriptKind.Date, "weekday", ScriptFunction.WeekdayOf),
    ];

    /// <summary>The functions that are called by name.</summary>
    public static ImmutableArray<string> Called { get; } = ["round", "abs", "least", "most", "starts", "contains", "at"];

    /// <summary>A called function with how many values it takes; null when there is none of that name.</summary>
    public static (ScriptFunction Function, int Values)? Find(string name) => name switch
    {
        "round" => (ScriptFunction.Round, 2),
        "abs" => (ScriptFunction.Abs, 1),
        "least" => (ScriptFunction.Min, 2),
        "most" => (ScriptFunction.Max, 2),
        "starts" => (ScriptFunction.Starts, 2),
        "contains" => (ScriptFunction.Contains, 2),
        "at" => (ScriptFunction.MomentOf, 2),
        _ => null,
    };

    /// <summary>What a value of this kind can be asked by a dot; null when nothing is called so.</summary>
    public static ScriptFunction? PartOf(ScriptKind kind, string name)
    {
        foreach (var part in Parts)
        {
            if (part.Kind == kind && part.Name == name)
            {
                return part.Function;
            }
        }

        return null;
    }

    /// <summary>What a value of this kind can be asked.</summary>
    public static IEnumerable<string> PartsOf(ScriptKind kind) => Parts.Where(part => part.Kind == kind).Select(static part => part.Name);

    /// <summary>What such a part is.</summary>
    public static ScriptType TypeOf(ScriptFunction function, ScriptType of) => function switch
    {
        ScriptFunction.First or ScriptFunction.Last => of.Item!,
        ScriptFunction.DateOf => ScriptType.Date,
        ScriptFunction.TimeOf => ScriptType.Time,
        _ => ScriptType.Number,
    };
}
