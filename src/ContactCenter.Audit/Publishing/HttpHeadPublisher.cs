using System.Net;
using System.Text;

namespace ContactCenter.Audit;

/// <summary>
/// Posts heads to an address that keeps them, as <c>text/plain</c> in the form of C2SP's tlog-witness, to <c>ADDRESS/LOG</c>. Any answer of 2xx means that the head is kept; it is
/// tried again until there is one. Nothing is read back. Thread-safe.
/// </summary>
/// <param name="client">The client; the caller's own, with its time-out and its sign-in.</param>
/// <param name="address">Where to, an absolute address.</param>
public sealed class HttpHeadPublisher(HttpClient client, Uri address) : IHeadPublisher
{
    /// <inheritdoc />
    public string Name => "http";

    /// <inheritdoc />
    public async ValueTask PublishAsync(LogId log, PublishedHead head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        var to = new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(log.Value)}");
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new StringContent(head.ToText(), Encoding.UTF8, "text/plain") };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            var meaning = answer.StatusCode == HttpStatusCode.Conflict ? ": it keeps a head that this one does not continue" : "";
            throw new HttpRequestException($"{to} did not keep the head of log '{log}' ({(int)answer.StatusCode}){meaning}.", null, answer.StatusCode);
        }
    }

    /// <inheritdoc />
    public ValueTask<PublishedHead?> FindLastAsync(LogId log, CancellationToken cancellationToken) => ValueTask.FromResult<PublishedHead?>(null);
}
