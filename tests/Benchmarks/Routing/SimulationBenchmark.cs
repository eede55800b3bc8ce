using System.Diagnostics;
using System.Globalization;
using ContactCenter.Routing;
using ContactCenter.Simulation;

namespace ContactCenter.Benchmarks.Routing;

/// <summary>Days of the real router in virtual time, on one core, beside the router alone at the same commands.</summary>
internal static class SimulationBenchmark
{
    public static int Run(Settings settings)
    {
        var (days, rounds, agents) = (settings.Whole("days", 200), settings.Whole("rounds", 5), settings.Whole("agents", 100));
        settings.Check();
        var day = Day(agents);
        Simulator.Run(day, new SimulationOptions { Days = Math.Max(20, days / 5) }); // compiled by then
        Console.WriteLine($"{agents} agents, days of 8 hours, {days} days a round");
        for (var round = 1; round <= rounds; round++)
        {
            var (allocated, cpu, since) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            var result = Simulator.Run(day, new SimulationOptions { Days = days, Seed = (ulong)round });
            var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
            var processor = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds; // what a busy machine leaves as it is
            var contacts = result.Total.Arrived.Value * days;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {contacts / seconds / 1e6:0.000} M contacts/s, {contacts / processor / 1e6:0.000} M per second of processor, {processor / days * 1e3:0.0} ms of it a day of {contacts / days:0}, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / contacts:0} B a contact"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the router alone, at the same commands: {RouterAlone(day):0.000} M per second of processor; deriving an offer's id: {DerivingMicroseconds():0.000} µs"));
        return 0;
    }

    private static Scenario Day(int agents) => new ScenarioBuilder("bench")
        .AddQueue("calls")
        .AddContacts("calls", c => c.ArrivingPerHour(agents * 12.5).Taking(new Duration.Exponential(TimeSpan.FromMinutes(4.5))).WaitingAtMost(new Duration.Exponential(TimeSpan.FromMinutes(3))))
        .AddAgents("team", a => a.Count(agents))
        .Build();

    /// <summary>The commands of one day, which a listener takes from the records' causes, carried out again and again with nothing around them.</summary>
    private static double RouterAlone(Scenario day)
    {
        var journal = new List<RouterRecord>();
        Simulator.Run(day, new SimulationOptions { Days = 1, Listener = (_, record) => journal.Add(record) });
        var commands = journal.GroupBy(static record => record.Source!.Value).Select(static group => (First: group.First(), Input: InputOf(group.First()))).ToList();
        var contacts = journal.Count(static record => record.Event is RouterEvent.WorkQueued);
        var (records, rates) = (new List<RouterRecord>(), new List<double>());
        for (var round = 0; round < 40; round++)
        {
            var runner = new RouterRunner(new RouterState());
            var cpu = Environment.CpuUsage.TotalTime;
            foreach (var (first, input) in commands)
            {
                records.Clear();
                runner.Run(input, first.At, records);
            }

            rates.Add(contacts / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / 1e6);
        }

        return rates.Skip(20).Order().ElementAt(10); // the median, compiled by then
    }

    private static RouterInput InputOf(RouterRecord record) => new(record.Cause, record.Source, record.Event switch
    {
        RouterEvent.QueueSet e => new RouterCommand.SetQueue(e.Settings),
        RouterEvent.AgentSet e => new RouterCommand.SetAgent(e.Settings),
        RouterEvent.AgentSignedIn e => new RouterCommand.SignIn(e.Agent),
        RouterEvent.AgentConnected e => new RouterCommand.Connect(e.Agent),
        RouterEvent.AgentReady e => new RouterCommand.SetReady(e.Agent),
        RouterEvent.WorkQueued e => new RouterCommand.Enqueue(e.Item),
        RouterEvent.OfferAccepted e => new RouterCommand.Accept(e.Agent, e.Offer),
        RouterEvent.WorkCompleted e => new RouterCommand.Complete(e.Item),
        RouterEvent.WorkWithdrawn e => new RouterCommand.Withdraw(e.Item, e.Reason),
        _ => new RouterCommand.Wake(),
    });

    private static double DerivingMicroseconds()
    {
        const int Times = 500_000;
        var (id, cpu) = (DerivedId.From("bench"), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < Times; i++)
        {
            id = DerivedId.From(id, i);
        }

        return (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Times;
    }
}
