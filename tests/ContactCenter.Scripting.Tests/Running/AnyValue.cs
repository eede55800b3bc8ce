namespace ContactCenter.Scripting.Tests.Running;

/// <summary>A value a type takes, such as one a customer could have given.</summary>
internal static class AnyValue
{
    public static ScriptValue Of(ScriptType type, DateTimeOffset now) => type.Kind switch
    {
        ScriptKind.YesNo => ScriptValue.Yes,
        ScriptKind.Number => ScriptValue.Number(type.Minimum ?? 1),
        ScriptKind.Money => ScriptValue.Money(1, "EUR"),
        ScriptKind.Text => ScriptValue.Text("a"),
        ScriptKind.Digits => ScriptValue.Written(type, new string('1', Math.Max(1, type.MinLength))),
        ScriptKind.Phone => ScriptValue.Written(type, "+390612345678"),
        ScriptKind.Email => ScriptValue.Written(type, "ada@example.test"),
        ScriptKind.Date => ScriptValue.Date(DateOnly.FromDateTime(now.AddDays(5).UtcDateTime)),
        ScriptKind.Time => ScriptValue.Time(new TimeOnly(12, 0)),
        ScriptKind.Moment => ScriptValue.Moment(now.AddDays(5)),
        ScriptKind.Duration => ScriptValue.Duration(TimeSpan.FromMinutes(5)),
        ScriptKind.Choice => ScriptValue.Choice(type.Names[0]),
        ScriptKind.List => ScriptValue.List(Of(type.Item!, now)),
        _ => ScriptValue.Record(type, [.. type.Fields.Select(field => Of(field.Type, now))]),
    };

    /// <summary>Every fact a program reads.</summary>
    public static IEnumerable<ScriptFact> Facts(ScriptProgram program, DateTimeOffset now) =>
        program.Tables.Slots.Where(static slot => slot.IsFact).Select(slot => new ScriptFact(slot.Name, Of(slot.Type, now)));
}
