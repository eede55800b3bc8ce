using System.Text.Json;
using ContactCenter.Channels.WebForms.Answers;
using ContactCenter.Channels.WebForms.Guards;
using ContactCenter.Channels.WebForms.Submissions;
using ContactCenter.Web;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebForms;

/// <summary>Everything under <c>webforms</c>: forms, tokens, preflights, confirmation links and the script. Thread-safe.</summary>
internal sealed class WebFormsHandler(FormPosts posts, Confirmations confirmations, WebFormsTokens tokens, IOptions<WebFormsOptions> options, TimeProvider time) : IWebhookHandler
{
    public const string Name = "webforms";

    private readonly WebFormsOptions _options = options.Value;
    private readonly string _script = ReadScript();

    public string Path => Name;

    public int MaxBodySizeBytes => _options.MaxBodySizeBytes;

    public ValueTask<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = new FormRequest(request);
        if (request.SubPath == FormNames.Confirm)
        {
            return confirmations.HandleAsync(asked, cancellationToken);
        }

        return (request.Method, request.SubPath) switch
        {
            ("POST", _) => posts.HandleAsync(asked, cancellationToken),
            ("GET" or "HEAD", FormNames.Script) => ValueTask.FromResult(new WebhookResponse(200) { ContentType = "text/javascript; charset=utf-8", Body = _script }),
            ("GET" or "HEAD", _) => ValueTask.FromResult(Token(asked)),
            ("OPTIONS", _) => ValueTask.FromResult(Preflight(asked)),
            _ => ValueTask.FromResult(new WebhookResponse(405)),
        };
    }

    private WebhookResponse Token(FormRequest request)
    {
        if (!_options.Forms.TryGetValue(request.Name, out var form))
        {
            return new WebhookResponse(404);
        }

        return request.MayPost(form)
            ? new WebhookResponse(200)
            {
                ContentType = "application/json; charset=utf-8",
                Body = JsonSerializer.Serialize(
                    new TokenAnswer(tokens.Forms.Issue(request.Name, time.GetUtcNow()), (int)Math.Ceiling(form.MinFillTime.TotalSeconds), form.Honeypot), FormJson.Default.TokenAnswer),
                Headers = FormAnswers.Readable(request, form),
            }
            : new WebhookResponse(403);
    }

    /// <summary>The browser asks whether a page may post JSON. The form's name is in the URL, or else any form's page may ask: the post itself is checked again.</summary>
    private WebhookResponse Preflight(FormRequest request)
    {
        var form = request.Name.Length > 0 ? _options.Forms.GetValueOrDefault(request.Name) : _options.Forms.Values.FirstOrDefault(request.MayPost);
        if (form is null || request.Origin is null || !request.MayPost(form))
        {
            return new WebhookResponse(403);
        }

        var headers = FormAnswers.Readable(request, form);
        headers["Access-Control-Allow-Methods"] = "GET, POST";
        headers["Access-Control-Allow-Headers"] = "Content-Type";
        headers["Access-Control-Max-Age"] = "600";
        return new WebhookResponse(204) { Headers = headers };
    }

    private static string ReadScript()
    {
        using var stream = typeof(WebFormsHandler).Assembly.GetManifestResourceStream("form.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
