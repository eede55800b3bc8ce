using ContactCenter.Scripting.Answers;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Tests.Answers;

/// <summary>A Tuesday in March 2027, 10 o'clock, and the choices of the tables.</summary>
internal static class Asked
{
    public static readonly DateTimeOffset Now = new(2027, 3, 2, 10, 0, 0, TimeSpan.FromHours(1));

    /// <summary>Rome's rules, whatever the machine has: an hour ahead, two from the last Sunday of March to that of October.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone(
        "Test/Rome", TimeSpan.FromHours(1), "Rome", "Rome", "Rome summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday)),
        ]);

    public static AnswerContext In(string language, bool keyed = false) => new()
    {
        Language = Language.Find(language)!,
        Country = language switch { "it" => "IT", "pl" => "PL", "ru" => "RU", _ => "GB" },
        Now = Now,
        Zone = Zone,
        Keyed = keyed,
    };

    public static AnswerType.OneOf Places(string language) => new(language switch
    {
        "it" => [Choice("1", "inside", "In casa o nel palazzo", "appartamento"), Choice("2", "outside", "In strada", "fuori", "all'aperto"), Choice("3", "none", "Nessun odore, manca il gas", "niente odore")],
        "pl" => [Choice("1", "inside", "W domu albo w bloku", "mieszkanie"), Choice("2", "outside", "Na ulicy", "na zewnątrz"), Choice("3", "none", "Nie czuć gazu, brak gazu")],
        "ru" => [Choice("1", "inside", "В доме или в подъезде", "квартира"), Choice("2", "outside", "На улице", "снаружи"), Choice("3", "none", "Нет запаха, нет газа")],
        _ => [Choice("1", "inside", "In the house or the building", "flat", "indoors"), Choice("2", "outside", "In the street", "outdoors"), Choice("3", "none", "No smell, no gas")],
    });

    public static AnswerType Type(string type, string language) => type switch
    {
        "yes/no" => new AnswerType.YesNo(),
        "number" => new AnswerType.Number(),
        "number 1..10" => new AnswerType.Number(1, 10),
        "money" => new AnswerType.Money(),
        "digits 4..6" => new AnswerType.Digits(4, 6),
        "text 20" => new AnswerType.Text(20),
        "phone" => new AnswerType.Phone(),
        "email" => new AnswerType.Email(),
        "address" => new AnswerType.Address(),
        "date" => new AnswerType.Date(),
        "birthday" => new AnswerType.Date(Past: true),
        "time" => new AnswerType.Time(),
        "moment" => new AnswerType.Moment(),
        "duration" => new AnswerType.Duration(),
        "choice" => Places(language),
        "choices" => new AnswerType.ListOf(Places(language)),
        "numbers" => new AnswerType.ListOf(new AnswerType.Number()),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No type of the tables."),
    };

    /// <summary>What a line of a table says: type | answer | value or reason.</summary>
    public static IEnumerable<(string Type, string Answer, string Result)> Lines(string table) => table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('|', 3)).Select(static cells => (cells[0].Trim(), cells[1].Trim(), cells[2].Trim()));

    private static AnswerChoice Choice(string key, string name, string label, params string[] synonyms) => new(key, name, label, [.. synonyms]);
}
