using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ContactCenter.Testing.Conformance;
using ContactCenter.Web;
using StubCarrier;

namespace ContactCenter.Channels.Twilio.Tests.Conformance;

/// <summary>The SMS channel, with the stub carrier as its provider: a real HTTP API, signed webhooks.</summary>
internal sealed class TwilioSubject : ChannelSubject
{
    public const ChannelTraits All = ChannelTraits.Authenticates | ChannelTraits.Reports | ChannelTraits.Refuses | ChannelTraits.LosesAnswers
        | ChannelTraits.CatchesUp | ChannelTraits.Reconciles | ChannelTraits.Plans | ChannelTraits.TakesMedia | ChannelTraits.SendsMedia;

    private const string Hook = "hooks/twilio/";

    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    private readonly Lazy<Task<StartedCarrier>> _starting = new(() => StartedCarrier.StartAsync(change: static o => o with { DeliveryDelay = Never }));

    public override Type ChannelType => typeof(TwilioSmsChannel);

    public override ChannelKind Kind => ChannelKind.Sms;

    public override ChannelTraits Traits => All;

    public override Address Line { get; } = Address.Phone(Bench.Number);

    public override IReadOnlyList<CarriedMessage> Carried =>
        [.. Carrier.Book.All().Where(static m => m.Direction != "inbound").Select(static m => new CarriedMessage(m.Sid, Address.Phone(m.To), m.Body))];

    private StartedCarrier Carrier => _starting.Value.GetAwaiter().GetResult();

    public override void Compose(IContactCenterBuilder center) => center.AddTwilio(options =>
    {
        options.RequestTimeout = TimeSpan.FromMinutes(1); // on a busy machine, too
        options.SettleTime = TimeSpan.Zero; // the stub's list shows a message at once
        options.Accounts["main"] = new TwilioAccountOptions
        {
            AccountSid = Bench.Sid,
            AuthTokens = { ["primary"] = new Secret(Bench.Token) },
            BaseUrl = new Uri(Carrier.Url),
        };
    });

    public override Task<Address> CustomerAsync(IServiceProvider center, int customer) => Task.FromResult(Address.Phone(Number(customer)));

    public override Task<bool> WriteAsync(IServiceProvider center, CustomerMessage message) => PostAsync(center, "main/sms", Form(Keep(message)), Bench.Token);

    public override Task<bool> ForgeAsync(IServiceProvider center, CustomerMessage message) => PostAsync(center, "main/sms", Form(Keep(message)), "a-token-that-was-guessed");

    public override Task HoldAsync(CustomerMessage message)
    {
        Keep(message);
        return Task.CompletedTask;
    }

    public override Task<bool> ReportAsync(IServiceProvider center, CarriedMessage message, DeliveryState state)
    {
        var callback = new Uri(Carrier.Book.Find(message.ProviderId)!.StatusCallback!);
        List<KeyValuePair<string, string>> form =
            [new("MessageSid", message.ProviderId), new("MessageStatus", state.ToString().ToLowerInvariant()), new("From", Bench.Number), new("To", message.To.Value)];
        return PostAsync(center, callback.PathAndQuery[(callback.PathAndQuery.IndexOf(Hook, StringComparison.Ordinal) + Hook.Length)..], form, Bench.Token);
    }

    public override void Behave(ProviderMood mood) => Carrier.Fail(mood switch
    {
        ProviderMood.Refuses => [new FaultRule("404")],
        ProviderMood.IsBusy => [new FaultRule("429")],
        ProviderMood.TakesAndHangsUp => [new FaultRule("cut-taken")],
        ProviderMood.HangsUp => [new FaultRule("cut") { On = "any" }],
        ProviderMood.Hangs => [new FaultRule("503") { LatencyMs = (int)Never.TotalMilliseconds }],
        _ => [],
    });

    public override async ValueTask DisposeAsync()
    {
        await Carrier.DisposeAsync();
        await base.DisposeAsync();
    }

    private static string Number(int customer) => $"+39333{customer:D7}";

    private static string Sid(string prefix, string id) => prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32];

    /// <summary>The carrier keeps what its customers write, whether or not it gets it to the host.</summary>
    private Message Keep(CustomerMessage message)
    {
        lock (this)
        {
            var sid = Sid("SM", message.Id);
            if (Carrier.Book.Find(sid) is null)
            {
                Carrier.Book.Add(new Message
                {
                    Sid = sid,
                    Account = Bench.Sid,
                    Direction = "inbound",
                    From = Number(message.Customer),
                    To = Bench.Number,
                    Body = message.Text,
                    Status = "received",
                    CreatedAt = DateTimeOffset.UtcNow,
                    Media = message.Medium is { } picture ? [new Media(Sid("ME", message.Id), "image/png") { Content = picture }] : ImmutableArray<Media>.Empty,
                });
            }

            return Carrier.Book.Find(sid)!;
        }
    }

    private List<KeyValuePair<string, string>> Form(Message message) =>
    [
        new("MessageSid", message.Sid), new("AccountSid", message.Account), new("From", message.From), new("To", message.To), new("Body", message.Body),
        new("NumMedia", $"{message.Media.Length}"),
        .. message.Media.SelectMany((m, i) => (KeyValuePair<string, string>[])
        [
            new($"MediaUrl{i}", $"{Carrier.Url}/2010-04-01/Accounts/{message.Account}/Messages/{message.Sid}/Media/{m.Sid}"),
            new($"MediaContentType{i}", m.ContentType),
        ]),
    ];

    private async Task<bool> PostAsync(IServiceProvider center, string path, List<KeyValuePair<string, string>> form, string token)
    {
        using var body = new FormUrlEncodedContent(form);
        var url = new Uri(PublicUrl, Hook + path);
        var response = await center.GetServices<IWebhookHandler>().Single().HandleAsync(
            new WebhookRequest
            {
                Method = "POST",
                Url = url,
                SubPath = path.Split('?')[0],
                Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
                {
                    ["Content-Type"] = "application/x-www-form-urlencoded",
                    ["X-Twilio-Signature"] = StubCarrier.TwilioSignature.Sign(token, url.OriginalString, form),
                },
                Body = await body.ReadAsByteArrayAsync(),
            },
            CancellationToken.None);
        return response.Status is >= 200 and < 300;
    }
}
