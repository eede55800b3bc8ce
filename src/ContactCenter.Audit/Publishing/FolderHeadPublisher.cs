using System.Globalization;

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
        var name = Path.Combine(Of(log), NameOf(head));
        try
        {
            Directory.CreateDirectory(Of(log));
            if (File.Exists(name))
            {
                if ((await HeadFile.ReadAsync(name, cancellationToken).ConfigureAwait(false)).Head != head.Head)
                {
                    throw new IOException($"'{name}' holds another head of the same commit record: there are two histories under one key. Nothing was replaced.");
                }

                return;
            }

            await HeadFile.WriteAsync(name, head, overwrite: false, cancellationToken).ConfigureAwait(false);
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
        var head = await HeadFile.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        return NameOf(head) == Path.GetFileName(file) ? head
            : throw new LogFormatException($"'{file}' is no head: It is the head of commit record {head.Head.Record}; somebody gave it another name.");
    }
}
