using ContactCenter;
using ContactCenter.Routing;
using ContactCenter.Simulation;

namespace DocSnippets;

/// <summary>The code of docs/simulation.md; what a page shows begins at the margin.</summary>
internal static class Simulations
{
    public static SimulationResult Monday()
    {
// <SimulationDay>
var monday = new ScenarioBuilder("Monday")
    .Lasting(TimeSpan.FromHours(10))
    .AddQueue("faults", q => q.RequireSkill("gas", 3).ServiceLevel(80, TimeSpan.FromSeconds(20)))
    .AddContacts("faults", c => c
        .Arriving(TimeSpan.FromHours(1), 60, 110, 120, 90, 70, 80, 95, 90, 60, 40)           // by chance, at these rates
        .Taking(new Duration.Lognormal(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(3)))
        .WaitingAtMost(new Duration.Exponential(TimeSpan.FromMinutes(4)))
        .CallingAgain(0.4, new Duration.Exponential(TimeSpan.FromMinutes(5))))
    .AddContacts("faults", c => c.Named("gas smell").ArrivingPerHour(3).WithPriority(Priority.Emergency))
    .AddAgents("technical", a => a.Skill("gas", 5).Count(10))
    .Build();

var result = Simulator.Run(monday, new SimulationOptions { Days = 100 });
Console.WriteLine(result.Queue("faults").ServiceLevel);                                      // 0.9071 ± 0.0057
File.WriteAllText("report.html", HtmlReport.Of(result));
// </SimulationDay>
        return result;
    }

    public static void Policy(Scenario monday)
    {
// <SimulationPolicy>
PolicyTest.Of(monday)
    .Simulating(days: 50)
    .ServiceLevelHolds("faults")                        // 80/20, for certain
    .NoEmergencyWaitsOver(TimeSpan.FromMinutes(2))
    .NobodyStarves(TimeSpan.FromMinutes(20))
    .OccupancyAtMost("technical", 90)
    .Check();                                           // throws PolicyViolationException with the figures
// </SimulationPolicy>
    }

    public static void Staff(Scenario monday)
    {
// <SimulationStaff>
var guess = ErlangStaffing.AgentsFor(new QueueDemand { PerHour = 120, Handling = TimeSpan.FromMinutes(4), Patience = TimeSpan.FromMinutes(4) });
var plan = StaffingSearch.Find(monday);                 // the real router, interval by interval and skill by skill
var shifts = ShiftCover.Solve(monday.Interval, plan.ByGroup["technical"],
[
    new ShiftPattern { Name = "early", From = TimeSpan.Zero, To = TimeSpan.FromHours(6) },
    new ShiftPattern { Name = "late", From = TimeSpan.FromHours(4), To = TimeSpan.FromHours(10) },
]);
Console.WriteLine($"{guess.Agents} by formula at the peak; {shifts.Agents[0]} early and {shifts.Agents[1]} late, cost {shifts.Cost}, at least {shifts.LowerBound}");
// </SimulationStaff>
    }

    public static void Yesterday(IEnumerable<RouterRecord> journal)
    {
// <SimulationReplay>
var yesterday = RecordedDay.Read(journal);
var faults = yesterday.Queues.Single(queue => queue.Id.Value == "faults");
var result = Replay.Run(yesterday, new ReplayChange { Queues = [faults with { WrapUp = TimeSpan.FromSeconds(30) }] });
Console.WriteLine($"{result.Total.Unchanged.ServiceLevel:P1} -> {result.Total.Changed.ServiceLevel:P1}, repeats {result.Fidelity:P1} of yesterday");
foreach (var contact in result.Contacts.Where(contact => contact.LongerWait > TimeSpan.FromMinutes(1)))
{
    Console.WriteLine($"{contact.Recorded.At:t} waits {contact.LongerWait} longer");
}
// </SimulationReplay>
    }
}
