using System.Globalization;
using System.Net;
using System.Text;

namespace ContactCenter.Audit;

/// <summary>
/// Posts heads to an address that keeps them, as <c>text/plain</c> in the form of C2SP's tlog-witness, to <c>ADDRESS/LOG</c>. Any answer of 2xx means that the head is kept; it is
/// tried again until there is one. An answer of 409 with a size, as a tlog-witness gives it, says from where the head has to be proved. Nothing is read back: what was kept last is known from a note beside the log. Thread-safe.
/// </summary>
/// <param name="client">The client; the caller's own, with its time-out and its sign-in.</param>
/// <param name="address">Where to, an absolute address.</param>
/// <param name="notes">
/// A folder, with one in it for each log, made where missing, such as that of the logs: there it is noted which head was kept last, a file for each log and address. Null: nothing is noted, and each start
/// begins a series anew, with <c>old 0</c>.
/// </param>
public sealed class HttpHeadPublisher(HttpClient client, Uri address, string? notes = null) : IHeadPublisher
{
    private const string SizeType = "text/x.tlog.size";
    private const int MaxSizeLength = 20; // 19 digits and a line feed

    /// <inheritdoc />
    public string Name => "http";

    private string Address => address.AbsoluteUri.TrimEnd('/');

    /// <inheritdoc />
    public async ValueTask PublishAsync(LogId log, PublishedHead head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        var to = new Uri($"{Address}/{Uri.EscapeDataString(log.Value)}");
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new StringContent(head.ToText(), Encoding.UTF8, "text/plain") };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            var meaning = answer.StatusCode == HttpStatusCode.Conflict ? ": it keeps a head that this one does not continue" : "";
            var message = $"{to} did not keep the head of log '{log}' ({(int)answer.StatusCode}){meaning}.";
            throw answer.StatusCode == HttpStatusCode.Conflict && await ReadSizeAsync(answer.Content, cancellationToken).ConfigureAwait(false) is { } size
                ? new HeadConflictException(message, size)
                : new HttpRequestException(message, null, answer.StatusCode);
        }

        if (NoteOf(log) is { } note)
        {
            await WriteAsync(note, head, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The head that was kept last, as noted beside the log; null where nothing is noted.</summary>
    /// <param name="log">Whose head.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <exception cref="IOException">The note cannot be read.</exception>
    /// <exception cref="LogFormatException">The note is no head.</exception>
    public async ValueTask<PublishedHead?> FindLastAsync(LogId log, CancellationToken cancellationToken) =>
        NoteOf(log) is { } note && File.Exists(note) ? await HeadFile.ReadAsync(note, cancellationToken).ConfigureAwait(false) : null;

    private static async ValueTask WriteAsync(string note, PublishedHead head, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(note)!);
            await HeadFile.WriteAsync(note, head, overwrite: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The head was kept, and that cannot be noted in '{note}': {e.Message} Make the file writable, or the next start may name an older head.", e);
        }
    }

    private static async ValueTask<long?> ReadSizeAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentType?.MediaType != SizeType)
        {
            return null;
        }

        var text = new byte[MaxSizeLength];
        var body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var read = await body.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return long.TryParse(Encoding.ASCII.GetString(text, 0, read).TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
        }
    }

    /// <summary>Of its address alone: another place knows nothing of the heads this one has.</summary>
    private string? NoteOf(LogId log) =>
        notes is null ? null : Path.Combine(notes, log.Value, $"heads-{Convert.ToHexStringLower(MerkleHash.Leaf(Encoding.UTF8.GetBytes(Address)).AsSpan(0, 4))}.sent");
}
