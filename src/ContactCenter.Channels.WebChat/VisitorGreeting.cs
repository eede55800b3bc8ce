using System.Text.Json;
using ContactCenter.Web;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.WebChat;

/// <summary>Who a tab belongs to.</summary>
/// <param name="Session">The visitor at the page's endpoint.</param>
/// <param name="Token">What the tab is known by when it comes again; empty for one whom the page's server vouches for.</param>
internal sealed record Visitor(SessionAddress Session, string Token);

/// <summary>The first frame says who it is: a token from before, a claim of the page's server, or nobody we know.</summary>
internal sealed class VisitorGreeting(
    IWebConnection connection, string pageName, WebChatPage page, Endpoint endpoint, VisitorLimits limits, TimeProvider time, ILogger logger)
{
    /// <summary>How long a tab may take to say it.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(10);

    /// <summary>The visitor, or the code of why there is none.</summary>
    public async Task<(Visitor? Visitor, string? Fault)> ReadAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        ClientFrame? hello = null;
        try
        {
            hello = Parse(await connection.ReadAsync(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Said nothing in time.
        }

        return hello is { T: "hello" } ? Meet(hello) : (null, "hello-first");
    }

    /// <summary>A frame; null for what is none.</summary>
    public static ClientFrame? Parse(string? text)
    {
        try
        {
            return text is { Length: <= ClientFrame.MaxLength } ? JsonSerializer.Deserialize(text, WebChatJson.Default.ClientFrame) : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException) // the latter for text that is no Unicode
        {
            return null;
        }
    }

    private (Visitor? Visitor, string? Fault) Meet(ClientFrame hello)
    {
        if (VouchedAddress.Verify(hello.Identity, pageName, page.IdentityKey, time.GetUtcNow()) is { } verified)
        {
            return (new Visitor(new SessionAddress(endpoint, verified), ""), null);
        }

        if (hello.Identity is { Length: > 0 })
        {
            logger.BadIdentity(pageName);
        }

        var token = hello.Token;
        if (!VisitorToken.IsValid(token))
        {
            if (!limits.TryMeet(connection.RemoteAddress))
            {
                return (null, "busy");
            }

            token = VisitorToken.New();
        }

        return (new Visitor(new SessionAddress(endpoint, VisitorToken.AddressOf(token!)), token!), null);
    }
}
