using System.Runtime.CompilerServices;
using ContactCenter.Routing;

namespace ContactCenter.Simulation.Tests.Scenarios;

/// <summary>What docs/routing.md shows of rings is what its scenario gives.</summary>
public sealed class RoutingPageTests
{
    [Fact]
    public async Task The_rings_of_the_page_bring_the_german_callers_to_87_4_percent_from_41_2()
    {
        var rings = await ScenarioJson.LoadAsync(Path.Combine(Folder(), "routing-rings.json"));
        var without = rings with { Queues = [.. rings.Queues.Select(static queue => queue with { Settings = queue.Settings with { Rings = default } })] };
        rings.Queues[0].Settings.Rings.ShouldBe([new QueueRing { After = TimeSpan.FromSeconds(30), LowerBy = 2 }]);
        Levels(without).ShouldBe([41.2, 95.2]);
        Levels(rings).ShouldBe([87.4, 88.9]);
    }

    private static double[] Levels(Scenario scenario) =>
        [.. Simulator.Run(scenario, new SimulationOptions { Days = 100 }).Queues.Select(static queue => Math.Round(queue.ServiceLevel.Value * 100, 1))];

    private static string Folder([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../docs/images"));
}
