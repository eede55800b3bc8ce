using System.Collections.Immutable;

namespace ContactCenter.Simulation;

/// <summary>
/// Lists of contacts as comma-separated text. The first line names the columns: <c>at</c>, and any of <c>handling</c>, <c>patience</c>,
/// <c>wrapUp</c>; others are skipped. Times are <c>hh:mm:ss</c> or seconds; <c>at</c> is after the start, or a date with its time
/// (ISO 8601; UTC where it names no offset).
/// </summary>
public static class ContactCsv
{
    /// <summary>The most contacts one file may list.</summary>
    public const int MostContacts = 10_000_000;

    /// <summary>Reads a list.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The scenario's start: what dates are counted from.</param>
    /// <exception cref="ScenarioException">A line is not as it should be; the message names it.</exception>
    public static ImmutableArray<ListedContact> Read(TextReader text, DateTimeOffset start)
    {
        ArgumentNullException.ThrowIfNull(text);
        var columns = (text.ReadLine() ?? "").TrimStart('\uFEFF').Split(',', ';').Select(static name => name.Trim()).ToList();
        int ColumnOf(string name) => columns.FindIndex(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase));
        var (at, handling, patience, wrapUp) = (ColumnOf("at"), ColumnOf("handling"), ColumnOf("patience"), ColumnOf("wrapUp"));
        if (at < 0)
        {
            throw new ScenarioException($"The first line names the columns {string.Join(", ", columns)}, but no 'at'. Begin with a line such as: at,handling,patience,wrapUp");
        }

        var contacts = ImmutableArray.CreateBuilder<ListedContact>();
        for (var number = 2; text.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (contacts.Count == MostContacts)
            {
                throw new ScenarioException($"There are more than {MostContacts} contacts; split the list.");
            }

            var fields = line.Split(',', ';');
            string Field(int column) => column >= 0 && column < fields.Length ? fields[column].Trim() : "";
            TimeSpan? Time(int column) => Field(column) is { Length: > 0 } field ? ParseTime(field, number, columns[column]) : null;
            contacts.Add(new ListedContact(ParseAt(Field(at), number, start), Time(handling), Time(patience), Time(wrapUp)));
        }

        return contacts.ToImmutable();
    }

    private static TimeSpan ParseAt(string field, int line, DateTimeOffset start) =>
        TimeText.TryReadInstant(field, out var date)
            ? date - start is var at && at >= TimeSpan.Zero ? at : throw Wrong(field, line, "at", $"give a time from the start, {start:u}, on")
            : ParseTime(field, line, "at");

    private static TimeSpan ParseTime(string field, int line, string column) =>
        TimeText.TryReadLength(field, out var time) ? time : throw Wrong(field, line, column, $"give hh:mm:ss, or seconds{(column == "at" ? ", or a date such as 2026-03-02T08:00Z" : "")}");

    private static ScenarioException Wrong(string field, int line, string column, string remedy) =>
        new($"Line {line}: {column} is '{field}'; {remedy}.");
}
