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
            && double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100
            && double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 604_800
            ? new ServiceLevelGoal { Target = percent / 100, Within = TimeSpan.FromSeconds(seconds) }
            : throw new ToolException($"--goal is '{text}'; give a share in percent and a time in seconds, such as 80/20.");
    }

    public static TimeSpan ReadTime(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1e7 ? TimeSpan.FromSeconds(seconds)
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero ? time
        : throw new ToolException($"{option} is '{text}'; give hh:mm:ss, or seconds.");

    public static SimulationOptions Options(int days, ulong seed) => new() { Days = days, Seed = seed, Parallelism = Environment.ProcessorCount };

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
            await Console.Error.WriteLineAsync(e.Message);
            return Unusable;
        }
    }
}

/// <summary>What the user is told instead of a stack trace.</summary>
internal sealed class ToolException(string message) : Exception(message);
