using System.Web;
using ContactCenter.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebChat;

/// <summary>Admits visitors' connections: the page has to exist, its origin to be allowed, the network address to be within its limits.</summary>
internal sealed class WebChatConnections(
    IEndpointDirectory endpoints,
    IInbox inbox,
    IMediaInbox media,
    ISessions sessions,
    VisitorDirectory visitors,
    VisitorLimits limits,
    IOptions<WebChatOptions> options,
    TimeProvider time,
    ILogger<WebChatConnections> logger) : IWebConnectionHandler
{
    public string Path => WebChatWidget.Name;

    public async ValueTask RunAsync(IWebConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var name = HttpUtility.ParseQueryString(connection.Url.Query)["page"] ?? "";
        var line = new VisitorLine();
        if (!options.Value.Pages.TryGetValue(name, out var page)
            || endpoints.Find(ChannelKind.Chat, new Address(WebChatChannel.Page, name)) is not { } endpoint)
        {
            await RejectAsync("no-page").ConfigureAwait(false);
        }
        else if (!page.Origins.Contains("*") && !page.Origins.Contains(connection.Origin ?? "", StringComparer.OrdinalIgnoreCase))
        {
            logger.ForeignOrigin(name);
            await RejectAsync("origin").ConfigureAwait(false);
        }
        else if (!limits.TryEnter(connection.RemoteAddress))
        {
            await RejectAsync("busy").ConfigureAwait(false);
        }
        else
        {
            try
            {
                await new VisitorConversation(connection, line, name, page, endpoint, inbox, media, sessions, visitors, limits, options.Value, time, logger)
                    .RunAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                limits.Leave(connection.RemoteAddress);
            }
        }

        async Task RejectAsync(string code)
        {
            line.Tell(new ServerFrame("error") { Code = code });
            line.End();
            await line.RunAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }
}
