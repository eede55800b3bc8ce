using System.Globalization;
using System.Text;

namespace ContactCenter.Audit;

/// <summary>
/// Keeps heads in a folder, such as one of another machine or one that can be written only once: a folder per log, a file per head, named by its commit
/// record, never replaced. Thread-safe.
/// </summary>
/// <param name="folder">Made where missing.</param>
public sealed class FolderHeadPublisher(string folder) : IHeadPublisher
{
    private const string Ending = ".head";

    /// <inheritdoc />
    public string Name => "folder";

    /// <inheritdoc />
    public async ValueTask PublishAsync(LogId log, PublishedHead head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        var (at, text) = (Of(log), head.ToText());
        var name = Path.Combine(at, NameOf(head));
        try
        {
            Directory.CreateDirectory(at);
            if (File.Exists(name))
            {
                if (Checkpoint.Read(PublishedHead.Parse(await File.ReadAllTextAsync(name, cancellationToken).ConfigureAwait(false)).Note, null) != head.Head)
                {
                    throw new IOException($"'{name}' holds another head of the same commit record: there are two histories under one key. Nothing was replaced.");
                }

                return;
            }

            var aside = name + ".new";
            var file = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(aside, name, overwrite: false);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or LogFormatException)
        {
            throw new IOException($"The head cannot be kept in '{name}': {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public async ValueTask<PublishedHead?> FindLastAsync(LogId log, CancellationToken cancellationToken)
    {
        var last = Files(Of(log)).LastOrDefault();
        return last is null ? null : await ReadAsync(last, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All heads in a folder of one log, the oldest first.</summary>
    /// <param name="folder">The log's own folder.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="LogFormatException">A file is no head.</exception>
    public static async ValueTask<IReadOnlyList<PublishedHead>> ReadAllAsync(string folder, CancellationToken cancellationToken = default)
    {
        var heads = new List<PublishedHead>();
        foreach (var file in Files(folder))
        {
            heads.Add(await ReadAsync(file, cancellationToken).ConfigureAwait(false));
        }

        return heads;
    }

    private static string NameOf(PublishedHead head) => head.Head.Record.ToString("D19", CultureInfo.InvariantCulture) + Ending;

    private string Of(LogId log) => Path.Combine(folder, log.Value);

    private static List<string> Files(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal)] : [];
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"The heads in '{folder}' cannot be read: {e.Message}", e);
        }
    }

    private static async ValueTask<PublishedHead> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var head = new FileInfo(file).Length <= 4 * PublishedHead.MaxLength
                ? PublishedHead.Parse(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false))
                : throw new LogFormatException("It is too long.");
            return NameOf(head) == Path.GetFileName(file) ? head : throw new LogFormatException($"It is the head of commit record {head.Head.Record}; somebody gave it another name.");
        }
        catch (LogFormatException e)
        {
            throw new LogFormatException($"'{file}' is no head: {e.Message}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"The head in '{file}' cannot be read: {e.Message}", e);
        }
    }
}
