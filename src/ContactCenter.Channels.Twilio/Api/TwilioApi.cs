using System.Globalization;
using System.Net;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Twilio.Api;

/// <summary>The part of Twilio's REST API 2010-04-01 that is used. Thread-safe.</summary>
internal sealed class TwilioApi(IHttpClientFactory http, IOptions<TwilioOptions> options, TwilioMetrics metrics, TimeProvider time)
{
    /// <summary>One message, its text escaped at worst.</summary>
    private const int MaxMessageSizeBytes = 65_536;

    /// <summary>A page of <see cref="PageSize"/> messages of 1,600 characters, all escaped, is about 1.2 MB.</summary>
    private const int MaxPageSizeBytes = 2_097_152;

    /// <summary>How many messages a page of the list has.</summary>
    public const int PageSize = 100;

    /// <summary>Reading may be repeated three times within this many request time-outs.</summary>
    private const int ReadingBudget = 3;

    private readonly TimeSpan _timeout = options.Value.RequestTimeout;

    /// <summary>Posts a message, once.</summary>
    public async Task<SendOutcome> SendAsync(TwilioAccount account, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome.Refused("twilio-cancelled", IsTransient: true); // nothing has left
        }

        var started = time.GetTimestamp();
        using var content = new FormUrlEncodedContent(form);
        using var request = Request(HttpMethod.Post, account, Messages(account));
        request.Content = content;
        using var timeout = new CancellationTokenSource(_timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var outcome = await PostAsync(request, either.Token, cancellationToken).ConfigureAwait(false);
        metrics.Requested("send", TwilioMetrics.Name(outcome), time.GetElapsedTime(started));
        return outcome;
    }

    /// <summary>The messages, newest first, page by page as they are asked for.</summary>
    /// <exception cref="ChannelException">Twilio could not be asked.</exception>
    public async IAsyncEnumerable<IReadOnlyList<MessageResource>> ListAsync(
        TwilioAccount account,
        string? to,
        string? from,
        DateTimeOffset? sentFrom,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = FormattableString.Invariant($"?PageSize={PageSize}")
            + (to is null ? "" : $"&To={Uri.EscapeDataString(to)}")
            + (from is null ? "" : $"&From={Uri.EscapeDataString(from)}")
            + (sentFrom is { } day ? $"&DateSent%3E={day.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture).Replace(":", "%3A", StringComparison.Ordinal)}" : "");
        for (var next = new Uri(Messages(account), query); next is not null;)
        {
            var page = await GetAsync(account, next, TwilioJson.Default.MessagePage, cancellationToken).ConfigureAwait(false);
            yield return page.Messages ?? [];
            next = page.NextPageUri is { Length: > 0 } uri ? Within(account, uri) : null;
        }
    }

    /// <summary>The pictures of a message.</summary>
    /// <exception cref="ChannelException">Twilio could not be asked.</exception>
    public async Task<IReadOnlyList<MediaReference>> MediaAsync(TwilioAccount account, string messageSid, CancellationToken cancellationToken)
    {
        var page = await GetAsync(
            account,
            Within(account, $"/2010-04-01/Accounts/{account.Sid}/Messages/{Uri.EscapeDataString(messageSid)}/Media.json"),
            TwilioJson.Default.MediaPage,
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. (page.MediaList ?? []).Where(media => media.Uri is not null).Select(media =>
                new MediaReference(Within(account, media.Uri!.Replace(".json", "", StringComparison.Ordinal)), media.ContentType ?? "application/octet-stream")),
        ];
    }

    /// <summary>The account's own entry for a number, and by how much Twilio's clock is ahead of ours.</summary>
    /// <exception cref="ChannelException">Twilio could not be asked.</exception>
    public async Task<(NumberResource? Number, ClockOffset? Clock)> NumberAsync(TwilioAccount account, string number, CancellationToken cancellationToken)
    {
        ClockOffset? clock = null;
        var asked = time.GetUtcNow();
        var page = await GetAsync(
            account,
            new Uri(account.BaseUrl, $"/2010-04-01/Accounts/{account.Sid}/IncomingPhoneNumbers.json?PhoneNumber={Uri.EscapeDataString(number)}&PageSize=20"),
            TwilioJson.Default.NumberPage,
            cancellationToken,
            response => clock = response.Headers.Date is { } theirs ? ClockOffset.Of(theirs, asked, time.GetUtcNow()) : null).ConfigureAwait(false);
        return (page.IncomingPhoneNumbers?.FirstOrDefault(n => n.PhoneNumber == number), clock);
    }

    private async Task<SendOutcome> PostAsync(HttpRequestMessage request, CancellationToken either, CancellationToken caller)
    {
        try
        {
            using var response = await http.CreateClient(TwilioHttp.Sending)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either).ConfigureAwait(false);
            return await SendAnswer.ReadAsync(response, MaxMessageSizeBytes, time, either).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (TwilioHttp.NeverLeft(e))
        {
            return new SendOutcome.Refused("twilio-unreachable", IsTransient: true);
        }
        catch (OperationCanceledException) when (!either.IsCancellationRequested)
        {
            return new SendOutcome.Refused("twilio-unreachable", IsTransient: true); // only the handler's limit for connecting is left
        }
        catch (OperationCanceledException)
        {
            return new SendOutcome.Unknown(caller.IsCancellationRequested ? "twilio-cancelled" : "twilio-timeout");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new SendOutcome.Unknown("twilio-connection-lost");
        }
    }

    private async Task<T> GetAsync<T>(
        TwilioAccount account, Uri url, JsonTypeInfo<T> type, CancellationToken cancellationToken, Action<HttpResponseMessage>? answered = null)
        where T : class
    {
        var started = time.GetTimestamp();
        var outcome = "error";
        using var request = Request(HttpMethod.Get, account, url);
        using var timeout = new CancellationTokenSource(_timeout * ReadingBudget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.CreateClient(TwilioHttp.Reading)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            answered?.Invoke(response);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw TwilioErrors.Status(account.Name, (int)response.StatusCode, SendAnswer.RetryAfter(response, time));
            }

            var answer = await BoundedContent.ReadAsync(response.Content, type, MaxPageSizeBytes, either.Token).ConfigureAwait(false)
                ?? throw TwilioErrors.Unreadable(account.Name);
            outcome = "ok";
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw TwilioErrors.Unreachable(account.Name, e);
        }
        finally
        {
            metrics.Requested("list", outcome, time.GetElapsedTime(started));
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, TwilioAccount account, Uri url)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = account.Authorization;
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    private static Uri Messages(TwilioAccount account) => new(account.BaseUrl, $"/2010-04-01/Accounts/{account.Sid}/Messages.json");

    /// <summary>An address Twilio gave, resolved; it must lie on the configured host, because our credentials go with the request.</summary>
    private static Uri Within(TwilioAccount account, string uri) =>
        Uri.TryCreate(account.BaseUrl, uri, out var url) && Uri.Compare(url, account.BaseUrl, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? url
            : throw TwilioErrors.Unreadable(account.Name);
}
