using ContactCenter.Web;

namespace ContactCenter.Channels.WebForms.Answers;

/// <summary>Who asks, and how the answer has to look.</summary>
internal sealed class FormRequest
{
    private readonly WebhookRequest _request;

    public FormRequest(WebhookRequest request)
    {
        _request = request;
        Own = request.Url.GetLeftPart(UriPartial.Authority);
        var type = Header("Content-Type");
        IsForPerson = !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) && Header("Accept").Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    public string Method => _request.Method;

    public string? ContentType => _request.Headers.GetValueOrDefault("Content-Type");

    public ReadOnlyMemory<byte> Body => _request.Body;

    public string Remote => _request.RemoteAddress;

    /// <summary>The center's own origin, where its built-in pages come from.</summary>
    public string Own { get; }

    /// <summary>Whether a browser shows the answer; a script gets JSON.</summary>
    public bool IsForPerson { get; }

    /// <summary>The origin the browser says the page has; null when it says nothing.</summary>
    public string? Origin => _request.Headers.GetValueOrDefault("Origin");

    /// <summary>The form's name in the path or the query; empty when it stands in neither.</summary>
    public string Name => _request.SubPath.TrimEnd('/') is { Length: > 0 } path ? path : Query("form");

    /// <summary>Whether pages of the request's origin may post the form. A request without one comes from no other page.</summary>
    public bool MayPost(WebForm form) => Origin is null || Origin == Own || form.Origins.Contains("*") || form.Origins.Contains(Origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>What the page says, else what the browser prefers.</summary>
    public string Language(string said) =>
        (said.Length > 0 ? said : Header("Accept-Language")).TrimStart().StartsWith("it", StringComparison.OrdinalIgnoreCase) ? "it" : "en";

    /// <summary>A value of the query, percent-decoded; empty when it is not there.</summary>
    public string Query(string name)
    {
        var url = _request.Url.OriginalString;
        var start = url.IndexOf('?', StringComparison.Ordinal);
        foreach (var pair in start < 0 ? [] : url[(start + 1)..].Split('&'))
        {
            if (pair.StartsWith(name + "=", StringComparison.Ordinal))
            {
                return Uri.UnescapeDataString(pair[(name.Length + 1)..]);
            }
        }

        return "";
    }

    private string Header(string name) => _request.Headers.GetValueOrDefault(name) ?? "";
}
