using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Twilio.Api;

/// <summary>Fetches media from Twilio. Thread-safe.</summary>
internal sealed class MediaClient(IHttpClientFactory http, IOptions<TwilioOptions> options, TwilioMetrics metrics, TimeProvider time)
{
    private const int MaxRedirects = 5;

    /// <summary>Tries once, following redirects, until the content begins; it has to end within the same time-out.</summary>
    public async Task<MediaFetch> FetchAsync(TwilioAccount account, Uri url, long maxSizeBytes, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var result = MediaRules.MayBegin(account, url)
            ? await AskAsync(account, url, maxSizeBytes, cancellationToken).ConfigureAwait(false)
            : new MediaFetch.Refused("twilio-foreign-url", IsTransient: false);
        var outcome = result switch
        {
            MediaFetch.Found => "ok",
            MediaFetch.Refused { IsTransient: true } => "refused-transient",
            _ => "refused",
        };
        metrics.Requested("media", outcome, time.GetElapsedTime(started));
        return result;
    }

    private async Task<MediaFetch> AskAsync(TwilioAccount account, Uri url, long maxSizeBytes, CancellationToken cancellationToken)
    {
        var deadline = new CancellationTokenSource(options.Value.MediaTimeout, time);
        HttpResponseMessage? response = null;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            (response, var refused) = await FollowAsync(account, url, either.Token).ConfigureAwait(false);
            if ((refused ?? Refusal(response!, maxSizeBytes)) is { } refusal)
            {
                return refusal;
            }

            var content = await response!.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            var found = new MediaFetch.Found(new DeadlineStream(content, response, deadline)) { FileName = NameOf(response) };
            (response, deadline) = (null, null); // the stream's now
            return found;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new MediaFetch.Refused("twilio-timeout", IsTransient: true);
        }
        catch (HttpRequestException e) when (e.InnerException is HostRefusedException)
        {
            return new MediaFetch.Refused("twilio-redirect-refused", IsTransient: false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new MediaFetch.Refused(TwilioHttp.NeverLeft(e) ? "twilio-unreachable" : "twilio-connection-lost", IsTransient: true);
        }
        finally
        {
            response?.Dispose();
            deadline?.Dispose();
        }
    }

    /// <summary>The first answer that is no redirect.</summary>
    private async Task<(HttpResponseMessage? Response, MediaFetch.Refused? Refused)> FollowAsync(TwilioAccount account, Uri url, CancellationToken cancellationToken)
    {
        var client = http.CreateClient(TwilioHttp.Media);
        var first = url;
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Options.Set(GuardedConnection.IsTrusted, MediaRules.IsBase(account, url));
            if (MediaRules.IsSameHost(first, url))
            {
                request.Headers.Authorization = account.Authorization; // for nobody else: others would have our account
            }

            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return (response, null);
            }

            using (response)
            {
                if (response.Headers.Location is not { } location || !Uri.TryCreate(url, location, out var next) || !MediaRules.MayFollow(account, next))
                {
                    break;
                }

                url = next;
            }
        }

        return (null, new MediaFetch.Refused("twilio-redirect-refused", IsTransient: false));
    }

    private MediaFetch.Refused? Refusal(HttpResponseMessage response, long maxSizeBytes)
    {
        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            HttpStatusCode.OK => response.Content.Headers.ContentLength > maxSizeBytes ? new MediaFetch.Refused(MediaFetch.TooLarge, IsTransient: false) : null,
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new MediaFetch.Refused(MediaFetch.Gone, IsTransient: false),

            // A sign-in can be put right, and a link that has run out is made anew by asking again.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new MediaFetch.Refused("twilio-" + status.ToString(CultureInfo.InvariantCulture), IsTransient: true, SendAnswer.RetryAfter(response, time)),
            _ => new MediaFetch.Refused("twilio-" + status.ToString(CultureInfo.InvariantCulture), IsTransient: false),
        };
    }

    private static string? NameOf(HttpResponseMessage response) =>
        response.Content.Headers.ContentDisposition is { } disposition ? (disposition.FileNameStar ?? disposition.FileName)?.Trim('"') : null;
}
