using System.Collections.Frozen;

namespace ContactCenter.Scripting;

/// <summary>What every host gives its scripts.</summary>
internal static class GivenValues
{
    /// <summary>The instant of the wake-up.</summary>
    public const string Now = "now";

    /// <summary>The day of the wake-up in the run's time zone.</summary>
    public const string Today = "today";

    private static readonly ScriptType Hours = ScriptType.Record("hours", new("open", ScriptType.YesNo), new("next", ScriptType.Moment, IsOptional: true));

    private static readonly ScriptType Session = ScriptType.Record(
        "session",
        new("channel", ScriptType.Text),
        new("language", ScriptType.Text),
        new("from", ScriptType.Phone),
        new("served", ScriptType.YesNo));

    private static readonly ScriptType Customer = ScriptType.Record(
        "customer",
        new("name", ScriptType.Text, IsOptional: true),
        new("phone", ScriptType.Phone, IsOptional: true),
        new("email", ScriptType.Email, IsOptional: true),
        new("address", ScriptType.Address, IsOptional: true),
        new("language", ScriptType.Text, IsOptional: true));

    private static readonly ScriptType Agent = ScriptType.Record("agent", new("id", ScriptType.Text), new("name", ScriptType.Text));

    /// <summary>What any conversation can tell a script.</summary>
    public static FrozenDictionary<string, ScriptType?> Events { get; } = new Dictionary<string, ScriptType?>(StringComparer.Ordinal)
    {
        ["hangup"] = null,
        ["message"] = ScriptType.Record("message", new ScriptTypeField("text", ScriptType.Text)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The records that are given, by name.</summary>
    public static IEnumerable<ScriptType> Records => [Session, Customer, Agent, Hours];

    /// <summary><c>session</c>, <c>customer</c>, <c>agent</c>, <c>now</c>, <c>today</c>, and <c>hours</c> with one field for each calendar.</summary>
    public static FrozenDictionary<string, ScriptType> Standard(IEnumerable<string> calendars)
    {
        var hours = calendars.Select(static calendar => new ScriptTypeField(calendar, Hours)).ToArray();
        return new Dictionary<string, ScriptType>(StringComparer.Ordinal)
        {
            [Now] = ScriptType.Moment,
            [Today] = ScriptType.Date,
            ["session"] = Session,
            ["customer"] = Customer,
            ["agent"] = Agent,
            ["hours"] = ScriptType.Record("calendars", hours),
        }.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
