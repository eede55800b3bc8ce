using System.Text.Json;
using ContactCenter.Channels.WebForms.Guards;
using ContactCenter.Channels.WebForms.Posts;
using ContactCenter.Web;

namespace ContactCenter.Channels.WebForms.Answers;

/// <summary>How the answer to one post of one form looks: JSON for a script, a redirect or a page of our own for a browser.</summary>
internal sealed class FormAnswers(FormRequest request, string name, WebForm form, PostedForm post, FormToken tokens, DateTimeOffset now)
{
    public Words Words { get; } = Words.In(request.Language(post[FormNames.Language]));

    public WebhookResponse Taken(string id, bool isToConfirm)
    {
        var text = isToConfirm ? Words.ConfirmSoon : Words.ThanksMore;
        if (!request.IsForPerson)
        {
            return Json(request, form, 200, new FormAnswer { Ok = true, Id = id, Text = $"{Words.Thanks} {text}" });
        }

        return Target(FormNames.Success, form.Success) is { } target
            ? Redirect(target)
            : FormPage.Of(200, Words, Words.Thanks, FormPage.Paragraph(text), form.Origins, []);
    }

    public WebhookResponse NotTaken(int status, string code, string text, IReadOnlyList<Fault>? faults = null, TimeSpan? retryAfter = null)
    {
        if (!request.IsForPerson)
        {
            var seconds = retryAfter is { } wait ? (int?)Math.Ceiling(wait.TotalSeconds) : null;
            return Json(request, form, status, new FormAnswer { Ok = false, Code = code, Text = text, Faults = faults, RetryAfter = seconds }) with { RetryAfter = retryAfter };
        }

        if (Target(FormNames.Failure, form.Failure) is { } target)
        {
            return Redirect($"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code={code}");
        }

        // The page was made for a person who has just sent a form: what is sent from it is not sent too fast.
        var token = tokens.Issue(name, now - form.MinFillTime);
        var targets = form.Redirects.Append(form.Success).Append(form.Failure).OfType<string>().Select(static p => new Uri(p).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal);
        var inside = $"<p role=\"alert\">{FormPage.Text(text)}</p>" + FormAgain.Of(name, form, post, token, Words, faults ?? []);
        return FormPage.Of(status, Words, Words.NotTaken, inside, form.Origins, targets) with { RetryAfter = retryAfter };
    }

    /// <summary>JSON that pages of the request's origin may read.</summary>
    public static WebhookResponse Json(FormRequest request, WebForm? form, int status, FormAnswer answer) => new(status)
    {
        ContentType = "application/json; charset=utf-8",
        Body = JsonSerializer.Serialize(answer, FormJson.Default.FormAnswer),
        Headers = Readable(request, form),
    };

    /// <summary>The headers with which a browser lets a page read an answer; none for a page that may not post the form.</summary>
    public static Dictionary<string, string> Readable(FormRequest request, WebForm? form)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Cache-Control"] = "no-store",
            ["Vary"] = "Origin",
            ["X-Content-Type-Options"] = "nosniff",
        };
        if (request.Origin is { } origin && form is not null && request.MayPost(form))
        {
            headers["Access-Control-Allow-Origin"] = origin;
        }

        return headers;
    }

    /// <summary>Where the post asks to be led, if that is allowed to the letter; else where the form leads.</summary>
    private string? Target(string named, string? configured) => post[named] is { Length: > 0 } asked && form.Redirects.Contains(asked, StringComparer.Ordinal) ? asked : configured;

    private static WebhookResponse Redirect(string target) => new(303)
    {
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Location"] = target, ["Cache-Control"] = "no-store" },
    };
}
