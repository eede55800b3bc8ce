using System.CommandLine;
using ContactCenter.Audit;
using ContactCenter.Journal;

namespace ContactCenter.Tools.Audit;

/// <summary><c>ccaudit prove</c>: a receipt of chosen entries.</summary>
internal static class ProveCommand
{
    public static Command Create()
    {
        var log = Shared.Log();
        var head = new Option<string?>("--head") { Description = "The signed head to prove against; by default the export's own, or the newest commit record.", HelpName = "FILE" };
        var to = new Option<string?>("--out") { Description = "The receipt; standard output by default.", HelpName = "FILE" };
        var selection = new Selection();
        var command = new Command("prove", "Makes a receipt: chosen entries with the proof that each is in the log. 'ccaudit verify RECEIPT.json' checks it.") { log, head, to };
        selection.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            using var source = LogSource.Open(parsed.GetRequiredValue(log));
            var against = parsed.GetValue(head) is { } file ? await ReadHeadAsync(file, source, cancellationToken) : await source.HeadAsync(cancellationToken);
            var size = Checkpoint.Read(against, key: null).Size;
            var positions = new List<LogPosition>();
            await foreach (var entry in selection.ReadAsync(parsed, source.Log, cancellationToken))
            {
                if (entry.Position.Value < size)
                {
                    positions.Add(entry.Position);
                }
            }

            if (positions.Count == 0)
            {
                throw new ToolException("No entry of the log is meant; widen the choice.");
            }

            var receipt = await MakeAsync(source.Log, positions, against, cancellationToken);
            if (parsed.GetValue(to) is { } target)
            {
                await File.WriteAllBytesAsync(target, receipt, cancellationToken);
                Say.Line($"{positions.Count} entries proved in '{target}'.");
            }
            else
            {
                await using var output = Console.OpenStandardOutput();
                await output.WriteAsync(receipt, cancellationToken);
            }

            return Shared.Intact;
        }));
        return command;
    }

    private static async Task<byte[]> MakeAsync(ILogReader log, List<LogPosition> positions, string head, CancellationToken cancellationToken)
    {
        try
        {
            return (await LogReceipt.MakeAsync(log, positions, head, cancellationToken)).ToJson();
        }
        catch (InvalidOperationException e)
        {
            throw new ToolException(e.Message); // it would be too long
        }
    }

    private static async Task<string> ReadHeadAsync(string file, LogSource source, CancellationToken cancellationToken)
    {
        var note = await Shared.ReadHeadAsync(file, cancellationToken);
        try
        {
            return Checkpoint.Read(note, key: null) is var head && head.IsOf(source.Log.Id, key: null)
                ? note
                : throw new ToolException($"The head in '{file}' is one of '{head.Origin}', not of log '{source.Log.Id}'.");
        }
        catch (LogFormatException e)
        {
            throw new ToolException($"The head in '{file}' counts for nothing: {e.Message}");
        }
    }
}
