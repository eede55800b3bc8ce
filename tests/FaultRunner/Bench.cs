using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using StubCarrier;

namespace FaultRunner;

/// <summary>The world around the host: a carrier with its ledger, customers who write, agents who answer. It outlives every host.</summary>
public sealed class Bench : IAsyncDisposable
{
    private static readonly string[] Staff = ["dario", "elena", "sofia"];

    private readonly WebApplication _carrier;
    private readonly Webhooks _webhooks;
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _working = [];
    private readonly List<Task> _writing = [];
    private readonly Random _random;
    private int _customers;
    private int _messages;

    private Bench(WebApplication carrier, HostPlace place, CarrierOptions options, int seed)
    {
        (_carrier, Place, CarrierOptions, _random) = (carrier, place, options, new Random(seed));
        _webhooks = carrier.Services.GetRequiredService<Webhooks>();
        Agents = [.. Staff.Select(name => new SimulatedAgent(place.Url, name))];
        Http = new HttpClient { BaseAddress = place.Url, Timeout = TimeSpan.FromSeconds(20) };
    }

    public HostPlace Place { get; }

    public CarrierOptions CarrierOptions { get; }

    public IReadOnlyList<SimulatedAgent> Agents { get; }

    /// <summary>To the host, without a login.</summary>
    public HttpClient Http { get; }

    /// <summary>What really happened at the carrier.</summary>
    public IReadOnlyList<LedgerLine> Ledger => _carrier.Services.GetRequiredService<Ledger>().Read();

    /// <summary>Opens the carrier. Webhooks come twice now and then, and reports out of order, as they do.</summary>
    /// <param name="folder">Where the ledger, the host's log and, unless said otherwise, its data are kept.</param>
    /// <param name="data">The host's folder.</param>
    public static async Task<Bench> OpenAsync(string folder, int seed, string? data = null)
    {
        Directory.CreateDirectory(folder);
        var host = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var options = new CarrierOptions
        {
            Urls = $"http://127.0.0.1:{FreePort.Take()}",
            HostUrl = new Uri(host, "/hooks/twilio/main"),
            LedgerPath = Path.Combine(folder, "ledger.jsonl"),
            Seed = seed,
        };
        var carrier = Carrier.Create(options);
        await carrier.StartAsync();
        carrier.Services.GetRequiredService<Faults>().Plan = new FaultPlan { WebhooksTwice = 0.1, StatusDisordered = 0.1 };
        var place = new HostPlace(data ?? Path.Combine(folder, "data"), Path.Combine(folder, "host.log"), host, new Uri(options.Urls));
        return new Bench(carrier, place, options, seed);
    }

    /// <summary>Lets the agents work until the bench is closed.</summary>
    public void Work() => _working.AddRange(Agents.Select(a => Task.Run(() => a.WorkAsync(_closing.Token))));

    /// <summary>Lets customers write at a rate until cancelled. Every text is unique; one customer in four has written before.</summary>
    public async Task WriteAsync(double perSecond, CancellationToken until)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond));
        while (await TickAsync(timer, until))
        {
            _ = Write();
        }

        await FlushAsync();
    }

    /// <summary>One customer writes.</summary>
    /// <returns>The host's answer, 0 when there was none.</returns>
    public Task<(string Sid, int Status)> Write()
    {
        var customer = _customers > 5 && _random.Next(4) == 0 ? _random.Next(Math.Max(1, _customers - 8), _customers + 1) : ++_customers;
        var from = string.Create(CultureInfo.InvariantCulture, $"+39333{1_000_000 + customer}");
        var text = $"message {++_messages} of customer {customer}";
        var writing = Task.Run(() => _webhooks.WriteAsync(from, CarrierOptions.Numbers[0], text));
        _writing.Add(writing);
        return writing;
    }

    /// <summary>Waits until every webhook has its answer, or is known to have none.</summary>
    public async Task FlushAsync()
    {
        await Task.WhenAll(_writing);
        _writing.Clear();
    }

    /// <summary>A webhook of our own making, for no message of the ledger: shows the host's whole answer.</summary>
    public async Task<HttpResponseMessage> ProbeAsync(string sid)
    {
        var url = $"{CarrierOptions.HostUrl.AbsoluteUri}/sms";
        KeyValuePair<string, string>[] form =
        [
            new("MessageSid", sid), new("AccountSid", CarrierOptions.Account), new("From", "+393339999999"), new("To", CarrierOptions.Numbers[0]),
            new("Body", "probe"), new("NumMedia", "0"), new("SmsStatus", "received"),
        ];
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Sign(CarrierOptions.Token, url, form));
        return await Http.SendAsync(request);
    }

    /// <summary>Sends the agents home.</summary>
    public async Task RestAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_working);
    }

    public async ValueTask DisposeAsync()
    {
        await RestAsync();
        foreach (var agent in Agents)
        {
            agent.Dispose();
        }

        Http.Dispose();
        await _carrier.StopAsync();
        await _carrier.DisposeAsync();
        _closing.Dispose();
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken until)
    {
        try
        {
            return await timer.WaitForNextTickAsync(until);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
