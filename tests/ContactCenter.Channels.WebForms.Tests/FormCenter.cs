using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using ContactCenter.Channels.WebForms.Guards;
using ContactCenter.Channels.WebForms.Submissions;
using ContactCenter.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Channels.WebForms.Tests;

/// <summary>The channel between pages and a center that remembers what it is told.</summary>
internal sealed class FormCenter : IInbox, IEndpointDirectory, IWebhookUrls, IMeterFactory, ILogger<FormPosts>
{
    public const string Origin = "https://www.example.com";

    public static readonly Endpoint Endpoint = new(new TenantId("acme"), new EndpointId("form-quote"), ChannelKind.Form, new Address(WebFormsChannel.Form, "quote"));

    private readonly WebFormsHandler _handler;
    private readonly MeterListener _listener = new();

    public FormCenter(Action<WebForm>? describe = null, Action<WebFormsOptions>? configure = null)
    {
        Options = new WebFormsOptions { SigningKey = new Secret(new string('k', 40)) }.Form("quote", form =>
        {
            form.From(Origin).Ask("name", "Your name", "Il tuo nome", static f => f.Required = true)
                .Ask("message", "Your message", "Il tuo messaggio", static f => f.MaxLength = 2_000)
                .Ask("reach", "How", "Come", static f => (f.Required, f.Kind) = (true, WebFormFieldKind.Choice))
                .Ask("phone", "Telephone", "Telefono", static f => f.Kind = WebFormFieldKind.Phone)
                .Ask("mail", "E-mail", "E-mail", static f => f.Kind = WebFormFieldKind.Email)
                .Ask("from", "From", "Da", static f => f.Kind = WebFormFieldKind.Time)
                .Ask("until", "Until", "Fino a", static f => f.Kind = WebFormFieldKind.Time);
            form.Fields["reach"].Choice("voice", "By phone", "Per telefono").Choice("sms", "By SMS", "Con un SMS").Choice("mail", "By mail", "Per e-mail");
            (form.Message, form.DefaultRegion) = ("message", "IT");
            form.Reach = new WebFormReach { ChannelField = "reach", FromField = "from", UntilField = "until", TimeZone = "Europe/Rome" };
            (form.Reach.Addresses["voice"], form.Reach.Addresses["sms"], form.Reach.Addresses["mail"]) = ("phone", "phone", "mail");
            describe?.Invoke(form);
        });
        configure?.Invoke(Options);
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        Tokens = new WebFormsTokens(options);
        Channel = new WebFormsChannel(options);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == this)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Counted.Enqueue(string.Join(' ', tags.ToArray().Select(static t => t.Value))));
        _listener.Start();
        var metrics = new WebFormsMetrics(this);
        var limits = new PostLimits(Time);
        _handler = new WebFormsHandler(
            new FormPosts(this, this, this, limits, Tokens, options, metrics, Time, this), new Confirmations(this, this, limits, Tokens, options, metrics, Time), Tokens, options, Time);
    }

    public WebFormsOptions Options { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public WebFormsTokens Tokens { get; }

    public WebFormsChannel Channel { get; }

    public ConcurrentDictionary<string, InboundMessage> Received { get; } = new();

    /// <summary>What was counted: form and outcome.</summary>
    public ConcurrentQueue<string> Counted { get; } = new();

    public ConcurrentQueue<string> Logged { get; } = new();

    public bool Refuses { get; set; }

    /// <summary>A form as a person fills it in.</summary>
    public static Dictionary<string, string> Filled(params (string Name, string Value)[] changes)
    {
        var values = new Dictionary<string, string> { ["name"] = "Ada", ["message"] = "My boiler is cold.", ["reach"] = "voice", ["phone"] = "06 6982 1234" };
        foreach (var (name, value) in changes)
        {
            values[name] = value;
        }

        return values;
    }

    /// <summary>A token of a page opened a minute ago.</summary>
    public string Token(string form = "quote", int seconds = 60) => Tokens.Forms.Issue(form, Time.GetUtcNow() - TimeSpan.FromSeconds(seconds));

    /// <summary>Posts a filled-in form with a good token, as a script does.</summary>
    public async Task<(WebhookResponse Response, JsonElement Answer)> SendAsync(params (string Name, string Value)[] changes)
    {
        var values = Filled(changes);
        values.TryAdd("cc-token", Token());
        var response = await PostAsync("quote", JsonSerializer.Serialize(values));
        return (response, JsonDocument.Parse(response.Body!).RootElement);
    }

    /// <summary>Posts a form as a browser without script does.</summary>
    public Task<WebhookResponse> BrowseAsync(Dictionary<string, string> values, string path = "quote", string? origin = Origin) =>
        PostAsync(path, string.Join('&', values.Select(static v => $"{Uri.EscapeDataString(v.Key)}={Uri.EscapeDataString(v.Value)}")), "application/x-www-form-urlencoded", origin, "text/html,*/*");

    public Task<WebhookResponse> PostAsync(string path, string body, string type = "application/json", string? origin = Origin, string accept = "*/*", string remote = "192.0.2.1") =>
        RequestAsync("POST", path, Encoding.UTF8.GetBytes(body), type, origin, accept, remote);

    public async Task<WebhookResponse> RequestAsync(
        string method, string path, byte[]? body = null, string type = "application/json", string? origin = Origin, string accept = "*/*", string remote = "192.0.2.1")
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = type, ["Accept"] = accept };
        if (origin is not null)
        {
            headers["Origin"] = origin;
        }

        return await _handler.HandleAsync(
            new WebhookRequest
            {
                Method = method,
                Url = new Uri("https://center.example/hooks/webforms/" + path),
                SubPath = path.Split('?')[0],
                Headers = headers,
                Body = body ?? [],
                RemoteAddress = remote,
            },
            CancellationToken.None);
    }

    public ValueTask<InboxResult> ReceiveAsync(InboundMessage message, CancellationToken cancellationToken = default)
    {
        if (Refuses)
        {
            return ValueTask.FromResult(new InboxResult(InboxStatus.Refused, default, TimeSpan.FromSeconds(7)));
        }

        var isNew = Received.TryAdd(message.ProviderId, message);
        return ValueTask.FromResult(new InboxResult(isNew ? InboxStatus.Accepted : InboxStatus.Repeated, default, null));
    }

    public ValueTask<InboxResult> ReportAsync(DeliveryReport report, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IReadOnlyCollection<Endpoint> All(ChannelKind channel) => [Endpoint];

    public Endpoint? Find(ChannelKind channel, Address address) => channel == Endpoint.Channel && address == Endpoint.Address ? Endpoint : null;

    public Uri For(string relative) => new("https://center.example/hooks/" + relative);

    public Meter Create(MeterOptions options) => new(new MeterOptions(options.Name) { Scope = this });

    public void Dispose() => _listener.Dispose();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Logged.Enqueue(formatter(state, exception));
}
