using ContactCenter.Audit;

namespace ContactCenter.Tools.Audit;

/// <summary><c>ccaudit verify</c> of a receipt.</summary>
internal static class ReceiptCheck
{
    /// <summary>Whether a path names a file that is no archive: then it can be nothing else but a receipt, whatever its name.</summary>
    public static bool IsMeant(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenRead(path);
        return !(file.ReadByte() == 'P' && file.ReadByte() == 'K');
    }

    public static async Task<int> RunAsync(string path, VerifyRequest wanted, CancellationToken cancellationToken)
    {
        var receipt = await ReadAsync(path, cancellationToken);
        if (wanted.FindNotOfReceipt() is { } option)
        {
            throw new ToolException($"'{path}' is a receipt, and {option} says nothing about one: verify the log, or an export of it, with {option}.");
        }

        var key = Shared.ReadKey(wanted.Key, wanted.KeyName, null);
        if (receipt.FindFault(key) is { } fault)
        {
            return VerifyCommand.Tell(fault with { Last = fault.First });
        }

        var head = Checkpoint.Read(receipt.Head, key: null);
        Say.Line($"Intact: {receipt.Entries.Count} entries are in log '{receipt.Log}' as of {head.Time:u}, when it had {head.Size}.");
        Say.Line(key is null ? "The head's signature was not checked (--key): anybody could have made it." : $"The head is signed by '{key.Name}'.");
        return Shared.Intact;
    }

    private static async Task<LogReceipt> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length is var length and > LogReceipt.MaxBytes)
        {
            throw new ToolException($"'{path}' has {length} bytes; a receipt has at most {LogReceipt.MaxBytes}. Ask for one of fewer entries, or for an export.");
        }

        try
        {
            return LogReceipt.FromJson(await File.ReadAllBytesAsync(path, cancellationToken));
        }
        catch (LogFormatException e)
        {
            throw new ToolException($"'{path}' is no zip archive of an export and no receipt: {e.Message} A log is named by its folder.");
        }
    }
}
