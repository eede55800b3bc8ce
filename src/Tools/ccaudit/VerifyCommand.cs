using System.CommandLine;
using System.Globalization;
using ContactCenter.Audit;

namespace ContactCenter.Tools.Audit;

/// <summary><c>ccaudit verify</c>: a log, an export or a receipt.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var log = Shared.Log();
        var key = Shared.Key();
        var name = Shared.KeyName();
        var heads = new Option<string[]>("--head") { Description = "A head of the log kept elsewhere (a note or a checkpoint); may be given more than once. Only heads show a cut-off end.", HelpName = "FILE" };
        var series = new Option<string?>("--heads") { Description = "A folder of published heads of the log, or of a log that keeps them. They are also checked among themselves, which shows a stolen key.", HelpName = "FOLDER" };
        var from = new Option<long>("--signed-from") { Description = "The first commit record that must be signed.", HelpName = "NUMBER" };
        var state = new Option<string?>("--state") { Description = "Keeps how far it is in this file, and goes on from there. Keep the file safe: it is believed.", HelpName = "FILE" };
        var quiet = new Option<bool>("--quiet") { Description = "No progress." };
        var command = new Command("verify", "Checks everything: entries, chain, tree and tiles; with a key also signatures, with heads also the end. Exit code 0: intact, 1: not, 2: could not be checked.")
        {
            log, key, name, heads, series, from, state, quiet,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(() => RunAsync(
            parsed.GetRequiredValue(log),
            new VerifyRequest(parsed.GetValue(key), parsed.GetValue(name), parsed.GetValue(heads) ?? [], parsed.GetValue(series), parsed.GetValue(from), parsed.GetValue(state), parsed.GetValue(quiet)),
            cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(string path, VerifyRequest wanted, CancellationToken cancellationToken)
    {
        if (File.Exists(path) && Path.GetExtension(path) == ".json")
        {
            return VerifyReceipt(await File.ReadAllBytesAsync(path, cancellationToken), Shared.ReadKey(wanted.Key, wanted.KeyName, null));
        }

        using var source = LogSource.Open(path);
        var key = Shared.ReadKey(wanted.Key, wanted.KeyName, source);
        var keys = key is null ? null : await LogKeys.FollowAsync(source.Log, key, cancellationToken);
        var published = wanted.Series is { } folder ? await ReadSeriesAsync(folder, source.Log.Id, cancellationToken) : [];
        var heads = new List<Checkpoint>();
        if (keys?.Fault is null // else which key is in force is not known, and the log itself shows what is wrong
            && FindHeadFault(source, wanted, key, keys, published, heads) is { } parted)
        {
            return Tell(parted with { Last = parted.First });
        }

        var result = await LogVerifier.VerifyAsync(
            source.Log,
            new LogVerificationOptions
            {
                Key = key,
                Heads = heads,
                SignedFrom = wanted.SignedFrom,
                From = wanted.State is { } file && File.Exists(file) ? VerificationFile.Read(file) : null,
                Progress = new VerifyProgress(wanted, source.Export?.Manifest.Entries),
            },
            cancellationToken);
        if ((result.Fault ?? keys?.Fault) is { } fault)
        {
            return Tell(fault);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Intact: {result.Entries} entries in {result.Records} commit records of log '{source.Log.Id}'."));
        Console.WriteLine($"Root {Convert.ToHexStringLower(result.Root.Span)}, last record {Convert.ToHexStringLower(result.LastRecordHash.Span)}.");
        Console.WriteLine(key is null ? "Signatures were not checked (--key)." : $"Signed by '{key.Name}'{Changes(keys!)}.");
        Console.WriteLine(wanted.Heads.Length + published.Count == 0 ? "No head kept elsewhere was given (--head): a cut-off end or a rewritten history would not show." : $"It contains the {wanted.Heads.Length + published.Count} heads given.");
        if (source.Export is not null)
        {
            Console.WriteLine("entries.jsonl was not looked at: read entries with 'ccaudit show'.");
        }

        return Shared.Intact;
    }

    private static int VerifyReceipt(byte[] json, LogKey? key)
    {
        LogReceipt receipt;
        try
        {
            receipt = LogReceipt.FromJson(json);
        }
        catch (LogFormatException e)
        {
            throw new ToolException(e.Message);
        }

        if (receipt.FindFault(key) is { } fault)
        {
            return Tell(fault with { Last = fault.First });
        }

        var head = Checkpoint.Read(receipt.Head, key: null);
        Console.WriteLine($"Intact: {receipt.Entries.Count} entries are in log '{receipt.Log}' as of {head.Time:u}, when it had {head.Size}.");
        Console.WriteLine(key is null ? "The head's signature was not checked (--key): anybody could have made it." : $"The head is signed by '{key.Name}'.");
        return Shared.Intact;
    }

    /// <summary>Collects the heads that the log has to contain, each signed with the key that was in force.</summary>
    private static LogFault? FindHeadFault(LogSource source, VerifyRequest wanted, LogKey? key, LogKeys? keys, IReadOnlyList<PublishedHead> published, List<Checkpoint> heads)
    {
        if (source.Export is { } export)
        {
            if (keys?.FindReplaced(export.Head) is { } replaced)
            {
                return replaced;
            }

            heads.Add(export.ReadHead(keys));
        }

        try
        {
            if (HeadSeries.FindFault(published, key, keys?.HandOvers) is { } parted)
            {
                return parted;
            }
        }
        catch (LogFormatException e)
        {
            throw new ToolException(e.Message);
        }

        var known = key is null ? null : LogKeys.Of(source.Log.Id, key, HeadSeries.HandOversOf(published, keys!.HandOvers));
        foreach (var file in wanted.Heads)
        {
            var (head, fault) = ReadHead(file, known);
            if (fault is not null)
            {
                return fault;
            }

            heads.Add(head);
        }

        heads.AddRange(published.Select(static h => h.Head));
        return null;
    }

    private static string Changes(LogKeys keys) => keys.HandOvers.Count == 0 ? ""
        : $", whose key was changed in commit record{(keys.HandOvers.Count == 1 ? "" : "s")} {string.Join(", ", keys.HandOvers.Select(static h => h.Number))}; the present one is {keys.Last.Id:x8}";

    private static int Tell(LogFault fault)
    {
        Console.WriteLine($"NOT INTACT at position {fault.First}{(fault.Last == fault.First ? "" : $" to {fault.Last}")}: {fault.Cause}");
        return Shared.Damaged;
    }

    private static async Task<IReadOnlyList<PublishedHead>> ReadSeriesAsync(string folder, LogId log, CancellationToken cancellationToken)
    {
        var own = Path.Combine(folder, log.Value);
        try
        {
            var heads = File.Exists(Path.Combine(folder, "log.db")) ? await ReadWitnessAsync(folder, log, cancellationToken)
                : await FolderHeadPublisher.ReadAllAsync(Directory.Exists(own) ? own : folder, cancellationToken);
            return heads.Count > 0 ? heads : throw new ToolException($"There are no heads of log '{log}' in '{folder}'.");
        }
        catch (LogFormatException e)
        {
            throw new ToolException(e.Message);
        }
    }

    /// <summary>The heads a log of heads keeps of another.</summary>
    private static async Task<IReadOnlyList<PublishedHead>> ReadWitnessAsync(string folder, LogId log, CancellationToken cancellationToken)
    {
        using var witness = LogSource.Open(folder);
        return await LogHeadPublisher.ReadAllAsync(witness.Log, log, cancellationToken);
    }

    private static (Checkpoint Head, LogFault? Fault) ReadHead(string file, LogKeys? keys)
    {
        try
        {
            var note = File.ReadAllText(file);
            return keys is null ? (Checkpoint.Read(note, key: null), null)
                : keys.FindReplaced(note) is { } replaced ? (Checkpoint.Read(note, key: null), replaced)
                : (keys.Read(note), null);
        }
        catch (LogFormatException e)
        {
            throw new ToolException($"The head in '{file}' counts for nothing: {e.Message}");
        }
    }

    private sealed record VerifyRequest(string? Key, string? KeyName, string[] Heads, string? Series, long SignedFrom, string? State, bool IsQuiet);

    /// <summary>One line that is written over, and the state for the next time.</summary>
    private sealed class VerifyProgress(VerifyRequest wanted, long? total) : IProgress<LogVerificationState>
    {
        public void Report(LogVerificationState value)
        {
            if (wanted.State is { } file)
            {
                VerificationFile.Write(file, value);
            }

            if (!wanted.IsQuiet && !Console.IsErrorRedirected)
            {
                var share = total is > 0 and var all ? $" {100 * value.Entries / all,3} %" : "";
                Console.Error.Write($"\r{value.Entries,12} entries{share}{(value.Entries == total ? "\n" : "")}");
            }
        }
    }
}
