using System.CommandLine;
using System.Text;
using ContactCenter.Audit;
using ContactCenter.Journal;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ContactCenter.Tools.Audit;

/// <summary>What several commands take and answer.</summary>
internal static class Shared
{
    public const int Intact = 0;
    public const int Damaged = 1;
    public const int Unusable = 2;

    public static Argument<string> Log(string name = "LOG") => new(name) { Description = "A folder with a log.db, the folder of an export, a zip archive of one, or the connection string of a log in PostgreSQL with its schema: 'Host=…;Database=…;Username=…;Search Path=log_acme'." };

    public static Option<string?> Key() => new("--key") { Description = "A PEM file with the public key that must have signed. Have it from elsewhere than the log.", HelpName = "FILE" };

    public static Option<string?> KeyName() => new("--key-name") { Description = "Whose key it is, as in the note; by default the name in the export's manifest.", HelpName = "NAME" };

    /// <summary>Runs a command: what is wrong with the world is one line on the error stream and exit code 2; 1 is kept for a log that is not what it was.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            Say.Error("Stopped.");
            return Unusable;
        }
        catch (LogFormatException e)
        {
            Say.Error(e.Message);
            return Damaged;
        }
        catch (ArgumentException e) when (e.ParamName is { } name)
        {
            Say.Error(e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal));
            return Unusable;
        }
        catch (Exception e) when (e is ToolException or IOException or UnauthorizedAccessException or ArgumentException or SqliteException or NpgsqlException or LogUnavailableException)
        {
            Say.Error(e.Message);
            return Unusable;
        }
        catch (Exception e) // a fault of ours says nothing about the log either
        {
            Say.Error($"ccaudit failed, and should not: {e.GetType().Name}: {e.Message}");
            return Unusable;
        }
    }

    /// <summary>The key a file holds; null where none was named.</summary>
    public static LogKey? ReadKey(string? file, string? name, LogSource? source)
    {
        if (file is null)
        {
            return null;
        }

        return (name ?? source?.Export?.Manifest.KeyName) is { } whose
            ? LogKey.FromPem(whose, Text(File.ReadAllBytes(file)) ?? throw new ToolException($"The key in '{file}' is none: it is no text in UTF-8."))
            : throw new ToolException("Say whose key it is: --key-name, such as cc.example.com.");
    }

    /// <summary>The text of a head in a file: UTF-8 as it stands, since a signature is over bytes.</summary>
    /// <exception cref="ToolException">It is no text in UTF-8.</exception>
    public static async Task<string> ReadHeadAsync(string file, CancellationToken cancellationToken) =>
        Text(await File.ReadAllBytesAsync(file, cancellationToken)) ?? throw new ToolException($"The head in '{file}' counts for nothing: it is no text in UTF-8.");

    private static string? Text(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
}
