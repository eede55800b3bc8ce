using System.CommandLine;
using System.Globalization;
using ContactCenter.Simulation;

namespace ContactCenter.Tools.Simulation;

/// <summary><c>ccsim erlang</c>: the closed formulas.</summary>
internal static class ErlangCommand
{
    public static Command Create()
    {
        var rate = new Option<string>("--per-hour") { Description = "Contacts per hour.", HelpName = "NUMBER", Required = true };
        var handling = new Option<string>("--handling") { Description = "The mean time an agent is busy with one, wrap-up included: hh:mm:ss, or seconds.", HelpName = "TIME", Required = true };
        var patience = new Option<string?>("--patience") { Description = "The mean time after which a waiting customer leaves (Erlang A); without it nobody leaves (Erlang C).", HelpName = "TIME" };
        var goal = Shared.Goal();
        var agents = new Option<int?>("--agents") { Description = "How so many agents do; without it, how many reach the goal.", HelpName = "NUMBER" };
        var shrinkage = new Option<string>("--shrinkage") { Description = "The share of paid time that is breaks, training and illness, in percent.", HelpName = "PERCENT", DefaultValueFactory = _ => "0" };
        var occupancy = new Option<string>("--most-occupancy") { Description = "The largest share of their time for which agents may be busy, in percent.", HelpName = "PERCENT", DefaultValueFactory = _ => "100" };
        var command = new Command("erlang", "Works out how many agents a service level needs, or how a number of agents does. Exit code 0: the goal is reached, 1: not, 2: it could not be worked out.")
        {
            rate, handling, patience, goal, agents, shrinkage, occupancy,
        };
        command.SetAction((parsed, _) => Shared.RunAsync(() =>
        {
            var promised = Shared.ReadGoal(parsed.GetRequiredValue(goal));
            var demand = new QueueDemand
            {
                PerHour = Shared.ReadNumber("--per-hour", parsed.GetRequiredValue(rate), 0, 1e9),
                Handling = Shared.ReadTime("--handling", parsed.GetRequiredValue(handling)),
                Patience = parsed.GetValue(patience) is { } time ? Shared.ReadTime("--patience", time) : null,
            };
            var missing = Shared.ReadNumber("--shrinkage", parsed.GetRequiredValue(shrinkage), 0, 99.99) / 100;
            var busy = Shared.ReadNumber("--most-occupancy", parsed.GetRequiredValue(occupancy), 0.01, 100) / 100;
            var answer = parsed.GetValue(agents) is { } number
                ? ErlangStaffing.Answer(demand, number, promised)
                : ErlangStaffing.AgentsFor(demand, promised, new StaffingLimits { MostOccupancy = busy });
            Write(demand, promised, answer, missing);
            return Task.FromResult(answer.ServiceLevel >= promised.Target ? Shared.Kept : Shared.NotKept);
        }));
        return command;
    }

    private static void Write(QueueDemand demand, ServiceLevelGoal goal, StaffingAnswer answer, double shrinkage)
    {
        void Line(string what, FormattableString value) => Console.WriteLine($"{what,-24}{value.ToString(CultureInfo.InvariantCulture)}");
        Line("formula", $"{(demand.Patience is null ? "Erlang C" : "Erlang A")}");
        Line("load", $"{demand.PerHour * demand.Handling.TotalHours:0.##} Erlang");
        Line("agents", $"{answer.Agents}");
        if (shrinkage > 0)
        {
            Line("on the roster", $"{answer.OnRoster(shrinkage)}");
        }

        Line($"in {goal.Within.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)} s, of everyone", $"{answer.ServiceLevel * 100:0.00} %");
        Line("wait at all", $"{answer.WaitProbability * 100:0.00} %");
        Line("leave", $"{answer.AbandonProbability * 100:0.00} %");
        Line("mean wait", $"{answer.MeanWaitSeconds:0.00} s");
        Line("busy", $"{answer.Occupancy * 100:0.00} %");
    }
}
