using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary><c>ccflow test</c>: plays the conversations written for scripts on the real engine.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var files = Files();
        var crash = new Option<bool>("--crash") { Description = "Plays each once more with a crash after every step; what happens has to be the same." };
        var languages = new Option<bool>("--languages") { Description = "Plays each in every language of its script, too." };
        var command = new Command("test", "Plays the conversations beside scripts. Exit code 0: all went as written, 1: one did not, 2: it could not be done.") { files, crash, languages };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var (played, failed) = (0, 0);
            foreach (var script in await TestedScript.ReadAsync(parsed.GetRequiredValue(files), cancellationToken))
            {
                var own = script.Play(crashes: false, []);
                failed += Report(script, own);
                played += own.Length;
                if (parsed.GetValue(crash))
                {
                    failed += Compare(script, own, script.Play(crashes: true, []));
                }

                if (parsed.GetValue(languages))
                {
                    failed += Report(script, script.Play(crashes: false, script.Program.Languages));
                }
            }

            Console.WriteLine(failed == 0 ? $"{Count(played, "conversation")}, all as written." : $"{Count(played, "conversation")}, {Count(failed, "failure")}.");
            return failed == 0 ? Shared.Right : Shared.Wrong;
        }));
        return command;
    }

    public static Argument<string[]> Files() => new("FILES")
    {
        Description = $"Scripts or their {TestedScript.Extension} files, or folders of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{count} {what}s");

    /// <summary>Says what failed.</summary>
    public static int Report(TestedScript script, ImmutableArray<(ConversationResult Result, int Line, string? Language)> played)
    {
        var failed = 0;
        foreach (var (result, _, language) in played.Where(static one => one.Result.Failure is not null))
        {
            failed++;
            var where = language is null ? "" : $" in {language}";
            Console.WriteLine($"{script.Talks.Source.Name}({result.Failure!.Line}): \"{result.Name}\"{where}: {result.Failure.Message}");
        }

        return failed;
    }

    private static int Compare(
        TestedScript script,
        ImmutableArray<(ConversationResult Result, int Line, string? Language)> own,
        ImmutableArray<(ConversationResult Result, int Line, string? Language)> crashed)
    {
        var failed = 0;
        for (var i = 0; i < own.Length; i++)
        {
            if (!own[i].Result.Entries.Select(static entry => entry.ToString()).SequenceEqual(crashed[i].Result.Entries.Select(static entry => entry.ToString())))
            {
                failed++;
                Console.WriteLine($"{script.Talks.Source.Name}({own[i].Line}): \"{own[i].Result.Name}\": with a crash after every step something else happens.");
            }
        }

        return failed;
    }
}
