using ContactCenter.Administration;
using ContactCenter.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Scripts;

/// <summary>Scripts as edits of the configuration: what is wrong is told with its place, and changes nothing.</summary>
public sealed class ScriptEditTests
{
    [Fact]
    public async Task A_script_with_faults_is_refused_with_line_column_and_code_of_each_and_the_old_one_stays()
    {
        await using var center = new UpgradeCenter();
        await center.Center.StartAsync();
        var administration = center.Center.Services.GetRequiredService<IAdministrations>().Open(Principal.Person(new AgentId("adele"), CenterFixture.Acme, Role.Administrator), CenterFixture.Acme);
        var meter = (await administration.ConfigurationAsync()).Scripts.Single();
        var wrong = UpgradeCenter.Meter.Replace("-> end noted", "-> end notde", StringComparison.Ordinal).Replace("digits 4..8", "digits 8..4", StringComparison.Ordinal);
        var result = await administration.ChangeAsync([new ConfigurationEdit.SetScript("meter", new ScriptOptions { Text = wrong }) { Version = meter.Version }], Guid.NewGuid());

        (result.Status, result.Code).ShouldBe((DeskStatus.Invalid, "CC1222"));
        var lines = wrong.Split('\n');
        result.Faults.ShouldAllBe(static f => f.Key == "Tenants:acme:Scripts:meter:Text" && f.Rule == "script-fault");
        foreach (var text in new[] { "8..4", "notde" })
        {
            var line = Array.FindIndex(lines, l => l.Contains(text, StringComparison.Ordinal));
            var fault = result.Faults.ShouldHaveSingleItem(f => f.Values[0] == $"{line + 1}");
            int.Parse(fault.Values[3], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, lines[line].Length);
            fault.Message.ShouldContain($"line {fault.Values[0]}, column {fault.Values[3]}: ");
            fault.Message.ShouldEndWith($"({fault.Values[1]})");
        }

        var unknown = result.Faults.Single(static f => f.Values[1] == "S203").Values;
        (unknown[4], unknown[2]).ShouldBe(("notde", $"The header names no outcome 'notde'{unknown[5]}")); // behind the four: what the sentence speaks of

        (await administration.ConfigurationAsync()).Scripts.Single().Version.ShouldBe(meter.Version);
        await center.TalkAsync(1, "hello/k101");
    }
}

file static class Singles
{
    public static T ShouldHaveSingleItem<T>(this IEnumerable<T> items, Func<T, bool> which) => items.Where(which).ShouldHaveSingleItem();
}
