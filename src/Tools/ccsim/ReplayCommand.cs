using System.CommandLine;
using System.Globalization;
using System.Text;
using ContactCenter.Simulation;

namespace ContactCenter.Tools.Simulation;

/// <summary><c>ccsim replay</c>: a recorded day under other rules.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var log = new Argument<string>("LOG") { Description = "A folder with a log.db, the folder of an export, a zip archive of one, or the connection string of a log in PostgreSQL with its schema." };
        var change = new Option<string?>("--change") { Description = "Other rules in JSON: queues and agents in place of those of the same id, groups of more agents. Without it the day is replayed as it was.", HelpName = "FILE" };
        var from = new Option<string?>("--from") { Description = "When the day begins, such as 2026-03-02T00:00Z or 2026-03-02T00:00+01:00; without an offset it is UTC.", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "When it ends.", HelpName = "TIME" };
        var (goal, seed) = (Shared.Goal(), Shared.Seed());
        var csv = Shared.Out("--csv", "Writes each contact: as it was, as it is replayed with nothing changed, and under the other rules.");
        var command = new Command("replay", "Replays a day of a log under other routing rules. Shows what is stored without checking it: verify first. Exit code 0: it was replayed, 2: it could not be.")
        {
            log, change, from, to, goal, seed, csv,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var promised = Shared.ReadGoal(parsed.GetRequiredValue(goal));
            var changed = parsed.GetValue(change) is { } file ? ReplayChange.Read(await File.ReadAllTextAsync(file, cancellationToken)) : new ReplayChange();
            var (begins, ends) = (Read("--from", parsed.GetValue(from)), Read("--to", parsed.GetValue(to)));
            var day = RecordedDay.Read(await LogRecords.ReadAsync(parsed.GetRequiredValue(log), cancellationToken), begins, ends);
            var goals = System.Collections.Immutable.ImmutableDictionary.CreateRange(day.Queues.Select(queue => KeyValuePair.Create(queue.Id, promised)));
            var result = Replay.Run(day, changed, new ReplayOptions { Goals = goals, Seed = parsed.GetValue(seed) }, cancellationToken);
            Write(day, result);
            await Shared.WriteAsync(parsed.GetValue(csv), () => Csv(result), cancellationToken);
            return Shared.Kept;
        }));
        return command;

        static DateTimeOffset? Read(string option, string? text) => text is null ? null : Shared.ReadInstant(option, text);
    }

    private static void Write(RecordedDay day, ReplayResult result)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{day.Contacts.Length} contacts from {day.From:u} to {day.To:u}. With nothing changed the replay repeats {result.Fidelity * 100:0.0} % of them."));
        foreach (var note in result.Notes)
        {
            Console.WriteLine($"- {note}");
        }

        foreach (var queue in result.Queues.Length > 1 ? result.Queues.Append(result.Total) : result.Queues)
        {
            Console.WriteLine();
            Console.WriteLine($"{queue.Name}, {queue.Goal}");
            Console.WriteLine($"  {"",-18}{"as it was",12}{"replayed",12}{"changed",12}{"difference",12}");
            Line("contacts", static figures => figures.Contacts, "0");
            Line("served", static figures => figures.Served, "0");
            Line("left", static figures => figures.Abandoned, "0");
            Line("refused", static figures => figures.Refused, "0");
            Line("service level %", static figures => figures.ServiceLevel * 100, "0.0");
            Line("speed of answer s", static figures => figures.SpeedOfAnswerSeconds, "0.0");
            Line("longest wait s", static figures => figures.LongestWaitSeconds, "0.0");

            void Line(string name, Func<DayFigures, double> figure, string format)
            {
                string Say(double value, string how) => double.IsNaN(value) ? "–" : value.ToString(how, CultureInfo.InvariantCulture);
                var (recorded, unchanged, changed) = (figure(queue.Recorded), figure(queue.Unchanged), figure(queue.Changed));
                Console.WriteLine($"  {name,-18}{Say(recorded, format),12}{Say(unchanged, format),12}{Say(changed, format),12}{Say(changed - unchanged, $"+{format};-{format};0"),12}");
            }
        }
    }

    private static string Csv(ReplayResult result)
    {
        var text = new StringBuilder("at,item,queue,was,wait s,agent,replayed,wait s,agent,changed,wait s,agent,longer by s\n");
        foreach (var contact in result.Contacts)
        {
            var recorded = contact.Recorded;
            text.Append(CultureInfo.InvariantCulture, $"{recorded.At:O},{recorded.Item.Id},{recorded.Item.Queue},{recorded.Fate},{recorded.Wait.TotalSeconds:0.###},{recorded.Agent},")
                .Append(CultureInfo.InvariantCulture, $"{contact.Unchanged.Fate},{contact.Unchanged.Wait.TotalSeconds:0.###},{contact.Unchanged.Agent},")
                .Append(CultureInfo.InvariantCulture, $"{contact.Changed.Fate},{contact.Changed.Wait.TotalSeconds:0.###},{contact.Changed.Agent},{contact.LongerWait.TotalSeconds:0.###}\n");
        }

        return text.ToString();
    }
}
