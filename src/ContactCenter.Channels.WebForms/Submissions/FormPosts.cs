using System.Text;
using ContactCenter.Channels.WebForms.Answers;
using ContactCenter.Channels.WebForms.Guards;
using ContactCenter.Channels.WebForms.Posts;
using ContactCenter.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebForms.Submissions;

/// <summary>Takes posted forms: past the guards, held against the rules, through the door. Thread-safe.</summary>
internal sealed class FormPosts(
    IInbox inbox, IEndpointDirectory endpoints, IWebhookUrls urls, PostLimits limits, WebFormsTokens tokens, IOptions<WebFormsOptions> options, WebFormsMetrics metrics, TimeProvider time, ILogger<FormPosts> logger)
{
    /// <summary>The longest address of a customer a confirmation link has room for, in octets: that of a mail address (RFC 5321 section 4.5.3.1).</summary>
    private const int MaxLinkedAddress = 254;

    private readonly WebFormsOptions _options = options.Value;

    public async ValueTask<WebhookResponse> HandleAsync(FormRequest request, CancellationToken cancellationToken)
    {
        if (limits.Count(PostLimits.NetworkOf(request.Remote), _options.MaxPerMinutePerAddress) is { } pause)
        {
            // Before the body is read: a flood costs nothing. The page keeps what was typed; a script is told when to come back.
            _options.Forms.TryGetValue(request.Name, out var asked);
            metrics.Posted(asked is null ? "" : request.Name, PostOutcome.TooMany);
            return Refuse(request, asked, 429, "too-many", Words.In(request.Language("")).NotTakenLater) with { RetryAfter = pause };
        }

        var (post, malformed) = PostedForm.Parse(request.ContentType, request.Body);
        var name = request.Name is { Length: > 0 } told ? told : post[FormNames.Form];
        if (!_options.Forms.TryGetValue(name, out var form) || endpoints.Find(ChannelKind.Form, new Address(WebFormsChannel.Form, name)) is not { } endpoint)
        {
            metrics.Posted("", PostOutcome.NoForm);
            logger.NoForm();
            return Refuse(request, null, 404, "no-form", Words.In(request.Language(post[FormNames.Language])).NoForm);
        }

        var answers = new FormAnswers(request, name, form, post, tokens.Forms, time.GetUtcNow());
        if (!request.MayPost(form))
        {
            logger.ForeignOrigin(name);
            metrics.Posted(name, PostOutcome.Origin);
            return Refuse(request, form, 403, "origin", answers.Words.NotTakenOrigin);
        }

        if (malformed is not null)
        {
            logger.Malformed(name, malformed);
            metrics.Posted(name, PostOutcome.Malformed);
            return Refuse(request, form, malformed == PostFaults.Type ? 415 : 400, malformed, answers.Words.NotTakenPost);
        }

        return await TakeAsync(endpoint, name, form, post, answers, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<WebhookResponse> TakeAsync(Endpoint endpoint, string name, WebForm form, PostedForm post, FormAnswers answers, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (form.Honeypot.Length > 0 && post[form.Honeypot].Length > 0)
        {
            logger.Honeypot(name);
            metrics.Posted(name, PostOutcome.Honeypot);
            return answers.Taken(Guid.CreateVersion7(now).ToString("N"), form.DoubleOptIn);
        }

        var token = tokens.Forms.Read(post[FormNames.Token], name);
        if (form.MinFillTime > TimeSpan.Zero && FaultOf(token, form, now) is { } doubt)
        {
            metrics.Posted(name, doubt.Code);
            return answers.NotTaken(400, doubt.Code, answers.Words.NotTakenToken, retryAfter: doubt.Wait);
        }

        var (submission, faults) = new SubmissionReader(name, form, post, answers.Words.Language, now).Read();
        if (submission is null)
        {
            metrics.Posted(name, PostOutcome.Fields);
            return answers.NotTaken(422, "fields", answers.Words.NotTakenFields, faults);
        }

        if (limits.Count("form " + name, form.MaxPerMinute) is { } pause)
        {
            logger.TooMany(name);
            metrics.Posted(name, PostOutcome.TooMany);
            return answers.NotTaken(429, "too-many", answers.Words.NotTakenLater, retryAfter: pause);
        }

        var message = MessageOf(endpoint, name, form, post, submission, token?.Nonce, answers.Words.Language, now);
        var result = await inbox.ReceiveAsync(message, cancellationToken).ConfigureAwait(false);
        metrics.Posted(name, result.Status switch { InboxStatus.Accepted => PostOutcome.Accepted, InboxStatus.Repeated => PostOutcome.Repeated, _ => PostOutcome.Refused });
        return result.IsDurable
            ? answers.Taken(message.ProviderId, message.Reach?.Confirmation is not null)
            : answers.NotTaken(503, "later", answers.Words.NotTakenLater, retryAfter: result.RetryAfter ?? TimeSpan.FromSeconds(10));
    }

    /// <summary>Why the token does not vouch for a person yet; a person is only asked to send once more.</summary>
    private (string Code, TimeSpan? Wait)? FaultOf((DateTimeOffset At, string Nonce)? token, WebForm form, DateTimeOffset now) => token switch
    {
        null => (PostOutcome.Token, null),
        var (at, _) when now - at > _options.TokenLifetime => (PostOutcome.Token, null),
        var (at, _) when now - at < form.MinFillTime => (PostOutcome.TooFast, form.MinFillTime - (now - at)),
        _ => null,
    };

    private InboundMessage MessageOf(
        Endpoint endpoint, string name, WebForm form, PostedForm post, Submission submission, string? nonce, string language, DateTimeOffset now)
    {
        var id = IdOf(name, form, post, nonce, now);
        var vouched = VouchedFor(name, form, post, now);
        var reach = submission.Reach;
        if (form.DoubleOptIn && reach is not null)
        {
            reach = reach with { Confirmation = ConfirmationOf(form, new Confirmation(name, id, language, now + _options.ConfirmWithin, vouched)) };
        }

        return new InboundMessage
        {
            Endpoint = endpoint,
            ProviderId = id.ToString("N"),
            From = CustomerOf(id, vouched),
            Thread = ThreadOf(form, id),
            Text = submission.Text,
            Fields = [.. submission.Fields],
            Consent = submission.Consent,
            Claims = [.. submission.Claims],
            Reach = reach,
        };
    }

    /// <summary>Whose it is: the customer the page's server vouches for, else somebody of whom nothing is known but this submission.</summary>
    public static Address CustomerOf(Guid submission, Address? vouched) => vouched ?? new Address(WebFormsChannel.Form, submission.ToString("N"));

    /// <summary>What has to be confirmed is a thread of its own: a second form of a known customer confirms nothing.</summary>
    public static string ThreadOf(WebForm form, Guid submission) => form.DoubleOptIn ? submission.ToString("N") : "";

    /// <summary>
    /// Follows from the page's own id, else from the page's token, together with the content: the same again is a repeat, and what was changed is never lost.
    /// </summary>
    private static Guid IdOf(string name, WebForm form, PostedForm post, string? nonce, DateTimeOffset now)
    {
        var cause = post[FormNames.Id] is { Length: > 0 } own ? "id " + own : nonce is not null ? "token " + nonce : null;
        if (cause is null)
        {
            return Guid.CreateVersion7(now);
        }

        List<string> parts = ["web form", name, cause];
        foreach (var posted in form.Fields.Keys.Order(StringComparer.Ordinal))
        {
            parts.Add(posted);
            parts.Add(post[posted]);
        }

        return DerivedId.From([.. parts]);
    }

    private Address? VouchedFor(string name, WebForm form, PostedForm post, DateTimeOffset now)
    {
        if (post[FormNames.Identity] is not { Length: > 0 } identity)
        {
            return null;
        }

        var vouched = VouchedAddress.Verify(identity, name, form.IdentityKey, now);
        if (vouched is null || (form.DoubleOptIn && Encoding.UTF8.GetByteCount(vouched.Value) > MaxLinkedAddress))
        {
            logger.BadIdentity(name);
            return null;
        }

        return vouched;
    }

    private string ConfirmationOf(WebForm form, Confirmation confirmation)
    {
        var link = urls.For($"{WebFormsHandler.Name}/{FormNames.Confirm}?t={tokens.Confirmations.Seal(confirmation)}").OriginalString;
        var text = form.Confirmation.In(confirmation.Language)!.Replace("{link}", link, StringComparison.Ordinal);
        return text.Length <= ReachRequest.MaxConfirmationLength ? text : link;
    }

    private static WebhookResponse Refuse(FormRequest request, WebForm? form, int status, string code, string text) =>
        request.IsForPerson
            ? FormPage.Of(status, Words.In(request.Language("")), Words.In(request.Language("")).NotTaken, FormPage.Paragraph(text), form?.Origins ?? [], [])
            : FormAnswers.Json(request, form, status, new FormAnswer { Ok = false, Code = code, Text = text });
}
