using System.CommandLine;
using System.Globalization;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary><c>ccflow cover</c>: what of scripts their conversations never reach.</summary>
internal static class CoverCommand
{
    public static Command Create()
    {
        var files = TestCommand.Files();
        var least = new Option<int>("--least") { Description = "The share in percent that has to be reached.", DefaultValueFactory = _ => 100 };
        var command = new Command(
            "cover", "Says which steps, lines, branches and refusals the conversations never reach, and which texts in which language. Exit code 0: enough is reached, 1: too little, or a conversation fails, 2: it could not be done.")
        {
            files, least,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var code = Shared.Right;
            foreach (var script in await TestedScript.ReadAsync(parsed.GetRequiredValue(files), cancellationToken))
            {
                var played = script.Play(crashes: false, script.Program.Languages);
                var coverage = new ScriptCoverage(script.Program);
                foreach (var (result, _, _) in played)
                {
                    coverage.Add(result.Coverage);
                }

                code = TestCommand.Report(script, played) > 0 || !Report(coverage, parsed.GetValue(least)) ? Shared.Wrong : code;
            }

            return code;
        }));
        return command;
    }

    private static bool Report(ScriptCoverage coverage, int least)
    {
        var (points, texts) = (coverage.Points.Length, coverage.Texts.Length * coverage.Program.Languages.Length);
        var missed = coverage.Program.Languages.SelectMany(language => coverage.MissedTexts(language).Select(text => $"#{text} in {language}")).ToList();
        var reached = coverage.Reached + texts - missed.Count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{coverage.Program.Name} v{coverage.Program.Version}: {coverage.Reached} of {points} parts, {texts - missed.Count} of {texts} texts in {coverage.Program.Languages.Length} languages."));
        foreach (var what in coverage.Missed.Select(static point => point.ToString()).Concat(missed))
        {
            Console.WriteLine($"  never reached: {what}");
        }

        return reached * 100L >= (long)least * (points + texts);
    }
}
