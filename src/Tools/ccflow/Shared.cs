using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary>What several commands take and answer.</summary>
internal static class Shared
{
    /// <summary>It was done, and the scripts are as they should be.</summary>
    public const int Right = 0;

    /// <summary>It was done, and a script is not as it should be.</summary>
    public const int Wrong = 1;

    /// <summary>It could not be done.</summary>
    public const int Unusable = 2;

    public const string Extension = ".flow";

    public static Argument<string[]> Files() => new("FILES")
    {
        Description = $"Scripts, or folders of them: every {Extension} file below.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string?> Contracts() => new("--contracts") { Description = "What the script relies on; by default the file of its name that ends with .contracts." };

    /// <summary>A whole number of at least 1.</summary>
    public static Option<int> Count(string name, string description, int usual, int most)
    {
        var option = new Option<int>(name) { Description = $"{description} {usual} by default.", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (WholeOf(result) is { } value && (value < 1 || value > most))
            {
                result.AddError($"{name} is {value}; it is 1 to {most}.");
            }
        });
        return option;
    }

    /// <summary>The whole number written for an option; null for none, and for what is no number, which is refused by itself.</summary>
    public static int? WholeOf(OptionResult option) =>
        option.Tokens is [var written] && int.TryParse(written.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The scripts named, in order, each once.</summary>
    public static async Task<IReadOnlyList<SourceText>> ReadAsync(IEnumerable<string> named, CancellationToken cancellationToken)
    {
        var scripts = new List<SourceText>();
        foreach (var file in named.SelectMany(Expand).Distinct(StringComparer.Ordinal))
        {
            scripts.Add(new SourceText(file, await TextFile.ReadAsync(file, cancellationToken)));
        }

        return scripts;
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
        catch (Exception e) when (e is ToolException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or FormatException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(Sentence(e));
            return Unusable;
        }
    }

    /// <summary>What an exception says, without the parameter a caller in code would look for.</summary>
    private static string Sentence(Exception e) => e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;

    private static IEnumerable<string> Expand(string named)
    {
        if (!Directory.Exists(named))
        {
            return [named];
        }

        var found = Directory.GetFiles(named, "*" + Extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new ToolException($"No {Extension} file lies in '{named}'.");
    }
}
