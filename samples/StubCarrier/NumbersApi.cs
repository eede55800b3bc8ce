namespace StubCarrier;

/// <summary>The account's numbers, as Twilio lists them: what each can do, and where messages to it go.</summary>
public static class NumbersApi
{
    public static void Map(WebApplication app) => app.MapGet("/2010-04-01/Accounts/{account}/IncomingPhoneNumbers.json", ListAsync);

    private static async Task<IResult> ListAsync(string account, string? phoneNumber, HttpContext context, CarrierOptions options, NumberBook book, Webhooks webhooks, Faults faults)
    {
        if (MessagesApi.Unauthorised(context, account, options) is { } refused)
        {
            return refused;
        }

        if (faults.Draw("get") is { } fault)
        {
            if (fault.Mode != "slow")
            {
                return await MessagesApi.StrikeAsync(fault, context);
            }

            await Task.Delay(fault.LatencyMs, context.RequestAborted);
        }

        return Results.Json(new
        {
            incoming_phone_numbers = options.Numbers.Where(n => phoneNumber is null || n == phoneNumber).Select(number =>
            {
                var set = book.Find(number);
                return new
                {
                    sid = $"PN{options.Numbers.ToList().IndexOf(number):x32}",
                    account_sid = account,
                    phone_number = number,
                    capabilities = new { voice = true, sms = set.Sms, mms = set.Sms, fax = false },
                    sms_url = set.SmsUrl ?? $"{webhooks.HostUrl.AbsoluteUri.TrimEnd('/')}/sms",
                    sms_method = set.SmsMethod,
                    sms_application_sid = set.SmsApplicationSid,
                    status = "in-use",
                };
            }),
            page = 0,
            page_size = 50,
            next_page_uri = (string?)null,
        });
    }
}

/// <summary>How a number is set up in the console.</summary>
public sealed record NumberSetting(string Number)
{
    public bool Sms { get; init; } = true;

    /// <summary>Where messages go; the host's webhook when absent.</summary>
    public string? SmsUrl { get; init; }

    public string SmsMethod { get; init; } = "POST";

    public string SmsApplicationSid { get; init; } = "";
}

/// <summary>The numbers as somebody has set them up. It says where webhooks are listed to go, not where they go. Thread-safe.</summary>
public sealed class NumberBook
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, NumberSetting> _set = new();

    public NumberSetting Find(string number) => _set.GetValueOrDefault(number) ?? new NumberSetting(number);

    public void Set(NumberSetting setting) => _set[setting.Number] = setting;
}
