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
        var from = new Option<long?>("--signed-from") { Description = "The first commit record that must be signed; 0 by default.", HelpName = "NUMBER" };
        var state = new Option<string?>("--state") { Description = "Keeps how far it is in this file, and goes on from there with the same key. Keep the file safe: it is believed.", HelpName = "FILE" };
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

    /// <summary>Says what is wrong.</summary>
    public static int Tell(LogFault fault)
    {
        Say.Line($"NOT INTACT at position {fault.First}{(fault.Last == fault.First ? "" : $" to {fault.Last}")}: {fault.Cause}");
        return Shared.Damaged;
    }

    private static async Task<int> RunAsync(string path, VerifyRequest wanted, CancellationToken cancellationToken)
    {
        wanted.Check();
        if (ReceiptCheck.IsMeant(path))
        {
            return await ReceiptCheck.RunAsync(path, wanted, cancellationToken);
        }

        using var source = LogSource.Open(path);
        var key = Shared.ReadKey(wanted.Key, wanted.KeyName, source);
        var keys = key is null ? null : await LogKeys.FollowAsync(source.Log, key, cancellationToken);
        var from = ReadState(wanted, source.Log.Id, keys);
        var published = wanted.Series is { } folder ? await HeadFiles.ReadSeriesAsync(folder, source.Log.Id, cancellationToken) : [];
        var heads = new List<Checkpoint>();
        if (keys?.Fault is null // else which key is in force is not known, and the log itself shows what is wrong
            && await FindHeadFaultAsync(source, wanted, key, keys, published, heads, cancellationToken) is { } parted)
        {
            return Tell(parted with { Last = parted.First });
        }

        var result = await LogVerifier.VerifyAsync(
            source.Log,
            new LogVerificationOptions
            {
                Key = key,
                Heads = heads,
                SignedFrom = wanted.SignedFrom ?? 0,
                From = from,
                Progress = new VerifyProgress(wanted, source.Export?.Manifest.Entries),
            },
            cancellationToken);
        if (result.Fault is { } fault)
        {
            return Tell(fault);
        }

        Say.Line(string.Create(CultureInfo.InvariantCulture, $"Intact: {result.Entries} entries in {result.Records} commit records of log '{source.Log.Id}'."));
        if (from is { Records: > 0 })
        {
            Say.Line($"Before position {from.Entries} they were verified by an earlier run and not read again ('{wanted.State}').");
        }

        Say.Line($"Root {Convert.ToHexStringLower(result.Root.Span)}, last record {Convert.ToHexStringLower(result.LastRecordHash.Span)}.");
        Say.Line(keys is null ? "Signatures were not checked (--key)." : await SignedAsync(source, keys, wanted.SignedFrom ?? 0, result.Records, cancellationToken));
        Say.Line(wanted.Heads.Length + published.Count == 0 ? "No head kept elsewhere was given (--head): a cut-off end or a rewritten history would not show." : $"It contains the {wanted.Heads.Length + published.Count} heads given.");
        if (source.Export is not null)
        {
            Say.Line("entries.jsonl was not looked at: read entries with 'ccaudit show'.");
        }

        return Shared.Intact;
    }

    private static LogVerificationState? ReadState(VerifyRequest wanted, LogId log, LogKeys? keys)
    {
        if (wanted.State is not { } file || !File.Exists(file))
        {
            return null;
        }

        var state = VerificationFile.Read(file);
        return state.FindMisfit(log, keys, wanted.SignedFrom ?? 0) is { } misfit
            ? throw new ToolException($"The state in '{file}' cannot be gone on from: {misfit} Give what it was made with, or remove it to verify everything anew.")
            : state;
    }

    /// <summary>What was found of signatures, and from where on.</summary>
    private static async Task<string> SignedAsync(LogSource source, LogKeys keys, long from, long records, CancellationToken cancellationToken)
    {
        var head = source.Export is null ? "" : $" The export's head is signed by '{keys.Name}'.";
        if (from >= records)
        {
            return $"No commit record had to be signed: the log has {records}, and --signed-from is {from}.{head}";
        }

        var first = CommitRecord.Decode((await source.Log.ReadRecordsAsync(from, 1, cancellationToken))[0].Bytes.Span).First;
        return $"Signed by '{keys.Name}' from commit record {from} on, at position {first}{Changes(keys)}.{head}";
    }

    /// <summary>Collects the heads that the log has to contain, each signed with the key that was in force.</summary>
    private static async Task<LogFault?> FindHeadFaultAsync(
        LogSource source, VerifyRequest wanted, LogKey? key, LogKeys? keys, IReadOnlyList<PublishedHead> published, List<Checkpoint> heads, CancellationToken cancellationToken)
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
            var (head, fault) = await HeadFiles.ReadAsync(file, known, cancellationToken);
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
