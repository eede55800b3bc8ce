using ContactCenter.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ContactCenter.Channels.Twilio.Tests;

/// <summary>A web server with nothing but the webhook handler behind <c>/hooks/twilio</c>.</summary>
internal sealed class WebhookHost(Func<IWebhookHandler> handler, WebApplication app) : IAsyncDisposable
{
    public string Url => app.Urls.First();

    public static async Task<WebhookHost> StartAsync(Func<IWebhookHandler> handler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var host = new WebhookHost(handler, app);
        app.Map("/hooks/twilio/{**path}", host.HandleAsync);
        await app.StartAsync();
        return host;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var response = await handler().HandleAsync(
            new WebhookRequest
            {
                Method = context.Request.Method,
                Url = new Uri(Url + context.Request.Path + context.Request.QueryString),
                SubPath = (string)context.Request.RouteValues["path"]!,
                Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                Body = body.ToArray(),
            },
            context.RequestAborted);
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        await context.Response.WriteAsync(response.Body ?? "");
    }
}

/// <summary>Waits for what another process or thread does.</summary>
internal static class Wait
{
    public static async Task UntilAsync(Func<bool> happened, string what)
    {
        for (var deadline = DateTimeOffset.UtcNow.AddMinutes(1); !happened(); await Task.Delay(10))
        {
            DateTimeOffset.UtcNow.ShouldBeLessThan(deadline, $"did not happen in a minute: {what}");
        }
    }
}
