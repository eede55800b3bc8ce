using System.Text;

namespace ContactCenter.Audit;

/// <summary>A published head in a file.</summary>
internal static class HeadFile
{
    /// <summary>Writes it whole or not at all, durably on return.</summary>
    /// <exception cref="IOException">It cannot be written, or is there and not to be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async ValueTask WriteAsync(string name, PublishedHead head, bool overwrite, CancellationToken cancellationToken)
    {
        var aside = name + ".new";
        var file = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(head.ToText()), cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, name, overwrite);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="LogFormatException">It is no head.</exception>
    public static async ValueTask<PublishedHead> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(name).Length <= 4 * PublishedHead.MaxLength
                ? PublishedHead.Parse(Utf8.Text(await File.ReadAllBytesAsync(name, cancellationToken).ConfigureAwait(false)) ?? throw new LogFormatException("It is no text in UTF-8."))
                : throw new LogFormatException("It is too long.");
        }
        catch (LogFormatException e)
        {
            throw new LogFormatException($"'{name}' is no head: {e.Message}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"The head in '{name}' cannot be read: {e.Message}", e);
        }
    }
}
