using FaultRunner;
using Xunit.Abstractions;

namespace Faults.Tests;

public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Twelve_kills_lose_nothing_and_double_nothing()
    {
        using var lines = new StringWriter();
        var options = new RunOptions { Points = FaultPoints.Quick, Hits = 1, Random = 2, Rate = 3, Patience = TimeSpan.FromMinutes(5) };
        var verdict = await new FaultRun(options, lines).RunAsync();
        output.WriteLine($"{lines}{verdict}");
        verdict.Faults.ShouldBeEmpty($"{lines}{verdict}");
        verdict.Kills.ShouldBeGreaterThanOrEqualTo(12);
        verdict.Answers.ShouldBeGreaterThan(0);
        verdict.Swept.ShouldBeGreaterThan(0);
    }
}
