using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ContactCenter.Simulation;

namespace ContactCenter.Tools.Simulation;

/// <summary><c>ccsim staff</c>: how many agents each interval needs, and shifts that cover it.</summary>
internal static class StaffCommand
{
    public static Command Create()
    {
        var (scenario, days, seed, csv) = (Shared.Scenario(), Shared.Days(10), Shared.Seed(), Shared.Csv());
        var whole = new Option<bool>("--whole-day") { Description = "The goals hold over the day, not in each interval." };
        var most = new Option<int>("--most") { Description = "After how many simulations to stop with what was found.", HelpName = "NUMBER", DefaultValueFactory = _ => 300 };
        var shifts = new Option<string?>("--shifts") { Description = "A JSON list of shifts allowed (name, from, to, breaks, cost, most): also finds how many agents to give each, group by group.", HelpName = "FILE" };
        var output = Shared.Out("--out", "Writes the scenario with the staff found, ready for 'ccsim run'.");
        var command = new Command("staff", "Finds how many agents of each group each interval needs, by simulating on the real router. Exit code 0: the goals are reached, 1: not within the simulations allowed, 2: it could not be done.")
        {
            scenario, days, seed, whole, most, shifts, csv, output,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var read = await ScenarioJson.LoadAsync(parsed.GetRequiredValue(scenario), cancellationToken);
            var patterns = parsed.GetValue(shifts) is { } file ? ReadPatterns(await File.ReadAllTextAsync(file, cancellationToken)) : [];
            var plan = StaffingSearch.Find(read, new StaffingSearchOptions
            {
                Simulation = Shared.Options(parsed.GetValue(days), parsed.GetValue(seed)),
                EachInterval = !parsed.GetValue(whole),
                MostSimulations = Shared.InRange("--most", parsed.GetValue(most)),
            }, cancellationToken);
            Write(plan);
            await Shared.WriteAsync(parsed.GetValue(csv), () => Csv(plan), cancellationToken); // before the shifts, which may not cover it
            await Shared.WriteAsync(parsed.GetValue(output), () => ScenarioJson.Write(plan.Scenario), cancellationToken);
            return !TryWriteCover(plan, patterns) ? Shared.Unusable : plan.IsMet ? Shared.Kept : Shared.NotKept;
        }));
        return command;
    }

    private static void Write(StaffingPlan plan)
    {
        var groups = plan.Scenario.Groups;
        Console.WriteLine($"{"from",-10}{string.Concat(groups.Select(static group => $"{group.Settings.Id.Value,14}"))}   service levels");
        for (var i = 0; i < groups[0].Staffing.Length; i++)
        {
            var interval = i;
            var levels = plan.Result.Queues.Select(queue => $"{queue.Name} {(queue.ByInterval[interval].ServiceLevel.Value is var level && double.IsNaN(level) ? "–" : (level * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %")}");
            Console.WriteLine($"{plan.Result.IntervalName(i),-10}{string.Concat(groups.Select(group => $"{group.Staffing[interval],14}"))}   {string.Join(", ", levels)}");
        }

        Console.WriteLine();
        if (!plan.OutOfReach.IsEmpty)
        {
            Console.WriteLine($"The goals are not reached, and more agents do not help: {string.Join(", ", plan.OutOfReach)}. Look at what else its contacts wait for: rings, hours of opening, limits, overflow, answering. {plan.Simulations} simulations.");
            return;
        }

        Console.WriteLine($"{(plan.IsMet ? "The goals are reached" : "The goals are not reached; allow more simulations (--most)")}, {(plan.IsMinimal ? "and nobody can be taken out" : "and it was not tried to the end whether somebody can be taken out")}. {plan.Simulations} simulations.");
    }

    /// <returns>Whether the shifts cover what every group needs.</returns>
    private static bool TryWriteCover(StaffingPlan plan, ImmutableArray<ShiftPattern> patterns)
    {
        var covered = true;
        foreach (var group in patterns.IsEmpty ? [] : plan.Scenario.Groups)
        {
            ShiftCoverPlan cover;
            try
            {
                cover = ShiftCover.Solve(plan.Scenario.Interval, group.Staffing, patterns);
            }
            catch (ScenarioException e)
            {
                Console.Error.WriteLine($"Shifts of {group.Settings.Id}: {e.Message}");
                covered = false;
                continue;
            }

            var chosen = patterns.Select((pattern, p) => (pattern.Name, Agents: cover.Agents[p])).Where(static one => one.Agents > 0).Select(static one => $"{one.Agents} × {one.Name}");
            var proof = cover.IsOptimal ? "nothing is cheaper" : string.Create(CultureInfo.InvariantCulture, $"no cover costs less than {cover.LowerBound:0.##}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Shifts of {group.Settings.Id}: {string.Join(", ", chosen.DefaultIfEmpty("none"))}; cost {cover.Cost:0.##}, {proof}."));
        }

        return covered;
    }

    private static string Csv(StaffingPlan plan) => "group,interval,agents\n" + string.Concat(plan.Scenario.Groups.SelectMany(group =>
        group.Staffing.Select((agents, i) => $"{group.Settings.Id},{plan.Result.IntervalName(i)},{agents}\n")));

    private static ImmutableArray<ShiftPattern> ReadPatterns(string json)
    {
        try
        {
            return ShiftPattern.ReadList(json);
        }
        catch (ScenarioException e)
        {
            throw new ToolException($"The shifts are not a list as it should be: {e.Message} Write: [ {{ \"name\": \"early\", \"from\": \"00:00:00\", \"to\": \"08:00:00\" }} ]");
        }
    }
}
