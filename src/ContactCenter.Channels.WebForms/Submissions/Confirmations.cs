using ContactCenter.Channels.WebForms.Answers;
using ContactCenter.Channels.WebForms.Guards;
using ContactCenter.Web;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebForms.Submissions;

/// <summary>
/// The page behind a confirmation link. Opening it shows a button and confirms nothing, since mail filters and messengers open links to look at them; pressing
/// the button does.
/// </summary>
internal sealed class Confirmations(IInbox inbox, IEndpointDirectory endpoints, PostLimits limits, WebFormsTokens tokens, IOptions<WebFormsOptions> options, WebFormsMetrics metrics, TimeProvider time)
{
    private readonly WebFormsOptions _options = options.Value;

    public async ValueTask<WebhookResponse> HandleAsync(FormRequest request, CancellationToken cancellationToken)
    {
        if (request.Method is not ("GET" or "HEAD" or "POST"))
        {
            return new WebhookResponse(405);
        }

        var token = request.Query("t");
        if (tokens.Confirmations.Open(token) is not { } confirmation
            || confirmation.Until <= time.GetUtcNow()
            || !_options.Forms.TryGetValue(confirmation.Form, out var form)
            || endpoints.Find(ChannelKind.Form, new Address(WebFormsChannel.Form, confirmation.Form)) is not { } endpoint)
        {
            var spoken = Words.In(request.Language(""));
            return FormPage.Of(410, spoken, spoken.ConfirmTitle, FormPage.Paragraph(spoken.LinkOver), [], []);
        }

        var words = Words.In(confirmation.Language);
        var button = $"<form method=\"post\" action=\"?t={FormPage.Text(token)}\"><button>{FormPage.Text(words.ConfirmButton)}</button></form>";
        if (request.Method != "POST")
        {
            return FormPage.Of(200, words, words.ConfirmTitle, FormPage.Paragraph(words.ConfirmAsk) + button, [], []);
        }

        if (limits.Count(PostLimits.NetworkOf(request.Remote), _options.MaxPerMinutePerAddress) is { } pause)
        {
            metrics.Posted(confirmation.Form, PostOutcome.TooMany);
            return Later(429, pause);
        }

        var result = await inbox.ReceiveAsync(
            new InboundMessage
            {
                Endpoint = endpoint,
                ProviderId = $"confirm-{confirmation.Submission:N}",
                From = FormPosts.CustomerOf(confirmation.Submission, confirmation.Vouched),
                Thread = FormPosts.ThreadOf(form, confirmation.Submission),
                Text = words.ConfirmedMessage,
            },
            cancellationToken).ConfigureAwait(false);
        metrics.Posted(confirmation.Form, result.IsDurable ? PostOutcome.Confirmed : PostOutcome.Refused);
        return result.IsDurable
            ? FormPage.Of(200, words, words.Confirmed, FormPage.Paragraph(words.ConfirmedMore), [], [])
            : Later(503, result.RetryAfter ?? TimeSpan.FromSeconds(10));

        WebhookResponse Later(int status, TimeSpan wait) =>
            FormPage.Of(status, words, words.ConfirmTitle, $"<p role=\"alert\">{FormPage.Text(words.NotTakenLater)}</p>" + button, [], []) with { RetryAfter = wait };
    }
}
