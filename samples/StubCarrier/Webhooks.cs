using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace StubCarrier;

/// <summary>Calls the host: what customers write, and what becomes of its messages. Like Twilio it does not repeat a message the host refused.</summary>
public sealed class Webhooks(CarrierOptions options, MessageBook book, Ledger ledger, Faults faults, IServer server, IHostApplicationLifetime lifetime) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 256 })
    {
        Timeout = TimeSpan.FromSeconds(15), // Twilio's own limit for a webhook
    };

    /// <summary>Where customers' messages are posted, with <c>/sms</c> appended.</summary>
    public Uri HostUrl { get; set; } = options.HostUrl;

    /// <summary>A customer writes. Returns when the host has answered, with its status; 0 when it could not be reached.</summary>
    public async Task<(string Sid, int Status)> WriteAsync(string from, string to, string body, ImmutableArray<Media> media = default)
    {
        var message = new Message
        {
            Sid = MessageBook.NewSid(media.IsDefaultOrEmpty ? "SM" : "MM"),
            Account = options.Account,
            Direction = "inbound",
            From = from,
            To = to,
            Body = body,
            Status = "received",
            CreatedAt = DateTimeOffset.UtcNow,
            Media = media.IsDefault ? [] : media,
        };
        book.Add(message);
        ledger.Write(new LedgerLine("inbound", message.Sid) { From = from, To = to, Body = body });

        var url = HostUrl.OriginalString.TrimEnd('/') + "/sms";
        var form = InboundForm(message);
        var answer = await PostAsync(url, form);
        ledger.Write(new LedgerLine("inbound-ack", message.Sid) { Status = answer.Status, Error = answer.Error });
        if (faults.Happens(faults.Plan.WebhooksTwice))
        {
            var again = await PostAsync(url, form);
            ledger.Write(new LedgerLine("inbound-ack", message.Sid) { Status = again.Status, Error = again.Error, Fault = "twice" });
        }

        return (message.Sid, answer.Status);
    }

    /// <summary>Starts a message on its way and reports it to the host's callback.</summary>
    public void Deliver(Message message) => _ = DeliverAsync(message);

    public void Dispose() => _http.Dispose();

    private bool IsFirstToSwitchedOff(Message message) =>
        message.To == MessagesApi.SwitchedOffNumber && book.All().First(m => m.To == message.To).Sid == message.Sid;

    private async Task DeliverAsync(Message message)
    {
        try
        {
            await Task.Delay(options.DeliveryDelay, lifetime.ApplicationStopping);
            var undeliverable = message.To == MessagesApi.UndeliverableNumber || IsFirstToSwitchedOff(message) || !await FetchMediaAsync(message);
            string[] statuses = ["sent", undeliverable ? "undelivered" : "delivered"];
            if (faults.Happens(faults.Plan.StatusDisordered))
            {
                Array.Reverse(statuses);
            }

            book.SetStatus(message.Sid, undeliverable ? "undelivered" : "delivered", undeliverable ? 30003 : null);
            foreach (var status in statuses)
            {
                ledger.Write(new LedgerLine("status", message.Sid) { MessageStatus = status });
                for (var copy = faults.Happens(faults.Plan.WebhooksTwice) ? 2 : 1; copy > 0 && message.StatusCallback is not null; copy--)
                {
                    var answer = await PostAsync(message.StatusCallback, StatusForm(message, status));
                    ledger.Write(new LedgerLine("status-ack", message.Sid) { MessageStatus = status, Status = answer.Status, Error = answer.Error });
                }

                await Task.Delay(options.DeliveryDelay, lifetime.ApplicationStopping);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The carrier is closing; what was not reported is not reported.
        }
    }

    private async Task<(int Status, string? Error)> PostAsync(string url, List<KeyValuePair<string, string>> form)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url)) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Add("X-Twilio-Signature", TwilioSignature.Sign(options.Token, url, form));
            request.Headers.Add("I-Twilio-Idempotency-Token", Guid.NewGuid().ToString());
            request.Headers.UserAgent.ParseAdd("TwilioProxy/1.1");
            using var response = await _http.SendAsync(request, lifetime.ApplicationStopping);
            return ((int)response.StatusCode, null);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or UriFormatException)
        {
            return (0, e is HttpRequestException http ? http.HttpRequestError.ToString() : e.GetType().Name);
        }
    }

    /// <summary>Fetches what is to be sent along, as the operator does before it sends.</summary>
    private async Task<bool> FetchMediaAsync(Message message)
    {
        var fetched = new List<Media>();
        foreach (var media in message.Media)
        {
            try
            {
                using var response = await _http.GetAsync(new Uri(media.Source!), lifetime.ApplicationStopping);
                response.EnsureSuccessStatusCode();
                fetched.Add(media with
                {
                    ContentType = response.Content.Headers.ContentType?.MediaType ?? "",
                    Content = await response.Content.ReadAsByteArrayAsync(lifetime.ApplicationStopping),
                });
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        book.SetMedia(message.Sid, [.. fetched]);
        return true;
    }

    private List<KeyValuePair<string, string>> InboundForm(Message message)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("ToCountry", "IT"), new("SmsMessageSid", message.Sid), new("NumMedia", message.Media.Length.ToString(CultureInfo.InvariantCulture)),
            new("SmsSid", message.Sid), new("SmsStatus", "received"), new("Body", message.Body), new("To", message.To), new("NumSegments", "1"),
            new("MessageSid", message.Sid), new("AccountSid", message.Account), new("From", message.From), new("ApiVersion", "2010-04-01"),
        ];
        for (var i = 0; i < message.Media.Length; i++)
        {
            var url = $"{server.Features.Get<IServerAddressesFeature>()!.Addresses.First()}/2010-04-01/Accounts/{message.Account}/Messages/{message.Sid}/Media/{message.Media[i].Sid}";
            form.Add(new($"MediaUrl{i}", url));
            form.Add(new($"MediaContentType{i}", message.Media[i].ContentType));
        }

        return form;
    }

    private static List<KeyValuePair<string, string>> StatusForm(Message message, string status)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("SmsSid", message.Sid), new("SmsStatus", status), new("MessageStatus", status), new("To", message.To), new("MessageSid", message.Sid),
            new("AccountSid", message.Account), new("From", message.From), new("ApiVersion", "2010-04-01"),
        ];
        if (status == "undelivered")
        {
            form.Add(new("ErrorCode", "30003"));
        }

        return form;
    }
}
