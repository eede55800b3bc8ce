using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary><c>ccflow upgrade</c>: what would become of live runs on another version.</summary>
internal static class UpgradeCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "The version runs are on.", Required = true };
        var to = new Option<string>("--to") { Description = "The version they are to go on with.", Required = true };
        var fromContracts = new Option<string?>("--from-contracts") { Description = "What the old version relies on; by default the file of its name that ends with .contracts." };
        var toContracts = new Option<string?>("--to-contracts") { Description = "What the new version relies on; by default the file of its name that ends with .contracts." };
        var map = new Option<string?>("--map") { Description = "What became of steps, lines and slots that have other names." };
        var runs = new Option<string?>("--runs") { Description = "A file of frames: the last of each run counts. Without it every line is looked at." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only says what would become of them. It must be given: a host upgrades its runs, not this tool.", Required = true };
        var command = new Command("upgrade", "Says which live runs would move to another version, which stay, and why. Exit code 0: all move, 1: some do not, 2: it could not be done.")
        {
            from, to, fromContracts, toContracts, map, runs, dryRun,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            if (!parsed.GetValue(dryRun))
            {
                throw new ToolException("A host upgrades its runs, not this tool; it shows what would become of them with --dry-run.");
            }

            var old = await ScriptFile.ReadAsync(parsed.GetRequiredValue(from), parsed.GetValue(fromContracts), cancellationToken);
            var now = await ScriptFile.ReadAsync(parsed.GetRequiredValue(to), parsed.GetValue(toContracts), cancellationToken);
            var program = old.Compile();
            var text = new StringBuilder();
            var written = parsed.GetValue(map) is { } file ? (await Shared.ReadAsync([file], cancellationToken))[0] : null;
            var faults = ImmutableArray<Diagnostic>.Empty;
            var upgrade = new ScriptUpgrade(program, now.Compile(), written is null ? null : ScriptUpgradeMap.Parse(written, program.Version, out faults));
            foreach (var fault in faults.Concat(upgrade.MapFaults))
            {
                TextReport.Write(text, written!, fault);
            }

            var isMapWrong = text.Length > 0;
            var code = isMapWrong ? Shared.Wrong : parsed.GetValue(runs) is { } frames ? Write(text, old.Source, upgrade, frames) : Write(text, old.Source, upgrade);
            await Console.Out.WriteAsync(text.ToString());
            return code;
        }));
        return command;
    }

    /// <summary>Every line, without runs.</summary>
    private static int Write(StringBuilder text, SourceText source, ScriptUpgrade upgrade)
    {
        var kept = upgrade.Look();
        text.Append(CultureInfo.InvariantCulture, $"{upgrade.From.Name} v{upgrade.From.Version} to v{upgrade.To.Version}: {(kept.IsEmpty ? "runs at every line can move, unless what they hold keeps them" : TextReport.Counted(kept.Length, "line") + " at which runs stay")}.\n");
        foreach (var one in kept)
        {
            TextReport.Write(text, source, one);
        }

        return kept.IsEmpty ? Shared.Right : Shared.Wrong;
    }

    private static int Write(StringBuilder text, SourceText source, ScriptUpgrade upgrade, string frames)
    {
        var report = upgrade.DryRun(FrameFile.ReadLast(frames));
        var (moves, stays, fails) = (report.Count(ScriptUpgradeVerdict.Moves), report.Count(ScriptUpgradeVerdict.Stays), report.Count(ScriptUpgradeVerdict.Fails));
        text.Append(CultureInfo.InvariantCulture, $"{upgrade.From.Name} v{upgrade.From.Version} to v{upgrade.To.Version}: {TextReport.Counted(report.Findings.Length, "run")}: {moves} would move, {stays} would stay, {fails} cannot be read.\n");
        foreach (var one in report.Diagnostics)
        {
            TextReport.Write(text, source, one);
        }

        foreach (var finding in report.Findings.OrderBy(static finding => finding.Verdict))
        {
            text.Append(finding.Verdict switch
            {
                ScriptUpgradeVerdict.Moves => $"moves  {finding.Run}  {finding.From}{(finding.To == finding.From ? "" : " -> " + finding.To)}\n",
                ScriptUpgradeVerdict.Stays => $"stays  {finding.Run}  {finding.From}  {(finding.Code.Length > 0 ? finding.Code : finding.Why)}\n",
                _ => $"fails  {finding.Run}  {finding.Why}\n",
            });
        }

        return moves == report.Findings.Length ? Shared.Right : Shared.Wrong;
    }
}
