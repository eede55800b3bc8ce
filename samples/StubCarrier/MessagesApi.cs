using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace StubCarrier;

/// <summary>The part of Twilio's REST API that a messaging channel uses.</summary>
public static class MessagesApi
{
    /// <summary>Messages to it are taken and then reported undelivered, error 30003.</summary>
    public const string UndeliverableNumber = "+15005550010";

    /// <summary>The first message to it is reported undelivered, error 30003; what comes later arrives.</summary>
    public const string SwitchedOffNumber = "+15005550011";

    public static void Map(WebApplication app)
    {
        app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", SendAsync);
        app.MapGet("/2010-04-01/Accounts/{account}/Messages.json", ListAsync);
        app.MapGet("/2010-04-01/Accounts/{account}/Messages/{sid}.json", FindOne);
        app.MapGet("/2010-04-01/Accounts/{account}/Messages/{sid}/Media.json", ListMedia);
    }

    private static async Task<IResult> SendAsync(
        string account, HttpContext context, CarrierOptions options, MessageBook book, Ledger ledger, Faults faults, Webhooks webhooks, Customers customers)
    {
        if (Unauthorised(context, account, options) is { } refused)
        {
            return refused;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var fault = faults.Draw("post");
        if (fault is { Takes: false, Mode: not "slow" })
        {
            ledger.Write(new LedgerLine("outbound-refused") { From = form["From"], To = form["To"], Body = form["Body"], Fault = fault.Mode });
            return await StrikeAsync(fault, context);
        }

        if (Wrong(form, options) is { } wrong)
        {
            ledger.Write(new LedgerLine("outbound-refused") { From = form["From"], To = form["To"], Body = form["Body"], Error = wrong.Message });
            return Problem(400, wrong.Code, wrong.Message);
        }

        var message = Take(form, options);
        book.Add(message);
        ledger.Write(new LedgerLine("outbound", message.Sid)
        {
            From = message.From,
            To = message.To,
            Body = message.Body,
            StatusCallback = message.StatusCallback,
            Fault = fault?.Mode,
        });
        webhooks.Deliver(message);
        customers.Hear(message);

        if (fault is { Mode: not "slow" })
        {
            return await StrikeAsync(fault, context);
        }

        await Task.Delay(fault?.LatencyMs ?? 0, context.RequestAborted);
        return Results.Json(message.ToResource(), statusCode: 201);
    }

    private static async Task<IResult> ListAsync(string account, HttpContext context, CarrierOptions options, MessageBook book, Faults faults)
    {
        if (Unauthorised(context, account, options) is { } refused)
        {
            return refused;
        }

        if (faults.Draw("get") is { } fault)
        {
            if (fault.Mode != "slow")
            {
                return await StrikeAsync(fault, context);
            }

            await Task.Delay(fault.LatencyMs, context.RequestAborted);
        }

        var query = context.Request.Query;
        var size = int.TryParse(query["PageSize"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 1000) : 50;
        var page = int.TryParse(query["Page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        string? to = query["To"], from = query["From"], after = query["DateSent>"], before = query["DateSent<"], token = query["PageToken"];

        var (messages, more) = book.List(
            message => (to is null || message.To == to) && (from is null || message.From == from)
                && (after is null || Sent(message) >= Time(after)) && (before is null || Sent(message) <= Time(before)),
            token?[2..], // "PA" and the sid of the last message seen
            size);

        var filters = string.Concat(query.Where(pair => pair.Key is "To" or "From" or "DateSent>" or "DateSent<")
            .Select(pair => $"&{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}"));
        var here = $"/2010-04-01/Accounts/{account}/Messages.json?PageSize={size}{filters}";
        return Results.Json(new
        {
            messages = messages.Select(message => message.ToResource()),
            page,
            page_size = size,
            start = page * size,
            end = page * size + messages.Count - 1,
            first_page_uri = here + "&Page=0",
            uri = $"{here}&Page={page}",
            next_page_uri = more ? $"{here}&Page={page + 1}&PageToken=PA{messages[^1].Sid}" : null,
            previous_page_uri = (string?)null,
        });
    }

    private static IResult FindOne(string account, string sid, HttpContext context, CarrierOptions options, MessageBook book) =>
        Unauthorised(context, account, options)
        ?? (book.Find(sid) is { } message ? Results.Json(message.ToResource()) : Problem(404, 20404, $"The requested resource {sid} was not found"));

    private static IResult ListMedia(string account, string sid, HttpContext context, CarrierOptions options, MessageBook book) =>
        Unauthorised(context, account, options) ?? Results.Json(new
        {
            media_list = (book.Find(sid)?.Media ?? []).Select(media => new
            {
                sid = media.Sid,
                account_sid = account,
                parent_sid = sid,
                content_type = media.ContentType,
                uri = $"/2010-04-01/Accounts/{account}/Messages/{sid}/Media/{media.Sid}.json",
            }),
            next_page_uri = (string?)null,
        });

    private static Message Take(IFormCollection form, CarrierOptions options) => new()
    {
        Sid = MessageBook.NewSid(form["MediaUrl"].Count > 0 ? "MM" : "SM"),
        Account = options.Account,
        Direction = "outbound-api",
        From = form["From"].FirstOrDefault() ?? options.Numbers[0],
        To = form["To"].ToString(),
        Body = form["Body"].ToString(),
        Status = "queued",
        CreatedAt = DateTimeOffset.UtcNow,
        MessagingServiceSid = form["MessagingServiceSid"].FirstOrDefault(),
        StatusCallback = form["StatusCallback"].FirstOrDefault(),
        Media = [.. form["MediaUrl"].Select(url => new Media(MessageBook.NewSid("ME"), "image/jpeg") { Source = url, Content = [] })],
    };

    private static (int Code, string Message)? Wrong(IFormCollection form, CarrierOptions options)
    {
        string to = form["To"].ToString(), from = form["From"].ToString(), service = form["MessagingServiceSid"].ToString();
        return (to, from, form["Body"].ToString()) switch
        {
            ("", _, _) => (21604, "A 'To' phone number is required."),
            (_, "", _) when service == "" => (21603, "A 'From' phone number is required."),
            (_, _, "") when form["MediaUrl"].Count == 0 => (21602, "Message body is required."),
            (_, _, { Length: > 1600 }) => (21617, "The concatenated message body exceeds the 1600 character limit."),
            ("+15005550001", _, _) => (21211, $"The 'To' number {to} is not a valid phone number."),
            ("+15005550004", _, _) => (21610, "Attempt to send to unsubscribed recipient"),
            ("+15005550009", _, _) => (21614, $"'To' number: {to}, is not a valid mobile number"),
            _ when from != "" && !options.Numbers.Contains(from) => (21606, $"The 'From' phone number {from} is not a valid, SMS-capable number of the account."),
            _ => null,
        };
    }

    internal static async Task<IResult> StrikeAsync(FaultRule fault, HttpContext context)
    {
        await Task.Delay(fault.LatencyMs, context.RequestAborted);
        if (fault.Mode.StartsWith("cut", StringComparison.Ordinal))
        {
            context.Abort();
            return Results.Empty;
        }

        if (fault.Mode == "garbage-taken")
        {
            return Results.Text("<html>created, somehow</html>", "text/html", statusCode: 201);
        }

        if (fault.Mode == "huge-taken")
        {
            return Results.Text($$"""{"padding":"{{new string('x', 1_000_000)}}","sid":"SM0"}""", "application/json", statusCode: 201);
        }

        var status = int.Parse(fault.Mode.AsSpan(0, 3), CultureInfo.InvariantCulture);
        if (fault is { Takes: false, RetryAfterSeconds: > 0 } && status is 429 or 503)
        {
            context.Response.Headers.RetryAfter = fault.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return Problem(status, 20000 + status, status == 429 ? "Too Many Requests" : "Service trouble");
    }

    internal static IResult? Unauthorised(HttpContext context, string account, CarrierOptions options)
    {
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Account}:{options.Token}"));
        return account == options.Account && context.Request.Headers.Authorization == expected
            ? null
            : Problem(401, 20003, "Authenticate");
    }

    internal static IResult Problem(int status, int code, string message) =>
        Results.Json(new { code, message, more_info = $"https://www.twilio.com/docs/errors/{code}", status }, statusCode: status);

    private static DateTimeOffset? Sent(Message message) =>
        message.Status is "queued" ? null : DateTimeOffset.FromUnixTimeSeconds(message.CreatedAt.ToUnixTimeSeconds());

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
