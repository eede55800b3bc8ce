using System.CommandLine;
using System.Globalization;
using ContactCenter.Audit;
using ContactCenter.Journal;
using ContactCenter.Simulation;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ContactCenter.Tools.Simulation;

/// <summary>What several commands take and answer.</summary>
internal static class Shared
{
    /// <summary>It was done, and what was promised is kept.</summary>
    public const int Kept = 0;

    /// <summary>It was done, and what was promised is not kept.</summary>
    public const int NotKept = 1;

    /// <summary>It could not be done.</summary>
    public const int Unusable = 2;

    public static Argument<string> Scenario() => new("SCENARIO") { Description = "A scenario in JSON. docs/simulation.md shows one." };

    public static Option<int> Days(int days) => new("--days") { Description = "How many independent days to simulate.", HelpName = "NUMBER", DefaultValueFactory = _ => days };

    public static Option<ulong> Seed() => new("--seed") { Description = "From what chance to begin; the same seed gives the same days.", HelpName = "NUMBER", DefaultValueFactory = _ => 1UL };

    public static Option<string?> Csv() => new("--csv") { Description = "Writes every figure as comma-separated values.", HelpName = "FILE" };

    public static Option<string?> Out(string name, string what) => new(name) { Description = what, HelpName = "FILE" };

    /// <summary>80/20 and the like: a share in percent and a time in seconds.</summary>
    public static Option<string> Goal() => new("--goal") { Description = "What is promised: a share in percent and a time in seconds.", HelpName = "80/20", DefaultValueFactory = _ => "80/20" };

    public static ServiceLevelGoal ReadGoal(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2
            && TryReadNumber(parts[0], out var percent) && percent is > 0 and <= 100
            && TryReadNumber(parts[1], out var seconds) && seconds is >= 0 and <= 604_800
            ? new ServiceLevelGoal { Target = percent / 100, Within = TimeSpan.FromSeconds(seconds) }
            : throw new ToolException($"--goal is '{text}'; give a share in percent and a time in seconds, such as 80/20.");
    }

    public static TimeSpan ReadTime(string option, string text) =>
        TimeText.TryReadLength(text, out var time) ? time : throw new ToolException($"{option} is '{text}'; give hh:mm:ss, or seconds.");

    /// <exception cref="ToolException">It is no number, or out of its range.</exception>
    public static double ReadNumber(string option, string text, double least, double most) =>
        TryReadNumber(text, out var number) && number >= least && number <= most
            ? number
            : throw new ToolException(string.Create(CultureInfo.InvariantCulture, $"{option} is '{text}'; give a number from {least} to {most}, with a point before its decimals."));

    public static DateTimeOffset ReadInstant(string option, string text) =>
        TimeText.TryReadInstant(text, out var time) ? time : throw new ToolException($"{option} is '{text}'; give a date with its time, such as 2026-03-02T00:00Z or 2026-03-02T00:00+01:00. Without an offset it is UTC.");

    /// <exception cref="ToolException">It is not 1 to 100,000.</exception>
    public static int InRange(string option, int number) =>
        number is >= 1 and <= 100_000 ? number : throw new ToolException($"{option} is {number}; give 1 to 100000.");

    public static SimulationOptions Options(int days, ulong seed) => new() { Days = InRange("--days", days), Seed = seed, Parallelism = Environment.ProcessorCount };

    public static async Task WriteAsync(string? file, Func<string> text, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, text(), cancellationToken);
        }
    }

    /// <summary>Runs a command: what is wrong with the world is one line on the error stream and exit code 2.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return Unusable;
        }
        catch (Exception e) when (e is ToolException or ScenarioException or LogFormatException or IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException or System.Text.Json.JsonException or SqliteException or NpgsqlException or LogUnavailableException)
        {
            await Console.Error.WriteLineAsync(e.Message.Split(" (Parameter '")[0]); // the names in the program say nothing to its user
            return Unusable;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"ccsim met something it does not know ({e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}). Please report it, with the command and its files.");
            return Unusable;
        }
    }

    private static bool TryReadNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}

/// <summary>What the user is told instead of a stack trace.</summary>
internal sealed class ToolException(string message) : Exception(message);
