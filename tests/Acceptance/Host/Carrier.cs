using System.Net.Http.Json;

namespace Acceptance.Host;

/// <summary>The telephone network: customers write through it, and its own book says what reached them.</summary>
internal sealed class Carrier : IAsyncDisposable
{
    /// <summary>The account's second number; nothing serves it until an endpoint is made for it.</summary>
    public const string EmergencyNumber = "+390600000911";

    private const string Listening = "stub carrier listening on ";

    private readonly HttpClient _http = new();
    private readonly ChildProcess _process;

    private Carrier(ChildProcess process, string url) => (_process, _http.BaseAddress) = (process, new Uri(url));

    public string Url => _http.BaseAddress!.OriginalString;

    public static async Task<Carrier> StartAsync(string program, string hostUrl)
    {
        var (process, line) = await ChildProcess.StartAsync(program, Listening,
            ["--urls", "http://127.0.0.1:0", "--host-url", hostUrl + "/hooks/twilio/main", "--delivery-delay", "50", "--number", "+390600000001", "--number", EmergencyNumber, "--parent", $"{Environment.ProcessId}"]);
        return new Carrier(process, line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim());
    }

    /// <summary>A customer sends a text; returns once the host has acknowledged it.</summary>
    public Task WriteAsync(string from, string body, params string[] media) => WriteAsync(new { from, body, media }, from);

    /// <summary>The same, to another number of the account.</summary>
    public Task WriteToAsync(string number, string from, string body) => WriteAsync(new { to = number, from, body }, from);

    private async Task WriteAsync(object message, string from)
    {
        using var response = await _http.PostAsJsonAsync("_stub/inbound", message);
        var results = await response.Content.ReadFromJsonAsync<List<Acknowledgement>>() ?? [];
        results.ShouldHaveSingleItem().Status.ShouldBe(200, $"The host did not take {from}'s message.");
    }

    /// <summary>Sets up a number, as somebody does in the carrier's console.</summary>
    public async Task SetNumberAsync(object setting)
    {
        using var response = await _http.PostAsJsonAsync("_stub/numbers", setting);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>What the customer's telephone has received, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ReceivedByAsync(string customer) =>
        [.. (await _http.GetFromJsonAsync<List<BookedMessage>>("_stub/messages") ?? [])
            .Where(m => m.To == customer && m.Direction.StartsWith("outbound", StringComparison.Ordinal)).Select(m => m.Body)];

    /// <summary>Types and sizes of the media that came with them.</summary>
    public async Task<IReadOnlyList<(string ContentType, int Size)>> MediaReceivedByAsync(string customer) =>
        [.. (await _http.GetFromJsonAsync<List<BookedMessage>>("_stub/messages") ?? [])
            .Where(m => m.To == customer && m.Direction.StartsWith("outbound", StringComparison.Ordinal)).SelectMany(m => m.Media).Select(m => (m.ContentType, m.Size))];

    /// <summary>Waits until the customer has received exactly these texts.</summary>
    public async Task ShouldDeliverAsync(string customer, params string[] texts)
    {
        IReadOnlyList<string> received = [];
        await Wait.UntilAsync(async () => (received = await ReceivedByAsync(customer)).Count >= texts.Length, () => $"{customer} has received {received.Count} of {texts.Length} texts");
        received.ShouldBe(texts);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    private sealed record Acknowledgement(string Sid, int Status);

    private sealed record BookedMessage(string To, string Direction, string Body, IReadOnlyList<BookedMedia> Media);

    private sealed record BookedMedia(string ContentType, int Size);
}
