using System.Text.Json;
using ContactCenter.Web;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebChat;

/// <summary>Hands out the widget: <c>webchat/PAGE.js</c>, one script with the page's settings in front.</summary>
internal sealed class WebChatWidget(IOptions<WebChatOptions> options) : IWebhookHandler
{
    public const string Name = "webchat";

    private readonly string _script = ReadScript();

    public string Path => Name;

    public int MaxBodySizeBytes => 0;

    public ValueTask<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = request.SubPath.EndsWith(".js", StringComparison.Ordinal) ? request.SubPath[..^3] : "";
        if (request.Method is not ("GET" or "HEAD") || !options.Value.Pages.TryGetValue(name, out var page))
        {
            return ValueTask.FromResult(new WebhookResponse(404));
        }

        // JSON inside a script: the encoder escapes < and >, so that no text can end it.
        var settings = JsonSerializer.Serialize(
            new WidgetSettings(
                name, page.Title, page.Color, options.Value.MaxTextLength, options.Value.MaxFiles, options.Value.MaxFileSizeBytes, string.Join(',', VisitorFiles.Types),
                page.Consent, [.. page.Fields.Select(static f => new WidgetField(f.Key, f.Value.Labels, f.Value.Required))]),
            WebChatJson.Default.WidgetSettings);
        return ValueTask.FromResult(new WebhookResponse(200)
        {
            ContentType = "text/javascript; charset=utf-8",
            Body = $"\"use strict\";(()=>{{const settings={settings};\n{_script}\n}})();\n",
        });
    }

    private static string ReadScript()
    {
        using var stream = typeof(WebChatWidget).Assembly.GetManifestResourceStream("chat.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
