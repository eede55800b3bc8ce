using System.Net;
using ContactCenter.Readiness;
using ContactCenter.Web;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebChat;

/// <summary>Whether visitors can get the widget under its public URL, and only from pages that are meant to have it.</summary>
internal sealed class PageCheck(IOptions<WebChatOptions> options, IWebhookUrls? urls)
{
    private const int MostOrigins = 20;

    public async ValueTask<IReadOnlyList<ReadinessFinding>> RunAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var name = endpoint.Address.Value;
        if (!options.Value.Pages.TryGetValue(name, out var page))
        {
            return [ReadinessFinding.Failed("webchat.no-page", $"The page '{name}' is not described.", $"Describe it under {WebChatOptions.Section}:Pages:{name}.", name)];
        }

        return [.. Origins(name, page), .. await WidgetAsync(name, cancellationToken).ConfigureAwait(false)];
    }

    private static IEnumerable<ReadinessFinding> Origins(string name, WebChatPage page)
    {
        if (page.Origins.Contains("*"))
        {
            yield return ReadinessFinding.Warning(
                "webchat.any-origin", $"Any web site may show the chat of page '{name}', also one that pretends to be yours.", $"Name your own sites under {WebChatOptions.Section}:Pages:{name}:Origins.", name);
        }

        var open = page.Origins.Where(static o => Uri.TryCreate(o, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback).Take(MostOrigins).ToList();
        if (open.Count > 0)
        {
            var list = string.Join(", ", open);
            yield return ReadinessFinding.Warning(
                "webchat.http-origin", $"The chat of page '{name}' may be shown by {list}, which anybody on the way can alter.", "Serve the site by https and name it so.", name, list);
        }

        if (open.Count == 0 && !page.Origins.Contains("*"))
        {
            yield return ReadinessFinding.Ok("webchat.origins", $"Only {page.Origins.Count} named sites may show the chat of page '{name}'.", name, $"{page.Origins.Count}");
        }
    }

    private async ValueTask<IReadOnlyList<ReadinessFinding>> WidgetAsync(string name, CancellationToken cancellationToken)
    {
        if (urls is null)
        {
            return [];
        }

        var url = urls.For($"webchat/{name}.js");
        string what;
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
            using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType?.EndsWith("/javascript", StringComparison.Ordinal) == true)
            {
                return [ReadinessFinding.Ok("webchat.widget", $"The widget of page '{name}' is there under {url}.", name, url.AbsoluteUri)];
            }

            what = $"{(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            what = e.HttpRequestError.ToString();
        }

        return
        [
            ReadinessFinding.Failed(
                "webchat.unreachable", $"The widget of page '{name}' is not there under {url} ({what}).", "Check ContactCenter:Web:PublicUrl, the proxy in front of this host, and its certificate.", name, url.AbsoluteUri, what),
        ];
    }
}
