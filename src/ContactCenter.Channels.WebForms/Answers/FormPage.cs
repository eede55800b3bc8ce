using System.Net;
using System.Security.Cryptography;
using System.Text;
using ContactCenter.Web;

namespace ContactCenter.Channels.WebForms.Answers;

/// <summary>A small page of our own: no script, nothing loaded, every text escaped.</summary>
internal static class FormPage
{
    private const string Style = """
        body{font:1.05rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
        h1{font-size:1.5rem}label{display:block;margin-top:1rem;font-weight:600}
        input,textarea,select{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #767676;border-radius:.3rem;background:#fff;color:#1b1b1b}
        input[type=checkbox]{display:inline;width:auto}textarea{min-height:8rem}
        [aria-invalid=true]{border:2px solid #a40000}.fault{color:#a40000;margin:.2rem 0}
        button{font:inherit;margin-top:1.5rem;padding:.7rem 1.5rem;border:0;border-radius:.3rem;background:#0b5cad;color:#fff;cursor:pointer}
        :focus-visible{outline:3px solid #ffbf47;outline-offset:2px}
        @media (prefers-color-scheme:dark){body{color:#eee;background:#1d2126}input,textarea,select{color:#eee;background:#14171b}.fault{color:#ff9d9d}[aria-invalid=true]{border-color:#ff9d9d}}
        """;

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <summary>The page.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="words">The language.</param>
    /// <param name="heading">The heading; text.</param>
    /// <param name="inside">What follows; HTML, escaped already.</param>
    /// <param name="frames">Which origins may show the page in a frame: a form may stand in one.</param>
    /// <param name="targets">Origins a form of the page leads to at last, by a redirect.</param>
    public static WebhookResponse Of(int status, Words words, string heading, string inside, IEnumerable<string> frames, IEnumerable<string> targets)
    {
        var ancestors = frames.ToList();
        return new WebhookResponse(status)
        {
            ContentType = "text/html; charset=utf-8",
            Body = $"""
                <!doctype html>
                <html lang="{words.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>{Text(heading)}</title><style>{Style}</style></head>
                <body><main><h1>{Text(heading)}</h1>{inside}</main></body></html>
                """,
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["Content-Security-Policy"] = $"default-src 'none'; style-src 'sha256-{StyleHash}'; form-action {string.Join(' ', targets.Prepend("'self'"))}; base-uri 'none'; "
                    + $"frame-ancestors {(ancestors.Count == 0 ? "'none'" : string.Join(' ', ancestors.Prepend("'self'")))}",
                ["Cache-Control"] = "no-store",
                ["Referrer-Policy"] = "same-origin", // a form of the page says where it comes from
                ["X-Content-Type-Options"] = "nosniff",
            },
        };
    }

    /// <summary>A text inside HTML, or inside a quoted attribute.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text.Replace('\0', '\uFFFD'));

    public static string Paragraph(string text) => $"<p>{Text(text)}</p>";
}
