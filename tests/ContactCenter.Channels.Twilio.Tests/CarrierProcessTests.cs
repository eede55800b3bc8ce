using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using StubCarrier;

namespace ContactCenter.Channels.Twilio.Tests;

/// <summary>The whole way over HTTP: the stub carrier as a process of its own, the handler behind a web server.</summary>
public sealed class CarrierProcessTests : IAsyncLifetime
{
    private readonly string _ledger = Path.Combine(Path.GetTempPath(), $"stub-ledger-{Guid.NewGuid():N}.jsonl");
    private readonly HttpClient _http = new();
    private WebhookHost _host = null!;
    private Process _carrier = null!;
    private string _carrierUrl = "";
    private Bench _bench = null!;

    public async Task InitializeAsync()
    {
        _host = await WebhookHost.StartAsync(() => _bench.Handler);

        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "StubCarrier.dll"), "--urls", "http://127.0.0.1:0", "--host-url", _host.Url + "/hooks/twilio/main",
            "--delivery-delay", "20", "--ledger", _ledger,
        ])
        { RedirectStandardOutput = true };
        _carrier = Process.Start(start)!;
        var line = await _carrier.StandardOutput.ReadLineAsync() ?? "";
        line.ShouldStartWith("stub carrier listening on ");
        _carrierUrl = line["stub carrier listening on ".Length..];

        _bench = new Bench(baseUrl: _carrierUrl);
        _bench.Urls.Base = _host.Url + "/hooks/";
    }

    public async Task DisposeAsync()
    {
        _carrier.Kill();
        await _carrier.WaitForExitAsync();
        _carrier.Dispose();
        _http.Dispose();
        await _host.DisposeAsync();
        await _bench.DisposeAsync();
        File.Delete(_ledger);
    }

    [Fact]
    public async Task A_conversation_goes_both_ways_and_the_ledger_agrees()
    {
        using var written = await _http.PostAsJsonAsync($"{_carrierUrl}/_stub/inbound", new InboundOrder(Bench.Customer, "numero {n}: è urgente 🚨") { Count = 20, Parallel = 4 });
        var results = (await written.Content.ReadFromJsonAsync<InboundResult[]>())!;
        results.ShouldAllBe(result => result.Status == 200);
        _bench.Inbox.Messages.ToDictionary(message => message.ProviderId, message => message.Text)
            .ShouldBe(results.ToDictionary(result => result.Sid, result => result.Body), ignoreOrder: true);

        var answer = Bench.Message("Arriviamo subito");
        var sid = (await _bench.SendAsync(answer)).ShouldBeOfType<SendOutcome.Accepted>().ProviderId;
        await Wait.UntilAsync(() => _bench.Inbox.Reports.Count == 2, "two reports came in");
        _bench.Inbox.Reports.Select(report => (report.ProviderId, report.Message, report.State)).ShouldBe(
            [(sid, answer.Id, DeliveryState.Sent), (sid, answer.Id, DeliveryState.Delivered)]);

        await Wait.UntilAsync(() => Lines().Count(line => line.Event == "status-ack") == 2, "both reports were acknowledged in the ledger");
        var ledger = Lines();
        ledger.Count(line => line is { Event: "inbound-ack", Status: 200 }).ShouldBe(20);
        ledger.Single(line => line.Event == "outbound").Sid.ShouldBe(sid);
        ledger.Select(line => line.Seq).ShouldBe(Enumerable.Range(1, ledger.Count));
    }

    [Fact]
    public async Task Webhooks_delivered_twice_and_reports_out_of_order_are_all_acknowledged()
    {
        using var _ = await _http.PostAsJsonAsync($"{_carrierUrl}/_stub/faults", new FaultPlan { WebhooksTwice = 1, StatusDisordered = 1 });
        using var __ = await _http.PostAsJsonAsync($"{_carrierUrl}/_stub/inbound", new InboundOrder(Bench.Customer, "x"));
        await _bench.SendAsync(Bench.Message());
        await Wait.UntilAsync(() => _bench.Inbox.Reports.Count == 4, "each of two reports came twice");
        _bench.Inbox.Messages.Count.ShouldBe(1);
        _bench.Inbox.Reports.Select(report => report.State).ShouldBe([DeliveryState.Delivered, DeliveryState.Delivered, DeliveryState.Sent, DeliveryState.Sent]);
    }

    [Fact]
    public async Task A_message_the_door_refused_is_not_repeated_by_the_carrier_and_found_by_the_sweep()
    {
        var start = DateTimeOffset.UtcNow;
        _bench.Inbox.RefuseFor = TimeSpan.FromSeconds(1);
        using var refused = await _http.PostAsJsonAsync($"{_carrierUrl}/_stub/inbound", new InboundOrder(Bench.Customer, "missed"));
        (await refused.Content.ReadFromJsonAsync<InboundResult[]>())!.Single().Status.ShouldBe(503);

        _bench.Inbox.RefuseFor = null;
        (await _bench.CatchUp.SweepAsync(Bench.Endpoint, start, _bench.Inbox, CancellationToken.None)).ShouldBe(1);
        _bench.Inbox.Messages.Single().Text.ShouldBe("missed");
    }

    private List<LedgerLine> Lines()
    {
        using var file = new StreamReader(new FileStream(_ledger, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<LedgerLine>(line, JsonSerializerOptions.Web)!)];
    }
}
