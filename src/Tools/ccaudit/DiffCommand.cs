using System.CommandLine;
using ContactCenter.Audit;
using ContactCenter.Journal;

namespace ContactCenter.Tools.Audit;

/// <summary><c>ccaudit diff</c>: where two copies of a log part.</summary>
internal static class DiffCommand
{
    private const int Chunk = 4_096;

    public static Command Create()
    {
        var (first, second) = (Shared.Log("FIRST"), Shared.Log("SECOND"));
        var command = new Command("diff", "Says where two copies of a log part. Exit code 0: the same, or one continues the other; 1: they part; 2: they are of two logs, or could not be compared.") { first, second };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            using var a = LogSource.Open(parsed.GetRequiredValue(first));
            using var b = LogSource.Open(parsed.GetRequiredValue(second));
            return await CompareAsync(a.Log, b.Log, cancellationToken);
        }));
        return command;
    }

    private static async Task<int> CompareAsync(ILogReader a, ILogReader b, CancellationToken cancellationToken)
    {
        if (a.Id != b.Id)
        {
            throw new ToolException($"These are two logs, '{a.Id}' and '{b.Id}'; copies of one can be compared.");
        }

        for (var position = 0L; ; )
        {
            var left = await a.ReadAsync(new LogPosition(position), Chunk, cancellationToken);
            var right = await b.ReadAsync(new LogPosition(position), Chunk, cancellationToken);
            var both = Math.Min(left.Count, right.Count);
            for (var i = 0; i < both; i++)
            {
                if (left[i].Position != right[i].Position || !left[i].Bytes.Span.SequenceEqual(right[i].Bytes.Span))
                {
                    Say.Line($"They part at position {position + i}:");
                    Show("first ", a.Id, left[i]);
                    Show("second", b.Id, right[i]);
                    return Shared.Damaged;
                }
            }

            position += both;
            if (both == 0)
            {
                if (await FindPartingAsync(a, b, cancellationToken) is { } record)
                {
                    Say.Line($"Their entries are the same, and they part at commit record {record}: they were committed twice.");
                    return Shared.Damaged;
                }

                Say.Line(left.Count == right.Count ? $"The same: {position} entries."
                    : $"The {(left.Count > 0 ? "first" : "second")} continues the other, from position {position} on.");
                return Shared.Intact;
            }
        }
    }

    /// <summary>The first commit record in which they differ, other than by who signed it; null for none. The same entries in other records are another history: a head kept elsewhere fits one of the two.</summary>
    private static async Task<long?> FindPartingAsync(ILogReader a, ILogReader b, CancellationToken cancellationToken)
    {
        for (var number = 0L; ;)
        {
            var left = await a.ReadRecordsAsync(number, Chunk, cancellationToken);
            var right = await b.ReadRecordsAsync(number, Chunk, cancellationToken);
            var both = Math.Min(left.Count, right.Count);
            for (var i = 0; i < both; i++)
            {
                if (!left[i].Bytes.Span.SequenceEqual(right[i].Bytes.Span))
                {
                    return number + i;
                }
            }

            if (both == 0)
            {
                return null;
            }

            number += both;
        }
    }

    private static void Show(string which, LogId log, StoredEntry entry)
    {
        try
        {
            Say.Line($"{which} {System.Text.Encoding.UTF8.GetString(EntryLine.Of(EntryCodec.Decode(log, entry.Position, entry.Bytes))).TrimEnd('\n')}");
        }
        catch (LogFormatException e)
        {
            Say.Line($"{which} {e.Message}");
        }
    }
}
